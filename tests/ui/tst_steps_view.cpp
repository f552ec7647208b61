// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "ui/session/film_export.h"
#include "ui/widgets/steps_canvas.h"
#include "ui/widgets/steps_controls.h"
#include "ui/widgets/steps_player.h"
#include "ui/widgets/steps_words.h"

#include "tests/support/gif_walk.h"
#include "tests/support/steps_shown.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <cmath>

using namespace mae;
using namespace mae::test;
using namespace mae::ui;

class TestStepsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { // The offscreen platform can't tell a window its least size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)")));
    }

    void keysPlayStepAndJump() {
        Shown s;
        const auto press = [&](Qt::Key key) { QTest::keyClick(&s.view, key); };
        press(Qt::Key_Space);
        QVERIFY(s.view.player()->isPlaying());
        press(Qt::Key_Space);
        QVERIFY(!s.view.player()->isPlaying());
        press(Qt::Key_Right);
        QCOMPARE(s.view.step(), 1);
        QVERIFY(s.view.player()->isPlaying());
        s.view.player()->advance(100); // one step only
        QCOMPARE(s.view.step(), 1);
        QCOMPARE(s.view.time(), 1.0);
        QVERIFY(!s.view.player()->isPlaying());
        press(Qt::Key_Left); // to its own start, then to the one before
        QCOMPARE(s.view.step(), 1);
        QCOMPARE(s.view.time(), 0.0);
        press(Qt::Key_Left);
        QCOMPARE(s.view.step(), 0);
        press(Qt::Key_End);
        QCOMPARE(s.view.step(), 9);
        QCOMPARE(s.view.time(), 1.0);
        press(Qt::Key_Home);
        QCOMPARE(s.view.step(), 0);
        press(Qt::Key_S);
        QVERIFY(s.view.player()->isSlow());
        QVERIFY(s.view.controls()->slowButton()->isChecked());
    }

    void theFilmShowsEveryStepFromItsStartToItsEnd() {
        Shown s;
        const auto film = s.view.film();
        QVERIFY(film.frames > 100);
        const auto first = film.frame(0), last = film.frame(film.frames - 1);
        QCOMPARE(first.size(), QSize(960, 600));
        QCOMPARE(first, s.view.frameAt(0, 0, first.size()));
        QCOMPARE(last, s.view.frameAt(9, 1, last.size()));
        s.view.clear(); // it goes on showing what it was made of
        QCOMPARE(film.frame(0), first);
        QCOMPARE(s.view.film().frames, 0);
    }

    void aFilmIsWrittenFrameByFrame() {
        Shown s;
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("steps.gif"));
        auto film = s.view.film();
        film.frames = 5;
        FilmExport writer;
        QSignalSpy finished(&writer, &FilmExport::finished), failed(&writer, &FilmExport::failed);
        writer.start(path, film);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        const auto gif = walkGif(readFile(path.toStdString(), 1U << 24U));
        QCOMPARE(gif.delays, std::vector<int>(5, 10));
        QCOMPARE(gif.width, 960);
        writer.start(folder.filePath(QStringLiteral("absent/steps.gif")), film);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
        writer.start(folder.filePath(QStringLiteral("other.gif")), film);
        writer.cancel();
        QVERIFY(!writer.isRunning());
    }

    void buttonsDoTheSameAndHaveNamesAndTips() {
        Shown s;
        auto* controls = s.view.controls();
        for (auto* button : controls->findChildren<QToolButton*>()) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(!button->toolTip().isEmpty());
        }
        controls->playButton()->click();
        QVERIFY(s.view.player()->isPlaying());
        controls->playButton()->click();
        QVERIFY(!s.view.player()->isPlaying());
        controls->stepButton(Step::Encode)->click();
        QCOMPARE(s.view.step(), int(Step::Encode));
        controls->forwardButton()->click();
        QCOMPARE(s.view.step(), int(Step::MaskTokens));
        QVERIFY(controls->stepButton(Step::MaskTokens)->isChecked());
        controls->backButton()->click();
        QCOMPARE(s.view.step(), int(Step::Encode));
        controls->slowButton()->click();
        QVERIFY(s.view.player()->isSlow());
    }

    void playingGoesThroughAllStepsAndStops() {
        Shown s;
        auto* player = s.view.player();
        player->play();
        double seconds = 0;
        std::vector<int> seen;
        while (player->isPlaying() && seconds < 1000) {
            if (seen.empty() || seen.back() != s.view.step()) {
                seen.push_back(s.view.step());
            }
            player->advance(0.1);
            seconds += 0.1;
        }
        QCOMPARE(seen.size(), std::size_t{10});
        QCOMPARE(s.view.step(), 9);
        QCOMPARE(s.view.time(), 1.0);
        double all = 0;
        for (int step = 0; step < 10; ++step) {
            all += s.view.secondsOf(step);
        }
        QVERIFY(std::abs(seconds - all) < 0.2);
        player->play(); // again, from the start
        QCOMPARE(s.view.step(), 0);
        player->setSlow(true);
        player->advance(1.5);
        QCOMPARE(s.view.time(), 0.5 / s.view.secondsOf(0));
    }

    void nothingMovesUnlessItPlaysAndIsSeen() {
        Shown s;
        s.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.view));
        QSignalSpy moved(s.view.player(), &StepsPlayer::moved);
        s.view.player()->advance(5);
        QCOMPARE(moved.count(), 0);
        s.view.player()->play();
        QTRY_VERIFY(moved.count() > 0);
        s.view.hide();
        QVERIFY(!s.view.player()->isPlaying());
    }

    void anotherMaskKeepsTheMoment() {
        Shown s;
        s.view.showMoment(4, 1);
        const auto before = s.view.frameAt(4, 1, kSize);
        const auto other = contextOf(randomChoice(0.5));
        s.view.beginParts(other, 1);
        QVERIFY(!s.view.canvas()->isDimmed());
        QTRY_VERIFY(s.view.canvas()->isDimmed()); // it took too long
        s.view.takePart({.total = 1, .part = traced(other)});
        QVERIFY(!s.view.canvas()->isDimmed());
        QCOMPARE(s.view.step(), 4);
        QCOMPARE(s.view.time(), 1.0);
        QCOMPARE(s.view.canvas()->scene()->visible, 8);
        QVERIFY(s.view.frameAt(4, 1, kSize) != before);
    }

    void whatThePanelCallsStaleIsDimmed() {
        Shown s;
        s.view.setDimmed(true, false);
        QVERIFY(s.view.canvas()->isDimmed());
        s.view.setDimmed(false, false);
        QVERIFY(!s.view.canvas()->isDimmed());
    }

    void aPaintedMaskIsNotSaidToBeDrawn() {
        const Shown s(paintedChoice());
        const auto& scene = *s.view.canvas()->scene();
        QVERIFY(!scene.random);
        QVERIFY(wordsOf(scene, {}, Step::Noise).sentences.contains(QStringLiteral("by hand")));
        QVERIFY(wordsOf(scene, {}, Step::Sort).sentences.contains(QStringLiteral("painted mask")));
        QCOMPARE(wordsOf(scene, {}, Step::Sort).title, QStringLiteral("Visible first"));
        QVERIFY(s.view.controls()
                    ->stepButton(Step::Noise)
                    ->toolTip()
                    .contains(QStringLiteral("painted mask")));
        QVERIFY(!patchWords(scene, 2).contains(QStringLiteral("number")));
        for (int i = 0; i < 3; ++i) { // visible ones come first
            QCOMPARE(s.view.placeOf(s.trace->order[static_cast<std::size_t>(i)], 4, 1).isNull(),
                     false);
        }
    }

    void otherStrategiesAreNotCalledNoise() {
        auto choice = randomChoice();
        choice.config.strategy = CheckerboardMask{};
        const Shown s(choice);
        const auto& scene = *s.view.canvas()->scene();
        QVERIFY(!scene.random);
        QVERIFY(wordsOf(scene, {}, Step::Noise).sentences.contains(QStringLiteral("strategy")));
    }

    void shapesAndSentencesHaveTheRealNumbers() {
        const Shown s;
        const auto& scene = *s.view.canvas()->scene();
        QCOMPARE(wordsOf(scene, {}, Step::Cut).from, QStringLiteral("[H, W, C] = [16, 16, 3]"));
        QCOMPARE(wordsOf(scene, {}, Step::Numbers).to, QStringLiteral("[N, P²·C] = [16, 48]"));
        QCOMPARE(wordsOf(scene, {}, Step::Encode).to, QStringLiteral("[V+1, D] = [5, 24]"));
        QCOMPARE(wordsOf(scene, {}, Step::MaskTokens).to, QStringLiteral("[N+1, D′] = [17, 16]"));
        QCOMPARE(wordsOf(scene, {}, Step::Keep).title, QStringLiteral("Keep 4 of 16"));
        QVERIFY(wordsOf(scene, {.pasteVisible = false}, Step::Pixels).sentences
                != wordsOf(scene, {}, Step::Pixels).sentences);
    }

    void normalisedTargetsAreExplained() {
        auto config = test::toyConfig();
        config.target = Target::Normalised;
        const auto context = contextOf(randomChoice());
        const auto scene = sceneOf(traced(context, config), true);
        QVERIFY(wordsOf(scene, {}, Step::Pixels).sentences.contains(QStringLiteral("neighbours")));
        QVERIFY(wordsOf(scene, {.normPix = NormPixDisplay::True}, Step::Pixels)
                    .sentences.contains(QStringLiteral("never saw")));
    }

    void aPatchIsFollowed() {
        Shown s;
        QSignalSpy pointed(&s.view, &ExploreView::patchPointedAt);
        s.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.view));
        s.view.showMoment(2, 1);
        auto* canvas = s.view.canvas();
        const auto place = s.view.placeOf(6, 2, 1).center().toPoint();
        QTest::mouseMove(canvas, place);
        QTRY_COMPARE(canvas->followed(), 6);
        QVERIFY(pointed.last().first().toString().contains(QStringLiteral("Patch 6")));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
        QTest::mouseMove(canvas, {2, 2});
        QTRY_COMPARE(canvas->followed(), 6); // it was clicked
        const auto with = s.view.frameAt(3, 1, kSize);
        QTest::keyClick(&s.view, Qt::Key_Escape);
        QCOMPARE(canvas->followed(), -1);
        QVERIFY(pointed.last().first().toString().isEmpty());
        QVERIFY(s.view.frameAt(3, 1, kSize) != with);
    }

    void tasksAreAskedForOnlyIfTheyCanBeAnswered() {
        const StepsView view;
        auto context = contextOf(randomChoice());
        QCOMPARE(view.tasks(context).size(), std::size_t{1});
        QVERIFY(std::holds_alternative<TraceTask>(view.tasks(context).front()));
        auto other = context;
        other.gallery.push_back(other.current);
        QVERIFY(view.sameTasks(context, other));
        other.current.mask.seed = 99;
        QVERIFY(!view.sameTasks(context, other));
        context.reconstructs = false;
        QVERIFY(view.tasks(context).empty());
        context = contextOf(randomChoice());
        context.current.id = 0;
        QVERIFY(view.tasks(context).empty());
    }

    void whatIsMissingIsSaid() {
        Shown s;
        s.view.clear();
        QVERIFY(s.view.isEmpty());
        QVERIFY(s.view.figure().isEmpty());
        QVERIFY(s.view.frameAt(0, 0, kSize).isNull());
        QVERIFY(s.view.canvas()->message().contains(QStringLiteral("Open a picture")));
        QVERIFY(!s.view.controls()->isEnabled());
        QTest::keyClick(&s.view, Qt::Key_Space);
        QVERIFY(!s.view.player()->isPlaying());
        s.view.showLook(std::make_shared<const EncoderLook>());
        QVERIFY(s.view.canvas()->message().contains(QStringLiteral("encoder without a decoder")));
        s.view.beginParts(s.context, 1);
        s.view.takePart({.total = 1,
                         .part = std::shared_ptr<const StepTrace>(),
                         .problem = "The picture can't be read."});
        QCOMPARE(s.view.canvas()->message(), QStringLiteral("The picture can't be read."));
        QVERIFY(!s.view.grab().isNull());
        s.view.takePart({.total = 1, .part = s.trace});
        QVERIFY(!s.view.isEmpty());
        QVERIFY(s.view.controls()->isEnabled());
    }

    void paintedIsSaidOnceForEveryAnswer() {
        Shown s;
        QSignalSpy painted(&s.view, &ExploreView::painted);
        s.view.grab();
        s.view.grab();
        QCOMPARE(painted.count(), 1);
        s.view.takePart({.total = 1, .part = s.trace});
        s.view.grab();
        QCOMPARE(painted.count(), 2);
    }
};

QTEST_MAIN(TestStepsView)
#include "tst_steps_view.moc"
