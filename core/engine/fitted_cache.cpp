// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fitted_cache.h"

#include "core/base/error.h"
#include "core/probe/reconstruct.h"

namespace mae {

const Image& FittedCache::fitted(const std::shared_ptr<const Image>& picture,
                                 const ModelConfig& model, const DisplayOptions& display) {
    if (!picture || picture->width < 1 || picture->height < 1) {
        throw Error(ErrorKind::InvalidConfig, "There is no picture to look at.");
    }
    const bool same = m_picture == picture && m_fit == display.fit && m_frame == display.frame
                      && m_imageSize == model.imageSize && m_patchSize == model.patchSize;
    if (!same) {
        m_picture.reset(); // if fitting fails, what is kept belongs to nothing
        m_image = fittedPicture(*picture, model, display.fit, display.frame);
        m_picture = picture;
        m_fit = display.fit;
        m_frame = display.frame;
        m_imageSize = model.imageSize;
        m_patchSize = model.patchSize;
    }
    return m_image;
}

} // namespace mae
