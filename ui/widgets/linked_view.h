// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

namespace mae::ui {

/// What views of pictures of one size share: zoom, the point in the middle, the patch pointed at.
class LinkedView : public QObject {
    Q_OBJECT

public:
    static constexpr double kMinZoom = 0.05;
    static constexpr double kMaxZoom = 64;

    using QObject::QObject;

    bool fits() const { return m_zoom == 0; } ///< the whole picture is shown, as large as it can be
    double zoom() const { return m_zoom; }    ///< device pixels per picture pixel; 0: fits()
    QPointF centre() const { return m_centre; } ///< of the shown part, in [0, 1] of the picture
    int patch() const { return m_patch; }       ///< number of the patch pointed at; -1: none

    void fit();
    /// @param centre  where the middle of the view shall be, in [0, 1]; clamped
    void setZoom(double zoom, QPointF centre);
    void setCentre(QPointF centre) { setZoom(m_zoom, centre); }
    void setPatch(int patch);

Q_SIGNALS:
    void changed(); ///< zoom or centre
    void patchChanged(int patch);

private:
    double m_zoom = 0;
    QPointF m_centre{0.5, 0.5};
    int m_patch = -1;
};

} // namespace mae::ui
