// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_session.h"

#include "app/cli/invocation.h"
#include "app/cli/layer_stats.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/number.h"
#include "core/base/shell_word.h"
#include "core/io/run_folder.h"
#include "core/model/model.h"
#include "core/train/training_run.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

namespace mae::cli {
namespace {

using Clock = std::chrono::steady_clock;

Json jsonOf(const StepMetrics& metrics) {
    Json json{{"step", metrics.step},          {"epoch", metrics.epoch},
              {"loss", metrics.loss},          {"lr", metrics.lr},
              {"grad_norm", metrics.gradNorm}, {"images_per_s", metrics.imagesPerSecond},
              {"time", metrics.time},          {"memory_mb", metrics.memoryMb}};
    if (metrics.validationLoss) {
        json["val_loss"] = *metrics.validationLoss;
    }
    if (metrics.knnTop1) {
        json["probe_knn_top1"] = *metrics.knnTop1;
    }
    return json;
}

/// A learning rate in three digits: "1.5e-04", locale or not.
std::string rateText(double lr) {
    if (!(lr > 0) || !std::isfinite(lr)) {
        return toText(lr);
    }
    const int exponent = int(std::floor(std::log10(lr)));
    return toText(lr / std::pow(10.0, exponent), 2) + "e" + std::to_string(exponent);
}

/// One call's training, with what it has to tell about it.
class Session {
public:
    Session(TrainingRun& run, const SessionOptions& options, const std::stop_token& stop)
        : m_run(run), m_options(options), m_stop(stop), m_firstStep(run.step()) {
        for (const auto& metrics : run.history()) {
            m_bestLoss = std::min(m_bestLoss, metrics.loss);
            keepMeasured(metrics);
        }
    }

    int run() {
        if (!m_run.finished()) {
            introduce();
        }
        try {
            writePreviews(); // of the first step, as the window does
            while (!m_run.finished() && !mustStop() && oneStep()) {
            }
        } catch (const OutputClosed&) {
            m_outputClosed = true; // nobody reads any more: as if interrupted
        } catch (...) {
            throw rescued(explained(currentError()));
        }
        const auto checkpoint = saved();
        m_progress.reset();
        if (!m_outputClosed) {
            summarise(checkpoint);
        }
        return m_run.finished() ? kDone : kInterrupted;
    }

private:
    void keepMeasured(const StepMetrics& metrics) {
        m_validationLoss = metrics.validationLoss ? metrics.validationLoss : m_validationLoss;
        m_knnTop1 = metrics.knnTop1 ? metrics.knnTop1 : m_knnTop1;
    }

    bool mustStop() const {
        return m_stop.stop_requested()
               || (m_options.stopAfter > 0 && m_run.step() - m_firstStep >= m_options.stopAfter);
    }

    /// False if the stop request came while it waited for pictures.
    bool oneStep() {
        m_layers.beforeStep();
        const auto metrics = m_run.advance(m_stop);
        if (!metrics) {
            return false;
        }
        m_last = *metrics;
        m_bestLoss = std::min(m_bestLoss, metrics->loss);
        keepMeasured(*metrics);
        report();
        m_layers.afterStep();
        if (m_run.previewIsDue()) {
            writePreviews();
        }
        return true;
    }

    /// A full disk must not end a run: it goes on without pictures, and says so once.
    void writePreviews() {
        try {
            m_run.previews();
        } catch (const Error& error) {
            if (!m_previewFailed) {
                message("warning", std::string(error.what()) + " Training goes on.");
            }
            m_previewFailed = true;
        }
    }

    /// What is in memory is saved before an error ends the run, unless it is not to be trusted.
    Error rescued(const Error& error) {
        if (error.kind() == ErrorKind::Numerical || error.kind() == ErrorKind::Internal) {
            return error;
        }
        try {
            const auto path = m_run.save();
            return {error.kind(), std::string(error.what()) + "\nSaved at step "
                                      + std::to_string(m_run.step()) + ": " + path.string()
                                      + "\nContinue with: mae resume "
                                      + shellQuoted(m_run.folder().string())};
        } catch (...) {
            return {error.kind(), std::string(error.what()) + "\n" + currentError().what()};
        }
    }

    std::filesystem::path saved() {
        try {
            return m_run.save();
        } catch (const Error& error) {
            if (savedElsewhere(error)) {
                return m_run.lastCheckpoint();
            }
            const auto last = m_run.lastCheckpoint();
            throw Error(error.kind(),
                        std::string(error.what()) + "\n"
                            + (last.empty() ? "The run has no checkpoint yet."
                                            : "The last checkpoint is kept: " + last.string()));
        }
    }

