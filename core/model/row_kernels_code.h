// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/lanes.h"
#include "core/model/row_kernels.h"

// The kernels themselves, for the files that compile them for one kind of machine each.

namespace mae {
namespace { // NOLINT(google-build-namespaces): see lanes.h

/// Mean and 1 / deviation of a row, the deviation by the differences from the mean.
template <class T>
[[gnu::always_inline]] inline void moments(const T* x, std::int64_t width, double eps, float& mean,
                                           float& scale) {
    Lanes total = {};
    forLanes(width, [&](std::int64_t i, auto part) { total += load(x + i, part); });
    const float middle = sum(total) / static_cast<float>(width);
    Lanes squares = {};
    forLanes(width, [&](std::int64_t i, auto part) {
        const Lanes off = only(load(x + i, part) - middle, part);
        squares += off * off;
    });
    mean = middle;
    scale =
        1.0F / __builtin_sqrtf(sum(squares) / static_cast<float>(width) + static_cast<float>(eps));
}

template <class T> void normRows(RowShape shape, const NormRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        const auto at = row * shape.width;
        const T* x = a.x + at;
        if (a.branch != nullptr) {
            T* added = a.sum + at;
            forLanes(shape.width, [&](std::int64_t i, auto part) {
                store(added + i,
                      load(x + i, part) + load(a.branch + at + i, part) + load(a.bias + i, part),
                      part);
            });
            x = added;
        }
        moments(x, shape.width, a.eps, a.mean[row], a.scale[row]);
        const float mean = a.mean[row], scale = a.scale[row];
        T* y = a.y + at;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            store(y + i,
                  (load(x + i, part) - mean) * scale * load(a.weight + i, part)
                      + load(a.shift + i, part),
                  part);
        });
    }
}

template <class T> void normGradientRows(RowShape shape, const NormGradientRows<T>& a) {
    const float share = 1.0F / static_cast<float>(shape.width);
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        const auto at = row * shape.width;
        const float mean = a.mean[row], scale = a.scale[row];
        Lanes direct = {}, along = {};
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes dy = load(a.dy + at + i, part);
            const Lanes normed = (load(a.x + at + i, part) - mean) * scale;
            const Lanes weighted = dy * load(a.weight + i, part);
            direct += weighted; // 0 behind the row's end, as dy is
            along += weighted * normed;
            store(a.dWeight + i, load(a.dWeight + i, part) + dy * normed, part);
            store(a.dShift + i, load(a.dShift + i, part) + dy, part);
        });
        const float offset = sum(direct) * share, slope = sum(along) * share;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes normed = (load(a.x + at + i, part) - mean) * scale;
            const Lanes weighted = load(a.dy + at + i, part) * load(a.weight + i, part);
            store(a.dx + at + i,
                  load(a.residual + at + i, part) + (weighted - offset - normed * slope) * scale,
                  part);
        });
    }
}

template <class T> void geluRows(RowShape shape, const GeluRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        T* before = a.before + row * shape.width;
        T* y = a.y + row * shape.width;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes v = load(before + i, part) + load(a.bias + i, part);
            const Normal at = normal(v);
            store(before + i, at.below + v * at.density, part);
            store(y + i, v * at.below, part);
        });
    }
}

template <class T> void geluGradientRows(RowShape shape, const GeluGradientRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        T* d = a.d + row * shape.width;
        const T* slope = a.slope + row * shape.width;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes gradient = load(d + i, part) * load(slope + i, part);
            store(d + i, gradient, part);
            store(a.dBias + i, load(a.dBias + i, part) + gradient, part);
        });
    }
}

template <class T> void addRows(RowShape shape, const AddRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        const auto at = row * shape.width;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            store(a.sum + at + i,
                  load(a.x + at + i, part) + load(a.branch + at + i, part) + load(a.bias + i, part),
                  part);
        });
    }
}

template <class T> void columnSumRows(RowShape shape, const ColumnSums<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            store(a.sums + i, load(a.sums + i, part) + load(a.x + row * shape.width + i, part),
                  part);
        });
    }
}

/// body(offset in the rows, in the heads, in a row, scaled) for the d numbers of each token, part
/// and head.
template <class Body>
[[gnu::always_inline]] inline void forHeads(const HeadShape& s, const Body& body) {
    const auto ofToken = s.parts * s.heads * s.width;
    for (std::int64_t b = 0; b < s.batch; ++b) {
        for (std::int64_t t = 0; t < s.tokens; ++t) {
            for (std::int64_t p = 0; p < s.parts; ++p) {
                for (std::int64_t h = 0; h < s.heads; ++h) {
                    const auto inRow = (p * s.heads + h) * s.width;
                    body((b * s.tokens + t) * ofToken + inRow,
                         p * s.partStride + ((b * s.heads + h) * s.tokens + t) * s.width, inRow,
                         p == 0);
                }
            }
        }
    }
}

template <class T> void splitHeads(const HeadShape& shape, const SplitHeads<T>& a) {
    forHeads(shape, [&](std::int64_t from, std::int64_t to, std::int64_t inRow, bool first) {
        const float scale = first ? a.scale : 1.0F;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            Lanes v = load(a.rows + from + i, part);
            if (a.bias != nullptr) {
                v += load(a.bias + inRow + i, part);
            }
            store(a.heads + to + i, v * scale, part);
        });
    });
}

template <class T> void mergeHeads(const HeadShape& shape, const MergeHeads<T>& a) {
    forHeads(shape, [&](std::int64_t to, std::int64_t from, std::int64_t inRow, bool first) {
        const float scale = first ? a.scale : 1.0F;
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes v = load(a.heads + from + i, part) * scale;
            store(a.rows + to + i, v, part);
            if (a.sums != nullptr) {
                store(a.sums + inRow + i, load(a.sums + inRow + i, part) + v, part);
            }
        });
    });
}

template <class T> void softmaxRows(RowShape shape, const SoftmaxRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        T* p = a.p + row * shape.width;
        Lanes most = every(-__builtin_inff());
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            const Lanes v = load(p + i, part);
            most = larger(v + (only(every(1.0F), part) - 1.0F) * 3.0e38F, most);
        });
        const float top = largest(most);
        Lanes total = {};
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            total += only(exponential(load(p + i, part) - top), part);
        });
        const float share = 1.0F / sum(total);
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            store(p + i, exponential(load(p + i, part) - top) * share, part);
        });
    }
}

template <class T> void softmaxGradientRows(RowShape shape, const SoftmaxGradientRows<T>& a) {
    for (std::int64_t row = 0; row < shape.rows; ++row) {
        T* d = a.d + row * shape.width;
        const T* p = a.p + row * shape.width;
        Lanes total = {};
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            total += load(d + i, part) * load(p + i, part);
        });
        const float mean = sum(total);
        forLanes(shape.width, [&](std::int64_t i, auto part) {
            store(d + i, load(p + i, part) * (load(d + i, part) - mean), part);
        });
    }
}

template <class T>
constexpr RowKernels<T> kRowKernels{
    .norm = normRows<T>,
    .normGradient = normGradientRows<T>,
    .gelu = geluRows<T>,
    .geluGradient = geluGradientRows<T>,
    .add = addRows<T>,
    .columnSums = columnSumRows<T>,
    .split = splitHeads<T>,
    .merge = mergeHeads<T>,
    .softmax = softmaxRows<T>,
    .softmaxGradient = softmaxGradientRows<T>,
};

} // namespace
} // namespace mae
