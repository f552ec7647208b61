// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_job.h"

#include "app/cli/invocation.h"
#include "app/cli/output.h"
#include "app/cli/picture_files.h"
#include "app/cli/reconstruct_animation.h"
#include "app/cli/reconstruct_curve.h"
#include "app/cli/reconstruct_report.h"
#include "app/cli/reconstruct_views.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/base/version.h"
#include "core/io/model_file.h"
#include "core/masking/mask_file.h"
#include "core/masking/sample_mask.h"
#include "core/model/linear.h"
#include "core/probe/baselines.h"
#include "core/probe/compose.h"
#include "core/probe/experiment.h"
#include "core/probe/fastest_type.h"
#include "core/probe/reconstruct.h"
#include "core/probe/tiled.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <optional>
#include <utility>

namespace mae::cli {
namespace {

Model openFor(const ReconstructRequest& request) {
    setThreads(request.device.threads);
    auto model = openModel(request.model.path, request.model.overrides);
    const auto device = chooseDevice(request.device.device);
    const auto wish = request.device.precision;
    const auto type =
        wish == Precision::Auto ? fastestType(model, device) : choosePrecision(wish, device);
    model.weights = readyToLook(std::move(model.weights), type, device);
    return model;
}

class Job {
public:
    Job(const ReconstructRequest& request, const std::stop_token& stop)
        : m_request(request), m_stop(stop) {
        if (request.sample) {
            m_inputs.pictures.push_back(samplePicture());
        }
        auto listed = listPictures(request.pictures, stop);
        std::ranges::move(listed.pictures, std::back_inserter(m_inputs.pictures));
        m_inputs.problems = std::move(listed.problems);
        requireAnimatable(request, m_inputs.pictures.size());
    }

    int run() {
        for (const auto& problem : m_inputs.problems) {
            message("error", printable(problem.reason));
        }
        if (!m_inputs.pictures.empty()) {
            m_model = openFor(m_request);
            if (m_request.writeFiles) {
                m_names.emplace(m_request.output, m_inputs.pictures);
            }
        }
        everyPicture();
        std::exception_ptr problem;
        try {
            writeTogether();
        } catch (...) {
            problem = std::current_exception(); // the numbers must not be lost
        }
        report();
        if (problem) {
            std::rethrow_exception(problem);
        }
        if (m_stop.stop_requested()) {
            return kInterrupted;
        }
        if (m_refused == m_failed && m_failed > 0 && m_done.empty()) {
            return kWrongUsage; // not the pictures were at fault but the settings
        }
        return m_failed > 0 || !m_inputs.problems.empty() ? kFailed : kDone;
    }

private:
    void everyPicture() {
        ProgressLine progress;
        const auto count = std::int64_t(m_inputs.pictures.size());
        for (std::int64_t i = 0; i < count && !m_stop.stop_requested(); ++i) {
            if (count > 1) {
                progress.show("Reconstructing", i, count);
            }
            const auto& picture = m_inputs.pictures[std::size_t(i)];
            try {
                onePicture(picture, std::uint64_t(i));
            } catch (const OutputClosed&) {
                throw;
            } catch (...) {
                const auto error = currentError();
                const std::string text = error.what();
                const bool named = text.find(picture.name) != std::string::npos;
                message("error", printable(named ? text : picture.name + ": " + text));
                ++m_failed;
                m_refused += error.kind() == ErrorKind::InvalidConfig ? 1 : 0;
            }
        }
    }

    /// Empty if it was interrupted: a large picture in tiles takes minutes.
    std::optional<Reconstruction> reconstructedPicture(const Image& fitted,
                                                       const Mask& mask) const {
        if (m_request.display.fit != Fit::Tiled) {
            return reconstruct(m_model, fitted, mask, m_request.display);
        }
        TiledReconstruction tiles(m_model, fitted, mask, m_request.display);
        while (!tiles.isDone() && !m_stop.stop_requested()) {
            tiles.step();
        }
        return tiles.isDone() ? std::optional(tiles.result()) : std::nullopt;
    }

    void onePicture(const InputPicture& picture, std::uint64_t index) {
        const auto image = picture.read();
        const auto fitted =
            fittedPicture(image, m_model.config, m_request.display.fit, m_request.display.frame);
        const auto grid = gridOf(fitted, m_model.config);
        const auto mask = maskFor(fitted, index);
        auto reconstructed = reconstructedPicture(fitted, mask);
        if (!reconstructed) {
            return; // interrupted
        }
        auto& result = *reconstructed;
        ReconstructedPicture done{.image = picture.name,
                                  .width = image.width,
                                  .height = image.height,
                                  .patches = grid.count(),
                                  .hidden = result.hiddenCount(),
                                  .error = result.error,
                                  .errorPixels = result.errorPixels,
                                  .quality = result.quality,
                                  .baselines = baselines(result),
                                  .milliseconds = result.milliseconds};
        const MaskedPicture masked{m_model, fitted, mask, index};
        if (m_names) {
            writePictures(done, masked, result);
        }
        if (!m_request.curveFile.empty()) {
            std::ranges::move(curveOf(m_request, masked, picture.name, m_stop),
                              std::back_inserter(m_curve));
        }
        m_done.push_back(std::move(done));
        m_masks.push_back(mask);
        m_sources.push_back(picture);
        if (m_request.view == View::Sheet && m_names) {
            m_results.push_back(std::move(result));
        }
    }

