// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/base/progress.h"
#include "core/io/safetensors.h"
#include "core/io/torch_values.h"

#include <c10/core/ScalarType.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mae {

/// A file of torch.save(), zip or legacy, opened by a reader that executes nothing: objects in it
/// are names and values to look at. One thread at a time.
class TorchFile {
public:
    /// Reads what the file says of its tensors, not the tensors. @throws Error(Io); Error(Format)
    /// naming the file, also for TorchScript, `.pt2` and pickled modules, with the way out
    explicit TorchFile(const std::filesystem::path& path);

    const std::vector<TorchEntry>& entries() const { return m_entries; }
    /// Settings and counters found beside the tensors: "epoch", "args.lr", …
    const std::map<std::string, std::string>& arguments() const { return m_arguments; }

    /// In memory of its own. @param entry  index of entries(). @throws Error(Io), Error(Format),
    /// also if a part's checksum does not fit
    Tensor read(std::size_t entry) const;

    /// Compares the checksums of a zip archive's parts; legacy files carry none.
    /// @throws Error(Io), Error(Format) if one does not fit
    Verification verify(const Progress& progress = {}) const;

    std::uint64_t size() const { return m_file->size(); } ///< bytes
    bool isZip() const { return m_isZip; }

private:
    struct Storage {
        std::string key{};
        at::ScalarType type = at::kFloat;
        std::int64_t count = 0;   ///< elements
        std::uint64_t offset = 0; ///< bytes, from the start of the file
        bool checked = false;     ///< whether crc is known
        std::uint32_t crc = 0;
    };

    void openZip(const InputFile& file);
    void openLegacy(const InputFile& file);
    Tensor readWhole(std::size_t index, const std::vector<std::int64_t>& shape) const;
    const Tensor& storageAt(std::size_t index) const;

    std::string m_name;
    std::unique_ptr<InputFile> m_file;
    bool m_isZip = false;
    std::vector<TorchEntry> m_entries{};
    std::vector<Storage> m_storages{};
    std::map<std::string, std::string> m_arguments{};
    /// The storage read last: tensors that lie in one usually follow each other.
    mutable std::size_t m_lastIndex = 0;
    mutable Tensor m_last{};
    mutable std::uint64_t m_readAgain = 0; ///< bytes of storages that several tensors lie in
};

/// Whether the file begins like one of torch.save(). @throws Error(Io)
bool isTorchFile(const std::filesystem::path& path);

} // namespace mae
