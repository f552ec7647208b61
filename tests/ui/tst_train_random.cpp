// SPDX-License-Identifier: GPL-3.0-or-later
// Rows F21 and F22 of the fault table, for the window: whatever is done in Train, it keeps up and
// shows what is; and it can be closed at any moment.
#include "core/base/files.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/run_list.h"
#include "ui/panels/steer_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"

#include "tests/support/long_counts.h"

#include <QAction>
#include <QDialog>
#include <QListView>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <random>

using namespace mae;
using namespace mae::ui;
using mae::test::times;

namespace {

constexpr int kLong = 60'000; // milliseconds; a busy machine takes its time

/// Of this thread: what others do on the machine does not count.
double cpuSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

TrainConfig micro(std::int64_t steps) {
    TrainConfig config;
    config.model = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 8,
                    .depth = 1,
                    .heads = 2,
                    .decoderWidth = 8,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.scenes = 16;
    config.data.workers = 1;
    config.train.steps = steps;
    config.train.batchSize = 4;
    config.train.precision = Precision::Float32;
    config.preview = {.everySteps = 5, .count = 1};
    return config;
}

/// A user who never rests.
class Monkey {
public:
    Monkey(TrainWorkspace& train, std::uint64_t seed) : m_train(train), m_random(seed) {}

    void act() {
        const auto& a = m_train.trainActions();
        switch (draw(20)) {
        case 0: part<NewRunPanel>().setConfig(micro(5 + draw(200))); break;
        case 1: trigger(a.start); break;
        case 2:
        case 3:
        case 4: trigger(a.pause); break;
        case 5: trigger(draw(2) == 0 ? a.stop : a.newRun); break;
        case 6: trigger(a.save); break;
        case 7: trigger(a.layers); break;
        case 8: trigger(a.allRuns); break;
        case 9: trigger(draw(2) == 0 ? a.compare : a.compareNone); break;
        case 10: trigger(draw(2) == 0 ? a.unqueue : a.queueFirst); break;
        case 11: trigger(draw(3) == 0 ? a.trash : a.putBack); break;
        case 12: trigger(draw(2) == 0 ? a.fork : a.continueRun); break;
        case 13: trigger(draw(2) == 0 ? a.reuse : a.explore); break;
        case 14: trigger(draw(2) == 0 ? a.exportCurves : a.importRun); break;
        case 15:
            Q_EMIT part<SteerPanel>().changeWanted(QStringLiteral("train.lr"),
                                                   QString::number(1e-4 * (1 + draw(20))));
            break;
        case 16:
            for (auto* slider : m_train.findChildren<QSlider*>()) {
                slider->setValue(slider->minimum()
                                 + draw(slider->maximum() - slider->minimum() + 1));
            }
            break;
        default: select();
        }
        answerDialogs();
    }

    int draw(int below) { return int(m_random() % std::uint64_t(below)); }

private:
    template <class Widget> Widget& part() { return *m_train.findChild<Widget*>(); }
    static void trigger(QAction* action) { action->trigger(); }

    void select() {
        auto* view = part<RunList>().view();
        if (const int rows = view->model()->rowCount(); rows > 0) {
            view->setCurrentIndex(view->model()->index(draw(rows), 0));
        }
    }
    void answerDialogs() {
        for (auto* dialog : m_train.findChildren<QDialog*>()) {
            draw(2) == 0 && !dialog->inherits("QFileDialog") ? dialog->accept() : dialog->reject();
        }
    }

    TrainWorkspace& m_train;
    std::mt19937_64 m_random;
};

} // namespace

class TestTrainRandom : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<TrainWorkspace> m_train;

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
    }
    void cleanup() {
        m_train.reset();
        m_session.reset();
    }

    void whateverIsDoneTheWorkspaceShowsWhatIs() {
        begin();
        Monkey monkey(*m_train, 22);
        double longest = 0;
        for (int i = 0; i < times(1000); ++i) {
            const auto before = cpuSeconds();
            monkey.act();
            if (monkey.draw(4) > 0) {
                QCoreApplication::processEvents();
            }
            longest = std::max(longest, cpuSeconds() - before);
            isConsistent();
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(i)));
        }
        qInfo("the longest action took %.0f ms of the window's thread", 1000 * longest);
        QVERIFY(longest < 1);
        endsIdle();
    }

    void closedAtAnyMomentTheRunIsKept() {
        for (int round = 0; round < times(10); ++round) {
            begin();
            Monkey monkey(*m_train, std::uint64_t(round));
            m_session->startTraining(micro(1'000'000), m_home->filePath(QStringLiteral("run")));
            QTRY_VERIFY_WITH_TIMEOUT(m_session->hasActiveRun(), kLong);
            for (auto actions = monkey.draw(20); actions > 0; --actions) {
                monkey.act();
                QCoreApplication::processEvents();
            }
            cleanup();
            const auto run = m_home->filePath(QStringLiteral("run")).toStdString();
            if (!std::filesystem::exists(run)) {
                continue; // it was stopped and moved to the trash
            }
            QCOMPARE(newestCheckpoint(run).path, listCheckpoints(run).back().path);
            QVERIFY(!readRunSummary(run).beingWritten);
        }
    }

private:
    void begin() {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("MAE_HOME", QFile::encodeName(m_home->path()));
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->filePath(QStringLiteral("data"))));
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->resize(1100, 720);
        m_train->show();
        m_train->findChild<NewRunPanel*>()->setConfig(micro(40));
    }

    void isConsistent() {
        const auto& a = m_train->trainActions();
        const bool active = m_session->hasActiveRun();
        const auto shown = m_train->shownRun();
        const bool live = active && shown == QString::fromStdString(m_session->run().folder);
        QCOMPARE(a.pause->isEnabled(), live); // there is none to pause in view of another run
        QCOMPARE(a.save->isEnabled(), live);
        QCOMPARE(a.stop->isEnabled(), live || m_session->state() == EngineState::Preparing);
        // The trash takes it in the background, and tells so a moment later.
        QTRY_VERIFY_WITH_TIMEOUT(
            m_train->shownRun().isEmpty() || QFileInfo::exists(m_train->shownRun()), kLong);
        QVERIFY(!a.fork->isEnabled() || !shown.isEmpty());
    }

    void endsIdle() {
        m_session->stop();
        m_session->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        while (!m_session->queue().runs.empty()) {
            const auto waiting = m_session->queue().runs.size();
            m_session->removeQueued(m_session->queue().runs.front().id);
            QTRY_VERIFY_WITH_TIMEOUT(m_session->queue().runs.size() < waiting, kLong);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_train->isSettled(), kLong);
        for (const auto& run : listRuns(runsFolder())) {
            QVERIFY(!run.beingWritten && run.lostSteps == 0);
        }
    }
};

QTEST_MAIN(TestTrainRandom)
#include "tst_train_random.moc"
