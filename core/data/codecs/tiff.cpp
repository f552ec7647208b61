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

TiffHandle open(Stream& stream, std::int64_t pixels) {
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    constexpr std::int64_t kPerPixel = 16, kTables = 64 << 20; // bytes
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), pixels * kPerPixel + kTables);
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

/// What a number in the directory says, or the default of the format.
std::uint16_t fieldOf(TIFF* tiff, std::uint32_t tag, std::uint16_t fallback = 0) {
    std::uint16_t value = fallback;
    return TIFFGetFieldDefaulted(tiff, tag, &value) != 0 ? value : fallback;
}

/// 16-bit grey or RGB in rows, with or without alpha: the high bytes. libtiff's own conversion
/// rounds instead; it is left to what is stored in other ways.
struct DeepRows {
    std::size_t samples = 0; ///< per pixel; 0: stored in another way
    bool isGrey = false, isInverted = false, hasAlpha = false, isPremultiplied = false;

    explicit DeepRows(TIFF* tiff) {
        const auto kind = fieldOf(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED);
        isInverted = kind == PHOTOMETRIC_MINISWHITE;
        isGrey = isInverted || kind == PHOTOMETRIC_MINISBLACK;
        const auto stored = fieldOf(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
        const unsigned colours = isGrey ? 1 : 3;
        const bool isPlain = fieldOf(tiff, TIFFTAG_BITSPERSAMPLE, 1) == 16
                             && fieldOf(tiff, TIFFTAG_SAMPLEFORMAT) == SAMPLEFORMAT_UINT
                             && fieldOf(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG
                             && (isGrey || kind == PHOTOMETRIC_RGB) && TIFFIsTiled(tiff) == 0;
        if (!isPlain || stored < colours || stored > 8) {
            return;
        }
        samples = stored;
        std::uint16_t count = 0;
        std::uint16_t* extra = nullptr;
        TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &count, &extra);
        isPremultiplied = count > 0 && extra[0] == EXTRASAMPLE_ASSOCALPHA;
        hasAlpha = stored > colours
                   && (isPremultiplied || (count > 0 && extra[0] == EXTRASAMPLE_UNASSALPHA));
    }

    void convert(const std::uint16_t* in, std::uint8_t* out, std::size_t pixels) const {
        for (std::size_t x = 0; x < pixels; ++x, in += samples) {
            const auto alpha = static_cast<std::uint8_t>(hasAlpha ? in[isGrey ? 1 : 3] >> 8 : 0xFF);
            for (std::size_t c = 0; c < 3; ++c) {
                auto value = static_cast<std::uint8_t>(in[isGrey ? 0 : c] >> 8);
                value = isInverted ? static_cast<std::uint8_t>(0xFF - value) : value;
                *out++ = isPremultiplied
                             ? static_cast<std::uint8_t>(std::min(value + 0xFF - alpha, 0xFF))
                             : overWhite(value, alpha);
            }
        }
    }
};

Image readDeepRows(TIFF* tiff, const DeepRows& layout, const ByteView& file,
                   const StoredSize& size) {
    const auto width = static_cast<std::size_t>(size.width);
    std::vector<std::uint16_t> row(width * layout.samples);
    if (TIFFScanlineSize64(tiff) != row.size() * sizeof(std::uint16_t)) {
        file.damaged("sizes contradict each other");
    }
    auto image = blankImage(size.width, size.height);
    for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(size.height); ++y) {
        if (TIFFReadScanline(tiff, row.data(), y, 0) != 1) {
            file.damaged("the pixels can't be unpacked");
        }
        layout.convert(row.data(), image.pixels.data() + y * width * 3, width);
    }
    return image;
}

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
    const auto size = tiffSize(file);
    const auto tiff = open(stream, size.width * size.height);
    if (tiff == nullptr) {
        file.damaged(stream.reason.data());
    }
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    if (width != size.width || height != size.height) {
        file.damaged("sizes contradict each other");
    }
    if (const DeepRows layout(tiff.get()); layout.samples > 0) {
        return readDeepRows(tiff.get(), layout, file, size);
    }
    return RgbaReader(tiff.get(), file, stream).read();
}

} // namespace mae
