// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/picture_ref.h"

#include "core/data/decode.h"
#include "ui/session/paths.h"

#include <QFileInfo>
#include <atomic>
#include <filesystem>

namespace mae::ui {
namespace {

quint64 nextId() {
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

PictureRef fileRef(const QString& path) {
    return {.id = nextId(), .name = QFileInfo(path).fileName(), .path = path};
}

PictureRef sampleRef(const QString& name, std::span<const std::uint8_t> encoded) {
    return {.id = nextId(), .name = name, .path = {}, .encoded = encoded};
}

PictureRef pixelsRef(const QString& name, std::shared_ptr<const Image> pixels) {
    return {.id = nextId(), .name = name, .path = {}, .encoded = {}, .pixels = std::move(pixels)};
}

std::shared_ptr<const Image> readPicture(const PictureRef& ref, int minShortSide) {
    if (ref.pixels) {
        return ref.pixels;
    }
    if (!ref.encoded.empty()) {
        return std::make_shared<const Image>(
            decodeImage(ref.encoded, ref.name.toStdString(), minShortSide));
    }
    return std::make_shared<const Image>(readImage(toPath(ref.path), minShortSide));
}

} // namespace mae::ui
