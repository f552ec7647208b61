// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"
#include "core/engine/fitted_cache.h"
#include "core/model/model.h"
#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"
#include "core/probe/tiled.h"

#include <c10/core/Device.h>

#include <memory>
#include <optional>

namespace mae {

/// Explore's side of the engine: the opened models and the picture that is looked at. Engine
/// thread.
class PictureDesk {
public:
    /// Opens a model in the precision that is fastest on @p device.
    /// @throws Error; the model that was open in that slot before then stays
    void open(const OpenModel& command, c10::Device device);
    const Model* opened(ModelSlot slot = ModelSlot::Main) const;

    /// @return  null: the picture is in tiles and takes a while, see advance()
    /// @throws Error naming the setting or picture that is wrong
    std::shared_ptr<const Reconstruction> reconstruct(const Model& model,
                                                      const Reconstruct& command);

    /// What an encoder without a decoder can show. @throws as reconstruct()
    std::shared_ptr<const EncoderLook> look(const Model& model, const Reconstruct& command);

    /// A picture in tiles is under way.
    bool hasTiles() const { return m_tiles.has_value(); }
    const TiledReconstruction& tiles() const { return *m_tiles; }
    /// Some tiles more. @return the whole, once it is done; else null
    std::shared_ptr<const Reconstruction> advance();
    void giveUpTiles() { m_tiles.reset(); }

    /// Takes the opened model for one of @p target, which its file does not tell.
    /// @throws Error(InvalidConfig) if none is open
    void assume(Target target);

private:
    std::optional<Model> m_opened;
    std::optional<Model> m_second;
    FittedCache m_fitted;
    std::optional<TiledReconstruction> m_tiles; ///< of the model given to reconstruct()
};

} // namespace mae
