// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/folder_walk.h"
#include "core/data/image_folder.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// The list of a folder as it was stored, if none of its folders has changed since; empty: none,
/// changed, or damaged. A file that is overwritten in place changes no folder: its size is then
/// the old one.
std::optional<ImageFolder> readFolderIndex(const std::filesystem::path& root,
                                           const std::string& split);

/// Stores a list among the program's caches, unless one of its folders has changed meanwhile, or so
/// recently that it may change again without its time changing. Failing is logged only.
/// @param split    that was asked for
/// @param folders  whose contents went into the list
/// @param begun    when listing began
void storeFolderIndex(const ImageFolder& folder, const std::string& split,
                      const std::vector<ListedFolder>& folders,
                      std::chrono::system_clock::time_point begun);

} // namespace mae
