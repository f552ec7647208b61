// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <QString>
#include <cstdint>
#include <memory>
#include <span>

namespace mae::ui {

/// A picture that can be read again at any time: a file, bytes inside the program, or pixels.
struct PictureRef {
    quint64 id = 0;                          ///< unique in the program
    QString name;                            ///< for people
    QString path;                            ///< of a file; else empty
    std::span<const std::uint8_t> encoded{}; ///< of a sample; lives as long as the program
    std::shared_ptr<const Image> pixels{};   ///< of a pasted picture
};

PictureRef fileRef(const QString& path);
PictureRef sampleRef(const QString& name, std::span<const std::uint8_t> encoded);
PictureRef pixelsRef(const QString& name, std::shared_ptr<const Image> pixels);

/// Decodes it. @param minShortSide  0: full size; else a JPEG may be decoded smaller, down to this
/// @throws mae::Error naming the picture
std::shared_ptr<const Image> readPicture(const PictureRef& ref, int minShortSide = 0);

} // namespace mae::ui
