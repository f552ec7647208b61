// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_logs.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/config/config_json.h"
#include "core/data/decode.h"
#include "core/probe/compose.h"

#include <algorithm>
#include <sstream>

namespace mae {
namespace {

/// As TensorBoard shows code: Markdown, four spaces in front.
std::string asCode(const std::string& text) {
    std::istringstream lines(text);
    std::string code;
    for (std::string line; std::getline(lines, line);) {
        code += "    " + line + "\n";
    }
    return code;
}

} // namespace

RunLogs::RunLogs(const std::filesystem::path& run, const TrainConfig& config,
                 const RunProgress& progress, const std::vector<StepMetrics>& past)
    : m_epochs(run, progress.stepsPerEpoch, past, progress.step),
      m_events(run,
               progress.step > 0 ? epochThousandths(progress.step + 1, progress.stepsPerEpoch) : 0),
      m_perEpoch(progress.stepsPerEpoch),
      m_total(progress.totalSteps) {
    const EventTime time{.wall = EventFile::now(),
                         .step = epochThousandths(progress.step + 1, m_perEpoch)};
    m_events.add(textEvent(time, "config/text_summary", asCode(toJson(config))));
}

void RunLogs::add(const StepMetrics& metrics, bool logged) {
    m_epochs.add(metrics);
    if (!logged) {
        return;
    }
    const EventTime time{.wall = EventFile::now(),
                         .step = epochThousandths(metrics.step, m_perEpoch)};
    m_events.add(scalarEvent(time, "train_loss", metrics.loss));
    m_events.add(scalarEvent(time, "lr", metrics.lr));
    m_events.add(scalarEvent(time, "grad_norm", metrics.gradNorm));
    if (metrics.validationLoss) {
        m_events.add(scalarEvent(time, "val_loss", *metrics.validationLoss));
    }
    if (metrics.knnTop1) {
        m_events.add(scalarEvent(time, "probe/knn_top1", *metrics.knnTop1));
    }
    m_events.flush();
}

void RunLogs::addPreview(std::int64_t step, const std::vector<Reconstruction>& previews) {
    // What waits for a full disk is numbers only: pictures would fill the memory.
    if (previews.empty() || step < 1 || step < m_nextPicture || !m_events.isWritten()) {
        return;
    }
    m_nextPicture = step + std::max<std::int64_t>(1, m_total / 100);
    try {
        const auto picture = sheet(previews);
        m_events.add(
            imageEvent({.wall = EventFile::now(), .step = epochThousandths(step, m_perEpoch)},
                       "preview", picture.width, picture.height, encodePng(picture)));
        m_events.flush();
    } catch (const Error& error) {
        log(LogLevel::Warning,
            "A preview is left out of TensorBoard's events: " + std::string(error.what()));
    }
}

void RunLogs::flush() {
    m_epochs.flush();
    m_events.flush();
}

} // namespace mae
