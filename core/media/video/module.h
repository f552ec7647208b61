// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <memory>
#include <string>

/// What the shared library mae_video offers. It is apart because OpenCV's videoio brings some 200
/// libraries, which nobody should wait for who asks for no video. Built with the program: both
/// sides share the standard library and these classes. Nothing here throws.
namespace mae::video {

/// Encodes pictures of one size. Destroying it completes the file.
class Writer {
public:
    Writer() = default;
    virtual ~Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// One frame of the size it was opened with. @return whether the encoder took it
    virtual bool add(const Image& image) = 0;
};

/// Decodes a camera's or a file's pictures.
class Reader {
public:
    Reader() = default;
    virtual ~Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Waits for the next one. @return false: there is none
    virtual bool read(Image& image) = 0;
    virtual double framesPerSecond() const = 0; ///< 0: unknown
    virtual double frames() const = 0;          ///< of a file, as it says
};

class Module {
public:
    Module() = default;
    virtual ~Module() = default;
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    /// @param width, height  even. @return nullptr if there is no encoder, or no file
    virtual std::unique_ptr<Writer> writeMp4(const std::string& path, int width, int height,
                                             double framesPerSecond) const = 0;
    /// @return nullptr if it can't be opened
    virtual std::unique_ptr<Reader> readFile(const std::string& path) const = 0;
    virtual std::unique_ptr<Reader> readDevice(const std::string& path) const = 0;
};

/// The one function of the library; its name changes whenever the classes above do.
inline constexpr const char* kEntry = "mae_video_1";
using Entry = const Module* (*)();

} // namespace mae::video
