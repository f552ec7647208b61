// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace mae {

/// The bytes of a file under its name. Every access is checked: reading past the end throws.
class ByteView {
public:
    ByteView(std::span<const std::uint8_t> bytes, const std::string& name)
        : m_bytes(bytes), m_name(&name) {}

    std::span<const std::uint8_t> bytes() const { return m_bytes; }
    const std::uint8_t* data() const { return m_bytes.data(); }
    std::size_t size() const { return m_bytes.size(); }
    const std::string& name() const { return *m_name; }

    bool has(std::size_t offset, std::size_t count) const {
        return offset <= size() && count <= size() - offset;
    }
    bool startsWith(std::string_view text, std::size_t offset = 0) const {
        return has(offset, text.size())
               && std::memcmp(data() + offset, text.data(), text.size()) == 0;
    }

    /// @throws Error(Format) "… is cut off" if the part is not there.
    ByteView part(std::size_t offset, std::size_t count) const {
        if (!has(offset, count)) {
            cutOff();
        }
        return {m_bytes.subspan(offset, count), *m_name};
    }
    ByteView from(std::size_t offset) const {
        return part(offset, offset <= size() ? size() - offset : 0);
    }
    std::uint8_t u8(std::size_t at) const { return part(at, 1).data()[0]; }
    std::uint16_t be16(std::size_t at) const {
        return static_cast<std::uint16_t>(u8(at) << 8 | u8(at + 1));
    }
    std::uint16_t le16(std::size_t at) const {
        return static_cast<std::uint16_t>(u8(at) | u8(at + 1) << 8);
    }
    std::uint32_t be32(std::size_t at) const {
        return static_cast<std::uint32_t>(be16(at)) << 16 | be16(at + 2);
    }
    std::uint32_t le32(std::size_t at) const {
        return le16(at) | static_cast<std::uint32_t>(le16(at + 2)) << 16;
    }

    /// Refuses the file: "'NAME' " followed by @p reason.
    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Format, "'" + *m_name + "' " + reason);
    }
    [[noreturn]] void cutOff() const {
        refuse("is cut off: the end of the picture is missing. Copy or download it again.");
    }
    [[noreturn]] void damaged(const std::string& detail) const {
        refuse("is damaged (" + detail + "). Copy or download it again.");
    }

private:
    std::span<const std::uint8_t> m_bytes;
    const std::string* m_name;
};

} // namespace mae
