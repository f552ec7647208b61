// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/experiment.h"

#include "core/base/crc32c.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/bundled.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

namespace mae {
namespace {

namespace fs = std::filesystem;

std::uint32_t checksumOf(const fs::path& path, std::uint32_t previous) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) { // opening a FIFO would wait for ever
        throw Error(ErrorKind::Io, path.string() + " is missing or not a regular file.");
    }
    std::ifstream file(path, std::ios::binary);
    std::vector<char> chunk(std::size_t{1} << 20);
    while (file) {
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        const auto count = static_cast<std::size_t>(file.gcount());
        previous = crc32c(std::as_bytes(std::span(chunk).first(count)), previous);
    }
    if (!file.eof()) {
        throw Error(ErrorKind::Io, path.string() + " can't be read: " + systemMessage(errno) + ".");
    }
    return previous;
}

std::uint32_t checksumOfFolder(const fs::path& folder) {
    std::vector<fs::path> files;
    constexpr auto kOptions = fs::directory_options::skip_permission_denied;
    for (const auto& entry : fs::recursive_directory_iterator(folder, kOptions)) {
        const auto& path = entry.path();
        if (entry.is_regular_file()
            && (path.extension() == ".safetensors" || path.extension() == ".bin"
                || path.filename() == "config.json")) {
            files.push_back(path);
        }
    }
    std::ranges::sort(files);
    std::uint32_t sum = 0;
    for (const auto& path : files) {
        sum = checksumOf(path, sum);
    }
    return sum;
}

std::string hex(std::uint32_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(8, '0');
    for (auto& digit : text) {
        digit = kDigits[value >> 28];
        value <<= 4;
    }
    return text;
}

void verify(const FileReference& file, const std::string& what) {
    if (file.checksum.empty()) {
        return;
    }
    if (const auto now = fileChecksum(file.path); now != file.checksum) {
        throw Error(ErrorKind::Format, file.path + " is not the " + what
                                           + " of this experiment: its checksum is " + now
                                           + ", not " + file.checksum + ".");
    }
}

} // namespace

std::string fileChecksum(const std::string& path) {
    if (path == "bundled") {
        return hex(crc32c(std::as_bytes(bundledModel())));
    }
    if (isSample(path)) {
        return hex(crc32c(std::as_bytes(findSample(path).bytes)));
    }
    std::error_code error;
    return hex(fs::is_directory(path, error) ? checksumOfFolder(path) : checksumOf(path, 0));
}

Experiment readExperiment(const fs::path& path) {
    constexpr std::uint64_t kMaxBytes = 64ull << 20;
    const auto text = readText(path, kMaxBytes);
    return experimentFromJson(text, fs::absolute(path).parent_path(), path.string());
}

void writeExperiment(const fs::path& path, Experiment experiment) {
    const auto complete = [](FileReference& file) {
        if (file.checksum.empty()) {
            file.checksum = fileChecksum(file.path);
        }
    };
    complete(experiment.model);
    std::ranges::for_each(experiment.pictures, complete);
    writeFileAtomically(path, toJson(experiment, fs::absolute(path).parent_path()) + "\n");
}

void verifyFiles(const Experiment& experiment) {
    verify(experiment.model, "model");
    for (const auto& picture : experiment.pictures) {
        verify(picture, "picture");
    }
}

} // namespace mae
