// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are either a file of torch.save(), zip or legacy, or refused with Error(Format). The
// parts of an archive lie inside it and apart from each other; no data are made up.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/torch_file.h"
#include "core/io/zip_archive.h"

#include "tests/fuzz/fuzz_support.h"
#include "tests/support/read_all.h"
#include "tests/support/torch_bytes.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace {

using namespace mae;
using fuzz::require;

void checkDirectory(const std::filesystem::path& path) {
    const InputFile file(path);
    std::uint64_t end = 0;
    std::set<std::string> names;
    for (const auto& entry : readZipDirectory(file, "x")) {
        require(entry.offset >= end && entry.offset <= file.size()
                    && entry.size <= file.size() - entry.offset,
                "parts lie inside the file and apart");
        end = entry.offset + entry.size;
        require(!entry.name.empty() && names.insert(entry.name).second, "names are unique");
        require(("/" + entry.name + "/").find("/../") == std::string::npos, "no way upwards");
    }
}

std::uint64_t numberAt(const std::uint8_t* data, int bytes) {
    std::uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
        value = value << 8U | data[i];
    }
    return value;
}

/// Makes the checksums right again, so that changes reach what lies behind them.
void repairChecksums(std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kCentral = 46, kLocal = 30;
    const std::string_view signature = "PK\x01\x02";
    for (std::size_t at = 0; at + kCentral <= size; ++at) {
        if (std::memcmp(data + at, signature.data(), signature.size()) != 0) {
            continue;
        }
        const auto length = numberAt(data + at + 24, 4), local = numberAt(data + at + 42, 4);
        if (local + kLocal > size) {
            continue;
        }
        const auto begin =
            local + kLocal + numberAt(data + local + 26, 2) + numberAt(data + local + 28, 2);
        if (begin <= size && length <= size - begin) {
            const auto crc = zipChecksum(std::as_bytes(std::span(data + begin, length)));
            std::memcpy(data + at + 16, &crc, sizeof crc);
        }
    }
}

} // namespace

void fuzz::writeCorpus(const std::filesystem::path& folder) {
    using namespace test;
    const auto pickle = stateDict(good());
    seed(folder, "checkpoint", checkpoint(pickle));
    seed(folder, "legacy", legacy(pickle));
    seed(folder, "byteorder",
         zip({{"a/data.pkl", pickle}, {"a/byteorder", "little"}, {"a/data/0", sixFloats()}}));
    seed(folder, "comment", zip({{"a/data.pkl", pickle}}, {.comment = "none"}));
    seed(folder, "script", zip({{"a/data.pkl", pickle}, {"a/constants.pkl", ""}}));
    seed(folder, "empty", zip({}));
    const auto extra = zip64Extra({pickle.size(), pickle.size(), 0});
    const ZipPart part{.name = "a/data.pkl", .data = pickle, .extra = extra, .narrow = false};
    seed(folder, "wide", zip({part}));
    const auto place = 30 + part.name.size() + pickle.size(),
               length = 46 + part.name.size() + extra.size();
    seed(folder, "zip64", zip({part}, {.before = zip64End(1, length, place, place + length)}));
}

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int random);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int random) {
    size = LLVMFuzzerMutate(data, size, most);
    if (random % 4 != 0) {
        repairChecksums(data, size);
    }
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::MemoryFile file;
    file.write(std::as_bytes(std::span(data, size)));
    try {
        checkDirectory(file.path());
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
    }
    try {
        const TorchFile opened(file.path());
        require(opened.entries().size() <= size, "no more tensors than bytes");
        for (const auto& named : test::readAll(opened)) {
            require(named.tensor.nbytes() <= size, "no data are made up");
        }
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
    }
    return 0;
}
