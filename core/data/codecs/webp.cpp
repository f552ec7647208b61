// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"
#include "core/data/codecs/exif.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace mae {
namespace {

constexpr std::size_t kContainer = 12; // "RIFF", size, "WEBP"

struct Chunk {
    std::string_view type;
    ByteView data;
    std::size_t next = 0; ///< where the next chunk starts
};

Chunk chunkAt(const ByteView& file, std::size_t at) {
    const std::size_t length = file.le32(at + 4);
    return {.type = {reinterpret_cast<const char*>(file.part(at, 4).data()), 4},
            .data = file.part(at + 8, length),
            .next = at + 8 + length + length % 2};
}

std::int64_t le24(const ByteView& view, std::size_t at) {
    return view.le16(at) | view.u8(at + 2) << 16;
}

/// The file up to the length that its first bytes state.
ByteView container(const ByteView& file) { return file.part(0, std::size_t{file.le32(4)} + 8); }

std::optional<ByteView> findChunk(const ByteView& file, std::string_view type, std::size_t at) {
    while (file.has(at, 8)) {
        const auto chunk = chunkAt(file, at);
        if (chunk.type == type) {
            return chunk.data;
        }
        at = chunk.next;
    }
    return std::nullopt;
}

StoredSize sizeOf(const Chunk& first) {
    const auto& data = first.data;
    if (first.type == "VP8X") {
        return {.width = le24(data, 4) + 1, .height = le24(data, 7) + 1};
    }
    if (first.type == "VP8L") {
        const auto bits = data.le32(1);
        return {.width = (bits & 0x3FFF) + 1, .height = (bits >> 14 & 0x3FFF) + 1};
    }
    if (first.type == "VP8 ") {
        return {.width = data.le16(6) & 0x3FFF, .height = data.le16(8) & 0x3FFF};
    }
    data.damaged("unknown first part");
}

void appendLe32(std::vector<std::uint8_t>& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

/// A file of its own from the parts of a frame of an animation, @p at bytes into it.
std::vector<std::uint8_t> frameAsFile(const ByteView& frame, std::size_t at) {
    const auto text = [](std::vector<std::uint8_t>& out, std::string_view word) {
        out.insert(out.end(), word.begin(), word.end());
    };
    std::vector<std::uint8_t> body;
    text(body, "WEBP");
    if (findChunk(frame, "ALPH", at)) { // the opacity of lossless pictures lies in their pixels
        constexpr std::uint32_t kHeaderBytes = 10, kHasAlpha = 0x10;
        text(body, "VP8X");
        appendLe32(body, kHeaderBytes);
        appendLe32(body, kHasAlpha);
        const auto size = frame.part(6, 6).bytes(); // each less one, as this part has them
        body.insert(body.end(), size.begin(), size.end());
    }
    const auto parts = frame.from(at).bytes();
    body.insert(body.end(), parts.begin(), parts.end());

    std::vector<std::uint8_t> file;
    text(file, "RIFF");
    appendLe32(file, static_cast<std::uint32_t>(body.size()));
    file.insert(file.end(), body.begin(), body.end());
    return file;
}

cv::Mat decodeStill(const ByteView& file, std::span<const std::uint8_t> bytes) {
    cv::Mat pixels;
    try {
        // OpenCV only reads from this matrix.
        const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8UC1,
                             const_cast<std::uint8_t*>(bytes.data())); // NOLINT
        pixels = cv::imdecode(buffer, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception& error) {
        file.damaged(error.err);
    }
    if (pixels.empty() || pixels.depth() != CV_8U
        || (pixels.channels() != 3 && pixels.channels() != 4)) {
        file.damaged("the pixels can't be unpacked");
    }
    return pixels;
}

/// Puts BGR or BGRA over a white picture.
void paste(const cv::Mat& pixels, Image& onto, std::int64_t left, std::int64_t top) {
    const auto channels = static_cast<std::size_t>(pixels.channels());
    for (int y = 0; y < pixels.rows && top + y < onto.height; ++y) {
        const auto* in = pixels.ptr<std::uint8_t>(y);
        const auto columns = std::min<std::int64_t>(pixels.cols, onto.width - left);
        auto* out = onto.pixels.data() + ((top + y) * onto.width + left) * 3;
        for (std::int64_t x = 0; x < columns; ++x, in += channels, out += 3) {
            const std::uint8_t alpha = channels == 4 ? in[3] : 0xFF;
            for (std::size_t c = 0; c < 3; ++c) {
                out[c] = overWhite(in[2 - c], alpha);
            }
        }
    }
}

} // namespace

StoredSize webpSize(const ByteView& file) {
    const auto first = chunkAt(file, kContainer);
    auto size = sizeOf(first);
    if (first.type == "VP8X") {
        for (std::size_t at = first.next; file.has(at, 8) && file.has(at + 8, file.le32(at + 4));) {
            const auto chunk = chunkAt(file, at);
            if (chunk.type == "EXIF") {
                size.orientation = exifOrientation(chunk.data.bytes());
                break;
            }
            at = chunk.next;
        }
    }
    return size;
}

Image decodeWebP(const ByteView& file) {
    const auto whole = container(file);
    const auto size = webpSize(whole);
    const auto animation = findChunk(whole, "ANMF", kContainer);
    const std::size_t partsAt = 16; // after place, size, duration and flags of a frame
    const auto frame = animation ? frameAsFile(*animation, partsAt) : std::vector<std::uint8_t>{};
    const auto pixels = decodeStill(whole, animation ? std::span(frame) : whole.bytes());

    const auto left = animation ? 2 * le24(*animation, 0) : 0;
    const auto top = animation ? 2 * le24(*animation, 3) : 0;
    if (left >= size.width || top >= size.height
        || (!animation && (pixels.cols != size.width || pixels.rows != size.height))) {
        file.damaged("sizes contradict each other");
    }
    auto image = blankImage(size.width, size.height);
    std::ranges::fill(image.pixels, std::uint8_t{0xFF});
    paste(pixels, image, left, top);
    return image;
}

} // namespace mae
