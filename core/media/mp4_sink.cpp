// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/media/animation_sink.h"
#include "core/media/video/library.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace mae {
namespace {

int even(int side) { return side + side % 2; }

/// With its last column and row repeated where a side is odd: encoders halve the colours.
Image padded(const Image& image) {
    Image result{even(image.width), even(image.height), {}};
    const auto row = std::ptrdiff_t{image.width} * 3;
    for (int y = 0; y < result.height; ++y) {
        const auto first = image.pixels.begin() + std::min(y, image.height - 1) * row;
        result.pixels.insert(result.pixels.end(), first, first + row);
        if (result.width != image.width) {
            result.pixels.insert(result.pixels.end(), first + row - 3, first + row);
        }
    }
    return result;
}

class Mp4Sink : public AnimationSink {
public:
    Mp4Sink(const UnfinishedFile& file, int width, int height, double framesPerSecond)
        : m_file(file),
          m_framesPerSecond(framesPerSecond),
          m_writer(
              video::library().writeMp4(file.path(), even(width), even(height), framesPerSecond)) {
        if (m_writer == nullptr) {
            fail("no encoder for MP4 takes " + std::to_string(even(width)) + " x "
                 + std::to_string(even(height)) + " pixels, or the disk is full");
        }
    }

    void add(const Image& image, double seconds) override {
        m_seconds += seconds;
        const auto until = std::max(std::llround(m_seconds * m_framesPerSecond), m_frames + 1);
        const bool odd = image.width % 2 != 0 || image.height % 2 != 0;
        const Image& frame = odd ? (m_padded = padded(image)) : image;
        for (; m_frames < until; ++m_frames) {
            if (!m_writer->add(frame)) {
                fail("the encoder gave up");
            }
        }
    }

    /// Encoders tell nobody of a full disk: only a file that opens and has all frames is whole.
    void finish() override {
        m_writer.reset();
        const auto reader = video::library().readFile(m_file.path());
        if (reader == nullptr || std::llround(reader->frames()) != m_frames) {
            fail("the file is not whole. Is the disk full?");
        }
    }

private:
    [[noreturn]] void fail(const std::string& reason) const {
        throw Error(ErrorKind::Io,
                    "Could not write '" + m_file.target().string() + "': " + reason + ".");
    }

    const UnfinishedFile& m_file;
    double m_framesPerSecond;
    std::unique_ptr<video::Writer> m_writer;
    Image m_padded{};
    double m_seconds = 0;   ///< that the pictures so far were asked to last
    long long m_frames = 0; ///< written
};

} // namespace

std::unique_ptr<AnimationSink> makeMp4Sink(const UnfinishedFile& file, int width, int height,
                                           double framesPerSecond) {
    return std::make_unique<Mp4Sink>(file, width, height, framesPerSecond);
}

} // namespace mae
