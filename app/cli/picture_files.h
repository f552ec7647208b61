// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/data/image_folder.h"

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mae::cli {

/// A picture that was asked for: a file, or one inside the program.
struct InputPicture {
    std::string name{};           ///< as the caller wrote it, or found below a folder that he named
    std::filesystem::path path{}; ///< empty: inside the program
    std::span<const std::uint8_t> encoded{}; ///< of one inside the program

    /// @throws Error(Io) or Error(Format)
    Image read() const;
};

/// Pictures in the order of the arguments, folders by name; what can't be listed is a problem, not
/// a failure.
struct InputPictures {
    std::vector<InputPicture> pictures{};
    std::vector<BadFile> problems{};
};
/// Folders are listed with everything below them, all of train/, val/ and test/ included.
InputPictures listPictures(const std::vector<std::string>& arguments, const std::stop_token& stop);

/// The sample picture inside the program.
InputPicture samplePicture();

/// Names of results: `NAME-suffix.png` below a folder. Never names a source, nor the same twice.
class ResultNames {
public:
    /// Creates the folder. @throws Error(Io)
    ResultNames(std::filesystem::path folder, const std::vector<InputPicture>& sources);
    std::filesystem::path next(const std::string& stem, const std::string& suffix);

private:
    std::filesystem::path m_folder;
    std::set<std::filesystem::path> m_taken;
};

} // namespace mae::cli
