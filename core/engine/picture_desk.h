// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"
#include "core/masking/patch_content.h"
#include "core/model/model.h"
#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"

#include <c10/core/Device.h>

#include <memory>
#include <optional>

namespace mae {

/// Explore's side of the engine: the opened model and the picture that is looked at. Engine thread.
class PictureDesk {
public:
    /// Opens a model in the precision that is fastest on @p device.
    /// @throws Error; the model that was open before then stays
    void open(const OpenModel& command, c10::Device device);
    const Model* opened() const { return m_opened ? &*m_opened : nullptr; }

    /// @throws Error naming the setting or picture that is wrong
    std::shared_ptr<const Reconstruction> reconstruct(const Model& model,
                                                      const Reconstruct& command);

    /// What an encoder without a decoder can show. @throws as reconstruct()
    std::shared_ptr<const EncoderLook> look(const Model& model, const Reconstruct& command);

    /// Takes the opened model for one of @p target, which its file does not tell.
    /// @throws Error(InvalidConfig) if none is open
    void assume(Target target);

private:
    const Image& fitted(const ModelConfig& model, const Reconstruct& command);
    /// Of the picture fitted last, if the mask goes by it.
    const PatchContent& content(const MaskConfig& mask);

    std::optional<Model> m_opened;

    /// The picture cut for the model: a moving slider asks for the same one again and again.
    struct Fitted {
        std::shared_ptr<const Image> picture{};
        int imageSize = 0;
        int patchSize = 0;
        Fit fit = Fit::Crop;
        Image image{};
        PatchContent content{}; ///< empty until a mask needs it
    };
    Fitted m_fitted;
};

} // namespace mae
