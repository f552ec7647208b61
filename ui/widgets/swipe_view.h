// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/image_convert.h"
#include "ui/widgets/picture_row_view.h"

class QComboBox;
class QLabel;

namespace mae::ui {

class CurtainView;

/// A curtain between two of masked, reconstruction and original.
class SwipeView : public PictureRowView {
    Q_OBJECT

public:
    enum Choice { Masked, Reconstructed, Original };

    explicit SwipeView(QWidget* parent = nullptr);

    CurtainView* curtain() const { return m_curtain; }
    QComboBox* leftBox() const { return m_left; } ///< its index is a Choice
    QComboBox* rightBox() const { return m_right; }
    Figure figure() const override;

protected:
    void retranslate() override;
    void refresh() override;
    void applyStaleness(const Staleness& stale) override;

private:
    QComboBox* addBox(QLabel*& label);

    CurtainView* m_curtain; ///< owned by Qt, as all below
    QLabel* m_leftLabel = nullptr;
    QComboBox* m_left;
    QLabel* m_rightLabel = nullptr;
    QComboBox* m_right;
    Converted m_converted{};
};

} // namespace mae::ui
