// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <span>
#include <string>

namespace mae {

/// The bytes of a pickle, taken from the front; never beyond their end. Only pickle.cpp needs it.
class PickleInput {
public:
    /// @param file  its name, for messages; must outlive this
    PickleInput(std::span<const std::byte> bytes, const std::string& file)
        : m_bytes(bytes), m_file(file) {}

    std::size_t position() const { return m_at; }

    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Format, "'" + m_file + "' can't be read: " + reason + " (byte "
                                           + std::to_string(m_at) + " of its pickle).");
    }

    std::span<const std::byte> take(std::size_t count) {
        if (count > m_bytes.size() - m_at) {
            refuse("it is cut off");
        }
        const auto taken = m_bytes.subspan(m_at, count);
        m_at += count;
        return taken;
    }
    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        const auto taken = take(bytes);
        for (std::size_t i = 0; i < bytes; ++i) {
            value |= std::to_integer<std::uint64_t>(taken[i]) << (8 * i);
        }
        return value;
    }
    std::string text(std::uint64_t length) {
        if (length > m_bytes.size() - m_at) {
            refuse("it is cut off");
        }
        const auto bytes = take(static_cast<std::size_t>(length));
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    std::string line() {
        std::string result;
        for (auto byte = take(1)[0]; byte != std::byte{'\n'}; byte = take(1)[0]) {
            result += std::to_integer<char>(byte);
            requireShort(result);
        }
        return result;
    }

    void requireShort(const std::string& name) const {
        if (name.size() > kLongestName) {
            refuse("a name in it is longer than any");
        }
    }

private:
    static constexpr std::size_t kLongestName = 1000;

    std::span<const std::byte> m_bytes;
    const std::string& m_file;
    std::size_t m_at = 0;
};

} // namespace mae
