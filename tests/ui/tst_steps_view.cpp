// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/trace.h"
#include "ui/session/image_convert.h"
#include "ui/widgets/steps_canvas.h"
#include "ui/widgets/steps_controls.h"
#include "ui/widgets/steps_frame.h"
#include "ui/widgets/steps_player.h"
#include "ui/widgets/steps_view.h"

#include "tests/support/toy_model.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr QSize kSize(900, 560);
constexpr int kWords = 150; ///< pixels at the bottom that words may take

ViewContext contextOf(MaskChoice choice, DisplayOptions display = {}) {
    ViewContext context{.model = 1, .config = test::toyConfig()};
    context.current.id = 1;
    context.current.mask = std::move(choice);
    context.current.display = display;
    return context;
}

MaskChoice randomChoice(double ratio = 0.75) { return {.config = {.ratio = ratio}, .seed = 3}; }

MaskChoice paintedChoice() {
    MaskChoice choice;
    std::vector<std::uint8_t> hidden(16, 1);
    hidden[2] = hidden[5] = hidden[11] = 0;
    choice.painted =
        std::make_shared<const Mask>(maskFromHidden({.rows = 4, .columns = 4}, hidden));
    return choice;
}

std::shared_ptr<const StepTrace> traced(const ViewContext& context,
                                        const ModelConfig& config = test::toyConfig()) {
    const auto& now = context.current;
    return std::make_shared<const StepTrace>(
        traceOf(test::toyModel(config), test::noisyPicture(16, 16), now.mask, now.display));
}

/// A view that shows the steps of a toy model.
struct Shown {
    explicit Shown(MaskChoice choice = randomChoice(), DisplayOptions display = {})
        : context(contextOf(std::move(choice), display)), trace(traced(context)) {
        view.resize(kSize);
        view.beginParts(context, 1);
        view.takePart({.total = 1, .part = trace});
    }
    int rankOf(int patch) const {
        return static_cast<int>(std::ranges::find(trace->order, patch) - trace->order.begin());
    }
    ViewContext context;
    std::shared_ptr<const StepTrace> trace;
    StepsView view;
};

/// Only the stage: shapes and words belong to one step.
QImage stageOf(const QImage& frame) {
    return frame.copy(0, 45, frame.width(), frame.height() - 45 - kWords);
}

/// Share of pixels that differ clearly.
double difference(const QImage& a, const QImage& b) {
    int other = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const auto p = a.pixel(x, y), q = b.pixel(x, y);
            const int most = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)),
                                       std::abs(qBlue(p) - qBlue(q))});
            other += most > 24 ? 1 : 0;
        }
    }
    return other / double(a.width() * a.height());
}

double painted(const QImage& stage) {
    QImage ground(stage.size(), QImage::Format_RGB32);
    ground.fill(stageColors().ground);
    return difference(stage, ground);
}

bool near(const QRectF& a, const QRectF& b) {
    return std::abs(a.x() - b.x()) + std::abs(a.y() - b.y()) + std::abs(a.width() - b.width()) < 1;
}

} // namespace

class TestStepsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyMomentPaintsSomething() {
        const Shown s;
        for (int step = 0; step < s.view.steps(); ++step) {
            for (const double t : {0.0, 0.25, 0.5, 0.75, 1.0}) {
                const auto frame = s.view.frameAt(step, t, kSize);
                QCOMPARE(frame.size(), kSize);
                QVERIFY2(painted(stageOf(frame)) > 0.005,
                         qPrintable(QStringLiteral("step %1 at %2").arg(step + 1).arg(t)));
            }
            QVERIFY(s.view.secondsOf(step) > 1);
        }
    }

    void everyStepBeginsWhereTheOneBeforeEnded_data() {
        QTest::addColumn<bool>("byHand");
        QTest::addColumn<double>("ratio");
        QTest::newRow("random") << false << 0.75;
        QTest::newRow("nothing hidden") << false << 0.0;
        QTest::newRow("painted") << true << 0.0;
    }
    void everyStepBeginsWhereTheOneBeforeEnded() {
        QFETCH(const bool, byHand);
        QFETCH(const double, ratio);
        const Shown s(byHand ? paintedChoice() : randomChoice(ratio));
        for (int step = 0; step + 1 < s.view.steps(); ++step) {
            const auto before = stageOf(s.view.frameAt(step, 1, kSize));
            const auto after = stageOf(s.view.frameAt(step + 1, 0, kSize));
            QVERIFY2(difference(before, after) < 0.001,
                     qPrintable(QStringLiteral("after step %1").arg(step + 1)));
        }
    }

    void frameAtIsAFunctionOfItsArguments() {
        Shown s;
        const auto first = s.view.frameAt(3, 0.4, kSize);
        s.view.showMoment(7, 0.9);
        s.view.frameAt(9, 1, {640, 400});
        QCOMPARE(s.view.frameAt(3, 0.4, kSize), first);
        QVERIFY(s.view.frameAt(3, 0.5, kSize) != first);
    }

    void cuttingOpensGapsAndNoPatchOverlapsAnother() {
        const Shown s;
        const auto closed = s.view.placeOf(0, 0, 0), next = s.view.placeOf(1, 0, 0);
        QCOMPARE(closed.right(), next.left());
        const auto open = s.view.placeOf(0, 0, 1);
        QVERIFY(s.view.placeOf(1, 0, 1).left() > open.right() + 2);
        QCOMPARE(open.size(), closed.size());
    }

    void sortingPutsThePatchesInAscendingOrderOfTheirNoise() {
        const Shown s;
        const auto& noise = s.trace->noise;
        for (int a = 0; a < 16; ++a) {
            for (int b = 0; b < 16; ++b) {
                const auto first = s.view.placeOf(a, 3, 1), second = s.view.placeOf(b, 3, 1);
                const bool earlier =
                    first.top() < second.top() - 1
                    || (std::abs(first.top() - second.top()) < 1 && first.left() < second.left());
                if (noise[static_cast<std::size_t>(a)] < noise[static_cast<std::size_t>(b)]) {
                    QVERIFY(earlier);
                }
            }
        }
    }

    void hiddenPatchesFallAwayAndVisibleOnesStay() {
        const Shown s;
        for (int patch = 0; patch < 16; ++patch) {
            const bool visible = s.rankOf(patch) < s.trace->visible;
            QVERIFY(near(s.view.placeOf(patch, 4, 0), s.view.placeOf(patch, 3, 1)));
            QCOMPARE(s.view.placeOf(patch, 4, 1).isNull(), !visible);
            QCOMPARE(s.view.placeOf(patch, 5, 0.5).isNull(), !visible);
        }
    }

    void tokensGoBackToThePlacesOfTheirPatches() {
        const Shown s;
        for (int patch = 0; patch < 16; ++patch) {
            QVERIFY(near(s.view.placeOf(patch, 7, 0), s.view.placeOf(patch, 3, 1)));
            QVERIFY(near(s.view.placeOf(patch, 7, 1), s.view.placeOf(patch, 2, 1)));
        }
    }

    void keptPatchesHaveTheirPixelsInEveryStep() {
        const Shown s;
        const auto frame = s.view.frameAt(4, 1, kSize);
        const auto original = toQImage(s.trace->result.original);
        for (int rank = 0; rank < s.trace->visible; ++rank) {
            const int patch = s.trace->order[static_cast<std::size_t>(rank)];
            // The frame's stage is the canvas's: both have the same size only here.
            StepScene scene = sceneOf(s.trace, true);
            const StepsFrame same(scene, {}, kSize, QFontInfo(s.view.font()).pixelSize());
            const auto place = same.layout().placeOf(patch, Step::Encode, 0.15);
            const auto shot = s.view.frameAt(5, 0.15, kSize);
            const QPoint pixel(patch % 4 * 4, patch / 4 * 4); // the first of the patch
            const auto at = (place.topLeft() + QPointF(1, 1) * place.width() / 8).toPoint();
            QCOMPARE(shot.pixelColor(at), original.pixelColor(pixel));
        }
        QVERIFY(!frame.isNull());
    }

    void theEndShowsThePixelsOfPredictionReconstructionAndOriginal() {
        for (const bool paste : {true, false}) {
            const DisplayOptions display{.pasteVisible = paste};
            const Shown s(randomChoice(), display);
            const auto scene = sceneOf(s.trace, true);
            const StepsFrame frame(scene, display, kSize, QFontInfo(s.view.font()).pixelSize());
            const auto shot = s.view.frameAt(9, 1, kSize);
            const std::array pictures{s.trace->predictedPixels, s.trace->result.reconstruction,
                                      s.trace->result.original};
            for (int i = 0; i < 3; ++i) {
                const auto whole = frame.layout().wholeGrid(frame.layout().third(i), 0);
                const auto picture = toQImage(pictures[static_cast<std::size_t>(i)]);
                for (int y = 0; y < 16; ++y) {
                    for (int x = 0; x < 16; ++x) {
                        const QPointF at(whole.left() + (x + 0.5) * whole.width() / 16,
                                         whole.top() + (y + 0.5) * whole.height() / 16);
                        QCOMPARE(shot.pixelColor(at.toPoint()), picture.pixelColor(x, y));
                    }
                }
            }
        }
    }

    void maskTokensAreAllTheSame() {
        const Shown s;
        const auto scene = sceneOf(s.trace, true);
        const StepsFrame frame(scene, {}, kSize, QFontInfo(s.view.font()).pixelSize());
        const auto shot = s.view.frameAt(6, 1, kSize);
        QImage first;
        for (int rank = s.trace->visible; rank < 16; ++rank) {
            const auto slot = frame.layout().slot(rank);
            QImage colors(4, 3, QImage::Format_RGB32);
            for (int i = 0; i < 12; ++i) {
                const QPointF at((i % 4 + 0.5) / 4 * slot.width(),
                                 (i / 4 + 0.5) / 3 * slot.height());
                colors.setPixel(i % 4, i / 4, shot.pixel((slot.topLeft() + at).toPoint()));
            }
            if (first.isNull()) {
                first = colors;
            }
            QCOMPARE(colors, first);
        }
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

    void theFigureIsTheMomentOnPaper() {
        Shown s;
        for (int step = 0; step < 10; ++step) {
            s.view.showMoment(step, 0.6);
            const auto figure = s.view.figure();
            QCOMPARE(figure.size(), QSizeF(s.view.canvas()->size()));
            const auto picture = rendered(figure);
            QCOMPARE(picture.pixelColor(1, 1), QColor(Qt::white));
            const auto stage = stageOf(picture);
            QImage white(stage.size(), QImage::Format_RGB32);
            white.fill(Qt::white);
            QVERIFY(difference(stage, white) > 0.005);
        }
    }

    void worksAtEverySize() {
        Shown s;
        for (const QSize size :
             {QSize(1, 1), QSize(120, 90), QSize(700, 400), QSize(400, 1200), QSize(3840, 2160)}) {
            for (int step = 0; step < 10; ++step) {
                QCOMPARE(s.view.frameAt(step, 0.5, size).size(), size);
            }
        }
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
