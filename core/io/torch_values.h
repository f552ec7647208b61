// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/pickle.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// A block of numbers that tensors of a torch.save() file lie in.
struct TorchStorage {
    std::string key{}; ///< tells which part of the file it is
    at::ScalarType type = at::kFloat;
    std::int64_t count = 0; ///< elements
};

/// A tensor of a torch.save() file, without its data. It lies inside its storage.
struct TorchEntry {
    std::string name{}; ///< of a state dict; "optimizer.…" for the state of an optimizer
    std::vector<std::int64_t> shape{};
    std::vector<std::int64_t> strides{};
    std::size_t storage = 0; ///< index
    std::int64_t offset = 0; ///< elements
    at::ScalarType type = at::kFloat;
};

/// What the pickle of a torch.save() file says.
struct TorchContents {
    std::vector<TorchEntry> entries{};
    std::vector<TorchStorage> storages{}; ///< all, also those of no entry
    /// Settings and counters beside the tensors: "epoch", "args.lr", …; where there are several
    /// state dicts, "(weights of)" says which was taken, "(left aside)" which were not.
    std::map<std::string, std::string> arguments{};
};

/// Finds the state dict, wherever programs put it ("model", "state_dict", "teacher", the root
/// itself), and an optimizer's state beside it.
/// @param name  of the file, for messages. @throws Error(Format) if there is none, if a tensor does
///              not lie inside its storage, or if the file holds a pickled module
TorchContents findTensors(const Pickle& pickle, const std::string& name);

/// The name of the class in torch that holds numbers of @p type: "FloatStorage". Null if none does.
const char* torchStorageClass(at::ScalarType type);

} // namespace mae
