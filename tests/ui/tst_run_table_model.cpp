// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/duration_text.h"
#include "ui/models/run_table_model.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

using namespace mae;
using namespace mae::ui;

namespace {

RunSummary run(const char* name, std::int64_t step, std::int64_t total, bool written = false) {
    return {.folder = std::filesystem::path("/runs") / name,
            .step = step,
            .totalSteps = total,
            .lastLoss = 0.5,
            .beingWritten = written,
            .changed = std::chrono::system_clock::now()};
}

} // namespace

class TestRunTableModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatBecameOfEachRun() {
        RunTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto cut = run("cut", 0, 10);
        cut.interrupted = true;
        model.setRuns({run("done", 10, 10), run("stopped", 4, 10), run("empty", 0, 10),
                       run("other", 4, 10, true), cut});
        QVERIFY(model.phase(0) == RunPhase::Done);
        QVERIFY(model.phase(1) == RunPhase::Stopped);
        QVERIFY(model.phase(2) == RunPhase::Empty);
        QVERIFY(model.phase(3) == RunPhase::Elsewhere);
        QVERIFY(model.phase(4) == RunPhase::CutOff);
        QVERIFY(canContinue(model.phase(1)) && !canContinue(model.phase(2)));
        QVERIFY(canContinue(model.phase(4)));
        QCOMPARE(model.index(0, RunTableModel::Name).data().toString(), QStringLiteral("done"));
        QCOMPARE(model.index(1, RunTableModel::Steps).data().toString(), QStringLiteral("4 / 10"));
        QCOMPARE(model.rowOf(QStringLiteral("/runs/empty")), 2);
        QCOMPARE(model.rowOf(QStringLiteral("/runs/none")), -1);
    }

    void theActiveRunIsOnTopOfWhatTheDiskSays() {
        RunTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({run("old", 10, 10)});
        model.setActive({.folder = "/runs/new",
                         .phase = RunPhase::Training,
                         .step = 7,
                         .totalSteps = 100,
                         .loss = 0.25,
                         .validationLoss = 0.5,
                         .knnTop1 = 0.25,
                         .seconds = 90});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.phase(0) == RunPhase::Training);
        // The list is read again and now has it: once, and still training.
        model.setRuns({run("new", 0, 100, true), run("old", 10, 10)});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.phase(0) == RunPhase::Training);
        const auto text = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(text(RunTableModel::Steps), QStringLiteral("7 / 100"));
        QCOMPARE(text(RunTableModel::Validation), QLocale().toString(0.5, 'f', 4));
        QCOMPARE(text(RunTableModel::KnnAccuracy),
                 QLocale().toString(25.0, 'f', 1) + QStringLiteral(" %"));
        QCOMPARE(text(RunTableModel::Duration), durationText(90));
        model.clearActive();
        model.setRuns({run("new", 8, 100), run("old", 10, 10)});
        QVERIFY(model.phase(0) == RunPhase::Stopped);
    }

    void theWordForDrawnPicturesIsTranslated() {
        class German : public QTranslator {
            QString translate(const char*, const char* text, const char*, int) const override {
                return qstrcmp(text, "scenes") == 0 ? QStringLiteral("Szenen") : QString();
            }
            bool isEmpty() const override { return false; }
        } german;
        QCoreApplication::installTranslator(&german);
        RunTableModel model;
        auto drawn = run("drawn", 1, 10);
        drawn.config.data.paths = {"scenes", "/pictures/flowers/"};
        model.setRuns({drawn});
        const auto index = model.index(0, RunTableModel::Data);
        QCOMPARE(index.data().toString(), QStringLiteral("Szenen, flowers"));
        QVERIFY(index.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("Szenen\n/")));
    }

    void readingTheSameRunsAgainKeepsTheRows() {
        RunTableModel model;
        model.setRuns({run("a", 1, 10), run("b", 2, 10)});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRuns({run("a", 5, 10), run("b", 2, 10)});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        model.setRuns({run("b", 2, 10)});
        QCOMPARE(resets.count(), 1);
    }

    void everyRowIsASentenceForScreenReaders() {
        RunTableModel model;
        model.setRuns({run("a", 5, 10)});
        const auto words = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(words.contains(QStringLiteral("stopped")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("5 / 10")), qPrintable(words));
    }
};

QTEST_MAIN(TestRunTableModel)
#include "tst_run_table_model.moc"