    /// The run's own folder is full, read-only or gone: the one for runs may not be.
    bool savedElsewhere(const Error& error) {
        if (error.kind() != ErrorKind::Io) {
            return false;
        }
        try {
            m_run.moveTo(newRunFolder(runsFolder(), m_run.folder().filename().string()));
        } catch (const Error&) {
            return false;
        }
        message("warning", std::string(error.what()) + " The run is saved in "
                               + printable(m_run.folder().string()) + " instead.");
        return true;
    }

    void introduce() const {
        const auto& config = m_run.config();
        const auto& model = config.model;
        message((m_firstStep > 0 ? "Continuing with " : "Training on ") + grouped(m_run.pictures())
                + " pictures" + validationText() + ": " + std::to_string(model.imageSize)
                + " px, patch " + std::to_string(model.patchSize) + ", "
                + grouped(parameterCount(model)) + " parameters; " + grouped(m_run.totalSteps())
                + " steps, " + grouped(m_run.stepsPerEpoch()) + " an epoch"
                + (m_firstStep > 0 ? ", " + grouped(m_firstStep) + " done" : "") + ".");
        message("Device " + m_run.model().weights.clsToken.device().str() + ", precision "
                + m_run.precision() + ". Run folder: " + printable(m_run.folder().string()));
    }

    std::string validationText() const {
        const auto pictures = m_run.validationPictures();
        return pictures > 0 ? ", " + grouped(pictures) + " more for validation" : std::string();
    }

    bool isLogged() const {
        return m_last.step % m_run.config().log.everySteps == 0 || m_last.validationLoss
               || m_last.knnTop1 || m_run.finished();
    }

    void report() {
        if (m_options.json && isLogged()) {
            writeJsonLine(jsonOf(m_last));
        }
        if (ProgressLine::visible()) {
            m_progress->show(progressText(), m_run.finished());
        } else if (!m_options.json && (m_run.finished() || Clock::now() - m_told > kTellEvery)) {
            m_told = Clock::now();
            message(progressText());
        }
    }

    std::string progressText() const {
        const double done =
            double(m_last.step) / double(std::max<std::int64_t>(1, m_run.totalSteps()));
        std::string text = std::to_string(int(100 * done)) + " %  step " + grouped(m_last.step)
                           + "/" + grouped(m_run.totalSteps()) + "  epoch "
                           + toText(m_last.epoch, 2) + "  loss " + toText(m_last.loss, 4)
                           + (m_validationLoss ? "  val " + toText(*m_validationLoss, 4) : "")
                           + (m_knnTop1 ? "  kNN " + percentText(*m_knnTop1) : "") + "  lr "
                           + rateText(m_last.lr);
        if (m_last.imagesPerSecond > 0) {
            const auto& train = m_run.config().train;
            const double pictures = double(m_run.totalSteps() - m_last.step)
                                    * double(train.batchSize) * double(train.accumulate);
            text += "  " + toText(m_last.imagesPerSecond, 0) + " pictures/s  "
                    + duration(pictures / m_last.imagesPerSecond) + " left";
        }
        return text;
    }

    Error explained(const Error& error) const {
        if (error.kind() == ErrorKind::OutOfMemory) {
            return {error.kind(), std::string(error.what())
                                      + " Lower --batch-size (and raise --accum-iter by the same "
                                        "factor), or take a smaller model."};
        }
        if (error.kind() != ErrorKind::Numerical) {
            return error;
        }
        const auto saved = m_run.lastCheckpoint();
        return {error.kind(),
                std::string(error.what())
                    + "\nOn the command line: a lower --lr or --blr, a longer --warmup-epochs, "
                      "--clip-norm 1, or --precision float32."
                    + (saved.empty() ? "" : "\nThe last good checkpoint is " + saved.string())};
    }

