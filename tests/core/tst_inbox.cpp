// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbox.h"

#include <QTest>
#include <thread>

using namespace mae;

namespace {

constexpr Inbox::Clock::time_point kAtOnce{};

std::optional<Command> takeNow(Inbox& box) { return box.take({}, kAtOnce); }

Reconstruct request(std::uint64_t number) { return {.request = number, .picture = nullptr}; }

} // namespace

class TestInbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder() {
        Inbox box;
        box.post(PauseTraining{});
        box.post(OpenModel{});
        box.post(PauseTraining{});
        QVERIFY(std::holds_alternative<PauseTraining>(*takeNow(box)));
        QVERIFY(std::holds_alternative<OpenModel>(*takeNow(box)));
        QVERIFY(std::holds_alternative<PauseTraining>(*takeNow(box)));
        QVERIFY(!takeNow(box));
        QVERIFY(box.empty());
    }

    void theNewestReconstructionWinsAndComesAfterWhatWasPostedBeforeIt() {
        Inbox box;
        box.post(request(1));
        box.post(OpenModel{});
        box.post(request(2));
        box.post(request(3));
        QVERIFY(std::holds_alternative<OpenModel>(*takeNow(box)));
        QCOMPARE(std::get<Reconstruct>(*takeNow(box)).request, 3U);
        QVERIFY(box.empty());
    }

    void aQueuedStopInterruptsTheJobUntilItIsTaken() {
        Inbox box;
        const auto before = box.job();
        QVERIFY(!before.stop_requested());
        box.post(StopTraining{});
        QVERIFY(before.stop_requested());
        QVERIFY(box.job().stop_requested());
        QVERIFY(std::holds_alternative<StopTraining>(*takeNow(box)));
        QVERIFY(!box.job().stop_requested());
    }

    void twoQueuedStopsInterruptUntilTheSecondIsTaken() {
        Inbox box;
        box.post(StopTraining{});
        box.post(StopTraining{});
        takeNow(box);
        QVERIFY(box.job().stop_requested());
        takeNow(box);
        QVERIFY(!box.job().stop_requested());
    }

    void closingInterruptsForGood() {
        Inbox box;
        box.close();
        QVERIFY(box.job().stop_requested());
        box.post(StopTraining{});
        takeNow(box);
        QVERIFY(box.job().stop_requested());
    }

    void waitsForACommandAndForTheStop() {
        Inbox box;
        std::jthread poster([&] { box.post(SaveNow{}); });
        QVERIFY(box.take({}, {}).has_value());

        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        QVERIFY(!box.take(stop.get_token(), {}).has_value());
    }

    void keepsTheOrderBetweenThreads() {
        constexpr std::uint64_t kCommands = 5'000;
        Inbox box;
        std::jthread poster([&] {
            for (std::uint64_t i = 1; i <= kCommands; ++i) {
                box.post(request(i));
            }
        });
        std::uint64_t last = 0;
        while (last < kCommands) {
            const auto command = box.take({}, {});
            const auto number = std::get<Reconstruct>(*command).request;
            QVERIFY(number > last);
            last = number;
        }
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
