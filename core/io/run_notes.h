// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// A setting that was changed while the run trained: a line of changes.jsonl.
struct RunChange {
    std::int64_t step = 0;
    std::string path{};  ///< "train.lr"
    std::string value{}; ///< as the command line writes it
};

/// Something that happened to the run: a line of events.jsonl.
struct RunNotice {
    std::int64_t step = 0;
    std::string kind{}; ///< one word, e.g. "rewind"
    std::string what{}; ///< a sentence
};

/// Whole lines in the order of the file; a torn last line is dropped, broken lines are skipped.
/// Empty if there is no such file. @throws Error(Io) if it can't be read
std::vector<RunChange> readChanges(const std::filesystem::path& run);
std::vector<RunNotice> readNotices(const std::filesystem::path& run);

/// Losses without a model on the run's data under its masks, as config.json notes them.
struct ReferenceLosses {
    std::optional<double> meanColour{}; ///< of predicting the mean colour of what is visible
    std::optional<double> neighbours{}; ///< of copying visible neighbours
};
/// Empty where the file does not say, or is damaged.
ReferenceLosses readReferenceLosses(const std::filesystem::path& run);

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