    Mask maskFor(const Image& fitted, std::uint64_t index) const {
        const auto grid = gridOf(fitted, m_model.config);
        auto masks = m_request.painted;
        if (!m_request.maskFile.empty()) {
            masks = readMasks(m_request.maskFile, grid);
        }
        if (masks.empty()) {
            return sampleMask(
                m_request.mask, grid, Rng(m_request.seed, Purpose::Mask, 0, index),
                contentFor(m_request.mask.strategy, fitted, m_model.config.patchSize));
        }
        // Left-out pictures have no mask: the masks of a file count the good ones.
        const auto i = masks.size() == 1 ? 0 : m_done.size();
        if (i >= masks.size()) {
            throw Error(ErrorKind::InvalidConfig,
                        "--mask has only " + std::to_string(masks.size())
                            + " masks: it needs one for all pictures, or one for each.");
        }
        return masks[i];
    }

    void writePictures(ReconstructedPicture& done, const MaskedPicture& masked,
                       const Reconstruction& result) {
        const auto stem = std::filesystem::path(done.image).stem().string();
        for (const auto& [suffix, image] : viewsOf(m_request, masked, result)) {
            const auto path = m_names->next(stem, suffix);
            writePng(path, enlarged(image, m_request.scale));
            done.files.push_back(path.string());
        }
    }

    /// What is made of all pictures: the sheet, the masks, the animation, the experiment.
    void writeTogether() {
        if (m_done.empty()) {
            return;
        }
        if (m_request.view == View::Sheet && m_names) {
            const auto path = m_names->next("mae", "-sheet");
            const auto across =
                std::max(1, int(std::lround(std::sqrt(double(m_results.size()) / 3.0))));
            writePng(path, enlarged(sheet(m_results, across), m_request.scale));
            for (auto& done : m_done) {
                done.files.push_back(path.string());
            }
        }
        if (!m_request.curveFile.empty()) {
            writeFileAtomically(m_request.curveFile, curveText(m_curve));
        }
        if (!m_request.saveMask.empty()) {
            writeMasks(m_request.saveMask, m_masks);
        }
        if (!m_request.animate.empty()) { // of one picture
            const auto fitted = fittedPicture(m_sources.front().read(), m_model.config,
                                              m_request.display.fit, m_request.display.frame);
            if (writeSweep(m_request, m_model, fitted, m_stop)) {
                m_done.front().files.push_back(m_request.animate);
            }
        }
        if (!m_request.saveExperiment.empty()) {
            writeExperiment(m_request.saveExperiment, experiment());
        }
    }

    Experiment experiment() const {
        const bool half = m_model.weights.clsToken.scalar_type() == at::kBFloat16;
        const bool given = !m_request.maskFile.empty() || !m_request.painted.empty();
        Experiment experiment{.program = programVersion(),
                              .model = {.path = m_request.model.path, .checksum = {}},
                              .overrides = m_request.model.overrides,
                              .precision = half ? Precision::BFloat16 : Precision::Float32,
                              .pictures = {},
                              .mask = m_request.mask,
                              .seed = m_request.seed,
                              .painted = {},
                              .display = m_request.display};
        // Left-out pictures shift the numbers that masks are drawn with: then they are stored.
        if (given || m_failed > 0) {
            experiment.painted = m_masks;
        }
        if (experiment.model.path != "bundled") {
            experiment.model.path = std::filesystem::absolute(experiment.model.path).string();
        }
        for (const auto& source : m_sources) {
            experiment.pictures.push_back(
                {.path = std::filesystem::absolute(source.path).string(), .checksum = {}});
        }
        return experiment;
    }

    void report() const {
        if (m_request.json) {
            writeJson(jsonOf(m_done));
        } else if (!m_done.empty()) {
            writeOut(textOf(m_done));
            if (const auto written = writtenText(m_done); !written.empty()) {
                message(written);
            }
        }
        if (m_failed > 0 && m_inputs.pictures.size() > 1) {
            message("Left out " + grouped(m_failed) + " of "
                    + grouped(std::int64_t(m_inputs.pictures.size())) + " pictures.");
        }
    }

    const ReconstructRequest& m_request;
    std::stop_token m_stop;
    InputPictures m_inputs;
    Model m_model{};
    std::optional<ResultNames> m_names;
    std::vector<ReconstructedPicture> m_done;
    std::vector<InputPicture> m_sources; ///< of m_done
    std::vector<Mask> m_masks;           ///< of m_done
    std::vector<Reconstruction> m_results;
    std::vector<CurvePoint> m_curve;
    std::int64_t m_failed = 0;
    std::int64_t m_refused = 0; ///< of them: by a setting
};

} // namespace

int reconstructPictures(const ReconstructRequest& request, const std::stop_token& stop) {
    return Job(request, stop).run();
}

} // namespace mae::cli
