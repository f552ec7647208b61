// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_animation.h"

#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/masking/sample_mask.h"
#include "core/media/animation.h"
#include "core/probe/ratio_sweep.h"
#include "core/probe/reconstruct.h"

#include <memory>
#include <vector>

namespace mae::cli {
namespace {

Image frameAt(int step, const ReconstructRequest& request, const Model& model,
              const Image& fitted) {
    auto config = request.mask;
    config.ratio = sweepRatio(step);
    const auto mask =
        sampleMask(config, gridOf(fitted, model.config), Rng(request.seed, Purpose::Mask, 0, 0),
                   contentFor(config.strategy, fitted, model.config.patchSize));
    return sweepPicture(reconstruct(model, fitted, mask, request.display));
}

} // namespace

void requireAnimatable(const ReconstructRequest& request, std::size_t pictures) {
    if (request.animate.empty()) {
        return;
    }
    animationFormat(request.animate);
    if (pictures > 1) {
        throw Error(ErrorKind::InvalidConfig,
                    "--animate takes one picture, not " + grouped(std::int64_t(pictures)) + ".");
    }
    if (!request.painted.empty()) {
        throw Error(ErrorKind::InvalidConfig, "--animate needs a mask that is drawn by a ratio; "
                                              "the experiment has painted ones.");
    }
    requireNotRead(request.animate, request.pictures);
}

bool writeSweep(const ReconstructRequest& request, const Model& model, const Image& fitted,
                const std::stop_token& stop) {
    const double seconds = request.animateSeconds / kSweepFrames;
    std::vector<Image> frames;
    std::unique_ptr<AnimationWriter> writer;
    ProgressLine progress;
    for (int i = 0; i < kSweepFrames; ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        progress.show("Animating", i, kSweepFrames);
        if (i <= kSweepSteps) {
            frames.push_back(frameAt(i, request, model, fitted));
        }
        const auto& image = frames[std::size_t(sweepStep(i))];
        if (writer == nullptr) {
            writer = AnimationWriter::open(request.animate, image.width, image.height);
        }
        writer->add(image, seconds);
    }
    writer->finish();
    return true;
}

} // namespace mae::cli
