// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_files.h"

#include "core/base/error.h"
#include "core/io/bundled.h"

#include <algorithm>

namespace mae::cli {
namespace {

namespace fs = std::filesystem;

void addFolder(InputPictures& inputs, const fs::path& folder, const std::stop_token& stop) {
    const auto add = [&inputs](const ImageFolder& listed) {
        for (const auto& entry : listed.entries) {
            inputs.pictures.push_back({.name = entry.path, .path = entry.path});
        }
    };
    const auto first = listImageFolder(folder, {}, stop);
    if (first.layout != FolderLayout::ImageFolder) {
        add(first);
        return;
    }
    for (const auto& split : first.splits) {
        add(split == first.split ? first : listImageFolder(folder, split, stop));
    }
}

/// Two names of one file become equal; a file that is yet to be written gets a name, too.
fs::path identityOf(const fs::path& path) {
    std::error_code error;
    auto identity = fs::weakly_canonical(path, error);
    return error ? fs::absolute(path) : identity;
}

} // namespace

Image InputPicture::read() const {
    return path.empty() ? decodeImage(encoded, name) : readImage(path);
}

InputPictures listPictures(const std::vector<std::string>& arguments, const std::stop_token& stop) {
    InputPictures inputs;
    for (const auto& argument : arguments) {
        if (isSample(argument)) {
            const auto& sample = findSample(argument);
            inputs.pictures.push_back({.name = sample.name, .encoded = sample.bytes});
            continue;
        }
        std::error_code error;
        if (!fs::is_directory(argument, error)) {
            inputs.pictures.push_back({.name = argument, .path = argument});
            continue;
        }
        try {
            addFolder(inputs, argument, stop);
        } catch (const Error& problem) {
            inputs.problems.push_back({argument, problem.what()});
        }
    }
    return inputs;
}

InputPicture samplePicture() {
    const auto samples = samplePictures();
    if (samples.empty()) {
        throw Error(ErrorKind::Internal, "This build of the program has no sample picture.");
    }
    return {.name = samples.front().name, .encoded = samples.front().bytes};
}

ResultNames::ResultNames(fs::path folder, const std::vector<InputPicture>& sources)
    : m_folder(std::move(folder)) {
    fs::create_directories(m_folder);
    for (const auto& source : sources) {
        if (!source.path.empty()) {
            m_taken.insert(identityOf(source.path));
        }
    }
}

fs::path ResultNames::next(const std::string& stem, const std::string& suffix) {
    auto path = m_folder / (stem + suffix + ".png");
    for (int i = 2; !m_taken.insert(identityOf(path)).second; ++i) {
        path = m_folder / (stem + suffix + "-" + std::to_string(i) + ".png");
    }
    return path;
}

} // namespace mae::cli
