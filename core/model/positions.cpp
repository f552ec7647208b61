// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/positions.h"

#include "core/base/error.h"

#include <ATen/ops/_upsample_bicubic2d_aa.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/upsample_bicubic2d.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace mae {
namespace {

void requireTable(const Tensor& table, std::int64_t fromRows, std::int64_t fromColumns,
                  std::int64_t rows, std::int64_t columns) {
    if (fromRows < 1 || fromColumns < 1 || rows < 1 || columns < 1) {
        throw Error(ErrorKind::InvalidConfig, "A grid of patches needs a row and a column.");
    }
    if (table.dim() != 3 || table.size(0) != 1 || table.size(1) != fromRows * fromColumns + 1) {
        throw Error(ErrorKind::InvalidConfig, "A table of positions for " + std::to_string(fromRows)
                                                  + " x " + std::to_string(fromColumns)
                                                  + " patches must have "
                                                  + std::to_string(fromRows * fromColumns + 1)
                                                  + " rows, one for the class token.");
    }
}

/// @param table  [1, N+1, D] of a grid that requireTable() has found to fit
Tensor resized(const Tensor& table, std::int64_t fromRows, std::int64_t fromColumns,
               std::int64_t rows, std::int64_t columns, Resampling resampling) {
    const auto d = table.size(2);
    const auto cls = table.slice(1, 0, 1);
    const auto grid = table.slice(1, 1)
                          .to(at::kFloat)
                          .reshape({1, fromRows, fromColumns, d})
                          .permute({0, 3, 1, 2})
                          .contiguous(); // [1, D, fromRows, fromColumns]
    const std::array size{rows, columns};
    const auto sampled = resampling == Resampling::Antialiased
                             ? at::_upsample_bicubic2d_aa(grid, size, /*align_corners=*/false)
                             : at::upsample_bicubic2d(grid, size, /*align_corners=*/false);
    const auto flat = sampled.permute({0, 2, 3, 1}).reshape({1, rows * columns, d});
    return at::cat({cls, flat.to(table.scalar_type())}, 1);
}

} // namespace

Tensor sinCosPositions(int rows, int columns, int width) {
    if (width % 4 != 0) {
        throw Error(ErrorKind::InvalidConfig,
                    "The width of position embeddings must be a multiple of 4, not "
                        + std::to_string(width) + ".");
    }
    const int quarter = width / 4;
    auto table = at::empty({1, std::int64_t{rows} * columns + 1, width}, at::kFloat);
    auto* out = table.data_ptr<float>();
    std::fill_n(out, width, 0.0F);
    out += width;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c, out += width) {
            for (int k = 0; k < quarter; ++k) {
                const double w = 1.0 / std::pow(10000.0, static_cast<double>(k) / quarter);
                out[k] = static_cast<float>(std::sin(c * w));
                out[quarter + k] = static_cast<float>(std::cos(c * w));
                out[2 * quarter + k] = static_cast<float>(std::sin(r * w));
                out[3 * quarter + k] = static_cast<float>(std::cos(r * w));
            }
        }
    }
    return table;
}

Tensor resizedPositions(const Tensor& table, int fromRows, int fromColumns, int rows, int columns,
                        Resampling resampling) {
    requireTable(table, fromRows, fromColumns, rows, columns);
    if (fromRows == rows && fromColumns == columns) {
        return table;
    }
    return resized(table, fromRows, fromColumns, rows, columns, resampling);
}

Tensor resizedPositionsInOneDimension(const Tensor& table, int count) {
    const auto from = table.dim() == 3 ? table.size(1) - 1 : 0;
    requireTable(table, 1, from, 1, count);
    return from == count ? table : resized(table, 1, from, 1, count, Resampling::Bicubic);
}

} // namespace mae
