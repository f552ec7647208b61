// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <filesystem>
#include <memory>

namespace mae {

class AnimationSink;
class UnfinishedFile;

enum class AnimationFormat { Gif, Mp4 };

/// By the suffix, any case. @throws Error(InvalidConfig) naming both if it is neither
AnimationFormat animationFormat(const std::filesystem::path& path);

/// Writes pictures, one after the other, as a GIF that repeats for ever or as an MP4. The file
/// appears when it is finished; until then, and if it never is, an older one stays. One thread at a
/// time.
class AnimationWriter {
public:
    /// @param width, height  of every picture; an MP4 repeats its last column or row where a side
    ///                       is odd
    /// @param framesPerSecond  of an MP4, 1 to 240: a picture lasts a whole number of its frames
    /// @throws Error(InvalidConfig) for another suffix or sides that the format can't have;
    ///         Error(Io) if the file can't be created or MP4 is not available
    static std::unique_ptr<AnimationWriter> open(const std::filesystem::path& path, int width,
                                                 int height, double framesPerSecond = 25);
    ~AnimationWriter();
    AnimationWriter(const AnimationWriter&) = delete;
    AnimationWriter& operator=(const AnimationWriter&) = delete;

    /// A picture that is shown for @p seconds, at least for a frame (MP4) or 0.02 s (GIF).
    /// Roundings do not add up. @throws Error(InvalidConfig) if it has another size; Error(Io)
    void add(const Image& image, double seconds);

    /// Completes the file. Once, after the last picture. @throws Error(InvalidConfig) without a
    /// picture; Error(Io)
    void finish();

private:
    AnimationWriter(std::unique_ptr<UnfinishedFile> file, std::unique_ptr<AnimationSink> sink,
                    int width, int height);
    void requireOpen() const;

    std::unique_ptr<UnfinishedFile> m_file;
    std::unique_ptr<AnimationSink> m_sink; ///< writes to m_file: gone before it; empty at the end
    int m_width;
    int m_height;
    bool m_empty = true;
};

} // namespace mae
