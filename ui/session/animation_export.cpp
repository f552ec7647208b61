// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/animation_export.h"

#include "core/base/error.h"
#include "core/media/animation.h"
#include "core/probe/ratio_sweep.h"
#include "ui/session/paths.h"

#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

/// @param frames  one per step of the sweep. Throws
void writeFrames(const QString& path, const std::vector<Image>& frames, double seconds,
                 const std::stop_token& stop) {
    auto writer = AnimationWriter::open(toPath(path), frames.front().width, frames.front().height);
    for (int i = 0; i < kSweepFrames && !stop.stop_requested(); ++i) {
        writer->add(frames[static_cast<std::size_t>(sweepStep(i))], seconds / kSweepFrames);
    }
    if (!stop.stop_requested()) {
        writer->finish();
    }
}

} // namespace

AnimationExport::AnimationExport(Session& session, QObject* parent)
    : QObject(parent), m_study(session, StudyChannel::Export, this), m_writer(this) {
    connect(&m_study, &StudyRequest::partReady, this, &AnimationExport::take);
}

void AnimationExport::start(const QString& path, const ReadPicture& picture, const MaskChoice& mask,
                            const DisplayOptions& display, double seconds) {
    cancel();
    m_path = path;
    m_seconds = seconds;
    m_running = true;
    m_frames.assign(kSweepSteps + 1, {});
    std::vector<StudyTask> tasks;
    for (int i = 0; i <= kSweepSteps; ++i) {
        auto choice = mask;
        choice.painted.reset(); // a painted mask has no ratio
        choice.config.ratio = sweepRatio(i);
        tasks.emplace_back(
            ReconstructTask{.picture = picture, .mask = std::move(choice), .display = display});
    }
    Q_EMIT progressed(0, kSweepSteps + 2);
    m_study.ask(std::move(tasks));
}

void AnimationExport::cancel() {
    m_running = false;
    m_study.cancel();
    m_writer.cancel();
    m_frames.clear();
}

void AnimationExport::fail(const QString& sentence) {
    cancel();
    Q_EMIT failed(sentence);
}

void AnimationExport::take(const StudyPartReady& part) {
    if (!m_running) {
        return;
    }
    if (!part.problem.empty()) {
        fail(QString::fromStdString(part.problem));
        return;
    }
    const auto& result = *std::get<ReconstructedPart>(part.part).result;
    m_frames[static_cast<std::size_t>(part.index)] = sweepPicture(result);
    Q_EMIT progressed(part.done, part.total + 1);
    if (part.done == part.total) {
        write();
    }
}

void AnimationExport::write() {
    m_writer.run([this, frames = std::exchange(m_frames, {}), path = m_path,
                  seconds = m_seconds](const std::stop_token& stop) -> Background::Answer {
        try {
            writeFrames(path, frames, seconds, stop);
            return [this, path] {
                m_running = false;
                Q_EMIT finished(path);
            };
        } catch (...) {
            return [this, sentence = QString::fromStdString(currentError().what())] {
                fail(sentence);
            };
        }
    });
}

} // namespace mae::ui
