// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// Reads masks: JSON {"rows", "columns", "hidden": [...]} or a list of these, or a black-and-white
/// PNG (black = hidden) with one pixel per patch, or at the picture's size (then @p grid says how
/// many patches it has; the darker half of a patch decides).
/// @throws Error(Io) or Error(Format) naming the file and what is wrong
std::vector<Mask> readMasks(const std::filesystem::path& path, PatchGrid grid);

/// The same from JSON text. @param name  of the file, for messages. @throws Error(Format)
std::vector<Mask> masksFromJson(std::string_view text, const std::string& name);

/// JSON as masksFromJson() reads it: one object for one mask, otherwise a list.
std::string masksToJson(std::span<const Mask> masks);

/// Writes JSON (one object for one mask, a list for several) or, by suffix .png, a PNG of the
/// first.
void writeMasks(const std::filesystem::path& path, std::span<const Mask> masks);

} // namespace mae
