// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/block_passes.h"

#include "core/base/parallel.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace mae {
namespace {

/// Of a tensor whose type has the size of T.
template <class T> T* data(const Tensor& tensor) { return static_cast<T*>(tensor.data_ptr()); }

/// In how many parts rows are worked on: one for each thread that is free.
std::int64_t partsOf(std::int64_t rows) {
    return at::in_parallel_region() ? 1 : std::clamp<std::int64_t>(at::get_num_threads(), 1, rows);
}

/// Calls work(first, count, part) for parts of @p rows, on all threads that are free.
template <class Work> void overRows(std::int64_t rows, const Work& work) {
    const auto parts = partsOf(rows);
    if (parts == 1) {
        work(std::int64_t{0}, rows, std::int64_t{0});
        return;
    }
    inParallel(parts, [&](std::int64_t part) {
        const auto first = rows * part / parts;
        work(first, rows * (part + 1) / parts - first, part);
    });
}

Tensor floats(at::IntArrayRef shape, const Tensor& like) {
    return at::zeros(shape, like.options().dtype(at::kFloat));
}

/// Sums of columns: a row for each part of the matrix, then their sum in the matrix's type.
struct Sums {
    Sums(std::int64_t rows, std::int64_t width, const Tensor& like)
        : partial(floats({rows == 0 ? 0 : partsOf(rows), width}, like)) {}
    float* of(std::int64_t part) const { return data<float>(partial) + part * partial.size(1); }
    Tensor in(at::ScalarType type) const {
        return (partial.size(0) == 1 ? partial.select(0, 0) : partial.sum(0)).to(type);
    }
    Tensor partial;
};

} // namespace

template <class T>
typename BlockPasses<T>::Normed BlockPasses<T>::norm(const LayerNorm& norm, const Tensor& x,
                                                     const Tensor& branch,
                                                     const Tensor& bias) const {
    const auto rows = x.size(0);
    Normed result{at::empty_like(x), floats({rows}, x), floats({rows}, x)};
    overRows(rows, [&](std::int64_t first, std::int64_t count, std::int64_t) {
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

template <class T>
typename BlockPasses<T>::NormGradient
BlockPasses<T>::normGradient(const Tensor& dy, const Tensor& x, const Tensor& mean,
                             const Tensor& scale, const Tensor& weight,
                             const Tensor& residual) const {
    const Sums dWeight(x.size(0), m_width, x), dShift(x.size(0), m_width, x);
    overRows(x.size(0), [&](std::int64_t first, std::int64_t count, std::int64_t part) {
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

template <class T> Tensor BlockPasses<T>::gelu(const Tensor& before, const Tensor& bias) const {
    auto y = at::empty_like(before);
    const auto width = before.size(1);
    overRows(before.size(0), [&](std::int64_t first, std::int64_t count, std::int64_t) {
        const auto at = first * width;
        m_kernels.gelu(
            {count, width},
            {.before = data<T>(before) + at, .bias = data<T>(bias), .y = data<T>(y) + at});
    });
    return y;
}

template <class T> Tensor BlockPasses<T>::geluGradient(const Tensor& d, const Tensor& slope) const {
    const auto width = d.size(1);
    const Sums bias(d.size(0), width, d);
    overRows(d.size(0), [&](std::int64_t first, std::int64_t count, std::int64_t part) {
        const auto at = first * width;
        m_kernels.geluGradient(
            {count, width},
            {.d = data<T>(d) + at, .slope = data<T>(slope) + at, .dBias = bias.of(part)});
    });
    return bias.in(d.scalar_type());
}

template <class T>
void BlockPasses<T>::add(const Tensor& x, const Tensor& branch, const Tensor& bias) const {
    overRows(x.size(0), [&](std::int64_t first, std::int64_t count, std::int64_t) {
        const auto at = first * m_width;
        m_kernels.add({count, m_width}, {.x = data<T>(x) + at,
                                         .branch = data<T>(branch) + at,
                                         .bias = data<T>(bias),
                                         .sum = data<T>(branch) + at});
    });
}

template <class T> Tensor BlockPasses<T>::columnSums(const Tensor& x) const {
    const Sums sums(x.size(0), m_width, x);
    overRows(x.size(0), [&](std::int64_t first, std::int64_t count, std::int64_t part) {
        m_kernels.columnSums({count, m_width},
                             {.x = data<T>(x) + first * m_width, .sums = sums.of(part)});
    });
    return sums.in(x.scalar_type());
}

template <class T>
Tensor BlockPasses<T>::split(const Tensor& rows, std::int64_t parts, const Tensor& bias,
                             float scale) const {
    auto heads = at::empty({parts, m_batch * m_heads, m_tokens, m_width / m_heads}, rows.options());
    overRows(m_batch, [&](std::int64_t first, std::int64_t count, std::int64_t) {
        m_kernels.split(shape(count, parts),
                        {.rows = data<T>(rows) + first * m_tokens * parts * m_width,
                         .bias = bias.defined() ? data<T>(bias) : nullptr,
                         .scale = scale,
                         .heads = data<T>(heads) + first * m_tokens * m_width});
    });
    return heads;
}

template <class T>
typename BlockPasses<T>::Merged BlockPasses<T>::merge(const Tensor& heads, float scale,
                                                      bool sum) const {
    const auto parts = heads.size(0);
    auto rows = at::empty({m_batch * m_tokens, parts * m_width}, heads.options());
    const Sums sums(sum ? m_batch : 0, parts * m_width, heads);
    overRows(m_batch, [&](std::int64_t first, std::int64_t count, std::int64_t part) {
        m_kernels.merge(shape(count, parts),
                        {.heads = data<T>(heads) + first * m_tokens * m_width,
                         .scale = scale,
                         .rows = data<T>(rows) + first * m_tokens * parts * m_width,
                         .sums = sum ? sums.of(part) : nullptr});
    });
    return {rows, sum ? sums.in(heads.scalar_type()) : Tensor()};
}

template <class T> void BlockPasses<T>::softmax(const Tensor& p) const {
    const auto width = p.size(2);
    overRows(p.size(0) * p.size(1), [&](std::int64_t first, std::int64_t count, std::int64_t) {
        m_kernels.softmax({count, width}, {data<T>(p) + first * width});
    });
}

template <class T> void BlockPasses<T>::softmaxGradient(const Tensor& d, const Tensor& p) const {
    const auto width = p.size(2);
    overRows(p.size(0) * p.size(1), [&](std::int64_t first, std::int64_t count, std::int64_t) {
        m_kernels.softmaxGradient({count, width},
                                  {data<T>(d) + first * width, data<T>(p) + first * width});
    });
}

template <class T> HeadShape BlockPasses<T>::shape(std::int64_t batch, std::int64_t parts) const {
    return {.batch = batch,
            .tokens = m_tokens,
            .parts = parts,
            .heads = m_heads,
            .width = m_width / m_heads,
            .partStride = m_batch * m_tokens * m_width};
}

template class BlockPasses<float>;
template class BlockPasses<std::uint16_t>;

} // namespace mae
