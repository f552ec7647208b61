// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mae {

/// Shortest text that reads back to the same number; never depends on the locale.
std::string toText(double value);
/// Fixed number of decimals; never depends on the locale.
std::string toText(double value, int decimals);

/// Reads a whole text as a number, independent of the locale; empty if anything is left over.
std::optional<double> toDouble(std::string_view text);
std::optional<std::int64_t> toInteger(std::string_view text);
std::optional<std::uint64_t> toUnsigned(std::string_view text);

} // namespace mae
