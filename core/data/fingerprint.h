// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace mae {

/// FNV-1a, 64 bits: changes are to be noticed, not attacks to be withstood.
class Fingerprint {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            m_hash = (m_hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ull;
        }
        m_hash = (m_hash ^ 0xFF) * 0x100000001B3ull; // no byte of UTF-8: ends the text
    }
    void add(std::uint64_t number) { add(std::to_string(number)); }
    std::uint64_t value() const { return m_hash; }
    std::string text() const {
        std::array<char, 17> hex{};
        std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(m_hash));
        return hex.data();
    }

private:
    std::uint64_t m_hash = 0xCBF29CE484222325ull;
};

} // namespace mae
