// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/io/safetensors.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mae {

/// The tensors of one or several files, safetensors or of torch.save(), told apart by their first
/// bytes. Opening reads what they say of their tensors; values are read one tensor at a time, so
/// that a model is in memory once. Executes nothing. One thread at a time.
class WeightReader {
public:
    struct Entry {
        std::string name{}; ///< "optimizer.…" for the state of an optimizer
        at::ScalarType type = at::kFloat;
        std::vector<std::int64_t> shape{};
        std::size_t file = 0; ///< index of files()

        std::uint64_t bytes() const;
    };
    struct File {
        std::string path{};
        std::string format{}; ///< "safetensors", "torch zip", "torch legacy"
        std::uint64_t bytes = 0;
    };

    /// @throws Error(Io), Error(Format) naming the file
    explicit WeightReader(const std::vector<std::filesystem::path>& files);
    /// A safetensors file in memory. @param bytes  outlive this
    WeightReader(std::span<const std::uint8_t> bytes, const std::string& name);
    /// Tensors that have been read already.
    WeightReader(const Safetensors& tensors, const std::string& name);
    ~WeightReader();
    WeightReader(WeightReader&&) noexcept;
    WeightReader& operator=(WeightReader&&) noexcept;

    const std::vector<Entry>& entries() const { return m_entries; }
    const std::vector<File>& files() const { return m_files; }
    /// Metadata, or settings and counters beside the tensors; of all files.
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

    /// On the CPU, in memory of its own. @throws Error(Io), Error(Format)
    Tensor read(std::size_t entry) const;

    /// Compares the checksums that the files carry.
    /// @throws Error(Io), Error(Format) saying what is damaged
    Verification verify(const Progress& progress = {}) const;

private:
    struct Source;
    void add(Source source, const std::string& path);

    std::vector<Source> m_sources;
    std::vector<Entry> m_entries{};
    std::vector<std::size_t> m_places{}; ///< of each entry in its source
    std::vector<File> m_files{};
    std::map<std::string, std::string> m_metadata{};
};

} // namespace mae
