// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mae {
namespace {

template <class T> std::optional<T> parse(std::string_view text) {
    T value{};
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (text.empty() || result.ec != std::errc{} || result.ptr != end) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::string toText(double value) {
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

std::string toText(double value, int decimals) {
    if (!std::isfinite(value) || std::abs(value) > 1e15) {
        return toText(value);
    }
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

std::optional<double> toDouble(std::string_view text) { return parse<double>(text); }
std::optional<std::int64_t> toInteger(std::string_view text) { return parse<std::int64_t>(text); }
std::optional<std::uint64_t> toUnsigned(std::string_view text) {
    return parse<std::uint64_t>(text);
}

} // namespace mae
