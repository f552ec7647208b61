// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/video/module.h"

namespace mae::video {

/// Loads the library mae_video at the first call (about 0.2 s). Any thread.
/// @throws Error(Io) that says why MP4 and cameras are not available
const Module& library();

} // namespace mae::video
