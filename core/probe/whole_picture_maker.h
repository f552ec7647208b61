// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/model/model.h"
#include "core/probe/display.h"
#include "core/probe/whole_picture.h"

#include <cstdint>
#include <vector>

namespace mae {

/// Computes a WholePicture in pieces, so that other work can go on between them. The patches are
/// dealt out several times (a function of the seed); the mean of the draws is shown.
class WholePictureMaker {
public:
    /// @param model   outlives the maker, unchanged
    /// @param fitted  see fittedPicture()
    /// @param k       2 to N: each mask hides the k-th part of the patches
    /// @throws Error(InvalidConfig) if k is out of range
    WholePictureMaker(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                      const DisplayOptions& display);

    void step(); ///< one piece: some masks of one size. Without effect once isDone()
    bool isDone() const { return m_done == m_k; }
    WholePicture result() const; ///< once isDone()

private:
    /// Sums over draws of a value and of its square, per value of a patch.
    struct Sums {
        std::vector<double> value{};
        std::vector<double> square{};
    };

    const Model& m_model;
    DisplayOptions m_display;
    int m_k = 0;
    int m_done = 0; ///< pieces
    PatchGrid m_grid{};
    Image m_original{};
    Tensor m_patches{};                                ///< [N, P*P*C]
    std::vector<std::vector<std::int32_t>> m_orders{}; ///< per draw: all patches, dealt out
    Sums m_sums{};
};

} // namespace mae
