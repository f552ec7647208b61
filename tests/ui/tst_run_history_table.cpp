// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all runs: what it shows, tags, several at once, trash; runs that wait.
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "ui/models/run_table_model.h"
#include "ui/models/search_model.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/run_history.h"
#include "ui/panels/run_list.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/paths.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_table.h"

#include "tests/support/small_run.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <fstream>

using namespace mae;
using namespace mae::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 60'000;

RunSummary summary(int number) {
    RunSummary run{.folder = fs::path("/runs") / ("run-" + std::to_string(number)),
                   .step = number,
                   .totalSteps = 1000,
                   .lastLoss = 1.0 + number,
                   .bestLoss = 0.5 + number,
                   .seconds = 60.0 * number,
                   .changed = std::chrono::system_clock::now()};
    run.config.data.paths = {"/pictures/birds", "/pictures/cats/"};
    run.notes = {.tags = {"tag" + std::to_string(number % 7)}, .text = "a\nnote"};
    return run;
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace

class TestRunHistoryTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
        QLocale::setDefault(QLocale::English);
    }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("MAE_HOME", QFile::encodeName(m_home->path()));
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->filePath(QStringLiteral("data"))));
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
    }

    void cleanup() {
        m_train.reset();
        m_session.reset();
    }

    void aRowSaysWhatARunWas() {
        RunTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto run = summary(3);
        run.validationLoss = 0.75;
        run.knnTop1 = 0.6337;
        model.setRuns({run});
        using enum RunTableModel::Column;
        const auto text = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(text(Data), QStringLiteral("birds, cats"));
        QCOMPARE(text(Model), QStringLiteral("%1 px / %2, %3 × %4")
                                  .arg(run.config.model.imageSize)
                                  .arg(run.config.model.patchSize)
                                  .arg(run.config.model.width)
                                  .arg(run.config.model.depth));
        QCOMPARE(text(Best), QStringLiteral("3.5000"));
        QCOMPARE(text(Validation), QStringLiteral("0.7500"));
        QCOMPARE(text(KnnAccuracy), QStringLiteral("63.4 %"));
        QCOMPARE(text(Duration), QStringLiteral("3 min"));
        QCOMPARE(text(Tags), QStringLiteral("tag3"));
        QCOMPARE(text(Notes), QStringLiteral("a note"));
        QCOMPARE(model.index(0, Best).data(SearchModel::CopyRole).toString(),
                 QStringLiteral("3.5"));
        QCOMPARE(model.index(0, KnnAccuracy).data(SearchModel::CopyRole).toString(),
                 QStringLiteral("0.6337"));
    }

    void accuraciesAreSortedAsNumbersAndNoneComesLast() {
        RunTableModel model;
        SearchModel rows(model);
        auto none = summary(1), low = summary(2), high = summary(3), zero = summary(4);
        low.knnTop1 = 0.095;
        high.knnTop1 = 0.62;
        zero.knnTop1 = 0;
        model.setRuns({none, high, low, zero});
        const auto column = [&rows] {
            QStringList texts;
            for (int row = 0; row < 4; ++row) {
                texts << rows.index(row, RunTableModel::KnnAccuracy).data().toString();
            }
            return texts.join(u' ');
        };
        rows.sort(RunTableModel::KnnAccuracy, Qt::AscendingOrder);
        QCOMPARE(column(), QStringLiteral("0.0 % 9.5 % 62.0 % –"));
        rows.sort(RunTableModel::KnnAccuracy, Qt::DescendingOrder);
        QCOMPARE(column(), QStringLiteral("62.0 % 9.5 % 0.0 % –"));
    }

    void whatIsNotKnownComesLastWhicheverWayItIsSorted() {
        RunTableModel model;
        SearchModel rows(model);
        auto none = summary(1);
        none.bestLoss = 0;
        model.setRuns({none, summary(3), summary(2)});
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            rows.sort(RunTableModel::Best, order);
            QCOMPARE(rows.index(2, 0).data().toString(), QStringLiteral("run-1"));
        }
        QCOMPARE(rows.index(0, 0).data().toString(), QStringLiteral("run-3"));
    }

    void runsThatWaitHaveTheirTurnInTheList() {
        RunTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({summary(1), summary(2)});
        model.setQueue({.runs = {{.id = 5, .title = "night", .folder = {}},
                                 {.id = 6, .title = "run-2", .folder = "/runs/run-2"}},
                        .held = false});
        QCOMPARE(model.rowCount(), 3); // one of them is listed already
        QVERIFY(!model.isOnDisk(0) && model.isOnDisk(1));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("night"));
        QVERIFY(model.phase(0) == RunPhase::Waiting && model.phase(2) == RunPhase::Waiting);
        QCOMPARE(model.index(0, RunTableModel::State).data().toString(),
                 QStringLiteral("waiting, turn 1"));
        QCOMPARE(model.index(2, RunTableModel::State).data().toString(),
                 QStringLiteral("waiting, turn 2"));
        QCOMPARE(model.index(0, 0).data(RunTableModel::QueueIdRole).toULongLong(), 5ULL);
        QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsUserCheckable));
        model.setActive({.folder = "/runs/new", .config = {}, .step = 1, .totalSteps = 9});
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("new"));
        model.setRuns({summary(1), summary(2)}); // read again
        QCOMPARE(model.rowCount(), 4);
        model.setQueue({});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.phase(2) == RunPhase::Stopped);
    }

    void eachOfTheEnterKeysOpensTheRun() {
        makeRun("a");
        open();
        auto& table = openTable(1);
        QSignalSpy wanted(&table, &RunHistory::openWanted);
        table.table()->view()->selectRow(0);
        QTest::keyClick(table.table()->view(), Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(wanted.size(), 1);
    }

    void tagsAreEditedWhereTheyStand() {
        makeRun("a");
        open();
        auto& table = openTable(1);
        QSignalSpy written(&m_train->runs(), &RunTableModel::tagsEdited);
        table.table()->view()->selectRow(0);
        QTest::keyClick(table.table()->view(), Qt::Key_F2);
        auto* editor = table.table()->view()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QTest::keyClicks(editor, QStringLiteral("best, to keep"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(written.size(), 1);
        const std::vector<std::string> tags{"best", "to keep"};
        QTRY_COMPARE_WITH_TIMEOUT(readNotes(runsFolder() / "a").tags, tags, kLong);
        QTRY_COMPARE(m_train->runs().index(0, RunTableModel::Tags).data().toString(),
                     QStringLiteral("best, to keep"));
    }

    void aDoubleClickOpensAndEscapeGoesBack() {
        makeRun("a");
        makeRun("b");
        open();
        auto& table = openTable(2);
        QVERIFY(!part<RunList>().isVisible());
        auto* view = table.table()->view();
        const auto cell = view->model()->index(1, RunTableModel::Tags);
        const auto name = cell.siblingAtColumn(0).data(RunTableModel::FolderRole).toString();
        const auto at = view->visualRect(view->model()->index(1, 1)).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(m_train->shownRun(), name);
        QVERIFY(!table.isVisible() && part<RunList>().isVisible());
        m_train->trainActions().allRuns->trigger();
        QVERIFY(table.isVisible());
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!table.isVisible());
    }

    void severalAreComparedAndAgainNone() {
        for (const auto* name : {"a", "b", "c"}) {
            makeRun(name);
        }
        open();
        auto& table = openTable(3);
        table.table()->view()->selectAll();
        QTest::keyClick(table.table()->view(), Qt::Key_Space);
        QCOMPARE(m_train->runs().compared().size(), 3);
        QTest::keyClick(table.table()->view(), Qt::Key_Space);
        QVERIFY(m_train->runs().compared().isEmpty());
    }

    void theSelectionOutlivesARunThatCameMeanwhile() {
        makeRun("a");
        makeRun("b");
        open();
        auto& table = openTable(2);
        select(table, {"a", "b"});
        const auto before = table.selected();
        makeRun("c");
        m_train->trainActions().allRuns->trigger();
        m_train->trainActions().allRuns->trigger(); // reads them again
        QTRY_COMPARE_WITH_TIMEOUT(table.table()->rows().rowCount(), 3, kLong);
        auto after = table.selected();
        after.sort();
        auto wanted = before;
        wanted.sort();
        QCOMPARE(after, wanted);
    }

    void allThatWasTrashedComesBackTheLastFirst() {
        for (const auto* name : {"a", "b", "c"}) {
            makeRun(name);
        }
        open();
        auto& table = openTable(3);
        auto* view = table.table()->view();
        auto* putBack = m_train->trainActions().putBack;
        QVERIFY(!putBack->isEnabled());
        select(table, {"a", "c"});
        QTest::keyClick(view, Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(view->model()->rowCount(), 1, kLong);
        QVERIFY(!fs::exists(runsFolder() / "a") && !fs::exists(runsFolder() / "c"));
        QVERIFY(part<MessageBar>().message().contains(QStringLiteral("2 runs")));
        select(table, {"b"});
        QTest::keyClick(view, Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(view->model()->rowCount(), 0, kLong);
        QVERIFY(putBack->text().contains(QStringLiteral("b")));
        int buttons = 0; // which say the same to a screen reader
        for (const auto* button : m_train->findChildren<QToolButton*>()) {
            if (button->defaultAction() == putBack) {
                ++buttons;
                QCOMPARE(button->accessibleName(), putBack->text());
            }
        }
        QVERIFY(buttons > 0);
        putBack->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(runsFolder() / "b" / "config.json"), kLong);
        QVERIFY(!fs::exists(runsFolder() / "a"));
        putBack->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(view->model()->rowCount(), 3, kLong);
        QVERIFY(fs::exists(runsFolder() / "a") && fs::exists(runsFolder() / "c"));
        QVERIFY(!putBack->isEnabled());
    }

    void whatCannotBeTrashedLeavesTheOthersTheirWayBack() {
        makeRun("a");
        makeRun("b");
        RunCatalogue catalogue(runsFolder());
        RunTrash trash(catalogue);
        QSignalSpy trashed(&trash, &RunTrash::trashed);
        QSignalSpy restored(&trash, &RunTrash::restored);
        const auto folder = [](const char* name) { return toText(runsFolder() / name); };
        trash.trash({folder("none")}); // alone it is no batch
        trash.trash({folder("a"), folder("none"), folder("b")});
        QTRY_COMPARE_WITH_TIMEOUT(trashed.size(), 1, kLong);
        QCOMPARE(trash.last(), (QStringList{folder("a"), folder("b")}));
        makeRun("a"); // somebody has put another one there
        trash.putBack();
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 1, kLong);
        QCOMPARE(restored[0][0].toStringList(), QStringList{folder("b")});
        QCOMPARE(trash.last(), QStringList{folder("a")}); // it may come back later
        fs::remove_all(runsFolder() / "a");
        trash.putBack();
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 2, kLong);
        QCOMPARE(restored[1][0].toStringList(), QStringList{folder("a")});
        QVERIFY(trash.last().isEmpty());
    }

    void columnsAreRemembered() {
        makeRun("a");
        open();
        auto* header = part<RunHistory>().table()->view()->horizontalHeader();
        header->hideSection(RunTableModel::Notes);
        header->moveSection(header->visualIndex(RunTableModel::Tags), 1);
        const auto layout = m_train->saveLayout();
        open();
        m_train->restoreLayout(layout);
        header = part<RunHistory>().table()->view()->horizontalHeader();
        QVERIFY(header->isSectionHidden(RunTableModel::Notes));
        QCOMPARE(header->visualIndex(RunTableModel::Tags), 1);
        m_train->restoreLayout("rubbish");
        QVERIFY(header->isSectionHidden(RunTableModel::Notes));
    }

    void aRunThatWaitsIsTakenOutOrComesFirst() {
        open();
        auto& form = part<NewRunPanel>();
        auto config = test::smallRun();
        config.train.steps = 100'000;
        form.setConfig(config);
        form.startWhenCounted();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Training, kLong);
        for (std::size_t i = 1; i <= 2; ++i) {
            m_session->startTraining(config);
            QTRY_COMPARE_WITH_TIMEOUT(m_session->queue().runs.size(), i, kLong);
        }
        const auto ids = [this] {
            std::vector<std::uint64_t> list;
            for (const auto& run : m_session->queue().runs) {
                list.push_back(run.id);
            }
            return list;
        };
        const auto before = ids();
        auto* view = part<RunList>().view();
        QCOMPARE(view->model()->rowCount(), 3);
        const auto& a = m_train->trainActions();
        QVERIFY(!a.unqueue->isVisible()); // the one that trains is current
        const auto shown = m_train->shownRun();
        view->setCurrentIndex(view->model()->index(1, 0));
        QCOMPARE(m_train->shownRun(), shown); // there is nothing to show of it yet
        QVERIFY(a.unqueue->isVisible() && a.queueFirst->isEnabled());
        a.queueFirst->trigger();
        QTRY_COMPARE(ids(), (std::vector<std::uint64_t>{before[1], before[0]}));
        view->setCurrentIndex(view->model()->index(0, 0));
        QVERIFY(!a.queueFirst->isEnabled());
        a.unqueue->trigger();
        QTRY_COMPARE(ids(), (std::vector<std::uint64_t>{before[0]}));
        QTRY_COMPARE(view->model()->rowCount(), 2);
        m_session->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->queue().held, kLong);
        QVERIFY(view->model()
                    ->index(0, RunTableModel::State)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("held back")));
    }

    void aRowOfTwoThousandIsFoundAndSortedInAMoment() {
        RunTableModel model;
        std::vector<RunSummary> runs;
        for (int i = 1; i <= 2000; ++i) {
            runs.push_back(summary(i));
        }
        model.setRuns(runs);
        RunHistory table(model);
        table.resize(1200, 700);
        table.show();
        auto* view = table.table()->view();
        QBENCHMARK_ONCE {
            table.table()->search()->setText(QStringLiteral("tag3 1"));
            view->sortByColumn(RunTableModel::Name, Qt::DescendingOrder);
            view->sortByColumn(RunTableModel::Best, Qt::AscendingOrder);
            table.table()->search()->clear();
            view->scrollToBottom();
            view->viewport()->repaint();
        }
        QCOMPARE(view->model()->rowCount(), 2000);
        QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("run-1"));
    }

private:
    template <class Widget> Widget& part() { return *m_train->findChild<Widget*>(); }

    void open() {
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->resize(1216, 760);
        m_train->show();
    }

    RunHistory& openTable(int rows) {
        m_train->trainActions().allRuns->trigger();
        auto& table = part<RunHistory>();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(table.table()->rows().rowCount(), rows, kLong); }();
        return table;
    }

    static void select(RunHistory& table, std::initializer_list<const char*> names) {
        auto* view = table.table()->view();
        view->clearSelection();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const auto index = view->model()->index(row, 0);
            if (std::ranges::any_of(names, [&](const char* name) {
                    return index.data().toString() == QLatin1String(name);
                })) {
                view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select
                                                                   | QItemSelectionModel::Rows);
            }
        }
    }

    static void makeRun(const std::string& name) {
        const auto run = runsFolder() / name;
        fs::create_directories(run / "checkpoints");
        write(run / "config.json", toJson(TrainConfig{}));
        write(run / "metrics.jsonl",
              metricsLine({.step = 1, .epoch = 1, .loss = 0.5, .lr = 1e-3}) + "\n");
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<TrainWorkspace> m_train;
};

QTEST_MAIN(TestRunHistoryTable)
#include "tst_run_history_table.moc"
