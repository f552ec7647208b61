// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/picture_cell.h"
#include "ui/widgets/cell_layout.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>
#include <vector>

namespace mae::ui {

/// Cells of pictures with captions, as large as the room allows, scrolled where it is too small.
///
/// A click or Return activates a cell; arrows, Home and End move the focus. A cell that stays stale
/// for 200 ms is dimmed. Pictures keep their order in every language.
class CellGrid : public QAbstractScrollArea {
    Q_OBJECT

public:
    static constexpr int kPatience = 200; ///< milliseconds, until what is stale is dimmed

    explicit CellGrid(CellFlow flow, QWidget* parent = nullptr);

    void setCells(std::vector<PictureCell> cells); ///< keeps the focus where it was
    const std::vector<PictureCell>& cells() const { return m_cells; }
    void setCell(int index, PictureCell cell);
    void setPicturesPerCell(int count);      ///< room for so many, even before they are there
    void setAcross(int across);              ///< cells in a row; 0: as many as make them largest
    void setSmallest(int width);             ///< of a picture
    void setNoteSample(const QString& text); ///< room for it is kept before there are notes
    void setEmptyText(const QString& text);
    const QString& emptyText() const { return m_emptyText; }
    void setDimmed(bool dimmed); ///< every cell
    bool isDimmed(int index) const;
    bool hasPictures() const;

    int columns() const { return m_layout.columns; }
    int focusCell() const { return m_focus; }
    void setFocusCell(int index);
    int cellAt(QPoint position) const;                ///< of the viewport; -1: none
    QRectF cellRect(int index) const;                 ///< in the viewport
    QRectF pictureRect(int index, int picture) const; ///< in the viewport: where it is painted

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

Q_SIGNALS:
    void activated(int index);                 ///< only of active cells
    void pointedAt(const QString& text);       ///< what the cell under the pointer is; empty: none
    void dragRequested(const QImage& picture); ///< the one under the pointer
    void painted();                            ///< a new picture has reached the screen's buffer

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;

private:
    struct State {
        QElapsedTimer stale;       ///< runs while the cell is
        bool late = false;         ///< for long enough to be seen
        std::vector<QImage> small; ///< pictures as painted, where they are made smaller
    };

    void watch(int index);
    void noticeLate();
    void relayout();
    void updateCell(int index);
    void setHover(int index);
    void describeFocus();
    bool needsTwoLines(double width) const;
    CellLayout::Wish wish() const;
    CellLayout arranged(QSizeF room) const;
    QPointF scrolled() const;
    const QImage& imageAt(QPoint position) const;
    void paintCell(QPainter& painter, int index);
    void paintCaption(QPainter& painter, int index) const;
    void paintMissing(QPainter& painter, int index) const;
    void paintPicture(QPainter& painter, int index, int picture);
    void paintFrame(QPainter& painter, int index) const;

    CellFlow m_flow;
    std::vector<PictureCell> m_cells;
    std::vector<State> m_states; ///< one per cell
    CellLayout m_layout;
    QString m_emptyText;
    QString m_noteSample;
    QTimer m_timer;
    QPoint m_pressedAt;
    int m_pictures = 1;
    int m_across = 0;
    int m_smallest = 64;
    int m_focus = 0;
    int m_hover = -1;
    int m_pressed = -1;
    bool m_twoLines = false;
    bool m_dimmed = false;
    bool m_focusRing = false; ///< the focus came, or was moved, by keyboard
    bool m_unpainted = false;
};

} // namespace mae::ui
