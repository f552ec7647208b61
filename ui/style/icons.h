// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace mae::ui {

/// An icon of resources/icons by its name, e.g. "open". Drawn from the SVG at any size in the
/// colour of the palette at the time of painting: it follows theme, scale and disabled state.
QIcon icon(const char* name);

/// The same as a picture in one colour, for painting by hand.
QPixmap iconPixmap(const char* name, int size, const QColor& color, qreal scale);

/// The program's own icon, in colour.
QIcon appIcon();

} // namespace mae::ui
