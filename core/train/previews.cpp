// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/previews.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/rng.h"
#include "core/masking/sample_mask.h"
#include "core/probe/compose.h"
#include "core/probe/reconstruct.h"

#include <algorithm>
#include <limits>

namespace mae {
namespace {

/// No training epoch has this number, so probe masks are nobody else's.
constexpr auto kProbeEpoch = std::numeric_limits<std::uint64_t>::max();

} // namespace

ProbePictures::ProbePictures(PictureSource& source, const TrainConfig& config) {
    const auto count = std::min<std::int64_t>(config.preview.count, source.count());
    for (std::int64_t i = 0; i < count; ++i) {
        try {
            const auto loaded = source.load(i * source.count() / count, config.model.imageSize);
            Probe probe{.picture = fittedPicture(*loaded, config.model, Fit::Crop)};
            probe.mask = sampleMask(
                config.mask, gridOf(probe.picture, config.model),
                Rng(config.train.seed, Purpose::Mask, kProbeEpoch, static_cast<std::uint64_t>(i)),
                contentFor(config.mask.strategy, probe.picture, config.model.patchSize));
            m_probes.push_back(std::move(probe));
        } catch (const Error&) {
            continue; // the source remembers the bad file
        }
    }
}

std::vector<Reconstruction> ProbePictures::reconstructed(const Model& model,
                                                         const std::filesystem::path& png) const {
    std::vector<Reconstruction> results;
    for (const auto& probe : m_probes) {
        results.push_back(reconstruct(model, probe.picture, probe.mask, DisplayOptions{}));
    }
    if (!results.empty()) {
        try {
            writePng(png, sheet(results));
        } catch (const Error& error) {
            log(LogLevel::Warning, "A preview was not written: " + std::string(error.what()));
        }
    }
    return results;
}

} // namespace mae
