// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <QImage>

namespace mae::ui {

/// A copy as Qt paints it fastest (Format_RGB32). Any thread.
QImage toQImage(const Image& image);

/// A small copy, quick for large pictures. @param most  pixels of its longer side. Any thread.
QImage smallCopy(const Image& image, int most);

/// A copy of a picture from the clipboard or a drag; transparency over white. Any thread.
Image toImage(const QImage& image);

} // namespace mae::ui
