// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"

#include <cstdint>
#include <vector>

namespace mae {

/// Reconstructs a picture of any size in squares of the model's own size, some at a time, so that
/// other work can go on between them. The mask is one over all of the picture; a square in which
/// nothing is visible is predicted from the class token alone.
class TiledReconstruction {
public:
    /// @param model   outlives this, unchanged
    /// @param fitted  its sides are multiples of the model's picture size: fittedPicture(), Tiled
    /// @param mask    of the whole picture's patches
    /// @throws Error(InvalidConfig) if the mask or the size does not fit
    TiledReconstruction(const Model& model, const Image& fitted, const Mask& mask,
                        const DisplayOptions& display);

    void step(); ///< some squares, about 0.1 s at most. Without effect once isDone()
    bool isDone() const { return m_done == total(); }
    int done() const { return m_done; } ///< squares
    /// Squares that the model is asked about: not those without a hidden patch, unless all patches
    /// are shown as predicted.
    int total() const { return static_cast<int>(m_tiles.size()); }
    Reconstruction result() const; ///< as reconstruct() gives it, once isDone()

private:
    struct Tile {
        int row = 0;
        int column = 0;
        Mask mask{}; ///< of the square; may hide everything
    };

    /// The tile's part of the picture, in patches: [N, P*P*C] of the square's N.
    Tensor patchesOfTile(const Tile& tile) const;
    void keep(const Tile& tile, const Tensor& predicted);

    const Model& m_model;
    DisplayOptions m_display;
    Mask m_mask{};
    Image m_original{};
    std::vector<Tile> m_tiles{}; ///< those that see equally many patches are neighbours
    int m_done = 0;
    int m_atOnce = 1; ///< tiles a step
    double m_milliseconds = 0;
    Tensor m_predicted{}; ///< [N, P*P*C] of the whole picture's patches, row by row
};

} // namespace mae
