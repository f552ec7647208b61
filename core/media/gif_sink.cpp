// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/media/animation_sink.h"
#include "core/media/palette.h"

#include <gif_lib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mae {
namespace {

constexpr int kColours = 255;                   ///< and one that means "as before"
constexpr std::uint8_t kUnchanged = 255;        ///< its number
constexpr int kShortest = 2, kLongest = 65'535; ///< 1/100 s; players take less than 2 for 10

/// Part of a picture.
struct Area {
    int left = 0, top = 0, width = 0, height = 0; ///< pixels
};

/// What differs between two pictures; one pixel if nothing does.
Area changedArea(const std::vector<std::uint8_t>& before, const std::vector<std::uint8_t>& now,
                 int width, int height) {
    int left = width, right = -1, top = height, bottom = -1;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto i = std::size_t(y) * std::size_t(width) + std::size_t(x);
            if (before[i] != now[i]) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
        }
    }
    return right < 0 ? Area{0, 0, 1, 1} : Area{left, top, right - left + 1, bottom - top + 1};
}

class GifSink : public AnimationSink {
public:
    GifSink(const UnfinishedFile& file, int width, int height)
        : m_file(file), m_width(width), m_height(height), m_gif(EGifOpen(this, &write, nullptr)) {
        if (m_gif == nullptr) {
            fail();
        }
        EGifSetGifVersion(m_gif, true); // GIF89a, the one with animations
    }
    ~GifSink() override {
        if (m_gif != nullptr) {
            EGifCloseFile(m_gif, nullptr);
        }
    }

    void add(const Image& image, double seconds) override;
    void finish() override {
        if (EGifCloseFile(std::exchange(m_gif, nullptr), nullptr) != GIF_OK || m_problem != 0) {
            fail();
        }
    }

private:
    static int write(GifFileType* gif, const GifByteType* bytes, int count);
    [[noreturn]] void fail() const {
        const auto reason = m_problem != 0 ? systemMessage(m_problem) : "the encoder gave up";
        throw Error(ErrorKind::Io,
                    "Could not write '" + m_file.target().string() + "': " + reason + ".");
    }
    void require(int result) const {
        if (result != GIF_OK || m_problem != 0) {
            fail();
        }
    }

    bool choosePalette(const Image& image);
    void begin();
    void control(double seconds, bool keepsUnchanged);
    void draw(const std::vector<std::uint8_t>& indices, const Area& area, bool keepsUnchanged);

    const UnfinishedFile& m_file;
    int m_width;
    int m_height;
    int m_problem = 0; ///< errno of the write that failed
    GifFileType* m_gif;
    std::optional<PaletteDither> m_dither;
    std::array<GifColorType, 256> m_global{}; ///< the palette of the first picture
    std::array<GifColorType, 256> m_colours{};
    std::vector<std::uint8_t> m_shown; ///< [height][width], in m_colours
    double m_seconds = 0;              ///< that the pictures so far were asked to last
    std::int64_t m_hundredths = 0;     ///< that they do last
};

int GifSink::write(GifFileType* gif, const GifByteType* bytes, int count) {
    auto& sink = *static_cast<GifSink*>(gif->UserData);
    int done = 0;
    while (done < count && sink.m_problem == 0) {
        const auto written =
            ::write(sink.m_file.descriptor(), bytes + done, static_cast<std::size_t>(count - done));
        if (written > 0) {
            done += int(written);
        } else if (written == 0 || errno != EINTR) {
            sink.m_problem = written == 0 ? ENOSPC : errno;
        }
    }
    return done;
}

/// A palette that serves stays, so that what does not change is not drawn again.
/// @return whether it is another one
bool GifSink::choosePalette(const Image& image) {
    const ColourHistogram histogram(image);
    auto best = medianCut(histogram, kColours);
    if (m_dither) {
        constexpr double kWorse = 1.3, kUnseen = 2.0; // squared grey levels
        if (paletteError(histogram, m_dither->palette())
            <= kWorse * paletteError(histogram, best) + kUnseen) {
            return false;
        }
    }
    m_colours = {};
    for (std::size_t i = 0; i < best.size(); ++i) {
        m_colours[i] = {best[i][0], best[i][1], best[i][2]};
    }
    m_dither.emplace(std::move(best));
    return true;
}

/// What precedes the first picture.
void GifSink::begin() {
    m_global = m_colours;
    const ColorMapObject map{
        .ColorCount = 256, .BitsPerPixel = 8, .SortFlag = false, .Colors = m_global.data()};
    require(EGifPutScreenDesc(m_gif, m_width, m_height, 8, 0, &map));
    require(EGifPutExtensionLeader(m_gif, APPLICATION_EXT_FUNC_CODE));
    require(EGifPutExtensionBlock(m_gif, 11, "NETSCAPE2.0"));
    constexpr std::array<GifByteType, 3> kForEver{1, 0, 0};
    require(EGifPutExtensionBlock(m_gif, int(kForEver.size()), kForEver.data()));
    require(EGifPutExtensionTrailer(m_gif));
}

void GifSink::control(double seconds, bool keepsUnchanged) {
    m_seconds += seconds;
    const auto wanted = std::llround(m_seconds * 100) - m_hundredths;
    const int delay = int(std::clamp<std::int64_t>(wanted, kShortest, kLongest));
    m_hundredths += delay;
    const GraphicsControlBlock block{.DisposalMode = DISPOSE_DO_NOT,
                                     .UserInputFlag = false,
                                     .DelayTime = delay,
                                     .TransparentColor =
                                         keepsUnchanged ? kUnchanged : NO_TRANSPARENT_COLOR};
    std::array<GifByteType, 4> bytes{};
    EGifGCBToExtension(&block, bytes.data());
    require(EGifPutExtension(m_gif, GRAPHICS_EXT_FUNC_CODE, int(bytes.size()), bytes.data()));
}

void GifSink::draw(const std::vector<std::uint8_t>& indices, const Area& area,
                   bool keepsUnchanged) {
    const auto same = [](const GifColorType& a, const GifColorType& b) {
        return a.Red == b.Red && a.Green == b.Green && a.Blue == b.Blue;
    };
    ColorMapObject map{
        .ColorCount = 256, .BitsPerPixel = 8, .SortFlag = false, .Colors = m_colours.data()};
    const bool global = std::ranges::equal(m_colours, m_global, same);
    require(EGifPutImageDesc(m_gif, area.left, area.top, area.width, area.height, false,
                             global ? nullptr : &map));
    std::vector<GifPixelType> row(std::size_t(area.width));
    for (int y = area.top; y < area.top + area.height; ++y) {
        const auto first = std::size_t(y) * std::size_t(m_width) + std::size_t(area.left);
        for (std::size_t x = 0; x < row.size(); ++x) {
            const auto i = first + x;
            row[x] = keepsUnchanged && indices[i] == m_shown[i] ? kUnchanged : indices[i];
        }
        require(EGifPutLine(m_gif, row.data(), area.width));
    }
}

void GifSink::add(const Image& image, double seconds) {
    const bool anew = choosePalette(image);
    auto indices = m_dither->indices(image);
    if (m_shown.empty()) {
        begin();
    }
    const bool keepsUnchanged = !anew;
    control(seconds, keepsUnchanged);
    draw(indices,
         anew ? Area{0, 0, m_width, m_height} : changedArea(m_shown, indices, m_width, m_height),
         keepsUnchanged);
    m_shown = std::move(indices);
}

} // namespace

std::unique_ptr<AnimationSink> makeGifSink(const UnfinishedFile& file, int width, int height) {
    return std::make_unique<GifSink>(file, width, height);
}

} // namespace mae
