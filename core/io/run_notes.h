// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// What people wrote about a run: notes.json in its folder.
struct RunNotes {
    std::vector<std::string> tags{};
    std::string text{};

    bool operator==(const RunNotes&) const = default;
};
/// Empty if there is no such file, or none that can be read as notes.
RunNotes readNotes(const std::filesystem::path& run);
/// Replaces the file atomically; without tags and text there is none. @throws Error(Io)
void writeNotes(const std::filesystem::path& run, const RunNotes& notes);
/// Tags as people type them, separated by commas: trimmed, none twice, none empty.
std::vector<std::string> tagsFrom(const std::string& text);

} // namespace mae
