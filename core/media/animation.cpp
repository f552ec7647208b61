// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/animation.h"

#include "core/base/error.h"
#include "core/media/animation_sink.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

namespace mae {
namespace {

constexpr int kMaxGifSide = 65'535; ///< 16 bits in the file
constexpr int kMaxMp4Side = 8'192;  ///< what players and encoders take

std::string sizeText(int width, int height) {
    return std::to_string(width) + " x " + std::to_string(height);
}

void requireSides(AnimationFormat format, int width, int height) {
    const int most = format == AnimationFormat::Gif ? kMaxGifSide : kMaxMp4Side;
    const int least = format == AnimationFormat::Gif ? 1 : 16;
    if (std::min(width, height) < least || std::max(width, height) > most) {
        throw Error(ErrorKind::InvalidConfig,
                    std::string(format == AnimationFormat::Gif ? "A GIF" : "An MP4")
                        + " has sides of " + std::to_string(least) + " to " + std::to_string(most)
                        + " pixels, not " + sizeText(width, height) + ".");
    }
}

} // namespace

AnimationFormat animationFormat(const std::filesystem::path& path) {
    auto suffix = path.extension().string();
    std::ranges::transform(suffix, suffix.begin(),
                           [](unsigned char c) { return char(std::tolower(c)); });
    if (suffix == ".gif" || suffix == ".mp4") {
        return suffix == ".gif" ? AnimationFormat::Gif : AnimationFormat::Mp4;
    }
    throw Error(ErrorKind::InvalidConfig,
                "The name of an animation ends in .gif or .mp4, not as '" + path.string() + "'.");
}

AnimationWriter::AnimationWriter(std::unique_ptr<UnfinishedFile> file,
                                 std::unique_ptr<AnimationSink> sink, int width, int height)
    : m_file(std::move(file)), m_sink(std::move(sink)), m_width(width), m_height(height) {}

AnimationWriter::~AnimationWriter() = default;

std::unique_ptr<AnimationWriter> AnimationWriter::open(const std::filesystem::path& path, int width,
                                                       int height, double framesPerSecond) {
    const auto format = animationFormat(path);
    requireSides(format, width, height);
    if (!(framesPerSecond >= 1 && framesPerSecond <= 240)) {
        throw Error(ErrorKind::InvalidConfig, "An animation has 1 to 240 frames per second.");
    }
    const bool gif = format == AnimationFormat::Gif;
    auto file = std::make_unique<UnfinishedFile>(path, gif ? ".gif" : ".mp4");
    auto sink = gif ? makeGifSink(*file, width, height)
                    : makeMp4Sink(*file, width, height, framesPerSecond);
    return std::unique_ptr<AnimationWriter>(
        new AnimationWriter(std::move(file), std::move(sink), width, height));
}

void AnimationWriter::requireOpen() const {
    if (m_sink == nullptr) {
        throw Error(ErrorKind::Internal, "The animation is finished.");
    }
}

void AnimationWriter::add(const Image& image, double seconds) {
    requireOpen();
    if (image.width != m_width || image.height != m_height
        || image.pixels.size() != std::size_t(m_width) * std::size_t(m_height) * 3) {
        throw Error(ErrorKind::InvalidConfig,
                    "All pictures of an animation have one size: " + sizeText(m_width, m_height)
                        + ", not " + sizeText(image.width, image.height) + ".");
    }
    if (!(seconds >= 0 && seconds <= 600)) {
        throw Error(ErrorKind::InvalidConfig,
                    "A picture of an animation is shown for 0 to 600 seconds.");
    }
    m_sink->add(image, seconds);
    m_empty = false;
}

void AnimationWriter::finish() {
    requireOpen();
    if (m_empty) {
        throw Error(ErrorKind::InvalidConfig, "An animation needs at least one picture.");
    }
    const auto sink = std::move(m_sink);
    sink->finish();
    m_file->replaceTarget();
}

} // namespace mae
