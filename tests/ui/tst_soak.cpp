// SPDX-License-Identifier: GPL-3.0-or-later
// Row F44 of the fault table: whoever trains for long needs no more of anything.
#include "core/base/resident_memory.h"
#include "core/data/scenes.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/session.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"

#include "tests/support/long_counts.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>

using namespace mae;
using namespace mae::ui;
using mae::test::times;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 120'000; // milliseconds; a busy machine takes its time
constexpr std::int64_t kLeg = 400;
constexpr int kWarmUp = 2; // legs
/// MiB of a leg: the points of the curves, and the list of previews, are half a kilobyte a step. Of
/// previews that leak it would be 1, of copies for a checkpoint 8.
constexpr double kMostGrowth = 0.4;

/// A step, its preview and every 20th a checkpoint take some milliseconds.
TrainConfig endless() {
    TrainConfig config;
    config.model = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 32,
                    .depth = 1,
                    .heads = 2,
                    .decoderWidth = 32,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.scenes = 16;
    config.data.validationShare = 0.25;
    config.data.workers = 2;
    config.train.steps = 100'000'000;
    config.train.batchSize = 4;
    config.train.precision = Precision::Float32;
    config.preview = {.everySteps = 4, .count = 2};
    config.checkpoint.everySteps = 20;
    return config;
}

long entriesOf(const char* folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

/// What this process holds.
struct Holdings {
    double memory = 0;    ///< MiB
    long descriptors = 0; ///< open
    long threads = 0;
};

Holdings holdings() {
    return {residentMemoryMb(), entriesOf("/proc/self/fd"), entriesOf("/proc/self/task")};
}

} // namespace

class TestSoak : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase() {
        qputenv("MAE_HOME", QFile::encodeName(m_home.path()));
        loadResources();
        applyTheme(Theme::Light);
    }

    void longTrainingWithAWindowNeedsNoMoreOfAnything() {
        Session session({.device = "cpu", .threads = 1});
        TrainWorkspace train(session);
        train.resize(1000, 700);
        train.show();
        std::int64_t step = 0;
        int pictures = 0;
        connect(&session, &Session::metricsAdded, this, [&](const auto& steps) {
            step = steps.back().step;
            session.reconstruct(m_picture, {.seed = std::uint64_t(step)}, {});
        });
        connect(&session, &Session::reconstructionReady, this, [&] { ++pictures; });
        session.startTraining(endless());
        session.useTrainingModel(true);

        Holdings before;
        for (int leg = 1; leg <= kWarmUp + times(3); ++leg) {
            session.resume();
            QTRY_VERIFY_WITH_TIMEOUT(step >= leg * kLeg, kLong);
            session.pause();
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Paused, kLong);
            QTRY_VERIFY_WITH_TIMEOUT(train.isSettled(), kLong);
            const auto now = holdings();
            qInfo("step %lld: %.1f MiB, %ld descriptors, %ld threads, %d pictures",
                  static_cast<long long>(step), now.memory, now.descriptors, now.threads, pictures);
            if (leg <= kWarmUp) {
                before = now;
                continue;
            }
            QVERIFY(now.memory < before.memory + 1 + kMostGrowth * (leg - kWarmUp));
            QCOMPARE(now.descriptors, before.descriptors);
            QCOMPARE(now.threads, before.threads);
        }
        QVERIFY(pictures > 100);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Idle, kLong);
    }

private:
    std::shared_ptr<const Image> m_picture = std::make_shared<const Image>(drawScene(1, 2, 20, 20));
};

QTEST_MAIN(TestSoak)
#include "tst_soak.moc"
