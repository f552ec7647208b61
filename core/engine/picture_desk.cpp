// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/picture_desk.h"

#include "core/base/error.h"
#include "core/config/validate.h"
#include "core/io/model_file.h"
#include "core/model/linear.h"
#include "core/probe/fastest_type.h"
#include "core/probe/look.h"
#include "core/probe/reconstruct.h"

#include <utility>

namespace mae {

void PictureDesk::open(const OpenModel& command, c10::Device device) {
    auto model =
        openModel(command.path, command.overrides,
                  command.slot == ModelSlot::Main ? ModelUse::Look : ModelUse::Reconstruct);
    const auto type = fastestType(model, device);
    model.weights = readyToLook(std::move(model.weights), type, device);
    makeKernels(model.weights);
    model.card.bfloat16 = type == at::kBFloat16;
    if (command.slot == ModelSlot::Second) {
        m_second = std::move(model);
        return;
    }
    giveUpTiles(); // they look at the model that goes
    m_opened = std::move(model);
}

const Model* PictureDesk::opened(ModelSlot slot) const {
    const auto& model = slot == ModelSlot::Main ? m_opened : m_second;
    return model ? &*model : nullptr;
}

std::shared_ptr<const Reconstruction> PictureDesk::reconstruct(const Model& model,
                                                               const Reconstruct& command) {
    giveUpTiles();
    requireValid(validate(command.mask.config));
    const auto& picture = m_fitted.fitted(command.picture, model.config, command.display);
    const auto mask = maskOf(command.mask, picture, model.config.patchSize);
    if (command.display.fit == Fit::Tiled) {
        m_tiles.emplace(model, picture, mask, command.display);
        return advance();
    }
    return std::make_shared<const Reconstruction>(
        mae::reconstruct(model, picture, mask, command.display));
}

std::shared_ptr<const Reconstruction> PictureDesk::advance() {
    m_tiles->step();
    if (!m_tiles->isDone()) {
        return nullptr;
    }
    auto result = std::make_shared<const Reconstruction>(m_tiles->result());
    giveUpTiles();
    return result;
}

std::shared_ptr<const EncoderLook> PictureDesk::look(const Model& model,
                                                     const Reconstruct& command) {
    giveUpTiles();
    return std::make_shared<const EncoderLook>(
        mae::look(model, m_fitted.fitted(command.picture, model.config, command.display)));
}

void PictureDesk::assume(Target target) {
    if (!m_opened) {
        throw Error(ErrorKind::InvalidConfig, "No model is open. Open one first.");
    }
    giveUpTiles();
    m_opened->config.target = m_opened->card.config.target = target;
}

} // namespace mae
