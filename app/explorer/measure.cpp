// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure.h"

#include "app/explorer/quantile.h"
#include "core/recipes/recipes.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/session/session.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/ratio_control.h"
#include "ui/widgets/triptych_view.h"

#include <unistd.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QSlider>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

namespace mae::app {
namespace {

constexpr std::chrono::seconds kPatience{60};

/// Milliseconds since the kernel started this process; its clock ticks every 10 ms.
double processAgeMs() {
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const auto text = stat.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // the name may hold spaces
    constexpr qsizetype kStartTime = 19; // field 22 of proc(5), counted after the name
    if (fields.size() <= kStartTime) {
        return -1;
    }
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double start = fields[kStartTime].toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - start) * 1e3;
}

/// Calls back once, after the first paint of a window.
class FirstPaint : public QObject {
public:
    FirstPaint(QWidget& window, std::function<void()> done)
        : QObject(&window), m_done(std::move(done)) {
        window.installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QMetaObject::invokeMethod(
                this, [this] { m_done(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    std::function<void()> m_done;
};

void giveUpLater(QObject& owner) {
    QTimer::singleShot(kPatience, &owner, [] {
        std::fputs("Nothing was reconstructed within a minute.\n", stderr);
        QApplication::exit(1);
    });
}

} // namespace

void printStartupTimes(ui::MainWindow& window) {
    new FirstPaint(window, [] { std::fprintf(stderr, "window_ms %.0f\n", processAgeMs()); });
    QObject::connect(
        window.explore()->triptych(), &ui::TriptychView::painted, &window,
        [] {
            std::fprintf(stderr, "reconstruction_ms %.0f\n", processAgeMs());
            QApplication::exit(0);
        },
        Qt::SingleShotConnection);
    giveUpLater(window);
}

void measureLatency(ui::MainWindow& window, int moves) {
    struct State {
        QElapsedTimer moved;
        std::vector<double> times;
        std::vector<double> ofModel;
    };
    auto state = std::make_shared<State>();
    auto* slider = window.explore()->inspector()->maskForm()->ratioControl()->slider();
    const auto move = [state, slider] {
        state->moved.start();
        slider->setValue(100 + (slider->value() + 37) % 850); // up and down, never the same
    };
    QObject::connect(
        window.explore()->triptych(), &ui::TriptychView::painted, &window,
        [state, moves, move, &window] {
            if (state->moved.isValid()) {
                state->times.push_back(double(state->moved.nsecsElapsed()) / 1e6);
                state->ofModel.push_back(window.explore()->deck()->result()->milliseconds);
            }
            if (static_cast<int>(state->times.size()) == moves) {
                std::fprintf(stderr,
                             "slider_to_painted_ms p50 %.1f p95 %.1f, of the model "
                             "p50 %.1f p95 %.1f\n",
                             quantile(state->times, 0.5), quantile(state->times, 0.95),
                             quantile(state->ofModel, 0.5), quantile(state->ofModel, 0.95));
                QApplication::exit(0);
                return;
            }
            // As from a hand: not before the last answer has settled.
            QTimer::singleShot(std::chrono::milliseconds(5), &window, move);
        });
    giveUpLater(window);
}

void measureGaps(ui::MainWindow& window, ui::Session& session, int seconds) {
    constexpr int kTickMs = 5, kSlideEvery = 20, kSwitchEvery = 400; // ticks
    struct State {
        QTemporaryDir folder;
        QElapsedTimer sinceTick, all;
        std::vector<double> gaps;
    };
    auto state = std::make_shared<State>();
    auto config = recipe("tiny").make();
    config.train.epochs = 100'000;
    session.startTraining(config, state->folder.filePath(QStringLiteral("run")));
    auto* timer = new QTimer(&window);
    timer->setTimerType(Qt::PreciseTimer);
    timer->setInterval(kTickMs);
    auto* slider = window.explore()->inspector()->maskForm()->ratioControl()->slider();
    QObject::connect(timer, &QTimer::timeout, &window, [=, &window, &session] {
        if (state->sinceTick.isValid()) {
            const double late = double(state->sinceTick.nsecsElapsed()) / 1e6 - kTickMs;
            state->gaps.push_back(std::max(0.0, late));
        } else {
            state->all.start();
        }
        state->sinceTick.start();
        const auto ticks = state->gaps.size();
        if (ticks % kSlideEvery == 0) {
            slider->setValue(100 + (slider->value() + 37) % 850);
        }
        if (ticks % kSwitchEvery == 0) {
            window.showWorkspace(window.workspace() == ui::Workspace::Explore
                                     ? ui::Workspace::Train
                                     : ui::Workspace::Explore);
        }
        if (state->all.elapsed() >= seconds * 1000LL) {
            timer->stop();
            std::fprintf(stderr, "event_loop_gap_ms p99 %.1f max %.1f\n",
                         quantile(state->gaps, 0.99), quantile(state->gaps, 1));
            window.closeAndSave();
        }
    });
    QObject::connect(
        &session, &ui::Session::metricsAdded, timer,
        [timer] {
            if (!timer->isActive()) {
                std::fputs("training: the measurement begins\n", stderr);
                timer->start(); // from the first step on
            }
        },
        Qt::SingleShotConnection);
}

void measureTraining(ui::MainWindow& window, ui::Session& session, int steps) {
    auto folder = std::make_shared<QTemporaryDir>();
    auto config = recipe("tiny").make();
    config.train.steps = steps;
    session.startTraining(config, folder->filePath(QStringLiteral("run")));
    window.showWorkspace(ui::Workspace::Train);
    QObject::connect(&session, &ui::Session::runEnded, &window,
                     [folder, &window] { window.closeAndSave(); });
}

} // namespace mae::app
