// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/model/model.h"
#include "core/probe/encoder_look.h"

namespace mae {

/// Features and attention of a fitted picture (see fittedPicture()); the decoder is not needed.
/// @throws Error(InvalidConfig) if the picture does not divide into patches, or is of another size
///         than an encoder with relative positions wants
EncoderLook look(const Model& model, const Image& fitted);

} // namespace mae
