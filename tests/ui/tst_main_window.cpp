// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "core/io/convert_model.h"
#include "core/recipes/recipes.h"
#include "ui/main_window.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/models_workspace.h"
#include "ui/panels/shortcuts_dialog.h"
#include "ui/session/image_convert.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/theme.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/numbers_view.h"
#include "ui/widgets/paint_form.h"
#include "ui/widgets/ratio_control.h"
#include "ui/widgets/triptych_view.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <algorithm>
#include <memory>

using namespace mae;
using namespace mae::ui;

namespace {

struct Program {
    explicit Program(WindowPolicy policy = {})
        : settings(folder.filePath(QStringLiteral("w.ini"))) {
        window = std::make_unique<MainWindow>(session, settings, std::move(policy));
        window->models()->open(QStringLiteral("bundled"));
        window->explore()->showSamples();
        window->show();
    }
    TriptychView& triptych() const { return *window->explore()->triptych(); }
    Explorer& explorer() const { return window->explore()->explorer(); }
    bool shows() const { return triptych().result() != nullptr && window->isSettled(); }
    int hiddenCount() const { return triptych().result()->hiddenCount(); }

    QTemporaryDir folder;
    Session session{EngineOptions{.device = "cpu", .threads = 1}};
    Settings settings;
    std::unique_ptr<MainWindow> window;
};

TrainConfig smallRun() {
    auto config = recipe("tiny").make();
    config.model.imageSize = 16;
    config.model.patchSize = 4;
    config.data.scenes = 64;
    config.train.batchSize = 8;
    config.train.epochs = 10'000;
    config.preview.count = 1;
    return config;
}

void drop(QWidget& target, const QMimeData& data) {
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() {
        // The offscreen platform says so of every window with a least size.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsWithASampleReconstructed() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QCOMPARE(p.hiddenCount(), 108);
        QVERIFY(p.window->windowTitle().contains(p.explorer().picture().name));
        QVERIFY(p.window->statusText().contains(QLatin1String("ms")));
        auto* numbers = p.window->findChild<NumbersView*>();
        QVERIFY(!numbers->sentence().isEmpty());
    }

    void everyActionHasATextAndItsOwnKey() {
        const Program p;
        QHash<QKeySequence, QString> keys;
        for (const auto& entry : allActions(*p.window->menuBar())) {
            QVERIFY(!entry.action->text().isEmpty());
            bool onlyFunctionKeys = !entry.action->shortcuts().isEmpty();
            for (const auto& key : entry.action->shortcuts()) {
                QVERIFY2(!keys.contains(key),
                         qPrintable(key.toString() + keys.value(key) + entry.action->text()));
                keys.insert(key, entry.action->text());
                const auto code = key[0].key();
                onlyFunctionKeys = onlyFunctionKeys && code >= Qt::Key_F1 && code <= Qt::Key_F35;
            }
            QVERIFY2(!onlyFunctionKeys, qPrintable(entry.action->text()));
        }
        QVERIFY(keys.size() > 20);
        for (const auto* menu : p.window->menuBar()->actions()) { // its key opens it
            QVERIFY2(!keys.contains(QKeySequence::mnemonic(menu->text())),
                     qPrintable(menu->text()));
        }
    }

    void copiedIsTheNewestReconstructionWhateverViewIsShown() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto before = p.triptych().reconstruction();
        p.window->explore()->deck()->setCurrent(QStringLiteral("error"));
        p.window->explore()->actions().moreHidden->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!p.explorer().isWaiting(), 60'000);
        p.window->explore()->actions().copyReconstruction->trigger();
        const auto copied = QGuiApplication::clipboard()->image();
        const auto expected = toQImage(p.window->explore()->deck()->result()->reconstruction);
        QCOMPARE(copied.convertToFormat(QImage::Format_RGB32), expected);
        QVERIFY(expected != before);
    }

