// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"

#include <QImage>
#include <QWidget>
#include <cstdint>
#include <vector>

namespace mae::ui {

class LinkedView;

/// One picture with a caption above it, zoomed and moved together with its siblings.
///
/// Nearest neighbour from 200 %, smooth below; at 100 % a picture pixel is a pixel of the screen.
/// Wheel: zoom at the pointer; drag: move; arrows, +, -, 0, 1: the same by keyboard.
class ImageView : public QWidget {
    Q_OBJECT

public:
    /// @param link  shared with the siblings; outlives the view
    ImageView(LinkedView& link, const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    const QString& title() const { return m_title; }
    void setNote(const QString& note); ///< after the title, in the secondary colour
    const QString& note() const { return m_note; }
    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    /// Patches to point at. @param hatched  [N] 1 where a hatch is drawn; empty: none
    void setPatches(PatchGrid grid, std::vector<std::uint8_t> hatched);
    PatchGrid grid() const { return m_grid; }
    const std::vector<std::uint8_t>& hatched() const { return m_hatched; }
    void setDimmed(bool dimmed); ///< a newer picture is being computed
    bool isDimmed() const { return m_dimmed; }

    double shownZoom() const;   ///< device pixels per picture pixel, also while the view fits
    QRectF pictureRect() const; ///< of the whole picture, in widget coordinates
    int patchAt(QPointF position) const; ///< -1: none
    QPointF pictureCentre() const;       ///< what lies in the middle of the view, in [0, 1]
    void zoomBy(double factor, QPointF anchor);
    void zoomBy(double factor); ///< around the middle

    QSize sizeHint() const override { return {300, 320}; }
    QSize minimumSizeHint() const override { return {120, 140}; }

Q_SIGNALS:
    void dragStarted(); ///< the picture shall be dragged out (Ctrl and drag)

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

    static constexpr double kDimmed = 0.55; ///< opacity of what is stale

    QRectF area() const; ///< below the caption
    QRectF patchRect(int patch) const;
    virtual void paintTitle(QPainter& painter, const QRectF& picture) const;
    /// With the clip, the opacity and the smoothness set.
    virtual void paintPicture(QPainter& painter, const QRectF& picture) const;
    void paintHatch(QPainter& painter) const;

private:
    void paintPatch(QPainter& painter) const;
    void describe();

    LinkedView& m_link;
    QString m_title;
    QString m_note;
    QImage m_picture;
    PatchGrid m_grid{0, 0};
    std::vector<std::uint8_t> m_hatched;
    bool m_dimmed = false;
    QPointF m_pressedAt;
    QPointF m_pressedCentre;
    bool m_panning = false;
    bool m_focusRing = false; ///< the focus came by keyboard
};

} // namespace mae::ui
