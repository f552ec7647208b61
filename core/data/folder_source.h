// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <memory>

namespace mae {

/// The files of a folder, decoded at each call; a file that was bad once is not opened again.
std::unique_ptr<PictureSource> openFolder(ImageFolder folder);

} // namespace mae
