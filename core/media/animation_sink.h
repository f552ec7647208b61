// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/unfinished_file.h"

#include <memory>

namespace mae {

/// How pictures become a file of one format.
class AnimationSink {
public:
    AnimationSink() = default;
    virtual ~AnimationSink() = default;
    AnimationSink(const AnimationSink&) = delete;
    AnimationSink& operator=(const AnimationSink&) = delete;

    /// Pictures have the size the sink was made for. @throws Error(Io)
    virtual void add(const Image& image, double seconds) = 0;
    /// Writes what is left. @throws Error(Io) unless all of it is in the file
    virtual void finish() = 0;
};

/// @throws Error(Io) if nothing can be written
std::unique_ptr<AnimationSink> makeGifSink(const UnfinishedFile& file, int width, int height);
/// @throws Error(Io), also if this machine writes no MP4
std::unique_ptr<AnimationSink> makeMp4Sink(const UnfinishedFile& file, int width, int height,
                                           double framesPerSecond);

} // namespace mae
