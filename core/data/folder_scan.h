// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/image_folder.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace mae {

/// Decodes every picture of a folder that was listed, on several threads; see scanImageFolder().
/// Takes about 90 bytes a file beside the list.
FolderScan scanListed(ImageFolder folder, int threads, const ScanProgress& progress,
                      const std::stop_token& stop);

/// Changes when a file of the list comes, goes, or is written: names, sizes and times.
std::string scanFingerprint(const ImageFolder& folder);

/// The scan of this list that was stored, or empty: none, or it can't be read.
std::optional<FolderScan> readScan(const ImageFolder& folder, const std::string& fingerprint);
/// Stores a whole scan among the program's caches. Failing is logged only: it costs time, no more.
void storeScan(const FolderScan& scan, const std::string& fingerprint);

/// scanImageFolder(), remembered on disk: a second scan of unchanged files is immediate.
FolderScan scanRemembered(const std::filesystem::path& root, const std::string& split, int threads,
                          const ScanProgress& progress, const std::stop_token& stop);
/// The same of a folder that was listed.
FolderScan scanListedRemembered(ImageFolder folder, int threads, const ScanProgress& progress,
                                const std::stop_token& stop);

/// A bin from each power of two to the next; no empty ones.
std::vector<SizeBin> sizeBins(const std::vector<SideCount>& sides);

/// The side that half of the pictures do not exceed. 0: there are none
int medianSide(const std::vector<SideCount>& sides);

} // namespace mae
