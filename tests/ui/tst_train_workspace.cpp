// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/io/run_folder.h"
#include "core/recipes/recipes.h"
#include "core/train/training_run.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/continue_dialog.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/preset_picker.h"
#include "ui/panels/probe_panel.h"
#include "ui/panels/run_header.h"
#include "ui/panels/run_list.h"
#include "ui/panels/steer_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/plan_view.h"
#include "ui/widgets/probe_strip.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <fstream>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr int kLong = 60'000; // milliseconds; a busy machine takes its time

/// A model so small that a step takes milliseconds.
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
    config.preview.everySteps = 5;
    config.preview.count = 2;
    return config;
}

} // namespace

class TestTrainWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_home.isValid());
        loadResources();
        applyTheme(Theme::Light);
    }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
        m_place = m_home.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        qputenv("MAE_HOME", QFile::encodeName(m_place));
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_place + QStringLiteral("/data"))); // its trash
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->resize(1216, 760);
        m_train->show();
    }

    void cleanup() {
        m_train.reset();
        m_session.reset();
    }

    void startsWithDefaultsAndOneButton() {
        auto& form = part<NewRunPanel>();
        QTRY_VERIFY(form.canStart());
        QVERIFY(form.config() == recipe("tiny").make());
        QVERIFY(actions().start->isEnabled());
    }

    void startIsDisabledWithTheReason() {
        auto& form = part<NewRunPanel>();
        auto config = micro(10);
        config.model.patchSize = 5;
        form.setConfig(config);
        QVERIFY(!form.canStart());
        QVERIFY(!actions().start->isEnabled());
        config.model.patchSize = 4;
        config.data.paths = {"/no/such/folder"};
        form.setConfig(config);
        QTRY_VERIFY(!form.canStart());
        config.data.paths = {"scenes"};
        form.setConfig(config);
        QTRY_VERIFY(form.canStart());
    }

    void theFormSaysWhatARunWillBe() {
        actions().newRun->trigger();
        auto& form = part<NewRunPanel>();
        form.setConfig(micro(40));
        auto* plan = form.findChild<PlanView*>();
        QTRY_VERIFY_WITH_TIMEOUT(plan->isVisible() && form.canStart(), kLong);
        QVERIFY(plan->warnings().isEmpty());
        QSignalSpy trials(&form, &NewRunPanel::trialWanted);
        QTRY_VERIFY_WITH_TIMEOUT(plan->isMeasured(), kLong); // by the engine, when settings rest
        auto odd = micro(40);
        odd.train.batchSize = 64; // of 16 pictures
        form.setConfig(odd);
        QTRY_COMPARE_WITH_TIMEOUT(plan->warnings().size(), 1, kLong);
        QVERIFY(plan->warnings().first().contains(QStringLiteral("64")));
        QVERIFY(!plan->isMeasured()); // that was another run
    }

    void settingsAreKeptAsAPreset() {
        auto& form = part<NewRunPanel>();
        auto& picker = *form.findChild<PresetPicker*>();
        form.setConfig(micro(12));
        QVERIFY(picker.save(QStringLiteral("mine"), form.config()).isEmpty());
        QVERIFY(picker.isOwn());
        form.choosePreset(QStringLiteral("tiny"));
        QVERIFY(form.config().model.width != 8);
        form.choosePreset(QStringLiteral("mine"));
        QCOMPARE(form.config().model.width, 8);
        QCOMPARE(form.config().train.steps, 12);
        QVERIFY(!picker.save(QStringLiteral("a/b"), form.config()).isEmpty());
        QVERIFY(picker.remove().isEmpty());
        QVERIFY(!picker.isOwn());
        QVERIFY(picker.box()->findData(QStringLiteral("mine")) < 0);
    }

    void aRunIsSteeredAndAnotherWaits() {
        start(micro(100'000));
        auto& steering = part<SteerPanel>();
        QTRY_VERIFY_WITH_TIMEOUT(steering.isVisible(), kLong);
        QSignalSpy changed(m_session.get(), &Session::runChanged);
        Q_EMIT steering.changeWanted(QStringLiteral("mask.ratio"), QStringLiteral("0.5"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kLong);
        QCOMPARE(m_session->run().config.mask.ratio, 0.5);
        Q_EMIT steering.changeWanted(QStringLiteral("mask.ratio"), QStringLiteral("7"));
        auto& message = part<MessageBar>();
        QTRY_VERIFY_WITH_TIMEOUT(message.message().contains(QStringLiteral("mask.ratio")), kLong);
        QCOMPARE(m_session->run().config.mask.ratio, 0.5);

        auto& form = part<NewRunPanel>();
        form.setConfig(micro(5));
        form.startWhenCounted();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->queue().runs.size(), std::size_t{1}, kLong);
        QVERIFY(m_session->hasActiveRun());
        m_session->removeQueued(m_session->queue().runs.front().id);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->queue().runs.empty(), kLong);
        actions().stop->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->hasActiveRun(), kLong);
        QTRY_VERIFY(!steering.isVisible());
    }

    void aFolderOfTextFilesIsRefusedInPlace() {
        QVERIFY(QDir().mkpath(m_place));
        std::ofstream(QFile::encodeName(m_place + QStringLiteral("/a.txt")).toStdString()) << "no";
        m_train->setDataFolder(m_place);
        QTest::qWait(0);
        auto& form = part<NewRunPanel>();
        QTRY_VERIFY(!form.canStart());
        QVERIFY(m_session->state() == EngineState::Idle);
    }

    void trainsPausesResumesStopsAndContinues() {
        start(micro(100'000));
        auto& plot = part<CurvePlot>();
        QTRY_VERIFY_WITH_TIMEOUT(plot.data().size() > 12, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(part<ProbePanel>().shownStep() >= 5, kLong);
        QCOMPARE(part<ProbeStrip>().triples().size(), std::size_t{2});
        QVERIFY(part<NewRunPanel>().canStart()); // another run would wait for its turn

        actions().pause->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Paused, kLong);
        QTRY_COMPARE(part<RunHeader>().stateText(), phaseText(RunPhase::Paused));
        QCOMPARE(actions().pause->text(), TrainWorkspace::tr("Resume"));
        const auto steps = plot.data().size();
        actions().pause->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(plot.data().size() > steps, kLong);

        actions().stop->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        QVERIFY(!part<MessageBar>().message().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(actions().continueRun->isEnabled(), kLong);
        const auto folder = m_train->shownRun();
        QTRY_COMPARE(part<RunList>().view()->model()->rowCount(), 1);

        const auto last = plot.data().point(plot.data().size() - 1).step;
        m_session->continueRun(folder);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->hasActiveRun(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(
            plot.data().size() > 0 && plot.data().point(plot.data().size() - 1).step > last, kLong);
        QCOMPARE(plot.data().point(0).step, 1.0); // the past is there too
        QCOMPARE(m_train->shownRun(), folder);
    }

    void aFinishedRunSaysSoAndCanBeExtended() {
        start(micro(12));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        QTRY_COMPARE(part<RunHeader>().stateText(), phaseText(RunPhase::Done));
        QTRY_VERIFY_WITH_TIMEOUT(actions().continueRun->isEnabled(), kLong);
        actions().continueRun->trigger();
        auto* dialog = m_train->findChild<ContinueDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->epochs(), std::optional(6.0)); // twice the 3 epochs of 4 steps
        dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() == 24, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
    }

    void continuingKeepsThePlanUnlessItIsChanged() {
        RunSummary run{.folder = "run", .config = micro(12), .step = 5, .totalSteps = 12};
        const auto box = [](const ContinueDialog& d) { return d.findChild<NumberBox*>(); };
        ContinueDialog known(run, 1.7); // a third of an epoch in each step, nearly
        QCOMPARE(known.epochs(), std::optional<double>());
        box(known)->setValue(9);
        QCOMPARE(known.epochs(), std::optional(9.0));

        known.show();
        QVERIFY(QTest::qWaitForWindowActive(&known));
        QTest::keyClick(box(known), Qt::Key_Return);
        QCOMPARE(known.result(), int(QDialog::Accepted));
        const ContinueDialog unknown(run, 0);
        QCOMPARE(unknown.epochs(), std::optional<double>());
        QVERIFY(box(unknown)->isHidden());

        run.step = 0;
        run.config.train.steps = 0;
        run.config.train.epochs = 3;
        const ContinueDialog byEpochs(run, 0);
        QCOMPARE(byEpochs.epochs(), std::optional<double>());
        QCOMPARE(box(byEpochs)->value(), 3.0);
        QVERIFY(!box(byEpochs)->isHidden());
    }

    void theMessageSpeaksOfItsRunWhateverIsShown() {
        start(micro(8));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        const auto first = m_train->shownRun();
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->hasActiveRun(), kLong);
        const auto second = m_train->shownRun();
        m_train->openRun(first);
        m_session->stop();
        auto& message = part<MessageBar>();
        QTRY_VERIFY_WITH_TIMEOUT(message.message().contains(QFileInfo(second).fileName()), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        QCOMPARE(m_train->shownRun(), first);
        Q_EMIT message.actionTriggered(); // "Continue…"
        QCOMPARE(m_train->shownRun(), second);
        QTRY_VERIFY_WITH_TIMEOUT(m_train->findChild<ContinueDialog*>(), kLong);
        m_train->findChild<ContinueDialog*>()->accept();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->hasActiveRun(), kLong);
        QCOMPARE(m_train->shownRun(), second);
    }

    void aNewRunClearsTheMessage() {
        start(micro(8));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        actions().newRun->trigger();
        QVERIFY(part<MessageBar>().message().isEmpty());
    }

    void aRunTooLargeIsOfferedWithHalfItsOwnBatch() {
        start(micro(8));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        auto large = micro(8);
        large.train.batchSize = 64;
        large.data.paths = {m_place.toStdString()}; // no pictures: it is not even created
        Q_EMIT part<NewRunPanel>().startWanted(large);
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        Q_EMIT m_session->failed({ErrorKind::OutOfMemory, "Too large.", "training"});
        Q_EMIT part<MessageBar>().actionTriggered();
        QCOMPARE(part<NewRunPanel>().config().train.batchSize, 32);
        QCOMPARE(part<NewRunPanel>().config().train.accumulate, 2);
        QCOMPARE(part<NewRunPanel>().config().data.paths, large.data.paths);
    }

    void savingInVainIsNotAnsweredByTheNextSave() {
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 2, kLong);
        QSignalSpy saved(m_session.get(), &Session::checkpointSaved);
        actions().save->trigger();
        Q_EMIT m_session->failed({ErrorKind::Io, "No space left.", "save"});
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLong);
        QCOMPARE(part<MessageBar>().message(), QStringLiteral("No space left."));
    }

    void isSettledWhenARunAndItsPreviewAreRead() {
        start(micro(8));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        const auto folder = m_train->shownRun();
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->openRun(folder);
        QVERIFY(!m_train->isSettled());
        QTRY_VERIFY(m_train->isSettled());
        QCOMPARE(part<CurvePlot>().data().size(), std::size_t{8});
        QVERIFY(part<ProbePanel>().shownStep() >= 5);
        m_train->openRun(m_place + QStringLiteral("/none"));
        QVERIFY(!m_train->isSettled());
        QTRY_VERIFY(m_train->isSettled());
    }

    void savesWhenAsked() {
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 2, kLong);
        actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        const QDir checkpoints(m_train->shownRun() + QStringLiteral("/checkpoints"));
        QCOMPARE(checkpoints.entryList({QStringLiteral("*.safetensors")}).size(), 1);
    }

    void exploreUsesTheModelInTraining() {
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 2, kLong);
        QSignalSpy wanted(m_train.get(), &TrainWorkspace::exploreTrainingModel);
        actions().explore->trigger();
        QCOMPARE(wanted.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->usesTrainingModel(), kLong);
    }

    void anEarlierRunIsShownWhileAnotherTrains() {
        start(micro(8));
        QTRY_VERIFY_WITH_TIMEOUT(!part<MessageBar>().message().isEmpty(), kLong);
        const auto first = m_train->shownRun();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 10, kLong);
        const auto second = m_train->shownRun();
        QVERIFY(first != second);
        m_train->openRun(first);
        QTRY_COMPARE_WITH_TIMEOUT(part<CurvePlot>().data().size(), std::size_t{8}, kLong);
        QVERIFY(!actions().pause->isVisible());
        QVERIFY2(!actions().continueRun->isEnabled(), "one run at a time");
        m_train->openRun(second);
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 10, kLong);
        QVERIFY(actions().pause->isVisible());
    }

    void whatIsNoRunIsRefusedInPlace() {
        QVERIFY(QDir().mkpath(m_place));
        m_train->openRun(m_place);
        QTRY_VERIFY(!part<MessageBar>().message().isEmpty());
        QVERIFY(m_train->shownRun().isEmpty());
    }

    void aRunThatCannotStartSaysWhy() {
        auto config = micro(10);
        config.data.paths = {"/no/such/folder"};
        m_session->startTraining(config); // as if the folder had vanished after the count
        QTRY_VERIFY_WITH_TIMEOUT(
            part<MessageBar>().message().contains(QStringLiteral("/no/such/folder")), kLong);
        QTRY_VERIFY(part<NewRunPanel>().isVisible());
    }

    void survivesBeingDestroyedWhileTraining() {
        start(micro(100'000));
        QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>().data().size() > 1, kLong);
        m_train.reset();
        m_session.reset();
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->show();
        QTRY_COMPARE_WITH_TIMEOUT(part<RunList>().view()->model()->rowCount(), 1, kLong);
        m_train->openRun(part<RunList>()
                             .view()
                             ->model()
                             ->index(0, 0)
                             .data(RunTableModel::FolderRole)
                             .toString());
        QTRY_VERIFY_WITH_TIMEOUT(actions().continueRun->isEnabled(), kLong);
    }

    void aRunGoesToTheTrashAndComesBack() {
        start(micro(6));
        QTRY_VERIFY_WITH_TIMEOUT(actions().trash->isEnabled(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        const auto folder = m_train->shownRun();
        actions().trash->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(folder), kLong);
        QTRY_COMPARE(part<RunList>().view()->model()->rowCount(), 0);
        auto& message = part<MessageBar>();
        QTRY_VERIFY(message.message().contains(QFileInfo(folder).fileName()));
        Q_EMIT message.actionTriggered(); // "Undo"
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(folder + QStringLiteral("/config.json")), kLong);
        QTRY_COMPARE(m_train->shownRun(), folder);
        QTRY_COMPARE(part<RunList>().view()->model()->rowCount(), 1);
    }

    void aRunThatIsBeingContinuedCannotBeTrashed() {
        start(micro(6));
        QTRY_VERIFY_WITH_TIMEOUT(actions().trash->isEnabled(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        std::vector<bool> couldTrash;
        connect(m_session.get(), &Session::stateChanged, this,
                [&] { couldTrash.push_back(actions().trash->isEnabled()); });
        m_session->continueRun(m_train->shownRun(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Training, kLong);
        disconnect(m_session.get(), nullptr, this, nullptr);
        QCOMPARE(couldTrash, (std::vector<bool>{false, false})); // preparing, training
    }

    void aModelFolderIsNoRun() {
        QVERIFY(QDir().mkpath(m_place));
        QFile config(m_place + QStringLiteral("/config.json"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        QVERIFY(drop({QUrl::fromLocalFile(m_place)}));
        QVERIFY(m_train->shownRun().isEmpty());
        QCOMPARE(part<NewRunPanel>().config().data.paths,
                 std::vector<std::string>{m_place.toStdString()});
    }

    void foldersAndPicturesCanBeDropped() {
        QVERIFY(QDir().mkpath(m_place));
        QVERIFY(drop({QUrl::fromLocalFile(m_place)}));
        QCOMPARE(part<NewRunPanel>().config().data.paths,
                 std::vector<std::string>{m_place.toStdString()});
    }

    void whatCannotBeLearnedFromIsNotTaken() {
        QVERIFY(QDir().mkpath(m_place));
        QFile text(m_place + QStringLiteral("/a.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        QVERIFY(!drop({QUrl::fromLocalFile(text.fileName())}));
        QVERIFY(drop({QUrl(QStringLiteral("https://example.org/cat.jpg"))}));
        QVERIFY(!part<MessageBar>().message().isEmpty());
        QCOMPARE(part<NewRunPanel>().config().data.paths, std::vector<std::string>{"scenes"});
    }

    void aDroppedRunIsOpened() {
        start(micro(6));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == EngineState::Idle, kLong);
        const auto folder = m_train->shownRun();
        actions().newRun->trigger();
        QVERIFY(m_train->shownRun().isEmpty());
        QVERIFY(drop({QUrl::fromLocalFile(folder)}));
        QTRY_COMPARE_WITH_TIMEOUT(part<CurvePlot>().data().size(), std::size_t{6}, kLong);
    }

    void everythingThatTakesTheFocusHasAName() {
        QTest::qWait(0);
        for (auto* widget : m_train->findChildren<QWidget*>()) {
            const bool inner = qobject_cast<QLineEdit*>(widget) != nullptr
                               && qobject_cast<QAbstractSpinBox*>(widget->parentWidget());
            if ((widget->focusPolicy() & Qt::TabFocus) == 0 || inner
                || !widget->isVisibleTo(m_train.get())
                || qobject_cast<QAbstractScrollArea*>(widget) != nullptr) {
                continue;
            }
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty()
                               || (button != nullptr && !button->text().isEmpty());
            QVERIFY2(named, widget->metaObject()->className());
        }
    }

    void aRunThatWasCutOffBeforeItWasSavedIsOfferedToBeginAgain() {
        const auto folder = runsFolder() / "cut";
        auto cut = TrainingRun::create(micro(6), folder, {.device = "cpu", .threads = 1});
        cut->advance();
        cut.reset(); // as a crash leaves it
        m_train = std::make_unique<TrainWorkspace>(*m_session);
        m_train->show();
        auto& bar = part<MessageBar>();
        QTRY_VERIFY(bar.message().contains(QStringLiteral("begin again")));
        Q_EMIT bar.actionTriggered();
        QTRY_VERIFY(m_train->findChild<ContinueDialog*>() != nullptr);
        m_train->findChild<ContinueDialog*>()->accept();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->run().folder == folder, kLong);
        QCOMPARE(m_session->run().firstStep, 0);
        QTRY_VERIFY_WITH_TIMEOUT(readRunSummary(folder).finished(), kLong);
    }

    void theLayoutIsRememberedAndRubbishIgnored() {
        const auto layout = m_train->saveLayout();
        QVERIFY(!layout.isEmpty());
        m_train->restoreLayout(layout);
        m_train->restoreLayout(QByteArrayLiteral("rubbish"));
        m_train->restoreLayout({});
    }

    void fitsASmallWindowAlsoWithLargeLetters() {
        const auto usual = QApplication::font();
        auto large = usual;
        large.setPointSize(14);
        QApplication::setFont(large);
        TrainWorkspace second(*m_session);
        QVERIFY2(second.minimumSizeHint().width() <= 1024 - 64,
                 qPrintable(QString::number(second.minimumSizeHint().width())));
        QApplication::setFont(usual);
        m_train->resize(1024 - 64, 700 - 40);
        QVERIFY(m_train->minimumSizeHint().width() <= 1024 - 64);
        QVERIFY(m_train->minimumSizeHint().height() <= 700 - 60);
    }

private:
    template <class Widget> Widget& part() { return *m_train->findChild<Widget*>(); }
    bool drop(const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QCoreApplication::sendEvent(m_train.get(), &enter);
        if (enter.isAccepted()) {
            QDropEvent event({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(m_train.get(), &event);
        }
        return enter.isAccepted();
    }
    const TrainActions& actions() { return m_train->trainActions(); }
    void start(const TrainConfig& config) {
        auto& form = part<NewRunPanel>();
        form.setConfig(config);
        form.startWhenCounted();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->hasActiveRun() || m_session->run().totalSteps > 0,
                                 kLong);
    }

    QTemporaryDir m_home;
    QString m_place;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<TrainWorkspace> m_train;
};

QTEST_MAIN(TestTrainWorkspace)
#include "tst_train_workspace.moc"
