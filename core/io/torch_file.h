// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/io/safetensors.h"
#include "core/io/torch_values.h"

#include <c10/core/ScalarType.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// A file of torch.save(), zip or legacy, opened by a reader that executes nothing: objects in it
/// are names and values to look at.
class TorchFile {
public:
    /// Reads what the file says of its tensors, not the tensors. @throws Error(Io); Error(Format)
    /// naming the file, also for TorchScript, `.pt2` and pickled modules, with the way out
    explicit TorchFile(const std::filesystem::path& path);

    const std::vector<TorchEntry>& entries() const { return m_entries; }
    /// Settings and counters found beside the tensors: "epoch", "args.lr", …
    const std::map<std::string, std::string>& arguments() const { return m_arguments; }

    /// The tensors whose names do not begin with "optimizer."; those of one storage share it.
    /// @throws Error(Io), Error(Format), also if a part's checksum does not fit
    std::vector<NamedTensor> read() const;

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
    Tensor readStorage(const InputFile& file, const Storage& storage) const;

    std::filesystem::path m_path;
    std::string m_name;
    std::vector<TorchEntry> m_entries{};
    std::vector<Storage> m_storages{};
    std::map<std::string, std::string> m_arguments{};
};

/// Whether the file begins like one of torch.save(). @throws Error(Io)
bool isTorchFile(const std::filesystem::path& path);

} // namespace mae
