// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

namespace mae::ui {

/// All heads of a block as small maps in a row, the mean of them first; one is chosen by a click or
/// the arrow keys. Those that find no room are reached by scrolling to the chosen one.
class HeadStrip : public QWidget {
    Q_OBJECT

public:
    explicit HeadStrip(QWidget* parent = nullptr);

    void setMaps(std::vector<QImage> maps); ///< the mean, then the heads
    const std::vector<QImage>& maps() const { return m_maps; }
    void setHead(int head); ///< from 0; -1: the mean. Emits nothing
    int head() const { return m_head; }
    void setDimmed(bool dimmed);
    QRect mapRect(int head) const; ///< -1: of the mean; outside the widget if scrolled away

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int head); ///< by the user

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString name(int head) const;
    int headAt(QPoint position) const; ///< -2: none
    int step() const;                  ///< from one map to the next
    void choose(int head);
    void scrollTo(int head);
    void describe();

    std::vector<QImage> m_maps;
    int m_head = -1;
    int m_scrolled = 0; ///< pixels
    bool m_dimmed = false;
    bool m_ring = false; ///< the focus came by keyboard
};

} // namespace mae::ui
