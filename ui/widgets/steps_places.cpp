// SPDX-License-Identifier: GPL-3.0-or-later
// Where a patch is at any moment: each step begins where the one before it ended.
#include "ui/widgets/steps_layout.h"

#include <algorithm>

namespace mae::ui {

QRectF StepsLayout::keepPlace(int patch, double t) const {
    const int rank = m_scene.rank[static_cast<std::size_t>(patch)];
    const auto at = slot(rank);
    if (rank < m_scene.visible) {
        return at;
    }
    const double order = double(rank - m_scene.visible) / std::max(1, m_scene.count());
    const double fallen = staggered(t, 0.45, 0.85, order);
    return fallen >= 1 ? QRectF() : at.translated(0, fallen * fallen * 0.3 * m_body.height());
}

QRectF StepsLayout::maskTokenPlace(int patch, double t) const {
    const int rank = m_scene.rank[static_cast<std::size_t>(patch)];
    if (rank < m_scene.visible) {
        return between(encoded(rank + 1), slot(rank), eased(t, 0.12, 0.4));
    }
    const double order =
        double(rank - m_scene.visible) / std::max(1, m_scene.count() - m_scene.visible);
    const double flown = staggered(t, 0.5, 0.85, order);
    return flown <= 0 ? QRectF() : between(maskSource(), slot(rank), flown);
}

QRectF StepsLayout::placeOf(int patch, Step step, double t) const {
    const int rank = m_scene.rank[static_cast<std::size_t>(patch)];
    const double order = double(rank) / std::max(1, m_scene.count() - 1);
    switch (step) {
    case Step::Cut: return inGrid(patch, m_body, eased(t, 0.25, 0.65));
    case Step::Numbers:
        return between(inGrid(patch, m_body, 1), inGrid(patch, left(), 1), eased(t, 0, 0.2));
    case Step::Noise:
        return between(inGrid(patch, left(), 1), inGrid(patch, m_body, 1), eased(t, 0.05, 0.25));
    case Step::Sort:
        return between(inGrid(patch, m_body, 1), slot(rank), staggered(t, 0.08, 0.85, order));
    case Step::Keep: return keepPlace(patch, t);
    case Step::Encode:
        return rank < m_scene.visible
                   ? between(slot(rank), thumbnail(rank + 1), eased(t, 0.05, 0.25))
                   : QRectF();
    case Step::MaskTokens: return maskTokenPlace(patch, t);
    case Step::Unsort:
        return between(slot(rank), inGrid(patch, m_body, 1), staggered(t, 0.05, 0.7, order));
    case Step::Decode:
        return t >= 0.85
                   ? inGrid(patch, right(), 1)
                   : between(inGrid(patch, m_body, 1), inGrid(patch, left(), 1), eased(t, 0, 0.2));
    case Step::Pixels: break;
    }
    const auto from = inGrid(patch, right(), 1);
    return between(from, inGrid(patch, third(0), 1 - eased(t, 0.48, 0.58)), eased(t, 0.05, 0.22));
}

std::vector<QRectF> StepsLayout::placesOf(int patch, Step step, double t) const {
    const int rank = m_scene.rank[static_cast<std::size_t>(patch)];
    std::vector<QRectF> places;
    if (const auto main = placeOf(patch, step, t); !main.isNull()) {
        places.push_back(main);
    }
    if (step == Step::Encode && rank < m_scene.visible && rank + 1 < m_shown && t > 0.3) {
        places = {column(rank + 1)};
    } else if (step == Step::Decode && t >= 0.85) {
        places.push_back(inGrid(patch, left(), 1));
    } else if (step == Step::Pixels && t >= 0.25) {
        places.push_back(inGrid(patch, third(2), 0));
        if (t >= 0.88) {
            places.push_back(inGrid(patch, third(1), 0));
        }
    }
    return places;
}

int StepsLayout::patchAt(QPointF position, Step step, double t) const {
    for (const int patch : m_scene.trace->order) { // the lowest ranks are painted last
        for (const auto& place : placesOf(patch, step, t)) {
            if (place.contains(position)) {
                return patch;
            }
        }
    }
    return -1;
}

} // namespace mae::ui
