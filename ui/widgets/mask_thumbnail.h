// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask_spec.h"

#include <QIcon>

namespace mae::ui {

/// A small drawing of what a strategy hides: an example of its masks on 8 x 8 patches.
QIcon maskThumbnail(const MaskConfig& config, int side, qreal scale);

} // namespace mae::ui
