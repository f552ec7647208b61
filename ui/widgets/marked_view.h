// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure_row.h"
#include "ui/widgets/image_view.h"

#include <QString>
#include <vector>

namespace mae::ui {

/// A picture on which patches are outlined and, if it picks, chosen: by a click, by the arrow keys;
/// Escape lets go.
class MarkedView : public ImageView {
    Q_OBJECT

public:
    explicit MarkedView(LinkedView& link, QWidget* parent = nullptr);

    void setMarks(std::vector<PatchMark> marks);
    const std::vector<PatchMark>& marks() const { return m_marks; }
    void setHint(const QString& hint); ///< a sentence in place of a picture
    const QString& hint() const { return m_hint; }
    void setPicks(bool picks);
    /// Something is chosen that Escape lets go; else the key is left to others.
    void setHolds(bool holds) { m_holds = holds; }

Q_SIGNALS:
    void patchClicked(int patch);
    void stepped(int columns, int rows); ///< by an arrow key: -1, 0 or 1
    void escaped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintMark(QPainter& painter, const PatchMark& mark) const;
    bool pick(int key);

    std::vector<PatchMark> m_marks;
    QString m_hint;
    bool m_picks = false;
    bool m_holds = false;
    bool m_pressed = false;
    QPointF m_pressedAt;
};

} // namespace mae::ui
