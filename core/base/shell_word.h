// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mae {

/// A word as a shell takes it; quoted only if it has to be.
std::string shellQuoted(const std::string& word);

} // namespace mae
