// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parallel.h"
#include "core/base/tensor.h"
#include "core/model/row_kernels.h"
#include "core/model/weights.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cstdint>

namespace mae {

/// Of a tensor whose type has the size of T.
template <class T> T* data(const Tensor& tensor) { return static_cast<T*>(tensor.data_ptr()); }

/// Calls work(first, count, part) for parts of @p rows, on all threads that are free.
template <class Work> void overRows(std::int64_t rows, std::int64_t parts, const Work& work) {
    if (parts == 1) {
        work(std::int64_t{0}, rows, std::int64_t{0});
        return;
    }
    inParallel(parts, [&](std::int64_t part) {
        const auto first = rows * part / parts;
        work(first, rows * (part + 1) / parts - first, part);
    });
}

/// In how many parts rows are worked on: one for each thread that is free.
inline std::int64_t partsOf(std::int64_t rows) {
    return at::in_parallel_region() ? 1 : std::clamp<std::int64_t>(at::get_num_threads(), 1, rows);
}

inline Tensor floats(at::IntArrayRef shape, const Tensor& like) {
    return at::zeros(shape, like.options().dtype(at::kFloat));
}

/// Sums of columns: a row for each part of the matrix, then their sum in the matrix's type.
struct Sums {
    Sums(std::int64_t parts, std::int64_t width, const Tensor& like)
        : partial(floats({parts, width}, like)) {}
    float* of(std::int64_t part) const { return data<float>(partial) + part * partial.size(1); }
    Tensor in(at::ScalarType type) const {
        return (partial.size(0) == 1 ? partial.select(0, 0) : partial.sum(0)).to(type);
    }
    Tensor partial;
};

/// The passes of a block over matrices of T.
template <class T> class Passes {
public:
    Passes(std::int64_t batch, std::int64_t tokens, std::int64_t width, int heads, double eps)
        : m_batch(batch),
          m_tokens(tokens),
          m_width(width),
          m_heads(heads),
          m_eps(eps),
          m_parts(partsOf(batch)) {}

    struct Normed {
        Tensor y, mean, scale;
    };
    /// The norm of x, or of x + branch + bias, which then takes the place of branch.
    Normed norm(const LayerNorm& norm, const Tensor& x, const Tensor& branch = {},
                const Tensor& bias = {}) const {
        const auto rows = x.size(0);
        Normed result{at::empty_like(x), floats({rows}, x), floats({rows}, x)};
        overRows(rows, m_parts, [&](std::int64_t first, std::int64_t count, std::int64_t) {
            const auto at = first * m_width;
            T* sum = branch.defined() ? data<T>(branch) + at : nullptr;
            m_kernels.norm({count, m_width}, {.x = data<T>(x) + at,
                                              .branch = sum,
                                              .bias = bias.defined() ? data<T>(bias) : nullptr,
                                              .sum = sum,
                                              .weight = data<T>(norm.weight),
                                              .shift = data<T>(norm.bias),
                                              .eps = m_eps,
                                              .y = data<T>(result.y) + at,
                                              .mean = data<float>(result.mean) + first,
                                              .scale = data<float>(result.scale) + first});
        });
        return result;
    }

    struct NormGradient {
        Tensor dWeight, dShift;
    };
    /// dy becomes residual + the gradient of what was normed.
    NormGradient normGradient(const Tensor& dy, const Tensor& x, const Tensor& mean,
                              const Tensor& scale, const Tensor& weight,
                              const Tensor& residual) const {
        const Sums dWeight(m_parts, m_width, x), dShift(m_parts, m_width, x);
        overRows(x.size(0), m_parts,
                 [&](std::int64_t first, std::int64_t count, std::int64_t part) {
                     const auto at = first * m_width;
                     m_kernels.normGradient({count, m_width}, {.dy = data<T>(dy) + at,
                                                               .x = data<T>(x) + at,
                                                               .residual = data<T>(residual) + at,
                                                               .mean = data<float>(mean) + first,
                                                               .scale = data<float>(scale) + first,
                                                               .weight = data<T>(weight),
                                                               .dx = data<T>(dy) + at,
                                                               .dWeight = dWeight.of(part),
                                                               .dShift = dShift.of(part)});
                 });
        return {dWeight.in(x.scalar_type()), dShift.in(x.scalar_type())};
    }

    /// before becomes the slope of gelu at before + bias. @return its gelu there
    Tensor gelu(const Tensor& before, const Tensor& bias) const {
        auto y = at::empty_like(before);
        const auto width = before.size(1);
        overRows(before.size(0), m_parts,
                 [&](std::int64_t first, std::int64_t count, std::int64_t) {
                     const auto at = first * width;
                     m_kernels.gelu({count, width}, {.before = data<T>(before) + at,
                                                     .bias = data<T>(bias),
                                                     .y = data<T>(y) + at});
                 });
        return y;
    }

    /// d becomes the gradient of before. @return its sum, for the bias
    Tensor geluGradient(const Tensor& d, const Tensor& slope) const {
        const auto width = d.size(1);
        const Sums bias(m_parts, width, d);
        overRows(d.size(0), m_parts,
                 [&](std::int64_t first, std::int64_t count, std::int64_t part) {
                     const auto at = first * width;
                     m_kernels.geluGradient({count, width}, {.d = data<T>(d) + at,
                                                             .slope = data<T>(slope) + at,
                                                             .dBias = bias.of(part)});
                 });
        return bias.in(d.scalar_type());
    }

    /// branch becomes x + branch + bias.
    void add(const Tensor& x, const Tensor& branch, const Tensor& bias) const {
        overRows(x.size(0), m_parts, [&](std::int64_t first, std::int64_t count, std::int64_t) {
            const auto at = first * m_width;
            m_kernels.add({count, m_width}, {.x = data<T>(x) + at,
                                             .branch = data<T>(branch) + at,
                                             .bias = data<T>(bias),
                                             .sum = data<T>(branch) + at});
        });
    }

    Tensor columnSums(const Tensor& x) const {
        const Sums sums(m_parts, m_width, x);
        overRows(
            x.size(0), m_parts, [&](std::int64_t first, std::int64_t count, std::int64_t part) {
                m_kernels.columnSums({count, m_width},
                                     {.x = data<T>(x) + first * m_width, .sums = sums.of(part)});
            });
        return sums.in(x.scalar_type());
    }

    /// @param rows  [B*T, parts*D]. @return [parts, B*heads, T, d] of rows + bias, the first part
    /// times @p scale
    Tensor split(const Tensor& rows, std::int64_t parts, const Tensor& bias, float scale) const {
        auto heads =
            at::empty({parts, m_batch * m_heads, m_tokens, m_width / m_heads}, rows.options());
        overRows(m_batch, m_parts, [&](std::int64_t first, std::int64_t count, std::int64_t) {
            m_kernels.split(shape(count, parts),
                            {.rows = data<T>(rows) + first * m_tokens * parts * m_width,
                             .bias = bias.defined() ? data<T>(bias) : nullptr,
                             .scale = scale,
                             .heads = data<T>(heads) + first * m_tokens * m_width});
        });
        return heads;
    }

    struct Merged {
        Tensor rows, sums;
    };
    /// The way back, with the sums of the columns.
    Merged merge(const Tensor& heads, float scale, bool sum) const {
        const auto parts = heads.size(0);
        auto rows = at::empty({m_batch * m_tokens, parts * m_width}, heads.options());
        const Sums sums(sum ? m_parts : 0, parts * m_width, heads);
        overRows(m_batch, m_parts, [&](std::int64_t first, std::int64_t count, std::int64_t part) {
            m_kernels.merge(shape(count, parts),
                            {.heads = data<T>(heads) + first * m_tokens * m_width,
                             .scale = scale,
                             .rows = data<T>(rows) + first * m_tokens * parts * m_width,
                             .sums = sum ? sums.of(part) : nullptr});
        });
        return {rows, sum ? sums.in(heads.scalar_type()) : Tensor()};
    }

    void softmax(const Tensor& p) const {
        const auto width = p.size(2);
        overRows(p.size(0) * p.size(1), m_parts,
                 [&](std::int64_t first, std::int64_t count, std::int64_t) {
                     m_kernels.softmax({count, width}, {data<T>(p) + first * width});
                 });
    }

    void softmaxGradient(const Tensor& d, const Tensor& p) const {
        const auto width = p.size(2);
        overRows(p.size(0) * p.size(1), m_parts,
                 [&](std::int64_t first, std::int64_t count, std::int64_t) {
                     m_kernels.softmaxGradient(
                         {count, width}, {data<T>(d) + first * width, data<T>(p) + first * width});
                 });
    }

private:
    HeadShape shape(std::int64_t batch, std::int64_t parts) const {
        return {.batch = batch,
                .tokens = m_tokens,
                .parts = parts,
                .heads = m_heads,
                .width = m_width / m_heads,
                .partStride = m_batch * m_tokens * m_width};
    }

    std::int64_t m_batch, m_tokens, m_width, m_heads;
    double m_eps;
    std::int64_t m_parts;
    const RowKernels<T>& m_kernels = rowKernels<T>();
};

} // namespace mae
