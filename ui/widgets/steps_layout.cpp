// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_layout.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kCaption = 1.8;    ///< height of the row of captions, in texts
constexpr double kSide = 0.44;      ///< width of one of two, as a share
constexpr double kGap = 0.12;       ///< between patches, as a share of their pitch
constexpr double kLeastColumn = 4;  ///< pixels; narrower columns are left out
constexpr double kWidestColumn = 3; ///< texts
constexpr double kClassRoom = 1.7;  ///< for the class token beside a grid, in patches
constexpr double kLabels = 9.5;     ///< width of labels beside columns, in texts
constexpr double kEachShare = 0.45; ///< of the time of all that one needs

/// Whole pixels where that changes little: patches that touch leave no seams.
double whole(double length) { return length > 8 ? std::floor(length) : length; }

QRectF centredSquare(const QRectF& room, double side) {
    return {room.center() - QPointF(side, side) / 2, QSizeF(side, side)};
}

} // namespace

double eased(double t, double from, double to) {
    const double x = std::clamp((t - from) / (to - from), 0.0, 1.0);
    return x * x * (3 - 2 * x);
}

double staggered(double t, double from, double to, double at) {
    const double each = (to - from) * kEachShare;
    const double start = from + at * (to - from - each);
    return eased(t, start, start + each);
}

QRectF between(const QRectF& a, const QRectF& b, double share) {
    const auto mix = [share](double x, double y) { return x + share * (y - x); };
    return {mix(a.x(), b.x()), mix(a.y(), b.y()), mix(a.width(), b.width()),
            mix(a.height(), b.height())};
}

StepsLayout::StepsLayout(const StepScene& scene, const QRectF& area, double text)
    : m_scene(scene),
      m_area(area),
      m_body(area.adjusted(0, std::round(kCaption * text), 0, 0)),
      m_text(text) {
    arrangeSlots();
    arrangeColumns();
}

QRectF StepsLayout::half(bool first) const {
    const QRectF left(m_body.topLeft(), QSizeF(kSide * m_body.width(), m_body.height()));
    const auto& grid = m_scene.grid;
    const double pitch =
        std::min(left.width() / (grid.columns + kClassRoom), left.height() / grid.rows);
    return left.translated(first ? 0 : (1 - kSide) * m_body.width(), 0)
        .adjusted(kClassRoom * pitch, 0, 0, 0);
}

QRectF StepsLayout::left() const { return half(true); }
QRectF StepsLayout::right() const { return half(false); }

QRectF StepsLayout::gap() const {
    const auto from = wholeGrid(left(), 1), to = classInGrid(right());
    return {from.right(), m_body.top(), to.left() - from.right(), m_body.height()};
}

QRectF StepsLayout::third(int index) const {
    const double width = m_body.width() / 3;
    const auto room = QRectF(m_body.left() + index * width, m_body.top(), width, m_body.height())
                          .adjusted(m_text, 0, -m_text, 0);
    const QSizeF open = room.size() / (1 - kGap);
    return {room.center() - QPointF(open.width(), open.height()) / 2, open};
}

QRectF StepsLayout::inGrid(int patch, const QRectF& region, double open) const {
    const auto& grid = m_scene.grid;
    const double pitch =
        whole(std::min(region.width() / grid.columns, region.height() / grid.rows));
    const double space = pitch > 8 ? std::max(1.0, std::round(kGap * pitch)) : kGap * pitch;
    const double side = pitch - space, shown = side + open * space;
    const QPointF middle((grid.columns - 1) * shown + side, (grid.rows - 1) * shown + side);
    auto corner = region.center() - middle / 2;
    if (open <= 0 || open >= 1) {
        corner = {std::round(corner.x()), std::round(corner.y())};
    }
    return {corner + QPointF(patch % grid.columns * shown, patch / grid.columns * shown),
            QSizeF(side, side)};
}

QRectF StepsLayout::wholeGrid(const QRectF& region, double open) const {
    return inGrid(0, region, open).united(inGrid(m_scene.count() - 1, region, open));
}

QRectF StepsLayout::classInGrid(const QRectF& region) const {
    const auto first = inGrid(0, region, 1);
    return first.translated(-1.6 * first.width(), 0);
}

void StepsLayout::arrangeSlots() {
    const int count = m_scene.count();
    m_slotPitch = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        // Room for the class token on the left, and the same on the right for balance.
        const double pitch = std::min(m_body.width() / (columns + 2.4), m_body.height() / rows);
        if (pitch > m_slotPitch) {
            m_slotPitch = pitch;
            m_slotColumns = columns;
        }
    }
    m_slotPitch = std::min(m_slotPitch, 6 * m_text);
    const int rows = (count + m_slotColumns - 1) / m_slotColumns;
    m_slotCorner = m_body.center() - QPointF(m_slotColumns * m_slotPitch, rows * m_slotPitch) / 2;
}

QRectF StepsLayout::slot(int rank) const {
    const double side = (1 - kGap) * m_slotPitch;
    if (rank < 0) {
        return slot(0).translated(-1.2 * m_slotPitch, 0);
    }
    const QPointF at(rank % m_slotColumns * m_slotPitch, rank / m_slotColumns * m_slotPitch);
    return {m_slotCorner + at + QPointF(1, 1) * (m_slotPitch - side) / 2, QSizeF(side, side)};
}

QRectF StepsLayout::maskSource() const {
    const double side = std::clamp(1.6 * m_slotPitch, 3 * m_text, 6 * m_text);
    return centredSquare(m_body, side);
}

void StepsLayout::arrangeColumns() {
    const int tokens = m_scene.visible + 1;
    const double room = std::max(1.0, m_area.width() - 2 * kLabels * m_text);
    m_shown = std::clamp(static_cast<int>(room / kLeastColumn), 1, tokens);
    m_columnPitch = std::min(room / m_shown, kWidestColumn * m_text);
    m_columnLeft = m_area.center().x() - m_shown * m_columnPitch / 2;
    m_rowGap = std::clamp(0.035 * m_area.height(), 4.0, 1.5 * m_text);
    m_thumb = std::min(0.88 * m_columnPitch, 0.12 * m_area.height());
    const double rest = m_area.height() - m_thumb - 3 * m_rowGap;
    m_cells = 0.29 * rest;
    m_blocks = 0.42 * rest;
}

QRectF StepsLayout::inColumn(int token, double top, double height) const {
    const double width =
        m_columnPitch > 6 ? m_columnPitch - std::max(1.0, kGap * m_columnPitch) : m_columnPitch;
    return {m_columnLeft + std::min(token, m_shown) * m_columnPitch, m_area.top() + top, width,
            height};
}

QRectF StepsLayout::column(int token) const { return inColumn(token, 0, m_area.height()); }

QRectF StepsLayout::thumbnail(int token) const {
    return centredSquare(inColumn(token, 0, m_thumb), m_thumb);
}

QRectF StepsLayout::embedded(int token) const {
    return inColumn(token, m_thumb + m_rowGap, m_cells);
}

QRectF StepsLayout::block(int index, int token) const {
    const int count = std::max(1, static_cast<int>(m_scene.meanLengths.size()));
    const double each = m_blocks / count;
    const double top = m_thumb + m_cells + 2 * m_rowGap + index * each;
    return inColumn(token, top, each > 4 ? each - std::max(1.0, 0.15 * each) : each);
}

QRectF StepsLayout::encoded(int token) const {
    return inColumn(token, m_thumb + m_cells + m_blocks + 3 * m_rowGap, m_cells);
}

} // namespace mae::ui
