// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/zip_archive.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

/// Files of torch.save() made by hand, byte by byte, also such as no program would write.
namespace mae::test {

inline std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    return text;
}

/// @p piece @p times over.
inline std::string repeated(const std::string& piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        text += piece;
    }
    return text;
}

// --- pieces of a pickle of protocol 2 ---

inline std::string text(const std::string& value) { return "X" + little(value.size(), 4) + value; }
inline std::string number(std::uint64_t value) { return "J" + little(value, 4); }
inline std::string wide(std::uint64_t value) { return "\x8a\x08" + little(value, 8); }
inline std::string tuple(const std::vector<std::uint64_t>& values) {
    std::string items = "(";
    for (const auto value : values) {
        items += wide(value);
    }
    return items + "t";
}
/// A name that the pickle would have imported: "posix", "system".
inline std::string global(const std::string& module, const std::string& name) {
    return "c" + module + "\n" + name + "\n";
}
inline std::string storage(std::uint64_t count, const std::string& type = "FloatStorage",
                           const std::string& key = "0") {
    return "(" + text("storage") + global("torch", type) + text(key) + text("cpu") + wide(count)
           + "tQ";
}
inline std::string tensor(const std::string& of, std::uint64_t offset,
                          const std::vector<std::uint64_t>& shape,
                          const std::vector<std::uint64_t>& strides) {
    return global("torch._utils", "_rebuild_tensor_v2") + "(" + of + wide(offset) + tuple(shape)
           + tuple(strides) + "\x89" + global("collections", "OrderedDict") + ")RtR";
}
/// A float32 tensor of 2×3 in a storage of six numbers.
inline std::string good() { return tensor(storage(6), 0, {2, 3}, {3, 1}); }
/// {"w": value}
inline std::string stateDict(const std::string& value) {
    return "\x80\x02}" + text("w") + value + "s.";
}

// --- whole files ---

/// A part of a zip archive; what differs from an honest one is said by its fields.
struct ZipPart {
    std::string name{};
    std::string data{};
    int method = 0;
    int flags = 0;
    int crcOff = 0;            ///< added to the right checksum
    std::string localName{};   ///< if another than in the directory
    std::string extra{};       ///< of the directory
    std::int64_t sizeOff = 0;  ///< added to the size in the directory
    std::int64_t localOff = 0; ///< added to where the directory says that the part begins
    int disk = 0;
    bool narrow = true; ///< false: the directory refers to the extra field for size and place
};
/// The end of an archive, if another than an honest one.
struct ZipEnd {
    std::uint64_t claimed = 0; ///< entries; 0: as many as there are
    std::string before{};      ///< stands between the directory and its end
    std::int64_t offsetOff = 0;
    std::int64_t sizeOff = 0;
    int disk = 0;
    std::string comment{};
};

inline std::string zip(const std::vector<ZipPart>& parts, const ZipEnd& end = {}) {
    const auto plus = [](std::size_t value, std::int64_t more) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value) + more);
    };
    std::string file, directory;
    for (const auto& part : parts) {
        const auto crc =
            zipChecksum(std::as_bytes(std::span(part.data))) + static_cast<unsigned>(part.crcOff);
        const auto start = little(static_cast<unsigned>(part.flags), 2)
                           + little(static_cast<unsigned>(part.method), 2) + little(0, 4)
                           + little(crc, 4);
        const auto claimed =
            little(part.narrow ? plus(part.data.size(), part.sizeOff) : 0xFFFFFFFF, 4);
        directory += "PK\x01\x02" + little(0, 4) + start + claimed + claimed
                     + little(part.name.size(), 2) + little(part.extra.size(), 2) + little(0, 2)
                     + little(static_cast<unsigned>(part.disk), 2) + little(0, 6)
                     + little(part.narrow ? plus(file.size(), part.localOff) : 0xFFFFFFFF, 4)
                     + part.name + part.extra;
        const auto& localName = part.localName.empty() ? part.name : part.localName;
        file += "PK\x03\x04" + little(0, 2) + start + little(part.data.size(), 4)
                + little(part.data.size(), 4) + little(localName.size(), 2) + little(0, 2)
                + localName + part.data;
    }
    const auto count = little(end.claimed > 0 ? end.claimed : parts.size(), 2);
    return file + directory + end.before + "PK\x05\x06" + little(static_cast<unsigned>(end.disk), 2)
           + little(0, 2) + count + count + little(plus(directory.size(), end.sizeOff), 4)
           + little(plus(file.size(), end.offsetOff), 4) + little(end.comment.size(), 2)
           + end.comment;
}

/// Extra field of a zip64 entry: size, packed size, place of the local header.
inline std::string zip64Extra(const std::vector<std::uint64_t>& values) {
    std::string text = little(1, 2) + little(8 * values.size(), 2);
    for (const auto value : values) {
        text += little(value, 8);
    }
    return text;
}
/// The two records of a zip64 archive that stand before its end.
inline std::string zip64End(std::uint64_t entries, std::uint64_t size, std::uint64_t offset,
                            std::uint64_t place) {
    return "PK\x06\x06" + little(44, 8) + little(45, 4) + little(0, 8) + little(entries, 8)
           + little(entries, 8) + little(size, 8) + little(offset, 8) + "PK\x06\x07" + little(0, 4)
           + little(place, 8) + little(1, 4);
}

/// 0, 1, … 5 as float32: the data of good().
inline std::string sixFloats() {
    static constexpr std::array<float, 6> kValues{0, 1, 2, 3, 4, 5};
    return {reinterpret_cast<const char*>(kValues.data()), sizeof kValues};
}
inline std::string checkpoint(const std::string& pickle) {
    return zip({{"a/data.pkl", pickle}, {"a/data/0", sixFloats()}, {"a/version", "3\n"}});
}
inline std::string legacy(const std::string& pickle) {
    return "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."
           + std::string("\x80\x02M\xe9\x03.", 6) + "\x80\x02}" + text("little_endian") + "\x88s."
           + pickle + "\x80\x02](" + text("0") + "e." + little(6, 8) + sixFloats();
}
/// A safetensors file: length, header, data.
inline std::string safetensors(const std::string& header, const std::string& data = {}) {
    return little(header.size(), 8) + header + data;
}

} // namespace mae::test
