// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"
#include "core/data/codecs/exif.h"

#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE

namespace mae {
namespace {

constexpr unsigned kStartOfImage = 0xD8, kEndOfImage = 0xD9, kStartOfScan = 0xDA, kApp1 = 0xE1;

bool isFrameHeader(unsigned marker) { // SOF0 … SOF15 without DHT, JPG and DAC
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
bool standsAlone(unsigned marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= kStartOfImage);
}

/// libjpeg's state. It reports failures by jumping, so nothing with a destructor lives in a frame
/// that it jumps over.
struct Decoder {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf back{};
    std::array<char, JMSG_LENGTH_MAX> reason{};
    bool cutOff = false;
};

Decoder& decoderOf(j_common_ptr info) { return *static_cast<Decoder*>(info->client_data); }

[[noreturn]] void onError(j_common_ptr info) {
    auto& decoder = decoderOf(info);
    info->err->format_message(info, decoder.reason.data());
    std::longjmp(decoder.back, 1); // NOLINT: the C library knows no exceptions
}

/// A few bytes too many before the end or a header are written by some cameras and do no harm.
bool isHarmless(const jpeg_error_mgr& errors) {
    constexpr int kPadding = 16;
    switch (errors.msg_code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_ICC: return true;
    case JWRN_EXTRANEOUS_DATA:
        return errors.msg_parm.i[0] <= kPadding
               && (errors.msg_parm.i[1] < 0xD0 || errors.msg_parm.i[1] > 0xD7);
    default: return false;
    }
}

/// libjpeg goes on after a warning and fills what is missing with grey; we don't.
void onMessage(j_common_ptr info, int level) {
    if (level >= 0 || isHarmless(*info->err)) {
        return;
    }
    decoderOf(info).cutOff =
        info->err->msg_code == JWRN_JPEG_EOF || info->err->msg_code == JWRN_HIT_MARKER;
    onError(info);
}

/// A small file can ask for thousands of passes over a large picture.
void onProgress(j_common_ptr info) {
    constexpr double kMostWork = 6e9; // pixels times scans
    const auto& decoder = decoderOf(info);
    const double pixels = static_cast<double>(decoder.info.image_width) * decoder.info.image_height;
    if (decoder.info.input_scan_number > 64
        && decoder.info.input_scan_number * pixels > kMostWork) {
        std::snprintf(decoderOf(info).reason.data(), JMSG_LENGTH_MAX, "too many scans");
        std::longjmp(decoderOf(info).back, 1); // NOLINT: as above
    }
}

/// The smallest size not below @p minShortSide that the decoder can deliver at once.
unsigned scaleDivisor(const jpeg_decompress_struct& info, int minShortSide) {
    const auto shortSide = std::min(info.image_width, info.image_height);
    unsigned divisor = 8;
    while (divisor > 1
           && (minShortSide <= 0 || shortSide / divisor < static_cast<unsigned>(minShortSide))) {
        divisor /= 2;
    }
    return divisor;
}

/// @returns false with decoder.reason set if libjpeg gave up.
bool begin(Decoder& decoder, const ByteView& file, int minShortSide) {
    if (setjmp(decoder.back) != 0) { // NOLINT: see Decoder
        return false;
    }
    auto& info = decoder.info;
    jpeg_mem_src(&info, file.data(), static_cast<unsigned long>(file.size()));
    jpeg_read_header(&info, TRUE);
    info.out_color_space = info.num_components == 4 ? JCS_CMYK : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = scaleDivisor(info, minShortSide);
    jpeg_start_decompress(&info);
    return true;
}

/// @param row  room for one row of the decoder's output
bool readRows(Decoder& decoder, std::uint8_t* pixels, std::uint8_t* row) {
    if (setjmp(decoder.back) != 0) { // NOLINT: see Decoder
        return false;
    }
    auto& info = decoder.info;
    while (info.output_scanline < info.output_height) {
        const auto stride = static_cast<std::size_t>(info.output_width) * 3;
        auto* out = pixels + info.output_scanline * stride;
        if (info.out_color_space == JCS_RGB) {
            jpeg_read_scanlines(&info, &out, 1);
            continue;
        }
        jpeg_read_scanlines(&info, &row, 1);
        // As Pillow: Adobe's convention of inverted inks, no colour profile.
        for (std::size_t x = 0; x < info.output_width; ++x) {
            const unsigned black = row[4 * x + 3];
            for (std::size_t c = 0; c < 3; ++c) {
                const unsigned ink = 255u - row[4 * x + c];
                *out++ = static_cast<std::uint8_t>(black - scale255(ink, black));
            }
        }
    }
    jpeg_finish_decompress(&info); // reads up to the end marker and warns if there is none
    return true;
}

class Session {
public:
    explicit Session(const ByteView& file) : m_file(file) {
        auto& info = m_decoder.info;
        info.err = jpeg_std_error(&m_decoder.errors);
        m_decoder.errors.error_exit = onError;
        m_decoder.errors.emit_message = onMessage;
        m_decoder.errors.output_message = [](j_common_ptr) {};
        m_decoder.progress.progress_monitor = onProgress;
        info.client_data = &m_decoder;
        jpeg_create_decompress(&info);
        info.client_data = &m_decoder; // creation clears it in some versions
        info.progress = &m_decoder.progress;
    }
    ~Session() { jpeg_destroy_decompress(&m_decoder.info); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Image decode(int minShortSide) {
        if (!begin(m_decoder, m_file, minShortSide)) {
            giveUp();
        }
        auto image = blankImage(m_decoder.info.output_width, m_decoder.info.output_height);
        std::vector<std::uint8_t> row(static_cast<std::size_t>(m_decoder.info.output_width) * 4);
        if (!readRows(m_decoder, image.pixels.data(), row.data())) {
            giveUp();
        }
        return image;
    }

private:
    [[noreturn]] void giveUp() const {
        if (m_decoder.cutOff) {
            m_file.cutOff();
        }
        m_file.damaged(m_decoder.reason.data());
    }

    const ByteView& m_file;
    Decoder m_decoder;
};

/// Every block of 8 x 8 pixels takes at least a bit in the file, except with arithmetic coding.
void requirePlausible(const ByteView& file, unsigned frameMarker, const StoredSize& size) {
    const auto blocks = ((size.width + 7) / 8) * ((size.height + 7) / 8);
    if (frameMarker < 0xC9 && blocks / 8 > static_cast<std::int64_t>(file.size())) {
        file.refuse("claims " + std::to_string(size.width) + " x " + std::to_string(size.height)
                    + " pixels, which do not fit into its " + std::to_string(file.size())
                    + " bytes: it is cut off or damaged.");
    }
}

} // namespace

StoredSize jpegSize(const ByteView& file) {
    StoredSize size;
    std::size_t at = 2;
    for (;;) {
        while (file.u8(at) != 0xFF || file.u8(at + 1) == 0xFF || file.u8(at + 1) == 0) {
            ++at; // fill bytes
        }
        const unsigned marker = file.u8(at + 1);
        at += 2;
        if (standsAlone(marker)) {
            continue;
        }
        if (marker == kEndOfImage || marker == kStartOfScan) {
            file.damaged("no size before the first scan");
        }
        const auto segment = file.part(at, std::max<std::size_t>(file.be16(at), 2)).from(2);
        if (marker == kApp1 && segment.startsWith("Exif")) {
            size.orientation = exifOrientation(segment.bytes());
        } else if (isFrameHeader(marker)) {
            size.height = segment.be16(1);
            size.width = segment.be16(3);
            requirePlausible(file, marker, size);
            return size;
        }
        at += segment.size() + 2;
    }
}

Image decodeJpeg(const ByteView& file, int minShortSide) {
    return Session(file).decode(minShortSide);
}

} // namespace mae
