// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/torch_file.h"

#include <vector>

namespace mae::test {

/// Every tensor but the state of an optimizer.
inline std::vector<NamedTensor> readAll(const TorchFile& file) {
    std::vector<NamedTensor> tensors;
    for (std::size_t i = 0; i < file.entries().size(); ++i) {
        if (!file.entries()[i].name.starts_with("optimizer.")) {
            tensors.push_back({file.entries()[i].name, file.read(i)});
        }
    }
    return tensors;
}

} // namespace mae::test
