// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/image_convert.h"
#include "ui/widgets/steps_canvas.h"
#include "ui/widgets/steps_frame.h"

#include "tests/support/steps_shown.h"

#include <QFontInfo>
#include <QTest>
#include <cmath>

using namespace mae;
using namespace mae::test;
using namespace mae::ui;

namespace {

constexpr int kWords = 150; ///< pixels at the bottom that words may take

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

class TestStepsFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { // The offscreen platform can't tell a window its least size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)")));
    }

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

    void flyingPatchesHaveThePixelsOfThePicture() {
        const Shown s;
        const auto scene = sceneOf(s.trace, true);
        const StepsFrame frame(scene, {}, kSize, QFontInfo(s.view.font()).pixelSize());
        const auto shot = s.view.frameAt(5, 0.15, kSize);
        const auto original = toQImage(s.trace->result.original);
        for (int rank = 0; rank < s.trace->visible; ++rank) {
            const int patch = s.trace->order[static_cast<std::size_t>(rank)];
            const auto place = frame.layout().placeOf(patch, Step::Encode, 0.15);
            const auto at = (place.topLeft() + QPointF(1, 1) * place.width() / 8).toPoint();
            QCOMPARE(shot.pixelColor(at), original.pixelColor(patch % 4 * 4, patch / 4 * 4));
        }
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
};

QTEST_MAIN(TestStepsFrame)
#include "tst_steps_frame.moc"
