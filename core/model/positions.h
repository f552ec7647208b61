// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace mae {

/// Fixed sin-cos table [1, rows*columns+1, width]: float32 rounded once from double. Column first;
/// the row of the class token is zero. @param width  a multiple of 4
/// @throws Error(InvalidConfig)
Tensor sinCosPositions(int rows, int columns, int width);

/// How a table is sampled for another grid.
enum class Resampling {
    Bicubic,    ///< a = -0.75, four neighbours each way: the published code, Hugging Face
    Antialiased ///< a = -0.5, wider where the grid gets smaller: timm
};

/// A table for another grid: bicubic in two dimensions, the class token's row untouched. The same
/// grid gives the same table, in either way of sampling.
/// @param table  [1, N+1, D] of a grid of fromRows * fromColumns = N
/// @return       [1, rows*columns+1, D], of the table's type
/// @throws Error(InvalidConfig) if the table is not of that grid, or a grid is empty
Tensor resizedPositions(const Tensor& table, int fromRows, int fromColumns, int rows, int columns,
                        Resampling resampling = Resampling::Bicubic);

/// What Hugging Face makes of a *decoder* table on another grid: bicubic in one dimension, along
/// the number of the patch, as if the grid were one long row; the class token's row untouched. The
/// numbers of its ViTMAEDecoder, for comparing with it only: neighbours above and below are
/// ignored, so the result is no table of positions on a grid.
/// Source: transformers 4.46.3, whose decoder gives the size and no factor; the reference case of
/// 5.23 agrees.
/// @param table  [1, N+1, D]
/// @param count  patches of the other grid; N gives the same table, whatever its sides
/// @return       [1, count+1, D], of the table's type
/// @throws Error(InvalidConfig) if the table or the count is empty
Tensor resizedPositionsInOneDimension(const Tensor& table, int count);

} // namespace mae
