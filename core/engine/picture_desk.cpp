// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/picture_desk.h"

#include "core/base/error.h"
#include "core/config/validate.h"
#include "core/io/model_file.h"
#include "core/masking/sample_mask.h"
#include "core/probe/fastest_type.h"
#include "core/probe/look.h"
#include "core/probe/reconstruct.h"

#include <utility>

namespace mae {

void PictureDesk::open(const OpenModel& command, c10::Device device) {
    auto model = openModel(command.path, command.overrides, ModelUse::Look);
    const auto type = fastestType(model, device);
    model.weights = converted(std::move(model.weights), type, device);
    m_opened = std::move(model);
}

std::shared_ptr<const Reconstruction> PictureDesk::reconstruct(const Model& model,
                                                               const Reconstruct& command) {
    if (!command.picture || command.picture->width < 1 || command.picture->height < 1) {
        throw Error(ErrorKind::InvalidConfig, "There is no picture to reconstruct.");
    }
    requireValid(validate(command.mask));
    const auto& picture = fitted(model.config, command);
    const auto mask = sampleMask(command.mask, gridOf(picture, model.config),
                                 Rng(command.seed, Purpose::Mask), content(command.mask));
    return std::make_shared<const Reconstruction>(
        mae::reconstruct(model, picture, mask, command.display));
}

std::shared_ptr<const EncoderLook> PictureDesk::look(const Model& model,
                                                     const Reconstruct& command) {
    if (!command.picture || command.picture->width < 1 || command.picture->height < 1) {
        throw Error(ErrorKind::InvalidConfig, "There is no picture to look at.");
    }
    return std::make_shared<const EncoderLook>(mae::look(model, fitted(model.config, command)));
}

void PictureDesk::assume(Target target) {
    if (!m_opened) {
        throw Error(ErrorKind::InvalidConfig, "No model is open. Open one first.");
    }
    m_opened->config.target = m_opened->card.config.target = target;
}

const Image& PictureDesk::fitted(const ModelConfig& model, const Reconstruct& command) {
    const auto fit = command.display.fit;
    const bool same = m_fitted.picture == command.picture && m_fitted.fit == fit
                      && m_fitted.imageSize == model.imageSize
                      && m_fitted.patchSize == model.patchSize;
    if (!same) {
        m_fitted = {.picture = command.picture,
                    .imageSize = model.imageSize,
                    .patchSize = model.patchSize,
                    .fit = fit,
                    .image = fittedPicture(*command.picture, model, fit)};
    }
    return m_fitted.image;
}

const PatchContent& PictureDesk::content(const MaskConfig& mask) {
    if (m_fitted.content == PatchContent{}) {
        m_fitted.content = contentFor(mask.strategy, m_fitted.image, m_fitted.patchSize);
    }
    return m_fitted.content;
}

} // namespace mae
