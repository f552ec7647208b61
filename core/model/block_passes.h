// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/row_kernels.h"
#include "core/model/weights.h"

#include <cstdint>

namespace mae {

/// What lies between the matrix products of a block, forward and backward, over dense matrices of T
/// on the CPU (see row_kernels.h), on all threads that are free. A matrix has a row for each token
/// of a batch. Sums over rows are added up in the same order for the same number of threads.
template <class T> class BlockPasses {
public:
    BlockPasses(std::int64_t batch, std::int64_t tokens, std::int64_t width, int heads, double eps)
        : m_batch(batch), m_tokens(tokens), m_width(width), m_heads(heads), m_eps(eps) {}

    struct Normed {
        Tensor y{};
        Tensor mean{};  ///< float [rows]
        Tensor scale{}; ///< float [rows]: 1 / deviation
    };
    /// The norm of x, or of x + branch + bias, which then takes the place of branch.
    Normed norm(const LayerNorm& norm, const Tensor& x, const Tensor& branch = {},
                const Tensor& bias = {}) const;

    struct NormGradient {
        Tensor dWeight{};
        Tensor dShift{};
    };
    /// dy becomes residual + the gradient of what was normed.
    NormGradient normGradient(const Tensor& dy, const Tensor& x, const Tensor& mean,
                              const Tensor& scale, const Tensor& weight,
                              const Tensor& residual) const;

    /// before becomes the slope of gelu at before + bias. @return its gelu there
    Tensor gelu(const Tensor& before, const Tensor& bias) const;
    /// d becomes the gradient of before. @return its sum, for the bias
    Tensor geluGradient(const Tensor& d, const Tensor& slope) const;

    /// branch becomes x + branch + bias.
    void add(const Tensor& x, const Tensor& branch, const Tensor& bias) const;
    Tensor columnSums(const Tensor& x) const;

    /// @param rows  [B*T, parts*D]. @return [parts, B*heads, T, d] of rows + bias, the first part
    /// times @p scale
    Tensor split(const Tensor& rows, std::int64_t parts, const Tensor& bias, float scale) const;

    struct Merged {
        Tensor rows{};
        Tensor sums{};
    };
    /// The way back, with the sums of the columns.
    Merged merge(const Tensor& heads, float scale, bool sum) const;

    void softmax(const Tensor& p) const; ///< in place, over the last dimension
    void softmaxGradient(const Tensor& d, const Tensor& p) const; ///< d becomes it

private:
    HeadShape shape(std::int64_t batch, std::int64_t parts) const;

    std::int64_t m_batch, m_tokens, m_width, m_heads;
    double m_eps;
    const RowKernels<T>& m_kernels = rowKernels<T>();
};

extern template class BlockPasses<float>;
extern template class BlockPasses<std::uint16_t>; ///< the bits of bfloat16

} // namespace mae
