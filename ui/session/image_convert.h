// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <QImage>
#include <array>
#include <cstddef>
#include <memory>

namespace mae::ui {

/// A copy as Qt paints it fastest (Format_RGB32). Any thread.
QImage toQImage(const Image& image);

/// Remembers the last conversions: a picture that is painted again is not converted again.
class Converted {
public:
    /// toQImage(). @param owner  of the image; is kept as long as the conversion
    QImage operator()(const std::shared_ptr<const void>& owner, const Image& image);

private:
    struct Entry {
        std::shared_ptr<const void> owner{};
        const Image* image = nullptr;
        QImage picture{};
    };
    std::array<Entry, 2> m_entries{}; ///< large pictures: no more than a view shows
    std::size_t m_oldest = 0;
};

/// A small copy, quick for large pictures. @param most  pixels of its longer side. Any thread.
QImage smallCopy(const Image& image, int most);

/// A copy of a picture from the clipboard or a drag; transparency over white. Any thread.
Image toImage(const QImage& image);

} // namespace mae::ui
