// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <ATen/Parallel.h>

#include <QTest>
#include <algorithm>
#include <vector>

using namespace mae;

class TestParallel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { setThreads(2); }

    void everyCallIsMadeOnce_data() {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 3, 7}) {
            QTest::addRow("%d", count) << count;
        }
    }
    void everyCallIsMadeOnce() {
        QFETCH(int, count);
        std::vector<int> calls(std::size_t(count), 0);
        inParallel(count, [&](std::int64_t i) { ++calls[std::size_t(i)]; });
        QVERIFY(std::ranges::all_of(calls, [](int n) { return n == 1; }));
    }

    void aCallComputesOnItsOwnThread() {
        std::vector<char> inside(2, 0);
        inParallel(2, [&](std::int64_t i) { inside[std::size_t(i)] = at::in_parallel_region(); });
        QVERIFY(inside[0] && inside[1]);
        QVERIFY(!at::in_parallel_region());
    }

    void anErrorReachesTheCaller() {
        const auto failing = [](std::int64_t i) {
            if (i == 1) {
                throw Error(ErrorKind::Io, "gone");
            }
        };
        QVERIFY_THROWS_EXCEPTION(Error, inParallel(2, failing));
        inParallel(2, [](std::int64_t) {}); // and the threads still work
    }
};

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
