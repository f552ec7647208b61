// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace mae {

/// A loss and its gradient, computed without autograd.
struct CrossEntropy {
    double loss = 0;   ///< mean over the batch
    Tensor gradient{}; ///< of the logits [B, K], float32
};

/// Cross entropy of classes, labels smoothed: (1 - smoothing) of the weight on the label, the rest
/// spread evenly over all classes, the label included. Source: Szegedy 2016, arXiv 1512.00567.
///
/// @param logits     [B, K], float32
/// @param labels     [B], int64, 0 to K-1
/// @param smoothing  0 to 1
/// @throws Error(InvalidConfig) if the shapes do not fit, a label is none, or the smoothing is
///         outside
CrossEntropy crossEntropy(const Tensor& logits, const Tensor& labels, double smoothing = 0);

} // namespace mae