    void summarise(const std::filesystem::path& checkpoint) const {
        if (m_options.json) {
            writeJsonLine(summaryJson(checkpoint));
            return;
        }
        const auto folder = shellQuoted(printable(m_run.folder().string()));
        std::string text = (m_run.finished() ? "Finished " : "Stopped after ")
                           + grouped(m_run.step()) + " of " + grouped(m_run.totalSteps())
                           + " steps";
        if (m_last.step > 0) {
            text += ", " + duration(m_last.time) + " of training. Loss " + toText(m_last.loss, 4)
                    + ", best " + toText(m_bestLoss, 4)
                    + (m_validationLoss ? ", validation " + toText(*m_validationLoss, 4) : "")
                    + (m_knnTop1 ? ", kNN accuracy " + percentText(*m_knnTop1) : "");
        }
        text += ".\nModel: " + printable(checkpoint.string()) + "\n";
        text += "Try it:   mae reconstruct --model " + folder + " --sample\n";
        text += (m_run.finished() ? "Extend it: mae resume " + folder + " --epochs N\n"
                                  : "Continue: mae resume " + folder + "\n");
        writeOut(text + badFilesText());
    }

    Json summaryJson(const std::filesystem::path& checkpoint) const {
        const auto number = [](double value) {
            return std::isfinite(value) ? Json(value) : Json();
        };
        return {{"run", m_run.folder().string()},
                {"checkpoint", checkpoint.string()},
                {"finished", m_run.finished()},
                {"step", m_run.step()},
                {"total_steps", m_run.totalSteps()},
                {"pictures", m_run.pictures()},
                {"parameters", parameterCount(m_run.config().model)},
                {"precision", m_run.precision()},
                {"loss", m_last.step > 0 ? number(m_last.loss) : Json()},
                {"best_loss", number(m_bestLoss)},
                {"val_loss", m_validationLoss ? number(*m_validationLoss) : Json()},
                {"probe_knn_top1", m_knnTop1 ? Json(*m_knnTop1) : Json()},
                {"bad_files", badFilesJson()},
                {"seconds", m_last.time}};
    }

    Json badFilesJson() const {
        Json list = Json::array();
        for (const auto& file : m_run.badFiles()) {
            list.push_back({{"file", file.path.string()}, {"reason", file.reason}});
        }
        return list;
    }

    std::string badFilesText() const {
        constexpr std::size_t kShown = 10;
        const auto files = m_run.badFiles();
        if (files.empty()) {
            return {};
        }
        auto text =
            "Skipped " + grouped(std::int64_t(files.size())) + " files that could not be read:\n";
        for (std::size_t i = 0; i < std::min(kShown, files.size()); ++i) {
            text += "  " + printable(files[i].path.string()) + "\n";
        }
        return text + (files.size() > kShown ? "  and others: see --json\n" : "");
    }

    static constexpr auto kTellEvery = std::chrono::seconds(20);

    TrainingRun& m_run;
    const SessionOptions& m_options;
    std::stop_token m_stop;
    std::int64_t m_firstStep = 0;
    StepMetrics m_last{};
    double m_bestLoss = std::numeric_limits<double>::infinity();
    std::optional<double> m_validationLoss{}; ///< the last one measured
    std::optional<double> m_knnTop1{};        ///< the last one measured
    LayerStats m_layers{m_run, m_options.layerStats};
    bool m_previewFailed = false;
    bool m_outputClosed = false;
    Clock::time_point m_told{};
    std::unique_ptr<ProgressLine> m_progress = std::make_unique<ProgressLine>();
};

} // namespace

void addSessionOptions(CLI::App& command, SessionOptions& options) {
    addDeviceOptions(command, options.device);
    command
        .add_option("--stop-after", options.stopAfter,
                    "End after so many steps of this call as Ctrl-C would: saved, exit code 130")
        ->check(between(1, 1e9, true))
        ->option_text("STEPS");
    command
        .add_option("--layer-stats", options.layerStats,
                    "Measure the layers every so many steps: norms of gradients and weights, the "
                    "share by which a step changes them, and what they hand on (mean, std, largest "
                    "value, zeros, not finite). Written to layers.jsonl in the run; training stays "
                    "the same bit by bit")
        ->check(between(1, 1e9, true))
        ->option_text("STEPS");
    addJsonOption(command, options.json,
                  "Print a line for each logged step: {step, epoch, loss, lr, grad_norm, "
                  "images_per_s, time, memory_mb, and val_loss and probe_knn_top1 where they were "
                  "measured}, and at the end {run, checkpoint, finished, step, total_steps, "
                  "pictures, parameters, precision, loss, best_loss, val_loss, probe_knn_top1, "
                  "bad_files: [{file, reason}], seconds}");
}

int trainUntilEnd(TrainingRun* run, const SessionOptions& options, const std::stop_token& stop) {
    return run != nullptr ? Session(*run, options, stop).run() : kInterrupted;
}

} // namespace mae::cli
