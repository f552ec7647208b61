// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"
#include "core/masking/patch_content.h"

#include <QTimer>
#include <QWidget>
#include <vector>

class QButtonGroup;
class QLabel;
class QSpinBox;
class QToolButton;

namespace mae::ui {

class RatioControl;
class StrategySettings;

/// Which patches are hidden: strategy, its settings, ratio, seed.
class MaskForm : public QWidget {
    Q_OBJECT

public:
    explicit MaskForm(QWidget* parent = nullptr);

    void setMask(const MaskConfig& mask, quint64 seed); ///< emits nothing
    /// The mask is painted by hand: no strategy is marked until the user chooses one.
    void setPainted(bool painted);
    /// What is shown now. @param visible  patches; for "36 of 144 visible"
    void setShown(PatchGrid grid, int visible);
    /// For the thumbnails: what the strategies would do to this picture.
    void setPicture(PatchGrid grid, PatchContent content);
    const MaskConfig& mask() const { return m_mask; }
    RatioControl* ratioControl() const { return m_ratio; }

Q_SIGNALS:
    void maskChanged(const mae::MaskConfig& mask); ///< by the user
    void seedChanged(quint64 seed);                ///< by the user
    void newMaskRequested();
    void gestureEnded(); ///< the next change is another step of undo

private:
    QWidget* makeStrategies();
    QWidget* makeSeedRow();
    void markStrategy();
    void updateThumbnails();
    void choose(int index);
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    MaskConfig m_mask;
    quint64 m_drawn = 0; ///< seed
    bool m_painted = false;
    PatchGrid m_grid{0, 0}; ///< of the picture in the thumbnails; empty: none
    PatchContent m_content{};
    QTimer m_thumbnails;                    ///< they follow a moving slider at a distance
    std::vector<MaskStrategy> m_strategies; ///< one per button, with the settings last used
    QButtonGroup* m_buttons;                ///< owned by Qt, as all below
    StrategySettings* m_settings;
    RatioControl* m_ratio;
    QLabel* m_count;
    QSpinBox* m_seed;
};

} // namespace mae::ui
