// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of the past in Train: search, order, comparing, notes, runs from elsewhere and of other
// processes.
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/probe_panel.h"
#include "ui/panels/run_header.h"
#include "ui/panels/run_list.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/paths.h"
#include "ui/session/run_follower.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <fstream>

using namespace mae;
using namespace mae::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 60'000;

void write(const fs::path& file, const std::string& text, bool append = false) {
    std::ofstream(file, append ? std::ios::binary | std::ios::app : std::ios::binary) << text;
}

QStringList words(std::initializer_list<const char*> texts) {
    QStringList list;
    for (const auto* text : texts) {
        list << QString::fromLatin1(text);
    }
    return list;
}

std::string line(std::int64_t step, double loss) {
    return metricsLine({.step = step, .epoch = double(step) / 10, .loss = loss, .lr = 1e-3}) + "\n";
}

} // namespace

class TestRunHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
    }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("MAE_HOME", QFile::encodeName(m_home->path()));
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
    }

    void cleanup() {
        m_train.reset();
        m_session.reset();
    }

    void theListIsSearchedByNameAndTagsAndSorted() {
        makeRun("beta", 10, 0.5);
        makeRun("alpha", 30, 0.9);
        makeRun("gamma", 20, 0.1);
        writeNotes(runsFolder() / "gamma", {.tags = {"paper"}, .text = "the good one"});
        open();
        auto& list = part<RunList>();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kLong);
        list.setOrder(RunList::Order::Name);
        QCOMPARE(names(), (words({"alpha", "beta", "gamma"})));
        list.setOrder(RunList::Order::Loss);
        QCOMPARE(names(), (words({"gamma", "beta", "alpha"})));
        list.setOrder(RunList::Order::Steps);
        QCOMPARE(names().size(), 3);
        QTest::keyClicks(list.findChild<QLineEdit*>(), QStringLiteral("paper"));
        QCOMPARE(names(), words({"gamma"}));
        list.setSearch(QStringLiteral("GOOD one"));
        QCOMPARE(names(), words({"gamma"}));
        list.setSearch(QStringLiteral("nothing like it"));
        QVERIFY(names().isEmpty());
        list.setSearch({});
        QCOMPARE(names().size(), 3);
    }

    void aSearchNeitherForgetsNorChangesTheRunThatIsShown() {
        makeRun("alpha", 30, 0.9);
        makeRun("beta", 10, 0.5);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        show("alpha");
        auto& list = part<RunList>();
        list.setSearch(QStringLiteral("beta"));
        QCOMPARE(QFileInfo(m_train->shownRun()).fileName(), QStringLiteral("alpha"));
        list.setSearch({});
        QCOMPARE(list.view()->currentIndex().data().toString(), QStringLiteral("alpha"));
    }

    void checkedRunsAreComparedByCurvesAndSettings() {
        makeRun("mine", 30, 0.9);
        makeRun("other", 50, 0.5, 0.5);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        show("mine");
        auto& plot = part<CurvePlot>();
        QTRY_COMPARE_WITH_TIMEOUT(plot.data().size(), std::size_t{30}, kLong);
        QCOMPARE(plot.shownX().high, 30.0);
        clickBox("other");
        QTRY_COMPARE_WITH_TIMEOUT(plot.shownX().high, 50.0, kLong);
        QCOMPARE(QFileInfo(m_train->shownRun()).fileName(), QStringLiteral("mine"));
        const auto legend = plot.readout(0).legend;
        QCOMPARE(legend.size(), std::size_t{2});
        QCOMPARE(legend[0].name, QStringLiteral("mine"));
        QCOMPARE(legend[1].name, QStringLiteral("other"));
        auto& table = part<DifferenceTable>();
        QCOMPARE(table.rowCount(), 1);
        QCOMPARE(table.columnCount(), 3);
        QVERIFY(table.item(0, 1)->text() != table.item(0, 2)->text());
        QCOMPARE(table.item(0, 0)->toolTip(), QStringLiteral("mask.ratio"));
        clickBox("other");
        QTRY_COMPARE_WITH_TIMEOUT(plot.shownX().high, 30.0, kLong);
        QVERIFY(table.isHidden() || !table.isVisibleTo(m_train.get()));
    }

    void spaceChecksARunAndOneThatIsShownIsNotComparedWithItself() {
        makeRun("a", 3, 0.9);
        makeRun("b", 3, 0.5);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        show("a");
        auto* view = part<RunList>().view();
        QTest::keyClick(view, Qt::Key_Space);
        QCOMPARE(m_train->runs().compared().size(), 1);
        show("b");
        QCOMPARE(m_train->runs().compared().size(), 1);
        show("a");
        QVERIFY(m_train->runs().compared().isEmpty());
        m_train->trainActions().compare->trigger();
        QCOMPARE(m_train->runs().compared().size(), 1);
        m_train->trainActions().compareNone->trigger();
        QVERIFY(m_train->runs().compared().isEmpty());
    }

    void aRunThatIsGoneIsComparedNoLonger() {
        makeRun("a", 3, 0.9);
        const auto gone = makeRun("b", 3, 0.5);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        show("a");
        clickBox("b");
        auto& plot = part<CurvePlot>();
        QTRY_COMPARE_WITH_TIMEOUT(plot.readout(2).values.size(), std::size_t{2}, kLong);
        fs::remove_all(gone);
        Q_EMIT part<RunList>().refreshWanted();
        QTRY_VERIFY_WITH_TIMEOUT(m_train->runs().compared().isEmpty(), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(plot.readout(2).values.size(), std::size_t{1}, kLong);
    }

    void noMoreRunsAreComparedThanThereAreColours() {
        RunTableModel model;
        for (int i = 0; i < 9; ++i) {
            model.setCompared(QString::number(i), true);
        }
        QCOMPARE(model.compared().size(), RunTableModel::kMostCompared);
        model.setCompared(QStringLiteral("2"), false);
        QCOMPARE(model.compared(), (words({"0", "1", "3", "4"})));
    }

    void changesNoticesAndReferencesOfTheRunAreOnThePlot() {
        const auto run = makeRun("a", 30, 0.9);
        write(run / "changes.jsonl", R"({"step": 10, "path": "train.lr", "value": "0.01"})"
                                     "\n");
        write(run / "events.jsonl", R"({"step": 20, "kind": "rewind", "what": "went back"})"
                                    "\n");
        open();
        show("a");
        auto& plot = part<CurvePlot>();
        QTRY_COMPARE_WITH_TIMEOUT(plot.data().size(), std::size_t{30}, kLong);
        const auto& chart = plot.chart(0);
        QCOMPARE(chart.marks.size(), std::size_t{2});
        QCOMPARE(chart.levels.size(), std::size_t{2}); // as makeRun() notes them
        QCOMPARE(chart.levels[0].value, 1.1);          // of the target of the run
        const QPoint there(qRound(chart.at({10, 1}).x()), qRound(chart.area.center().y()));
        QVERIFY(plot.marksAt(there).contains(QStringLiteral("train.lr = 0.01")));
    }

    void tagsAndNotesAreKeptInTheFolder() {
        const auto run = makeRun("a", 3, 0.9);
        makeRun("b", 3, 0.9);
        open();
        show("a");
        auto& panel = part<RunPanel>();
        auto* tags = panel.findChild<QLineEdit*>(QStringLiteral("tags"));
        auto* text = panel.findChild<QPlainTextEdit*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_train->isSettled(), kLong);
        QTest::keyClicks(tags, QStringLiteral("good, paper"));
        text->setPlainText(QStringLiteral("worth a look"));
        show("b"); // leaving it is enough
        const RunNotes wanted{.tags = {"good", "paper"}, .text = "worth a look"};
        QTRY_VERIFY_WITH_TIMEOUT(readNotes(run) == wanted, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(tags->text().isEmpty(), kLong);
        show("a");
        QTRY_COMPARE_WITH_TIMEOUT(tags->text(), QStringLiteral("good, paper"), kLong);
        QCOMPARE(text->toPlainText(), QStringLiteral("worth a look"));
    }

    void aRunFromElsewhereIsListedWhereItLies() {
        makeRun("a", 3, 0.9);
        const auto place = toPath(m_home->filePath(QStringLiteral("stick")));
        const auto run = makeRun("guest", 7, 0.4, 0.75, place);
        open();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, kLong);
        QSignalSpy changed(m_train.get(), &TrainWorkspace::elsewhereChanged);
        drop(toText(run));
        QTRY_COMPARE_WITH_TIMEOUT(part<CurvePlot>().data().size(), std::size_t{7}, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_train->elsewhere(), QStringList{toText(run)});
        QVERIFY(!fs::exists(runsFolder() / "guest"));           // it was not copied
        m_train = std::make_unique<TrainWorkspace>(*m_session); // the next start
        m_train->setElsewhere({toText(run), m_home->filePath(QStringLiteral("gone"))});
        m_train->show();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kLong);
        m_train->openRun(toText(run));
        QTRY_VERIFY_WITH_TIMEOUT(m_train->trainActions().forget->isVisible(), kLong);
        m_train->trainActions().forget->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), 1, kLong);
        QVERIFY(fs::exists(run / "config.json"));
    }

    void aRunOfAnotherProcessIsFollowed() {
        const auto run = makeRun("a", 3, 0.9);
        auto lock = std::make_unique<FileLock>(run / "run.lock");
        open();
        show("a");
        auto& plot = part<CurvePlot>();
        QTRY_COMPARE_WITH_TIMEOUT(plot.data().size(), std::size_t{3}, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(part<RunHeader>().stateText(), phaseText(RunPhase::Elsewhere),
                                  kLong);
        auto& follower = *m_train->findChild<RunFollower*>();
        QVERIFY(follower.isFollowing());
        write(run / "metrics.jsonl", line(4, 0.8) + line(5, 0.7) + line(6, 0.6).substr(0, 9), true);
        follower.look();
        QTRY_COMPARE_WITH_TIMEOUT(plot.data().size(), std::size_t{5}, kLong);
        QCOMPARE(plot.data().value(0, 4), 0.7);
        write(run / "metrics.jsonl", line(6, 0.6).substr(9), true);
        lock.reset(); // it has ended
        follower.look();
        QTRY_COMPARE_WITH_TIMEOUT(plot.data().size(), std::size_t{6}, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(!follower.isFollowing(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(part<RunHeader>().stateText() != phaseText(RunPhase::Elsewhere),
                                 kLong);
    }

private:
    template <class Widget> Widget& part() { return *m_train->findChild<Widget*>(); }

    void open() {
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->resize(1216, 760);
        m_train->show();
    }

    void show(const char* name) { m_train->openRun(toText(runsFolder() / name)); }

    static fs::path makeRun(const std::string& name, int steps, double loss, double ratio = 0.75,
                            const fs::path& place = runsFolder()) {
        const auto run = place / name;
        fs::create_directories(run / "checkpoints");
        TrainConfig config;
        config.mask.ratio = ratio;
        const auto json = toJson(config);
        write(run / "config.json",
              json.substr(0, json.rfind('}'))
                  + R"(, "run": {"pictures": 400, "reference_losses": {"pictures": 64,
                        "pixels": {"mean_colour": 1.1, "neighbours": 0.9},
                        "normalised": {"mean_colour": 1.0, "neighbours": 1.5}}}})");
        std::string lines;
        for (int step = 1; step <= steps; ++step) {
            lines += line(step, loss);
        }
        write(run / "metrics.jsonl", lines);
        return run;
    }

    QStringList names() {
        QStringList list;
        const auto* model = part<RunList>().view()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            list << model->index(row, 0).data().toString();
        }
        return list;
    }

    void clickBox(const char* name) {
        auto* view = part<RunList>().view();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const auto index = view->model()->index(row, 0);
            if (index.data().toString() == QLatin1String(name)) {
                const auto rect = view->visualRect(index);
                QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                                  {rect.right() - 14, rect.top() + 15});
            }
        }
    }

    void drop(const QString& folder) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(folder)});
        QDragEnterEvent enter({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_train.get(), &enter);
        QDropEvent event({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_train.get(), &event);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<TrainWorkspace> m_train;
};

QTEST_MAIN(TestRunHistory)
#include "tst_run_history.moc"
