// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace mae::ui {

class FlowLayout;
class Segments;

/// The controls of AttentionView: which part, block and head, and how the map is shown.
class AttentionBar : public QObject {
    Q_OBJECT

public:
    /// @param bar  gets the controls
    AttentionBar(FlowLayout* bar, QObject* parent);

    void offer(const ViewContext& context); ///< what this model has
    void setHeads(int heads);               ///< of the map that is shown
    void retranslate();

    AttentionPart part(const ViewContext& context) const;
    int block(const ViewContext& context) const; ///< as AttentionTask has it
    bool isMasked(const ViewContext& context) const;
    int head() const; ///< from 0; -1: the mean
    void setHead(int head);
    bool isOverlay() const;

    Segments* partChoice() const { return m_part; }
    QComboBox* blockBox() const { return m_block; } ///< blocks, then the rollout
    QComboBox* headBox() const { return m_head; }   ///< the mean, then heads
    QCheckBox* overlayBox() const { return m_overlay; }
    QCheckBox* maskedBox() const { return m_masked; }
    QPushButton* classButton() const { return m_class; }

Q_SIGNALS:
    void asked(); ///< another part, block or mask
    void shown(); ///< the same answer otherwise
    void classTokenWanted();

private:
    static int blocksOf(const ViewContext& context, AttentionPart part);
    void fillBlocks(bool always = true); ///< else only if there are others
    void fillHeads(int heads);

    Segments* m_part; ///< owned by Qt, as all below
    QLabel* m_blockLabel;
    QComboBox* m_block;
    QLabel* m_headLabel;
    QComboBox* m_head;
    QCheckBox* m_overlay;
    QCheckBox* m_masked;
    QPushButton* m_class;
    ViewContext m_context{};
    int m_wanted; ///< block, from 1; 0: rollout. Models with fewer blocks show their last
};

} // namespace mae::ui
