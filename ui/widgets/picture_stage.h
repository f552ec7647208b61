// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/linked_view.h"

#include <QWidget>
#include <vector>

namespace mae::ui {

class HeatLegend;
class ImageView;

/// Pictures of one size that zoom and move as one, from left to right in every language; in as many
/// lines as show them largest. Those that are hidden take no room.
class PictureStage : public QWidget {
    Q_OBJECT

public:
    explicit PictureStage(QWidget* parent = nullptr);

    LinkedView& link() { return m_link; }
    void add(ImageView* view);                       ///< takes it
    HeatLegend* addLegend(ImageView* view);          ///< below the view
    HeatLegend* legend(const ImageView* view) const; ///< null: it has none
    void arrange();                                  ///< after views were shown or hidden

    /// How many pictures of a shape (width by height) stand in a line to be as large as possible;
    /// all of them unless more lines make them clearly larger.
    /// @param extra  height that each needs besides
    static int columnsFor(QSize room, int count, double shape, int extra);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Cell {
        ImageView* view = nullptr;    ///< owned by Qt, as the legend
        HeatLegend* legend = nullptr; ///< or none
    };
    std::vector<Cell> shown() const;

    LinkedView m_link;
    std::vector<Cell> m_cells;
};

} // namespace mae::ui
