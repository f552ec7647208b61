// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/run_events.h"
#include "core/train/step_metrics.h"
#include "ui/session/background.h"
#include "ui/session/run_catalogue.h"

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <vector>

namespace mae::ui {

/// What a run that another process writes has got since the last look.
struct RunGrowth {
    std::filesystem::path run{};
    std::vector<StepMetrics> steps{};
    std::vector<PreviewFile> previews{}; ///< all of them
    std::vector<RunChanged> changes{};   ///< all of them
    std::vector<RunNotice> notices{};    ///< all of them
    bool restarted = false;              ///< steps are all there are
    bool beingWritten = true;
};

/// Looks every second at what was added to a run in another process. Reads only. GUI thread; the
/// files are read on a thread of its own.
class RunFollower : public QObject {
    Q_OBJECT

public:
    explicit RunFollower(QObject* parent = nullptr);

    /// @param from  bytes of metrics.jsonl that are known
    void follow(const std::filesystem::path& run, std::uint64_t from);
    void stop();
    bool isFollowing() const { return !m_run.empty(); }
    void look(); ///< now, unless it is looking

Q_SIGNALS:
    void grown(const mae::ui::RunGrowth& growth); ///< also when nothing was added

private:
    std::filesystem::path m_run;
    std::uint64_t m_end = 0;
    QTimer m_timer;
    Background m_reader; ///< last: joined first
};

} // namespace mae::ui
