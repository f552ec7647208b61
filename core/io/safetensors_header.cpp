// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crc32c.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_limits.h"
#include "core/io/safetensors.h"
#include "core/io/safetensors_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <unordered_set>
#include <utility>

namespace mae {
namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

constexpr std::uint64_t kLargestHeader = 100'000'000;
constexpr std::size_t kMostDimensions = 64, kLongestToken = 2 << 20;
constexpr std::size_t kMostDescribed = 10 << 20; // bytes: some 20,000 tensors with long names
constexpr std::uint64_t kLargestSize = std::numeric_limits<std::int64_t>::max();

/// Product, or empty if it does not fit into a signed 64-bit number.
std::optional<std::uint64_t> product(std::uint64_t a, std::uint64_t b) {
    if (b != 0 && a > kLargestSize / b) {
        return std::nullopt;
    }
    return a * b;
}

/// Follows the header's JSON event by event: the only way to see a key that comes twice, and
/// nothing is built that the format does not allow.
class HeaderReader {
public:
    explicit HeaderReader(const std::string& name) : m_name(name) {}

    SafetensorsHeader take() { return std::move(m_header); }

    // NOLINTBEGIN(readability-identifier-naming): the parser calls them by these names
    bool null() { unexpected(); }
    bool boolean(bool) { unexpected(); }
    bool number_integer(std::int64_t) { unexpected("a negative number"); }
    bool number_float(double, const std::string&) {
        unexpected("a number that is not whole or too large");
    }
    bool binary(const std::vector<std::uint8_t>&) { unexpected(); }

