// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/marked_view.h"

namespace mae::ui {

/// Two pictures of one size at one place: one left of a curtain, the other right of it. The handle
/// is dragged or moved by the arrow keys; screen readers find a slider.
class CurtainView : public MarkedView {
    Q_OBJECT

public:
    struct Side {
        QString title{};
        QImage picture{};
        bool hatched = false; ///< its hidden patches are
        bool stale = false;
    };

    explicit CurtainView(LinkedView& link, QWidget* parent = nullptr);

    void setSides(const Side& left, const Side& right);
    void setStale(bool left, bool right);
    const Side& left() const { return m_left; }
    const Side& right() const { return m_right; }

    /// From 0, only the right picture, to 1, only the left one, of what is shown of them.
    double position() const { return m_position; }
    void setPosition(double position);
    double curtainX() const;     ///< in the widget
    double pictureShare() const; ///< the same place in [0, 1] of the whole picture

Q_SIGNALS:
    void positionChanged(double position);

protected:
    void paintTitle(QPainter& painter, const QRectF& picture) const override;
    void paintPicture(QPainter& painter, const QRectF& picture) const override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF shown() const; ///< of the picture
    bool isOnHandle(QPointF position) const;
    void drag(double x);

    Side m_left;
    Side m_right;
    double m_position = 0.5;
    bool m_dragging = false;
};

} // namespace mae::ui
