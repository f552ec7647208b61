// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"
#include "core/data/codecs/exif.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace mae {
namespace {

/// What libtiff reads from, and the first thing it complained about.
struct Stream {
    std::span<const std::uint8_t> bytes;
    std::uint64_t position = 0;
    std::array<char, 160> reason{};
};

Stream& streamOf(thandle_t handle) { return *static_cast<Stream*>(handle); }

tmsize_t onRead(thandle_t handle, void* out, tmsize_t count) {
    auto& stream = streamOf(handle);
    if (stream.position >= stream.bytes.size() || count < 0) {
        return 0;
    }
    const auto length =
        std::min(static_cast<std::size_t>(count), stream.bytes.size() - stream.position);
    std::copy_n(stream.bytes.data() + stream.position, length, static_cast<std::uint8_t*>(out));
    stream.position += length;
    return static_cast<tmsize_t>(length);
}

tmsize_t onWrite(thandle_t, void*, tmsize_t) { return 0; }

toff_t onSeek(thandle_t handle, toff_t offset, int origin) {
    auto& stream = streamOf(handle);
    const auto base = origin == SEEK_SET   ? 0
                      : origin == SEEK_CUR ? stream.position
                                           : stream.bytes.size();
    stream.position = base + offset;
    return stream.position;
}

int onClose(thandle_t) { return 0; }

toff_t onSize(thandle_t handle) { return streamOf(handle).bytes.size(); }

int onMap(thandle_t handle, void** base, toff_t* size) {
    const auto bytes = streamOf(handle).bytes;
    *base = const_cast<std::uint8_t*>(bytes.data()); // NOLINT: opened for reading only
    *size = bytes.size();
    return 1;
}

void onUnmap(thandle_t, void*, toff_t) {}

int onError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& reason = static_cast<Stream*>(user)->reason;
    if (reason[0] == '\0') {
        std::vsnprintf(reason.data(), reason.size(), format, arguments);
    }
    return 1; // handled: nothing is printed
}

int onWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct FreeOptions {
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
using TiffHandle = std::unique_ptr<TIFF, CloseTiff>;

TiffHandle open(Stream& stream) {
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    constexpr tmsize_t kMostAtOnce = 2LL << 30;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostAtOnce);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &stream);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, &stream);
    return TiffHandle(TIFFClientOpenExt("picture", "r", &stream, onRead, onWrite, onSeek, onClose,
                                        onSize, onMap, onUnmap, options.get()));
}

/// libtiff's conversion of everything with at most 16 bits to 8-bit RGBA.
class RgbaReader {
public:
    RgbaReader(TIFF* tiff, const ByteView& file, const Stream& stream)
        : m_file(file), m_stream(stream) {
        constexpr int kStopOnError = 1;
        std::array<char, 1024> reason{};
        if (TIFFRGBAImageOK(tiff, reason.data()) == 0
            || TIFFRGBAImageBegin(&m_image, tiff, kStopOnError, reason.data()) == 0) {
            m_file.refuse("can't be read: " + std::string(reason.data())
                          + ". Save it as a TIFF with 8 or 16 bits, or as PNG.");
        }
        m_image.req_orientation = m_image.orientation; // as stored: turned later, with the others
    }
    ~RgbaReader() { TIFFRGBAImageEnd(&m_image); }
    RgbaReader(const RgbaReader&) = delete;
    RgbaReader& operator=(const RgbaReader&) = delete;

    Image read() {
        std::vector<std::uint32_t> raster(std::size_t{m_image.width} * m_image.height);
        if (TIFFRGBAImageGet(&m_image, raster.data(), m_image.width, m_image.height) == 0
            || m_stream.reason[0] != '\0') {
            m_file.damaged(m_stream.reason[0] != '\0' ? m_stream.reason.data()
                                                      : "the pixels can't be unpacked");
        }
        auto image = blankImage(m_image.width, m_image.height);
        auto* out = image.pixels.data();
        for (const auto pixel : raster) { // colours come multiplied by their opacity
            const unsigned white = 255 - TIFFGetA(pixel);
            for (const unsigned value : {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)}) {
                *out++ = static_cast<std::uint8_t>(std::min(value + white, 255u));
            }
        }
        return image;
    }

private:
    const ByteView& m_file;
    const Stream& m_stream;
    TIFFRGBAImage m_image{};
};

} // namespace

StoredSize tiffSize(const ByteView& file) {
    const auto directory = readTiffDirectory(file.bytes());
    if (!directory.isWhole) {
        file.cutOff();
    }
    if (!directory.width || !directory.height) {
        file.damaged("no size in its header");
    }
    return {.width = *directory.width,
            .height = *directory.height,
            .orientation = directory.orientation};
}

Image decodeTiff(const ByteView& file) {
    Stream stream{.bytes = file.bytes()};
    const auto tiff = open(stream);
    if (tiff == nullptr) {
        file.damaged(stream.reason.data());
    }
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    const auto size = tiffSize(file);
    if (width != size.width || height != size.height) {
        file.damaged("sizes contradict each other");
    }
    return RgbaReader(tiff.get(), file, stream).read();
}

} // namespace mae