    bool number_unsigned(std::uint64_t value) {
        if (m_place == Place::Shape) {
            if (value > kLargestSize) {
                unexpected("a number that is too large");
            }
            if (m_entry.shape.size() == kMostDimensions) {
                fail("tensor " + printable(m_entry.name) + " has more than "
                     + std::to_string(kMostDimensions) + " dimensions");
            }
            describe(sizeof value);
            m_entry.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (m_place != Place::Offsets || m_offsetCount == 2) {
            unexpected();
        }
        (m_offsetCount++ == 0 ? m_entry.begin : m_entry.end) = value;
        return true;
    }

    bool string(std::string& text) {
        if (m_place == Place::Metadata) {
            describe(text.size());
            m_header.metadata[m_key] = std::move(text);
        } else if (m_place == Place::Tensor && m_key == "dtype") {
            m_entry.dtype = std::move(text);
        } else {
            unexpected();
        }
        return true;
    }

    bool start_object(std::size_t) {
        if (m_place == Place::Start) {
            m_place = Place::Top;
        } else if (m_place == Place::Top) {
            m_place = m_key == kMetadataKey ? Place::Metadata : Place::Tensor;
            m_entry = {.name = m_key};
            m_offsetCount = 0;
            m_fields.clear();
        } else {
            unexpected();
        }
        return true;
    }

    bool key(std::string& text) {
        constexpr std::size_t kOwn = 200; // bytes that an entry without name and shape takes
        if (m_place != Place::Tensor) {
            describe(kOwn + 2 * text.size());
        }
        auto& seen = m_place == Place::Top ? m_names : m_fields;
        if (!seen.insert(text).second) {
            fail("the key " + printable(text) + " comes twice");
        }
        if (m_place == Place::Tensor && text != "dtype" && text != "shape"
            && text != "data_offsets") {
            fail("tensor " + printable(m_entry.name) + " has an unknown key " + printable(text));
        }
        m_key = std::move(text);
        return true;
    }

    bool end_object() {
        if (m_place == Place::Tensor) {
            if (m_fields.size() != 3) { // only known keys, none twice
                fail("tensor " + printable(m_entry.name) + " lacks dtype, shape or data_offsets");
            }
            if (m_offsetCount != 2) {
                fail("tensor " + printable(m_entry.name) + " does not have two data_offsets");
            }
            m_header.entries.push_back(std::move(m_entry));
        }
        m_place = m_place == Place::Top ? Place::Done : Place::Top;
        return true;
    }

    bool start_array(std::size_t) {
        if (m_place != Place::Tensor || m_key == "dtype") {
            unexpected();
        }
        m_place = m_key == "shape" ? Place::Shape : Place::Offsets;
        return true;
    }

    bool end_array() {
        m_place = Place::Tensor;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
        fail("the header is not JSON at byte " + std::to_string(position));
    }
    // NOLINTEND(readability-identifier-naming)

private:
    enum class Place { Start, Top, Metadata, Tensor, Shape, Offsets, Done };

    [[noreturn]] void fail(const std::string& reason) const { refuseSafetensors(m_name, reason); }

    /// Takes note of memory that the header asks for: several times the bytes it has.
    void describe(std::size_t bytes) {
        m_described += bytes;
        if (m_described > kMostDescribed) {
            fail("its header describes more than a model has");
        }
    }

    [[noreturn]] void unexpected(const std::string& what = "a value of the wrong type") const {
        switch (m_place) {
        case Place::Metadata: fail("metadata " + printable(m_key) + " is not a text");
        case Place::Tensor:
        case Place::Shape:
        case Place::Offsets:
            fail("tensor " + printable(m_entry.name) + " has " + what + " in " + printable(m_key));
        case Place::Top: fail(printable(m_key) + " is not an object");
        default: fail("the header is not an object");
        }
    }

    const std::string& m_name;
    SafetensorsHeader m_header{};
    Place m_place = Place::Start;
    std::string m_key{};
    SafetensorsHeader::Entry m_entry{};
    int m_offsetCount = 0;
    std::size_t m_described = 0;
    std::unordered_set<std::string> m_names{};
    std::unordered_set<std::string> m_fields{}; ///< keys seen in the current object
};

/// Every tensor's bytes are as many as its shape says, and together they fill the data exactly.
void checkLayout(SafetensorsHeader& header, std::uint64_t dataBytes, const std::string& name) {
    for (const auto& entry : header.entries) {
        const auto type = safetensorsType(entry.dtype);
        if (!type) {
            refuseSafetensors(name, "tensor " + printable(entry.name) + " has the type "
                                        + printable(entry.dtype) + ", which is not supported");
        }
        std::optional<std::uint64_t> span =
            type->bytes; // with empty dimensions as 1: strides fit too
        bool empty = false;
        for (const auto size : entry.shape) {
            empty = empty || size == 0;
            span = span
                       ? product(*span, static_cast<std::uint64_t>(std::max<std::int64_t>(size, 1)))
                       : span;
        }
        if (!span) {
            refuseSafetensors(name,
                              "the shape of tensor " + printable(entry.name) + " is too large");
        }
        if (entry.end < entry.begin || entry.end - entry.begin != (empty ? 0 : *span)) {
            refuseSafetensors(name, "the data_offsets of tensor " + printable(entry.name)
                                        + " do not fit its type and shape");
        }
    }
    std::ranges::stable_sort(header.entries, [](const auto& a, const auto& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t end = 0;
    for (const auto& entry : header.entries) {
        if (entry.begin != end) {
            refuseSafetensors(name,
                              "the data of tensor " + printable(entry.name)
                                  + (entry.begin < end ? " overlap others" : " follow a hole"));
        }
        end = entry.end;
    }
    if (end != dataBytes) {
        refuseSafetensors(name, "its tensors need " + std::to_string(end) + " bytes and it has "
                                    + std::to_string(dataBytes)
                                    + (end > dataBytes ? ": it was cut off" : ""));
    }
}

/// Our own files carry a checksum of the header too, taken with the digits of that checksum as
/// zeros: a flipped bit in a number that is kept as text can't pass unnoticed.
void verifyHeader(const SafetensorsHeader& header, std::string_view text, const std::string& name) {
    const auto found = header.metadata.find(kHeaderChecksumKey);
    if (found == header.metadata.end() || !isChecksum(found->second)) {
        return;
    }
    const std::string before = std::string("\"") + kHeaderChecksumKey + "\":\"";
    const auto key = text.find(before);
    if (key == std::string_view::npos) { // written by another program that kept our metadata
        return;
    }
    const auto place = key + before.size();
    const auto zero = checksumText(0);
    std::uint32_t crc = 0;
    for (const std::string_view part :
         {text.substr(0, place), std::string_view(zero), text.substr(place + zero.size())}) {
        crc = crc32c(std::as_bytes(std::span(part)), crc);
    }
    if (checksumText(crc) != found->second) {
        refuseSafetensors(
            name, "its header does not fit header_checksum: the file is damaged, or another "
                  "program changed it and kept the checksum");
    }
}

/// Bytes of the header, from the first eight of the file.
std::uint64_t headerBytes(std::span<const std::uint8_t> start, std::uint64_t fileSize,
                          const std::string& name) {
    if (fileSize < 8 || start.size() < 8) {
        refuseSafetensors(name, "it is too short");
    }
    std::uint64_t length = 0;
    std::memcpy(&length, start.data(), sizeof length);
    if (length > kLargestHeader) {
        refuseSafetensors(name, "its header would have " + std::to_string(length)
                                    + " bytes, more than 100 MB");
    }
    if (length > fileSize - 8) {
        refuseSafetensors(name, "its header is cut off");
    }
    return length;
}

} // namespace

std::string printable(std::string_view text) {
    constexpr std::size_t kMost = 100;
    std::size_t length = std::min(text.size(), kMost);
    while (length < text.size() && length > 0 && (text[length] & 0xC0) == 0x80) {
        --length; // not in the middle of a character
    }
    std::string result(text.substr(0, length));
    std::ranges::replace_if(
        result, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return "'" + result + (length < text.size() ? "…'" : "'");
}

void refuseSafetensors(const std::string& name, const std::string& reason) {
    throw Error(ErrorKind::Format,
                "'" + name + "' is not a valid safetensors file: " + reason + ".");
}

SafetensorsHeader parseSafetensorsHeader(std::span<const std::uint8_t> start,
                                         std::uint64_t fileSize, const std::string& name) {
    const auto length = headerBytes(start, fileSize, name);
    if (start.size() - 8 < length) {
        refuseSafetensors(name, "its header is cut off");
    }
    const std::string_view text(reinterpret_cast<const char*>(start.data()) + 8,
                                static_cast<std::size_t>(length));
    const auto last = text.find_last_not_of(' ');
    // A zero byte would end the JSON for the parser, with anything behind it unseen.
    if (last == std::string_view::npos || text.front() != '{' || text[last] != '}'
        || text.find('\0') != std::string_view::npos) {
        refuseSafetensors(name, "its header is not a JSON object");
    }
    if (!isWithin(text, {.bytes = text.size(), .depth = text.size(), .token = kLongestToken})) {
        refuseSafetensors(name, "its header has a text or number that is longer than any");
    }
    HeaderReader reader(name);
    nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    auto header = reader.take();
    header.dataBegin = 8 + length;
    checkLayout(header, fileSize - header.dataBegin, name);
    verifyHeader(header, text, name);
    return header;
}

SafetensorsHeader readSafetensorsHeader(const std::filesystem::path& path) {
    return readSafetensorsHeader(InputFile(path), path.string());
}

SafetensorsHeader readSafetensorsHeader(const InputFile& file, const std::string& name) {
    std::vector<std::uint8_t> start(
        static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), 8)));
    file.read(0, std::as_writable_bytes(std::span(start)));
    start.resize(static_cast<std::size_t>(8 + headerBytes(start, file.size(), name)));
    file.read(0, std::as_writable_bytes(std::span(start)));
    return parseSafetensorsHeader(start, file.size(), name);
}

} // namespace mae
