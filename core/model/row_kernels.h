// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mae {

// What lies between the matrix products of a block, one pass over the memory each. T is float, or
// std::uint16_t for the bits of bfloat16; everything is computed in float. Matrices are dense, row
// by row. Sums over rows are added to what is there, so that parts of a matrix can be summed apart.

struct RowShape {
    std::int64_t rows = 0;
    std::int64_t width = 0;
};

/// sum = x + branch + bias; y = (sum - mean) / deviation * weight + shift.
template <class T> struct NormRows {
    const T* x;
    const T* branch; ///< may be null: then x is normed, and sum and bias are not used
    const T* bias;   ///< [width]
    T* sum;          ///< may be branch
    const T* weight; ///< [width]
    const T* shift;  ///< [width]
    double eps;
    T* y;
    float* mean;  ///< [rows]
    float* scale; ///< [rows]: 1 / deviation
};

/// dx = residual + what dy means for x.
template <class T> struct NormGradientRows {
    const T* dy;
    const T* x;
    const T* residual;
    const float* mean;
    const float* scale;
    const T* weight;
    T* dx;          ///< may be dy
    float* dWeight; ///< [width]
    float* dShift;  ///< [width]
};

/// y = gelu(before + bias), the exact one; before becomes its slope there.
template <class T> struct GeluRows {
    T* before;
    const T* bias;
    T* y;
};

/// d *= slope; its columns are summed.
template <class T> struct GeluGradientRows {
    T* d;
    const T* slope;
    float* dBias;
};

/// sum = x + branch + bias.
template <class T> struct AddRows {
    const T* x;
    const T* branch;
    const T* bias;
    T* sum; ///< may be branch
};

template <class T> struct ColumnSums {
    const T* x;
    float* sums; ///< [width]
};

/// Token rows [B, T, parts, heads, d] and the same by heads, [parts, B, heads, T, d].
struct HeadShape {
    std::int64_t batch = 0; ///< of the part of the rows at hand
    std::int64_t tokens = 0;
    std::int64_t parts = 0;
    std::int64_t heads = 0;
    std::int64_t width = 0;      ///< d
    std::int64_t partStride = 0; ///< between parts of the second form
};
template <class T> struct SplitHeads {
    const T* rows;
    const T* bias; ///< [parts * heads * d] added first; may be null
    float scale;   ///< of the first part
    T* heads;
};
template <class T> struct MergeHeads {
    const T* heads;
    float scale; ///< of the first part
    T* rows;
    float* sums; ///< of the columns; may be null
};

/// p = softmax(p) of each row.
template <class T> struct SoftmaxRows { T* p; };
/// d = p * (d - sum of p * d) of each row.
template <class T> struct SoftmaxGradientRows {
    T* d;
    const T* p;
};

template <class T> struct RowKernels {
    void (*norm)(RowShape, const NormRows<T>&);
    void (*normGradient)(RowShape, const NormGradientRows<T>&);
    void (*gelu)(RowShape, const GeluRows<T>&);
    void (*geluGradient)(RowShape, const GeluGradientRows<T>&);
    void (*add)(RowShape, const AddRows<T>&);
    void (*columnSums)(RowShape, const ColumnSums<T>&);
    void (*split)(const HeadShape&, const SplitHeads<T>&);
    void (*merge)(const HeadShape&, const MergeHeads<T>&);
    void (*softmax)(RowShape, const SoftmaxRows<T>&);
    void (*softmaxGradient)(RowShape, const SoftmaxGradientRows<T>&);
};

/// The fastest that this machine can run. T: float or std::uint16_t.
template <class T> const RowKernels<T>& rowKernels();

/// All that this machine can run, slowest first; for tests.
template <class T> struct NamedRowKernels {
    const char* name;
    const RowKernels<T>* kernels;
};
template <class T> struct RowKernelList {
    NamedRowKernels<T> items[3];
    int count;
};
template <class T> RowKernelList<T> allRowKernels();

} // namespace mae
