// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/mask_canvas.h"

#include <QWidget>
#include <array>

class QAction;
class QLabel;
class QSlider;

namespace mae::ui {

/// Actions of painting: in the menu Mask, in the inspector, with keys. Owned by Qt.
struct PaintActions {
    QAction* move = nullptr;
    QAction* brush = nullptr;
    QAction* eraser = nullptr;
    QAction* rectangle = nullptr;
    QAction* lasso = nullptr;
    QAction* patch = nullptr;
    QAction* mirrored = nullptr;
    QAction* keep = nullptr;
    QAction* smaller = nullptr;
    QAction* larger = nullptr;
    QAction* invert = nullptr;
    QAction* hideAll = nullptr;
    QAction* showAll = nullptr;
    QAction* strategy = nullptr; ///< back to the strategy's mask
    QAction* toAll = nullptr;    ///< the same mask for all pictures
    QAction* copyMask = nullptr;
    QAction* pasteMask = nullptr;
    QAction* load = nullptr;
    QAction* save = nullptr;

    /// In the order of the tools' enumeration.
    std::array<QAction*, 6> tools() const { return {move, brush, eraser, rectangle, lasso, patch}; }
};
PaintActions makePaintActions(QWidget& owner);

/// The tools to paint a mask with, as buttons of the actions, and the size of the brush. Keeps
/// actions and options alike.
class PaintForm : public QWidget {
    Q_OBJECT

public:
    explicit PaintForm(const PaintActions& actions, QWidget* parent = nullptr);

    const PaintOptions& options() const { return m_options; }
    void setBrush(int size); ///< 1 to PaintOptions::kLargestBrush; clamped

Q_SIGNALS:
    void optionsChanged(const mae::ui::PaintOptions& options);

private:
    QWidget* makeRow(std::initializer_list<QAction*> actions);
    void connectActions();
    void change(const PaintOptions& options);

    PaintActions m_actions;
    PaintOptions m_options{};
    QSlider* m_size; ///< owned by Qt, as all below
    QLabel* m_sizeText;
    QWidget* m_sizeRow;
};

} // namespace mae::ui
