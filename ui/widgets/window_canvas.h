// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"

#include <QWidget>
#include <cstdint>
#include <vector>

namespace mae::ui {

class ImageView;

/// A sheet over the masked picture, for the strategy that leaves a window visible: drag the window
/// to move it, a corner to resize it. What is not the window is passed on to the picture.
class WindowCanvas : public QWidget {
    Q_OBJECT

public:
    /// @param view  the masked picture, which the sheet covers; its parent
    explicit WindowCanvas(ImageView& view);

    void setOn(bool on); ///< there is such a window, and the mouse is free for it
    /// The mask as it is shown now, and what made it.
    void setShownMask(PatchGrid grid, const std::vector<std::uint8_t>& hidden,
                      const MaskConfig& mask);
    QRectF windowRect() const; ///< in widget coordinates; null: none

Q_SIGNALS:
    void windowChanged(const mae::MaskConfig& mask); ///< by the user, while the drag goes on
    void gestureEnded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Grip { None, Inside, Corner };
    Grip gripAt(QPointF position) const;
    void drag(QPointF position);

    ImageView& m_view;
    PatchGrid m_grid{0, 0};
    MaskConfig m_mask{};
    QRectF m_window{}; ///< in patches
    Grip m_grip = Grip::None;
    QPointF m_from{};        ///< where the drag began, in widget coordinates
    QRectF m_windowBefore{}; ///< in patches, when the drag began
};

} // namespace mae::ui
