// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/display.h"

#include <QImage>
#include <QWidget>

namespace mae::ui {

/// The whole picture, small, with the square of it that the model sees: drag it to move it, drag a
/// corner or turn the wheel to resize it. By keyboard: arrows, + and -, Home for the largest in the
/// middle.
class FramePicker : public QWidget {
    Q_OBJECT

public:
    explicit FramePicker(QWidget* parent = nullptr);

    void setPicture(const QImage& picture); ///< all of it, in any size; null: none
    void setFrame(const CropFrame& frame);
    const CropFrame& frame() const { return m_frame; }
    QRectF pictureRect() const; ///< in widget coordinates
    QRectF frameRect() const;   ///< in widget coordinates

    QSize sizeHint() const override { return {240, 132}; }
    QSize minimumSizeHint() const override { return {120, 96}; }

Q_SIGNALS:
    void frameChanged(const mae::CropFrame& frame); ///< by the user
    void gestureEnded();                            ///< the next change is another step of undo

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Grip { None, Inside, Corner };
    Grip gripAt(QPointF position) const;
    void moveBy(QPointF pixels);      ///< of the widget
    void resizeTo(double size);       ///< around its middle
    void change(const CropFrame& to); ///< by the user
    void describe();

    QImage m_picture;
    CropFrame m_frame{};
    Grip m_grip = Grip::None;
    QPointF m_last;
};

} // namespace mae::ui
