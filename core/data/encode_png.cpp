// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <array>

namespace mae {

std::vector<std::uint8_t> encodePng(const Image& image) {
    const auto expected =
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3;
    if (image.width < 1 || image.height < 1 || image.pixels.size() != expected) {
        throw Error(ErrorKind::Internal, "A picture without pixels can't be saved as PNG.");
    }
    // OpenCV only reads from this matrix.
    const cv::Mat rgb(image.height, image.width, CV_8UC3,
                      const_cast<std::uint8_t*>(image.pixels.data())); // NOLINT
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    // Said in full: the defaults differ between versions of OpenCV.
    cv::imencode(".png", bgr, bytes,
                 {cv::IMWRITE_PNG_COMPRESSION, 6, cv::IMWRITE_PNG_STRATEGY,
                  cv::IMWRITE_PNG_STRATEGY_DEFAULT});
    return bytes;
}

void writePng(const std::filesystem::path& path, const Image& image) {
    const auto bytes = encodePng(image);
    const std::span<const std::byte> part = std::as_bytes(std::span(bytes));
    writeFileAtomically(path, std::span(&part, 1));
}

} // namespace mae
