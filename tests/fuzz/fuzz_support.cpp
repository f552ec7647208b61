// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_support.h"

#include "core/base/error.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>

namespace mae::fuzz {

void require(bool good, const char* promise) {
    if (!good) {
        std::cerr << "broken promise: " << promise << '\n';
        std::abort();
    }
}

void requireRefusal(const std::exception& error) {
    const auto* refusal = dynamic_cast<const Error*>(&error);
    const bool expected =
        refusal != nullptr
        && (refusal->kind() == ErrorKind::Format || refusal->kind() == ErrorKind::InvalidConfig)
        && std::strlen(refusal->what()) < 5000;
    if (!expected) {
        std::cerr << error.what() << '\n';
    }
    require(expected, "a short reason of the right kind");
}

MemoryFile::MemoryFile() : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC)) {
    require(m_descriptor >= 0, "there are files in memory");
}

MemoryFile::~MemoryFile() { ::close(m_descriptor); }

void MemoryFile::write(std::span<const std::byte> bytes) const {
    require(::ftruncate(m_descriptor, 0) == 0
                && ::pwrite(m_descriptor, bytes.data(), bytes.size(), 0)
                       == static_cast<ssize_t>(bytes.size()),
            "a file in memory can be written");
}

std::filesystem::path MemoryFile::path() const {
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}

void seed(const std::filesystem::path& folder, const std::string& name, const std::string& bytes) {
    std::ofstream file(folder / name, std::ios::binary);
    file << bytes;
    require(file.flush().good(), "a seed can be written");
}

std::uint8_t Numbers::byte() {
    if (m_rest.empty()) {
        return 0;
    }
    const auto value = m_rest.front();
    m_rest = m_rest.subspan(1);
    return value;
}

std::uint64_t Numbers::wide() {
    static constexpr std::array<std::uint64_t, 24> kStumbling{0,
                                                              1,
                                                              2,
                                                              3,
                                                              7,
                                                              64,
                                                              255,
                                                              256,
                                                              65535,
                                                              65536,
                                                              0x7FFFFFFF,
                                                              0x80000000,
                                                              0xFFFFFFFF,
                                                              0x100000000,
                                                              std::uint64_t{1} << 40,
                                                              (std::uint64_t{1} << 40) + 1,
                                                              std::uint64_t{1} << 61,
                                                              std::uint64_t{1} << 62,
                                                              (std::uint64_t{1} << 62) + 1,
                                                              ~std::uint64_t{0} >> 1,
                                                              std::uint64_t{1} << 63,
                                                              (std::uint64_t{1} << 63) + 1,
                                                              ~std::uint64_t{0} - 7,
                                                              ~std::uint64_t{0}};
    const auto choice = byte();
    if (choice < 2 * kStumbling.size()) {
        return kStumbling[choice / 2];
    }
    if (choice < 200) {
        return choice & 15U;
    }
    std::uint64_t value = 0;
    for (int i = 0; i < (choice & 7) + 1; ++i) {
        value = value << 8U | byte();
    }
    return value;
}

} // namespace mae::fuzz

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    if (*argc == 3 && std::string((*argv)[1]) == "--write-corpus") {
        std::filesystem::create_directories((*argv)[2]);
        mae::fuzz::writeCorpus((*argv)[2]);
        std::exit(0); // NOLINT(concurrency-mt-unsafe): nothing runs yet
    }
    return 0;
}
