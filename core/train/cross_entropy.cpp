// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/cross_entropy.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/log_softmax.h>

namespace mae {

CrossEntropy crossEntropy(const Tensor& logits, const Tensor& labels, double smoothing) {
    if (logits.dim() != 2 || labels.dim() != 1 || labels.scalar_type() != at::kLong
        || logits.size(0) != labels.size(0) || logits.numel() == 0) {
        throw Error(ErrorKind::InvalidConfig,
                    "A classifier's loss needs logits [B, K] and one label for each of B.");
    }
    if (!(smoothing >= 0 && smoothing <= 1)) {
        throw Error(ErrorKind::InvalidConfig, "Label smoothing must be from 0 to 1.");
    }
    const auto b = logits.size(0), k = logits.size(1);
    if (labels.min().item<std::int64_t>() < 0 || labels.max().item<std::int64_t>() >= k) {
        throw Error(ErrorKind::InvalidConfig,
                    "Labels must be from 0 to " + std::to_string(k - 1) + ".");
    }
    const auto likely = at::log_softmax(logits, 1); // [B, K]
    auto wanted = at::full_like(likely, smoothing / static_cast<double>(k));
    wanted.scatter_(1, labels.unsqueeze(1), 1 - smoothing + smoothing / static_cast<double>(k));
    return {.loss = -(wanted * likely).sum().item<double>() / static_cast<double>(b),
            .gradient = (likely.exp() - wanted) / static_cast<double>(b)};
}

} // namespace mae
