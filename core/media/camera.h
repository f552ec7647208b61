// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mae {

namespace video {
class Reader;
}

/// A camera that Linux knows.
struct CameraName {
    std::string device{}; ///< "/dev/video0"
    std::string name{};   ///< as it calls itself, e.g. "Integrated Camera"

    bool operator==(const CameraName&) const = default;
};

/// The cameras of this machine, by number. Cheap: reads names in /sys and opens no device. A
/// camera's further nodes (for its metadata) are left out.
/// @param devices, classes  where to look; others are for tests
std::vector<CameraName> cameras(const std::filesystem::path& devices = "/dev",
                                const std::filesystem::path& classes = "/sys/class/video4linux");

/// Pictures of a camera or of a video file, one after the other. One thread at a time.
class Camera {
public:
    /// @param source  "/dev/video0", or a file
    /// @throws Error(Io) if there is no such thing, it is no video, or another program has it;
    ///         also if this machine reads no video
    explicit Camera(const std::string& source);
    ~Camera();
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;

    bool isFile() const { return m_isFile; }
    double framesPerSecond() const; ///< 0: unknown

    /// Waits for the next picture. @throws Error(Io) at the end of a file or if the camera is gone
    Image read();

private:
    std::string m_source;
    bool m_isFile = false;
    std::unique_ptr<video::Reader> m_reader;
};

} // namespace mae
