// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/reconstruct_job.h"
#include "core/base/image.h"
#include "core/model/model.h"

#include <cstddef>
#include <stop_token>

namespace mae::cli {

/// @throws Error(InvalidConfig) if an animation is asked for that can't be: of several pictures, of
/// masks that have no ratio, under a name that says no format or is one of the sources
void requireAnimatable(const ReconstructRequest& request, std::size_t pictures);

/// Writes request.animate: triptychs from 10 to 95 % hidden and back, at least 720 pixels wide.
/// @return false if it was stopped; there is no file then
/// @throws Error(Io)
bool writeSweep(const ReconstructRequest& request, const Model& model, const Image& fitted,
                const std::stop_token& stop);

} // namespace mae::cli