    void everyWidgetThatTakesTheFocusHasItsOwnName() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSet<QString> names;
        for (const auto* widget : p.window->explore()->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || widget->focusProxy() != nullptr || widget->inherits("QLineEdit")
                || widget->objectName().startsWith(QLatin1String("qt_"))) {
                continue;
            }
            auto name = widget->accessibleName();
            if (name.isEmpty()) {
                name = widget->property("text").toString();
            }
            QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
        }
        QVERIFY(names.size() > 10);
    }

    void theSliderChangesThePictureAndUndoRestoresIt() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto before = p.triptych().composed();
        auto* control = p.window->explore()->inspector()->maskForm()->ratioControl();
        for (int value = 760; value <= 900; value += 20) { // a drag
            control->slider()->setValue(value);
        }
        Q_EMIT control->gestureEnded();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.hiddenCount() == 130, 60'000);
        QVERIFY(p.triptych().composed() != before);
        QCOMPARE(p.window->explore()->undoStack().count(), 1); // one step
        p.window->explore()->actions().undo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.hiddenCount() == 108, 60'000);
        QCOMPARE(p.triptych().composed(), before); // bit for bit
        QCOMPARE(control->ratio(), 0.75);
        p.window->explore()->actions().redo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.hiddenCount() == 130, 60'000);
    }

    void aNewMaskIsAnotherMaskAndCanBeUndone() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto first = p.triptych().result()->hidden;
        p.window->explore()->actions().newMask->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.triptych().result()->hidden != first, 60'000);
        QCOMPARE(p.hiddenCount(), 108);
        QCOMPARE(p.explorer().seed(), 1ull);
        p.window->explore()->actions().undo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.triptych().result()->hidden == first, 60'000);
    }

    void galleryChangesCanBeUndone() {
        const Program p;
        auto* gallery = p.window->explore()->gallery();
        const int samples = gallery->count();
        QVERIFY(samples > 1);
        gallery->removeCurrent();
        QCOMPARE(gallery->count(), samples - 1);
        p.window->explore()->actions().undo->trigger();
        QCOMPARE(gallery->count(), samples);
        QCOMPARE(gallery->current(), 0);
        gallery->removeAll();
        QCOMPARE(gallery->count(), 0);
        QTRY_VERIFY(p.triptych().result() == nullptr);
        p.window->explore()->actions().undo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
    }

    void droppedPicturesReplaceTheSamples() {
        const Program p;
        const auto path = p.folder.filePath(QStringLiteral("wide.png"));
        writePng(path.toStdString(), drawScene(1, 5, 300, 120));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        drop(*p.window, data);
        QTRY_COMPARE(p.window->explore()->gallery()->count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QVERIFY(p.window->windowTitle().startsWith(QLatin1String("wide.png")));
        QCOMPARE(p.settings.recent(Settings::Recent::Pictures), QStringList{path});
        p.window->explore()->actions().undo->trigger();
        QVERIFY(p.window->explore()->gallery()->count() > 1);
    }

    void droppedWebAddressesAreRefusedInPlace() {
        const Program p;
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("http://example.org/a.png"))});
        drop(*p.window, data);
        QVERIFY(p.window->explore()->messages()->message().contains(
            QLatin1String("never uses the network")));
    }

    void aBadPictureIsSaidInPlaceAndNothingStaleIsShown() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto path = p.folder.filePath(QStringLiteral("bad.jpg"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xff\xd8 not really");
        file.close();
        p.window->explore()->openPaths({path});
        QTRY_VERIFY(p.window->explore()->messages()->message().contains(QLatin1String("bad.jpg")));
        QVERIFY(p.triptych().result() == nullptr);
    }

    void aMissingModelIsSaidAndTheOldOneStays() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        p.window->models()->open(QStringLiteral("/nowhere/x.safetensors"));
        QTRY_VERIFY(
            p.window->explore()->messages()->message().contains(QLatin1String("x.safetensors")));
        QVERIFY(p.session.hasModel());
        p.window->explore()->actions().newMask->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.explorer().seed() == 1, 60'000);
    }

    void anEncoderShowsItsFeaturesAndWhereItLooks() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto path = p.folder.filePath(QStringLiteral("encoder.safetensors"));
        QVERIFY(convertModel(
                    {.input = "bundled", .output = path.toStdString(), .format = ModelFormat::Timm})
                > 0);
        auto* form = p.window->explore()->inspector()->maskForm();
        QVERIFY(form->isVisible());
        p.window->models()->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(!p.triptych().result() && !p.triptych().isEmpty(), 60'000);
        QTRY_VERIFY(p.window->isSettled());
        QVERIFY(!p.session.model().reconstructs);
        QVERIFY(!form->isVisible());
        QVERIFY(!p.window->explore()->actions().newMask->isEnabled());
        QVERIFY(p.window->explore()->actions().exportView->isEnabled());
        QVERIFY(!p.triptych().composed().isNull());
        p.explorer().setDisplay({.fit = Fit::Native}); // positions are interpolated
        QTRY_VERIFY(p.window->isSettled());
        p.window->models()->open(QStringLiteral("bundled"));
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QVERIFY(form->isVisible());
        QVERIFY(p.window->explore()->actions().newMask->isEnabled());
    }

    void aModelThatDoesNotSayItsHeadsIsAskedAboutInModels() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto path = p.folder.filePath(QStringLiteral("silent.pth"));
        convertModel({.input = "bundled",
                      .output = path.toStdString(),
                      .format = ModelFormat::Official}); // which has no place for heads
        p.window->models()->open(path);
        auto* messages = p.window->explore()->messages();
        QTRY_VERIFY_WITH_TIMEOUT(messages->message().contains(QLatin1String("attention heads")),
                                 60'000);
        auto* look = messages->findChild<QPushButton*>();
        QVERIFY(look != nullptr && look->isVisible());
        look->click();
        QCOMPARE(p.window->workspace(), Workspace::Models);
        QCOMPARE(p.window->modelsWorkspace()->shown(), path);
        QTRY_VERIFY_WITH_TIMEOUT(p.window->modelsWorkspace()->isSettled(), 60'000);
    }

    void theTargetCanBeSwitched() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto before = p.triptych().reconstruction();
        p.session.assumeTarget(Target::Normalised);
        QTRY_VERIFY(p.session.model().config.target == Target::Normalised);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.triptych().reconstruction() != before, 60'000);
        p.session.assumeTarget(Target::Pixels);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.triptych().reconstruction() == before, 60'000);
    }

    void aModelThatCannotBeOpenedAtStartGivesWayToTheBundledOne() {
        Session session{EngineOptions{.device = "cpu", .threads = 1}};
        const QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("w.ini")));
        MainWindow window(session, settings);
        window.models()->open(QStringLiteral("/nowhere/x.safetensors"));
        window.explore()->showSamples();
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(window.explore()->triptych()->result() != nullptr, 60'000);
        QVERIFY(window.explore()->messages()->message().contains(QLatin1String("x.safetensors")));
    }

    void answersAboutAnotherPictureAreNotTakenForTheOneBeingRead() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSignalSpy shown(&p.explorer(), &Explorer::shown);
        const auto old = p.triptych().result();
        p.explorer().newMask(); // its answer comes when another picture is already wanted
        const auto pixels = std::make_shared<const Image>(drawScene(1, 5, 96, 96));
        const auto next = pixelsRef(QStringLiteral("next"), pixels);
        p.explorer().expectPicture(next);
        p.explorer().newMask(); // nothing to ask about yet
        QTRY_VERIFY(p.triptych().isDimmed());
        QVERIFY(p.explorer().isWaiting());
        QCOMPARE(shown.count(), 0);
        QCOMPARE(p.triptych().result(), old);
        p.explorer().setPicture(next, pixels);
        QTRY_VERIFY_WITH_TIMEOUT(!p.explorer().isWaiting(), 60'000);
        QVERIFY(!p.triptych().isDimmed());
        QCOMPARE(p.triptych().result()->original, *pixels);
    }

    void withoutPicturesItSaysWhatToDo() {
        const Program p;
        p.window->explore()->gallery()->removeAll();
        QVERIFY(!p.triptych().isVisible());
        const auto labels = p.window->explore()->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
            return label->isVisible() && label->text().startsWith(QLatin1String("Drop pictures"));
        }));
        p.window->explore()->actions().undo->trigger();
        QVERIFY(p.triptych().isVisible());
    }

    void undoShowsThePictureThatItChanges() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto first = p.explorer().picture().id;
        const auto hidden = p.hiddenCount();
        p.window->explore()->paintActions().showAll->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.hiddenCount() == 0, 60'000);
        p.window->explore()->actions().next->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.explorer().picture().id != first, 60'000);
        p.window->explore()->actions().undo->trigger();
        QCOMPARE(p.explorer().picture().id, first);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.hiddenCount() == hidden, 60'000);
        QVERIFY(!p.explorer().isPainted());
    }

    void pastesAndCopies() {
        const Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        p.window->explore()->actions().copyView->trigger();
        const auto copied = QGuiApplication::clipboard()->image();
        QVERIFY(copied.width() >= p.triptych().composed().width()); // with titles
        p.window->explore()->actions().paste->trigger();
        QTRY_COMPARE(p.window->explore()->gallery()->count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
    }

    void bothThemesAndSmallWindowsRender() {
        for (const auto theme : {Theme::Dark, Theme::Light}) {
            applyTheme(theme);
            const Program p;
            QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
            p.window->resize(1024, 700);
            QCOMPARE(p.window->size(), QSize(1024, 700));
            const auto shot = p.window->grab().toImage();
            const int panel = shot.pixelColor(5, 400).lightness();
            QVERIFY(theme == Theme::Dark ? panel < 80 : panel > 200);
        }
    }

    void picturesAloneHidesTheRestAndEscapeBringsItBack() {
        const Program p;
        auto* inspector = p.window->explore()->inspector();
        QVERIFY(inspector->isVisible());
        for (const auto& entry : allActions(*p.window->menuBar())) {
            if (entry.action->shortcuts().contains(QKeySequence(Qt::Key_F11))) {
                entry.action->trigger();
            }
        }
        QVERIFY(!inspector->isVisible());
        QTest::keyClick(p.window.get(), Qt::Key_Escape);
        QVERIFY(inspector->isVisible());
    }

    void remembersAndSurvivesDamagedSettings() {
        const QTemporaryDir folder;
        const auto file = folder.filePath(QStringLiteral("w.ini"));
        {
            Session session;
            Settings settings(file);
            MainWindow window(session, settings);
            window.explore()->actions().showGallery->setChecked(false);
            window.showWorkspace(Workspace::Train);
            window.close();
        }
        {
            Session session;
            Settings settings(file);
            const MainWindow window(session, settings);
            QVERIFY(!window.explore()->actions().showGallery->isChecked());
            QCOMPARE(window.workspace(), Workspace::Train);
        }
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("\0\xff[window\ngeometry=@ByteArray(rubbish\nworkspace=7\n[[[", 50);
        damaged.close();
        Session session;
        Settings settings(file);
        MainWindow window(session, settings);
        window.show();
        QCOMPARE(window.workspace(), Workspace::Explore);
        QVERIFY(window.width() >= 860);
    }

    void closingWhileTrainingAsksOnce() {
        auto choice = CloseChoice::Cancel;
        int asked = 0;
        Program p({.closeWhileTraining = [&](QWidget*) {
            ++asked;
            return choice;
        }});
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        QSignalSpy ended(&p.session, &Session::runEnded);
        p.session.startTraining(smallRun(), p.folder.filePath(QStringLiteral("run")));
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Training, 60'000);
        p.window->close();
        QCOMPARE(asked, 1);
        QVERIFY(p.window->isVisible());
        choice = CloseChoice::StopAndSave;
        p.window->close();
        p.window->close(); // impatient: not asked again
        QCOMPARE(asked, 2);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
        QCOMPARE(ended.count(), 1);
        QVERIFY(QFile::exists(p.folder.filePath(QStringLiteral("run/config.json"))));
    }

    void aRunKeptTrainingEndsByItselfAndClosesTheHiddenWindow() {
        Program p({.closeWhileTraining = [](QWidget*) { return CloseChoice::KeepTraining; }});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        QSignalSpy ended(&p.session, &Session::runEnded);
        pauseAtStart(p, 2);
        p.window->close();
        QVERIFY(!p.window->isVisible());
        QCOMPARE(closed.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
        QCOMPARE(ended.last()[0].value<RunEnded>().reason, RunEnd::Finished);
        QVERIFY(!p.window->isVisible());
    }

    void runsThatWaitAreTrainedBeforeAHiddenWindowEnds() {
        Program p({.closeWhileTraining = [](QWidget*) { return CloseChoice::KeepTraining; }});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        QSignalSpy ended(&p.session, &Session::runEnded);
        pauseAtStart(p, 2);
        p.session.startTraining(p.session.run().config, p.folder.filePath(QStringLiteral("next")));
        QTRY_COMPARE_WITH_TIMEOUT(p.session.queue().runs.size(), std::size_t{1}, 60'000);
        p.window->close();
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
        QCOMPARE(ended.count(), 2);
        QCOMPARE(ended.last()[0].value<RunEnded>().reason, RunEnd::Finished);
    }

    void aHiddenWindowComesBackIfTheLastSaveFails() {
        Program p({.closeWhileTraining = [](QWidget*) { return CloseChoice::KeepTraining; }});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        pauseAtStart(p, 2);
        QDir checkpoints(p.folder.filePath(QStringLiteral("run/checkpoints")));
        checkpoints.removeRecursively();
        QFile inTheWay(checkpoints.path());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        p.window->close();
        QVERIFY(!p.window->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(p.window->isVisible(), 60'000);
        QCOMPARE(p.session.state(), EngineState::Paused);
        QCOMPARE(p.window->workspace(), Workspace::Train);
        QCOMPARE(closed.count(), 0);
        QVERIFY(inTheWay.remove());
        p.session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Idle, 60'000);
        QVERIFY(p.window->isVisible()); // closing is asked for anew
        p.window->close();
        QCOMPARE(closed.count(), 1);
    }

    void anotherFailedSaveLeavesAHiddenWindowHidden() {
        Program p({.closeWhileTraining = [](QWidget*) { return CloseChoice::KeepTraining; }});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        pauseAtStart(p, 10'000);
        p.window->close();
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Training, 60'000);
        Q_EMIT p.session.failed({ErrorKind::Io, "No space left.", "save"});
        QVERIFY(!p.window->isVisible());
        p.session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
    }

    void aRunMayEndWhileTheQuestionIsOpen_data() {
        QTest::addColumn<CloseChoice>("choice");
        QTest::addRow("keep") << CloseChoice::KeepTraining;
        QTest::addRow("stop") << CloseChoice::StopAndSave;
        QTest::addRow("cancel") << CloseChoice::Cancel;
    }
    void aRunMayEndWhileTheQuestionIsOpen() {
        QFETCH(CloseChoice, choice);
        Session* session = nullptr;
        Program p({.closeWhileTraining = [&](QWidget*) {
            session->stop();
            const auto over = [&] { return session->state() == EngineState::Idle; };
            return QTest::qWaitFor(over, 60'000) ? choice : CloseChoice::Cancel;
        }});
        session = &p.session;
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        pauseAtStart(p, 10'000);
        p.window->close();
        QCOMPARE(p.session.state(), EngineState::Idle);
        QCOMPARE(closed.count(), choice == CloseChoice::Cancel ? 0 : 1);
        QCOMPARE(p.window->isVisible(), choice == CloseChoice::Cancel);
    }

    void aSignalStopsAndSavesWithoutAQuestion() {
        Program p({.closeWhileTraining = [](QWidget*) {
            qFatal("nobody is there to answer");
            return CloseChoice::Cancel;
        }});
        QSignalSpy closed(p.window.get(), &MainWindow::closed);
        QSignalSpy saved(&p.session, &Session::checkpointSaved);
        p.session.startTraining(smallRun(), p.folder.filePath(QStringLiteral("run")));
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Training, 60'000);
        p.window->closeAndSave();
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
        QCOMPARE(saved.count(), 1);
    }

    void theModelInTrainingCanBeExplored() {
        Program p({.closeWhileTraining = [](QWidget*) { return CloseChoice::StopAndSave; }});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        p.session.startTraining(smallRun(), p.folder.filePath(QStringLiteral("run")));
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Training, 60'000);
        p.session.useTrainingModel(true);
        QTRY_VERIFY_WITH_TIMEOUT(p.triptych().result()->grid == (PatchGrid{4, 4}), 60'000);
        QVERIFY(p.window->statusText().contains(QLatin1String("Model in training")));
        p.session.useTrainingModel(false);
        QTRY_VERIFY_WITH_TIMEOUT(p.triptych().result()->grid == (PatchGrid{12, 12}), 60'000);
    }

private:
    static void pauseAtStart(Program& p, double epochs) {
        auto config = smallRun();
        config.train.epochs = epochs;
        p.session.startTraining(config, p.folder.filePath(QStringLiteral("run")));
        p.session.pause();
        QTRY_COMPARE_WITH_TIMEOUT(p.session.state(), EngineState::Paused, 60'000);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
