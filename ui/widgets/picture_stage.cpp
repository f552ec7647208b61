// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_stage.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/image_view.h"

#include <QEvent>
#include <algorithm>

namespace mae::ui {

PictureStage::PictureStage(QWidget* parent) : QWidget(parent) {
    makePictureGround(this);
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureStage::add(ImageView* view) {
    view->setParent(this);
    m_cells.push_back({.view = view});
}

HeatLegend* PictureStage::addLegend(ImageView* view) {
    for (auto& cell : m_cells) {
        if (cell.view == view) {
            cell.legend = new HeatLegend(this);
            return cell.legend;
        }
    }
    return nullptr;
}

HeatLegend* PictureStage::legend(const ImageView* view) const {
    const auto cell = std::ranges::find(m_cells, view, &Cell::view);
    return cell != m_cells.end() ? cell->legend : nullptr;
}

std::vector<PictureStage::Cell> PictureStage::shown() const {
    std::vector<Cell> cells;
    std::ranges::copy_if(m_cells, std::back_inserter(cells),
                         [](const Cell& cell) { return !cell.view->isHidden(); });
    return cells;
}

int PictureStage::columnsFor(QSize room, int count, double shape, int extra) {
    constexpr double kClearly = 1.1;
    int best = std::max(count, 1);
    double most = 0;
    for (int columns = best; columns >= 1; --columns) {
        const int lines = (count + columns - 1) / columns;
        const double width = (room.width() - (columns + 1.0) * kGapLarge) / columns;
        const double height =
            (room.height() - kGapSmall - kGap - (lines - 1.0) * kGapSmall) / lines - extra;
        const double size = std::min(width, height * shape);
        if (size > most * (most > 0 ? kClearly : 1)) {
            most = size;
            best = columns;
        }
    }
    return best;
}

void PictureStage::arrange() {
    const auto cells = shown();
    if (cells.empty()) {
        return;
    }
    const auto picture = cells.front().view->picture().size();
    const double shape = picture.isEmpty() ? 1 : picture.width() / double(picture.height());
    int legend = 0;
    for (const auto& cell : cells) {
        if (cell.legend != nullptr) {
            legend = cell.legend->sizeHint().height();
        }
    }
    const int count = static_cast<int>(cells.size());
    const int columns =
        columnsFor(size(), count, shape, fontMetrics().height() + kGapSmall + legend);
    const int lines = (count + columns - 1) / columns;
    // All have one size to the pixel, and so one zoom.
    const int each = std::max((width() - (columns + 1) * kGapLarge) / columns, 1);
    const int tall =
        std::max((height() - kGapSmall - kGap - (lines - 1) * kGapSmall) / lines - legend, 1);
    const int left = (width() - columns * each - (columns - 1) * kGapLarge) / 2;
    for (int i = 0; i < count; ++i) {
        const auto& cell = cells[static_cast<std::size_t>(i)];
        const QPoint at(left + i % columns * (each + kGapLarge),
                        kGapSmall + i / columns * (tall + legend + kGapSmall));
        cell.view->setGeometry(at.x(), at.y(), each, tall);
        if (cell.legend != nullptr) {
            const auto under = cell.view->pictureRect().translated(at);
            const double start = std::max<double>(under.left(), at.x());
            const double end = std::min<double>(under.right(), at.x() + each);
            const bool fits = !cell.view->picture().isNull() && end - start >= 80;
            const int below = fits ? std::min(int(under.bottom()), at.y() + tall) : at.y() + tall;
            cell.legend->setGeometry(fits ? int(start) : at.x(), below,
                                     fits ? int(end - start) : each, legend);
        }
    }
    for (const auto& cell : m_cells) {
        if (cell.legend != nullptr) {
            cell.legend->setVisible(!cell.view->isHidden());
        }
    }
}

QSize PictureStage::minimumSizeHint() const {
    const int count = std::max(static_cast<int>(shown().size()), 1);
    return {std::min(count, 3) * (120 + kGapLarge) + kGapLarge, 180};
}

void PictureStage::resizeEvent(QResizeEvent* event) {
    arrange();
    QWidget::resizeEvent(event);
}

void PictureStage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        arrange();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
