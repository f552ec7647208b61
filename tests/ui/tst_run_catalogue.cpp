// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "ui/session/paths.h"
#include "ui/session/run_catalogue.h"
#include "ui/session/run_follower.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <memory>

using namespace mae::ui;

namespace {

QStringList texts(const QSignalSpy& spy) {
    QStringList list;
    for (const auto& arguments : spy) {
        list << arguments[0].toString();
    }
    return list;
}

} // namespace

class TestRunCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        qputenv("XDG_DATA_HOME",
                QFile::encodeName(m_home->filePath(QStringLiteral("not/there/yet")))); // its trash
        m_runs.clear();
        for (const auto* name : {"a", "b", "ü"}) {
            m_runs << m_home->filePath(QStringLiteral("runs/") + QString::fromUtf8(name));
            QVERIFY(QDir().mkpath(m_runs.last()));
        }
    }

    void runsTrashedInARowAllGoAndComeBack() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy trashed(&catalogue, &RunCatalogue::trashed);
        QSignalSpy restored(&catalogue, &RunCatalogue::restored);
        for (const auto& run : m_runs) {
            catalogue.trash(toPath(run));
        }
        QTRY_COMPARE(trashed.count(), 3);
        QCOMPARE(texts(trashed), m_runs);
        for (const auto& run : m_runs) {
            QVERIFY(!QFileInfo::exists(run));
        }
        for (const auto& arguments : trashed) {
            QVERIFY2(arguments[1].toString().startsWith(
                         m_home->filePath(QStringLiteral("not/there/yet"))),
                     qPrintable(arguments[1].toString()));
            catalogue.restore(arguments[0].toString(), arguments[1].toString());
        }
        QTRY_COMPARE(restored.count(), 3);
        QCOMPARE(texts(restored), m_runs);
        for (const auto& run : m_runs) {
            QVERIFY(QFileInfo(run).isDir());
        }
    }

    void aRunThatIsWrittenIsNotTrashed() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy trashed(&catalogue, &RunCatalogue::trashed);
        QSignalSpy failed(&catalogue, &RunCatalogue::trashFailed);
        QSignalSpy told(&catalogue, &RunCatalogue::changeFailed);
        {
            const mae::FileLock writer(toPath(m_runs[0]) / "run.lock");
            catalogue.trash(toPath(m_runs[0]));
            QTRY_COMPARE(told.count(), 1);
            QCOMPARE(texts(failed), m_runs.mid(0, 1));
            QVERIFY(QFileInfo::exists(m_runs[0]));
        }
        catalogue.trash(toPath(m_runs[0]));
        QTRY_COMPARE(trashed.count(), 1);
        QVERIFY(!QFileInfo::exists(m_runs[0]));
    }

    void whatWasTrashedIsGoneAlsoIfNobodyWaits() {
        {
            RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
            for (const auto& run : m_runs) {
                catalogue.trash(toPath(run));
            }
        }
        for (const auto& run : m_runs) {
            QVERIFY(!QFileInfo::exists(run));
        }
    }

    void onlyTheNewestReadIsAnswered() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy failed(&catalogue, &RunCatalogue::readFailed);
        QVERIFY(!catalogue.isReading());
        for (const auto& run : m_runs) {
            catalogue.read(toPath(run));
        }
        QVERIFY(catalogue.isReading());
        QTRY_VERIFY(!catalogue.isReading());
        QCOMPARE(texts(failed), m_runs.mid(2));
    }

    void aFollowerReportsOnlyWhatIsNew() {
        const auto run = toPath(m_runs.front());
        const auto write = [&run](const mae::StepMetrics& metrics) {
            std::ofstream(run / "metrics.jsonl", std::ios::binary | std::ios::app)
                << mae::metricsLine(metrics) << "\n";
        };
        write({.step = 1, .loss = 0.5});
        RunFollower follower;
        std::vector<RunGrowth> all;
        connect(&follower, &RunFollower::grown, this,
                [&all](const RunGrowth& growth) { all.push_back(growth); });
        follower.look(); // nothing is followed
        follower.follow(run, 0);
        follower.look();
        QTRY_VERIFY(!all.empty());
        QCOMPARE(all.front().steps.size(), std::size_t{1});
        QVERIFY(!all.front().beingWritten);
        const auto lock = std::make_unique<mae::FileLock>(run / "run.lock");
        write({.step = 2, .loss = 0.4});
        const auto before = all.size();
        follower.look();
        QTRY_VERIFY(std::ranges::any_of(all.begin() + std::ptrdiff_t(before), all.end(),
                                        [](const RunGrowth& g) { return !g.steps.empty(); }));
        QCOMPARE(all.back().steps.front().step, 2);
        QVERIFY(all.back().beingWritten);
        follower.stop();
        QVERIFY(!follower.isFollowing());
    }

    void runsElsewhereAreListedOnceAndIfTheyAreThere() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        for (const auto& run : m_runs.mid(0, 1)) {
            std::ofstream(toPath(run) / "config.json") << "{}";
        }
        const auto guest = m_home->filePath(QStringLiteral("guest"));
        QVERIFY(QDir().mkpath(guest));
        std::ofstream(toPath(guest) / "config.json") << "{}";
        std::vector<std::filesystem::path> found;
        connect(&catalogue, &RunCatalogue::listed, this,
                [&found](const std::vector<mae::RunSummary>& runs) {
                    found.clear();
                    for (const auto& run : runs) {
                        found.push_back(run.folder);
                    }
                });
        catalogue.setElsewhere({toPath(guest), toPath(m_runs.front()), "/no/such/run"});
        QTRY_COMPARE(found.size(), std::size_t{2});
        QVERIFY(std::ranges::find(found, toPath(guest)) != found.end());
    }

    void notesAreWrittenOrItIsSaidWhyNot() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy written(&catalogue, &RunCatalogue::notesWritten);
        QSignalSpy failed(&catalogue, &RunCatalogue::changeFailed);
        catalogue.writeNotes(toPath(m_runs.front()), {.tags = {"x"}});
        QTRY_COMPARE(written.count(), 1);
        QVERIFY(QFileInfo::exists(m_runs.front() + QStringLiteral("/notes.json")));
        catalogue.writeNotes("/no/such/run", {.tags = {"x"}});
        QTRY_COMPARE(failed.count(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    QStringList m_runs;
};

QTEST_MAIN(TestRunCatalogue)
#include "tst_run_catalogue.moc"
