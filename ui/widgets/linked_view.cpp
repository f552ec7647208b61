// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/linked_view.h"

#include <algorithm>

namespace mae::ui {

void LinkedView::fit() {
    if (m_zoom != 0) {
        m_zoom = 0;
        m_centre = {0.5, 0.5};
        Q_EMIT changed();
    }
}

void LinkedView::setZoom(double zoom, QPointF centre) {
    const double newZoom = zoom == 0 ? 0 : std::clamp(zoom, kMinZoom, kMaxZoom);
    const QPointF newCentre(std::clamp(centre.x(), 0.0, 1.0), std::clamp(centre.y(), 0.0, 1.0));
    if (newZoom != m_zoom || newCentre != m_centre) {
        m_zoom = newZoom;
        m_centre = newCentre;
        Q_EMIT changed();
    }
}

void LinkedView::setPatch(int patch) {
    if (patch != m_patch) {
        m_patch = patch;
        Q_EMIT patchChanged(patch);
    }
}

} // namespace mae::ui
