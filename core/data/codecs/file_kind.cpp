// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/file_kind.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace mae {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    const char* refusal; ///< after the file's name
};

constexpr auto kConvert = "Convert it to JPEG or PNG first.";

/// Pictures and near-pictures that are recognised but not read.
constexpr std::array kForeign{
    Signature{4, "ftypavif"sv, "is an AVIF picture, which isn't read."},
    Signature{4, "ftypavis"sv, "is an AVIF picture, which isn't read."},
    Signature{4, "ftyphei"sv, "is a HEIC picture, which isn't read."},
    Signature{4, "ftyphev"sv, "is a HEIC picture, which isn't read."},
    Signature{4, "ftypmif1"sv, "is a HEIF picture (HEIC or AVIF), which isn't read."},
    Signature{4, "ftypmsf1"sv, "is a HEIF picture (HEIC or AVIF), which isn't read."},
    Signature{4, "ftypcrx "sv, "is a camera's raw file, which isn't read."},
    Signature{4, "ftyp"sv, "is a video, which isn't read."},
    Signature{0, "\xFF\x0A"sv, "is a JPEG XL picture, which isn't read."},
    Signature{4, "JXL \r\n\x87\n"sv, "is a JPEG XL picture, which isn't read."},
    Signature{4, "jP  \r\n\x87\n"sv, "is a JPEG 2000 picture, which isn't read."},
    Signature{0, "\xFF\x4F\xFF\x51"sv, "is a JPEG 2000 picture, which isn't read."},
    Signature{0, "%PDF"sv, "is a PDF document, which isn't read."},
    Signature{0, "%!PS"sv, "is a PostScript document, which isn't read."},
    Signature{0, "8BPS"sv, "is a Photoshop document, which isn't read."},
    Signature{0, "gimp xcf"sv, "is a GIMP document, which isn't read."},
    Signature{0, "\x00\x00\x01\x00"sv, "is an icon file, which isn't read."},
    Signature{0, "\x76\x2F\x31\x01"sv, "is an OpenEXR picture, which isn't read."},
    Signature{0, "#?RADIANCE"sv, "is an HDR picture, which isn't read."},
    Signature{0, "SIMPLE  ="sv, "is a FITS file, which isn't read."},
    Signature{0, "FUJIFILM"sv, "is a camera's raw file, which isn't read."},
    Signature{8, "CR\x02"sv, "is a camera's raw file, which isn't read."},
    Signature{0, "RIFF"sv, "is no WebP picture, but sound or video."},
    Signature{0, "P7\n"sv, "is a PAM picture, which isn't read."},
    Signature{0, "PF\n"sv, "is a PFM picture, which isn't read."},
    Signature{0, "Pf\n"sv, "is a PFM picture, which isn't read."},
};

std::optional<ImageFormat> knownFormat(const ByteView& file) {
    if (file.startsWith("\xFF\xD8\xFF"sv)) {
        return ImageFormat::Jpeg;
    }
    if (file.startsWith("\x89PNG\r\n\x1A\n"sv)) {
        return ImageFormat::Png;
    }
    if (file.startsWith("RIFF"sv) && file.startsWith("WEBP"sv, 8)) {
        return ImageFormat::WebP;
    }
    const bool isRaw = file.startsWith("CR\x02"sv, 8);
    for (const auto mark : {"II*\0"sv, "MM\0*"sv, "II+\0\x08\0"sv, "MM\0+\0\x08"sv}) {
        if (file.startsWith(mark) && !isRaw) {
            return ImageFormat::Tiff;
        }
    }
    // A text may start with BM as well: the length of the second header tells them apart.
    if (file.startsWith("BM"sv) && (!file.has(0, 18) || file.le32(14) <= 1024)) {
        return ImageFormat::Bmp;
    }
    if (file.startsWith("GIF87a"sv) || file.startsWith("GIF89a"sv)) {
        return ImageFormat::Gif;
    }
    const bool isPnm = file.has(0, 3) && file.data()[0] == 'P' && file.data()[1] >= '1'
                       && file.data()[1] <= '6'
                       && (file.data()[2] == '#' || std::isspace(file.data()[2]) != 0);
    return isPnm ? std::optional(ImageFormat::Pnm) : std::nullopt;
}

[[noreturn]] void refuseText(const ByteView& file) {
    const auto start = file.bytes().first(std::min<std::size_t>(file.size(), 512));
    std::string text(start.begin(), start.end());
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    if (text.find("git-lfs") != std::string::npos) {
        file.refuse("is only a pointer of Git LFS. Fetch the pictures with: git lfs pull");
    }
    if (text.find("<svg") != std::string::npos) {
        file.refuse(std::string("is an SVG drawing, which isn't read. ") + kConvert);
    }
    if (text.find("<html") != std::string::npos || text.find("<!doctype") != std::string::npos) {
        file.refuse("is a web page, not a picture. Download the picture again.");
    }
    file.refuse("is text, not a picture.");
}

bool isText(const ByteView& file) {
    const auto start = file.bytes().first(std::min<std::size_t>(file.size(), 512));
    return std::ranges::none_of(start, [](std::uint8_t byte) {
        return byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
    });
}

} // namespace

ImageFormat imageFormatOf(const ByteView& file) {
    if (file.size() == 0) {
        file.refuse("is empty.");
    }
    if (const auto format = knownFormat(file)) {
        return *format;
    }
    for (const auto& signature : kForeign) {
        if (file.startsWith(signature.bytes, signature.offset)) {
            file.refuse(std::string(signature.refusal) + " " + kConvert);
        }
    }
    if (isText(file)) {
        refuseText(file);
    }
    file.refuse("is no picture that can be read (JPEG, PNG, WebP, TIFF, BMP, PNM or GIF).");
}

} // namespace mae
