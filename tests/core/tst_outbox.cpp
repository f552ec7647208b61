// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outbox.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace mae;

namespace {

MetricsAdded metricsOf(std::int64_t step) { return {{StepMetrics{.step = step}}}; }

ReconstructionReady reconstructionOf(std::uint64_t request) {
    return {.request = request, .result = std::make_shared<const Reconstruction>()};
}

ProbesReady probesOf(std::int64_t step) {
    return {std::make_shared<const Probes>(Probes{.step = step, .pictures = {}})};
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notifiesOnceUntilRead() {
        int notified = 0;
        Outbox box([&] { ++notified; });
        box.put(metricsOf(1));
        box.put(StateChanged{EngineState::Training});
        QCOMPARE(notified, 1);
        QCOMPARE(box.take().size(), 2U);
        QVERIFY(box.take().empty());
        box.put(StateChanged{EngineState::Paused});
        QCOMPARE(notified, 2);
    }

    void notifiesWithoutHoldingTheLock() {
        std::vector<Event> seen;
        Outbox* inside = nullptr;
        Outbox box([&] { seen = inside->take(); }); // would deadlock
        inside = &box;
        box.put(StateChanged{EngineState::Training});
        QCOMPARE(seen.size(), 1U);
    }

    void mergesMetricsAndKeepsTheNewestPreviews() {
        Outbox box([] {});
        for (std::int64_t step = 1; step <= 3; ++step) {
            box.put(metricsOf(step));
            box.put(probesOf(step));
            box.put(reconstructionOf(static_cast<std::uint64_t>(step)));
            box.put(BaselinesReady{.request = static_cast<std::uint64_t>(step)});
        }
        const auto events = box.take();
        QCOMPARE(events.size(), 4U);
        const auto& steps = std::get<MetricsAdded>(events[0]).steps;
        QCOMPARE(steps.size(), 3U);
        QCOMPARE(steps.front().step, 1);
        QCOMPARE(steps.back().step, 3);
        QCOMPARE(std::get<ProbesReady>(events[1]).probes->step, 3);
        QCOMPARE(std::get<ReconstructionReady>(events[2]).request, 3U);
        QCOMPARE(std::get<BaselinesReady>(events[3]).request, 3U);
    }

    void baselinesStayBehindTheirReconstruction() {
        Outbox box([] {});
        box.put(reconstructionOf(1));
        box.put(BaselinesReady{.request = 1});
        box.put(reconstructionOf(2));
        box.put(BaselinesReady{.request = 2});
        const auto events = box.take();
        QCOMPARE(events.size(), 2U);
        QCOMPARE(std::get<ReconstructionReady>(events[0]).request, 2U);
        QCOMPARE(std::get<BaselinesReady>(events[1]).request, 2U);
    }

    void nothingElseIsMerged() {
        Outbox box([] {});
        box.put(EngineFailed{ErrorKind::Io, "one", "save"});
        box.put(EngineFailed{ErrorKind::Io, "two", "save"});
        box.put(CheckpointSaved{"a", 1});
        box.put(CheckpointSaved{"b", 2});
        QCOMPARE(box.take().size(), 4U);
    }

    void neverMergesAcrossAnythingElse_data() {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 7; ++i) {
            QTest::addRow("barrier %d", i) << i;
        }
    }
    void neverMergesAcrossAnythingElse() {
        QFETCH(int, which);
        const std::array<Event, 7> barriers{StateChanged{EngineState::Paused},
                                            ModelOpened{},
                                            ModelSourceChanged{true},
                                            RunStarted{},
                                            CheckpointSaved{},
                                            RunEnded{},
                                            EngineFailed{ErrorKind::Io, "full", "save"}};
        Outbox box([] {});
        box.put(metricsOf(1));
        box.put(reconstructionOf(1));
        box.put(barriers.at(static_cast<std::size_t>(which)));
        box.put(metricsOf(2));
        box.put(reconstructionOf(2));
        const auto events = box.take();
        QCOMPARE(events.size(), 5U);
        QCOMPARE(std::get<MetricsAdded>(events[0]).steps.back().step, 1);
        QCOMPARE(std::get<MetricsAdded>(events[3]).steps.back().step, 2);
    }

    void losesNoMetricBetweenThreads() {
        constexpr std::int64_t kSteps = 20'000;
        std::atomic<int> notified = 0;
        Outbox box([&] { ++notified; });
        std::jthread writer([&] {
            for (std::int64_t step = 0; step < kSteps; ++step) {
                box.put(metricsOf(step));
                if (step % 7 == 0) {
                    box.put(StateChanged{EngineState::Training});
                }
            }
        });
        std::int64_t next = 0;
        int filled = 0;
        while (next < kSteps) {
            const auto events = box.take();
            filled += events.empty() ? 0 : 1;
            for (const auto& event : events) {
                if (const auto* metrics = std::get_if<MetricsAdded>(&event)) {
                    for (const auto& one : metrics->steps) {
                        QCOMPARE(one.step, next++);
                    }
                }
            }
        }
        writer.join();
        filled += box.take().empty() ? 0 : 1;
        QCOMPARE(notified.load(), filled); // once for each time it was found full
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
