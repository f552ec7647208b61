// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/model_config.h"
#include "core/probe/display.h"

#include <memory>

namespace mae {

/// The last picture cut for a model: a moving slider asks for the same one again and again.
class FittedCache {
public:
    /// fittedPicture(), computed once for equal arguments.
    /// @throws Error(InvalidConfig) if there is no picture or it is empty
    const Image& fitted(const std::shared_ptr<const Image>& picture, const ModelConfig& model,
                        const DisplayOptions& display);

private:
    std::shared_ptr<const Image> m_picture{};
    int m_imageSize = 0;
    int m_patchSize = 0;
    Fit m_fit = Fit::Crop;
    CropFrame m_frame{};
    Image m_image{};
};

} // namespace mae
