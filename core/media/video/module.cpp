// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video/module.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/videoio.hpp>

#include <cstddef>
#include <cstdint>

namespace mae::video {
namespace {

/// RGB to BGR and back.
void swapChannels(const std::uint8_t* from, std::uint8_t* to, int pixels) {
    for (int i = 0; i < pixels; ++i, from += 3, to += 3) {
        to[0] = from[2];
        to[1] = from[1];
        to[2] = from[0];
    }
}

/// What @p work returns; its failure value if OpenCV throws.
template <typename Result, typename Work> Result orElse(Result failure, Work work) noexcept {
    try {
        return work();
    } catch (...) {
        return failure;
    }
}

class FileWriter : public Writer {
public:
    FileWriter(const cv::VideoWriter& writer, int width, int height) // shares the encoder
        : m_writer(writer), m_frame(height, width, CV_8UC3) {}
    ~FileWriter() override {
        orElse(false, [this] {
            m_writer.release();
            return true;
        });
    }

    bool add(const Image& image) override {
        if (image.width != m_frame.cols || image.height != m_frame.rows) {
            return false;
        }
        return orElse(false, [&] {
            swapChannels(image.pixels.data(), m_frame.data, image.width * image.height);
            m_writer.write(m_frame);
            return true;
        });
    }

private:
    cv::VideoWriter m_writer;
    cv::Mat m_frame;
};

class CaptureReader : public Reader {
public:
    explicit CaptureReader(const cv::VideoCapture& capture) : m_capture(capture) {}

    bool read(Image& image) override {
        return orElse(false, [&] {
            if (!m_capture.read(m_frame) || m_frame.type() != CV_8UC3 || m_frame.empty()) {
                return false;
            }
            image.width = m_frame.cols;
            image.height = m_frame.rows;
            const auto row = std::size_t(image.width) * 3;
            image.pixels.resize(row * std::size_t(image.height));
            for (int y = 0; y < image.height; ++y) {
                swapChannels(m_frame.ptr(y), image.pixels.data() + std::size_t(y) * row,
                             image.width);
            }
            return true;
        });
    }
    double framesPerSecond() const override { return property(cv::CAP_PROP_FPS); }
    double frames() const override { return property(cv::CAP_PROP_FRAME_COUNT); }

private:
    double property(int id) const {
        return orElse(0.0, [&] { return m_capture.get(id); });
    }

    cv::VideoCapture m_capture;
    cv::Mat m_frame;
};

std::unique_ptr<Reader> openCapture(const std::string& path, int backend) {
    return orElse<std::unique_ptr<Reader>>(nullptr, [&]() -> std::unique_ptr<Reader> {
        cv::VideoCapture capture(path, backend);
        return capture.isOpened() ? std::make_unique<CaptureReader>(capture) : nullptr;
    });
}

class OpenCvModule : public Module {
public:
    /// H.264, which everything plays; MPEG-4 part 2 where OpenCV's FFmpeg has no encoder for it.
    std::unique_ptr<Writer> writeMp4(const std::string& path, int width, int height,
                                     double framesPerSecond) const override {
        return orElse<std::unique_ptr<Writer>>(nullptr, [&]() -> std::unique_ptr<Writer> {
            for (const int codec : {cv::VideoWriter::fourcc('a', 'v', 'c', '1'),
                                    cv::VideoWriter::fourcc('m', 'p', '4', 'v')}) {
                cv::VideoWriter writer;
                if (writer.open(path, cv::CAP_FFMPEG, codec, framesPerSecond, {width, height})) {
                    return std::make_unique<FileWriter>(writer, width, height);
                }
            }
            return nullptr;
        });
    }
    std::unique_ptr<Reader> readFile(const std::string& path) const override {
        return openCapture(path, cv::CAP_FFMPEG);
    }
    std::unique_ptr<Reader> readDevice(const std::string& path) const override {
        return openCapture(path, cv::CAP_V4L2);
    }
};

} // namespace
} // namespace mae::video

// NOLINTNEXTLINE(readability-identifier-naming): a name without a namespace
extern "C" __attribute__((visibility("default"))) const mae::video::Module* mae_video_1() {
    static const mae::video::OpenCvModule module;
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return &module;
}
