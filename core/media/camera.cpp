// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/camera.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/media/video/library.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

std::string firstLine(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

[[noreturn]] void failed(const std::string& sentence) { throw Error(ErrorKind::Io, sentence); }

} // namespace

std::vector<CameraName> cameras(const fs::path& devices, const fs::path& classes) {
    std::vector<std::pair<std::int64_t, CameraName>> found;
    std::error_code code;
    for (fs::directory_iterator i(classes, code), end; !code && i != end; i.increment(code)) {
        const auto node = i->path().filename().string();
        std::error_code absent;
        const auto number = node.starts_with("video") ? toInteger(node.substr(5)) : std::nullopt;
        if (number && firstLine(i->path() / "index") == "0" && fs::exists(devices / node, absent)) {
            const auto name = firstLine(i->path() / "name");
            found.emplace_back(*number, CameraName{.device = (devices / node).string(),
                                                   .name = name.empty() ? node : name});
        }
    }
    std::ranges::sort(found, {}, &std::pair<std::int64_t, CameraName>::first);
    std::vector<CameraName> names;
    names.reserve(found.size());
    for (auto& [number, camera] : found) {
        names.push_back(std::move(camera));
    }
    return names;
}

Camera::Camera(const std::string& source) : m_source(source) {
    std::error_code code;
    const auto status = fs::status(source, code);
    m_isFile = fs::is_regular_file(status);
    if (!m_isFile && !fs::is_character_file(status)) {
        failed(fs::exists(status) ? "'" + source + "' is neither a camera nor a video file."
                                  : "'" + source + "' is not there.");
    }
    const auto& library = video::library();
    m_reader =
        m_isFile ? library.readFile(fs::absolute(source).string()) : library.readDevice(source);
    if (m_reader == nullptr) {
        failed(m_isFile ? "'" + source + "' is no video that this machine can read."
                        : "The camera '" + source
                              + "' could not be opened. Is it used by another program?");
    }
}

Camera::~Camera() = default;

double Camera::framesPerSecond() const {
    const double rate = m_reader->framesPerSecond();
    return std::isfinite(rate) && rate > 0 && rate <= 1000 ? rate : 0;
}

Image Camera::read() {
    Image image;
    if (!m_reader->read(image)) {
        failed(m_isFile ? "'" + m_source + "' has no more pictures."
                        : "The camera '" + m_source + "' delivers no pictures any more.");
    }
    return image;
}

} // namespace mae
