// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curtain_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/swipe_view.h"

#include "tests/support/toy_views.h"

#include <QAccessible>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

struct Shown {
    Shown() {
        view.resize(640, 500);
        view.show();
        view.showResult(result, QStringLiteral("step 1"));
    }
    CurtainView* curtain() { return view.curtain(); }
    std::shared_ptr<Reconstruction> result = toyResult();
    SwipeView view;
};

} // namespace

class TestSwipeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void isEmptyAtFirstAndAfterClear() {
        SwipeView view;
        QVERIFY(view.isEmpty());
        QVERIFY(view.figure().isEmpty());
        view.showResult(toyResult(), {});
        QVERIFY(!view.isEmpty());
        view.clear();
        QVERIFY(view.isEmpty());
        QVERIFY(view.curtain()->picture().isNull());
    }

    void leftOfTheCurtainIsTheReconstructionRightOfItTheOriginal() {
        Shown v;
        keepShot(v.view, QStringLiteral("swipe"));
        QCOMPARE(shown(v.curtain(), 4, 4), qRgb(90, 90, 90)); // patch 0 is hidden
        QCOMPARE(shown(v.curtain(), 20, 60), colour(v.result->reconstruction, 20, 60));
        QCOMPARE(shown(v.curtain(), 44, 44), colour(v.result->original, 44, 44));
        QCOMPARE(shown(v.curtain(), 52, 4), colour(v.result->original, 52, 4));
    }

    void bothSidesCanBeChosen() {
        Shown v;
        v.view.leftBox()->setCurrentIndex(SwipeView::Original);
        v.view.rightBox()->setCurrentIndex(SwipeView::Reconstructed);
        QCOMPARE(shown(v.curtain(), 4, 4), colour(v.result->original, 4, 4));
        QCOMPARE(shown(v.curtain(), 52, 4), qRgb(90, 90, 90)); // patch 6 is hidden
        v.view.rightBox()->setCurrentIndex(SwipeView::Masked);
        QCOMPARE(shown(v.curtain(), 44, 4), colour(v.result->original, 44, 4)); // patch 5 is not
        QVERIFY(v.curtain()->accessibleName().contains(QStringLiteral("Masked")));
    }

    void theHandleIsDragged() {
        Shown v;
        const auto place = v.curtain()->pictureRect();
        const QPoint from(int(v.curtain()->curtainX()), int(place.center().y()));
        QTest::mouseMove(v.curtain(), from);
        QCOMPARE(v.curtain()->cursor().shape(), Qt::SplitHCursor);
        QTest::mousePress(v.curtain(), Qt::LeftButton, {}, from);
        QTest::mouseMove(v.curtain(), QPoint(int(place.left() + place.width() / 4), from.y()));
        QTest::mouseRelease(v.curtain(), Qt::LeftButton, {},
                            QPoint(int(place.left() + place.width() / 4), from.y()));
        QVERIFY(std::abs(v.curtain()->position() - 0.25) < 0.01);
        QVERIFY(v.view.link()->fits()); // the picture has not moved
        QCOMPARE(shown(v.curtain(), 20, 20), colour(v.result->original, 20, 20));
    }

    void dragsBesideTheHandleMoveThePicture() {
        Shown v;
        v.view.zoomTo(20);
        const auto before = v.curtain()->pictureRect();
        const double position = v.curtain()->position();
        QTest::mousePress(v.curtain(), Qt::LeftButton, {}, {60, 200});
        QTest::mouseMove(v.curtain(), {100, 220});
        QTest::mouseRelease(v.curtain(), Qt::LeftButton, {}, {100, 220});
        QVERIFY(v.curtain()->pictureRect().left() > before.left());
        QCOMPARE(v.curtain()->position(), position);
    }

    void keysMoveTheCurtain() {
        Shown v;
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(v.curtain(), key, modifiers);
            return v.curtain()->position();
        };
        QVERIFY(std::abs(press(Qt::Key_Right) - 0.52) < 1e-9);
        QVERIFY(std::abs(press(Qt::Key_Left, Qt::ShiftModifier) - 0.42) < 1e-9);
        QCOMPARE(press(Qt::Key_Home), 0.0);
        QCOMPARE(shown(v.curtain(), 20, 4), colour(v.result->original, 20, 4));
        QCOMPARE(press(Qt::Key_Left), 0.0);
        QCOMPARE(press(Qt::Key_End), 1.0);
        QCOMPARE(shown(v.curtain(), 36, 4), qRgb(90, 90, 90)); // patch 4
    }

    void isASliderForScreenReaders() {
        Shown v;
        auto* reader = QAccessible::queryAccessibleInterface(v.curtain());
        QVERIFY(reader != nullptr);
        QCOMPARE(reader->role(), QAccessible::Slider);
        auto* value = reader->valueInterface();
        QVERIFY(value != nullptr);
        QCOMPARE(value->currentValue().toInt(), 50);
        value->setCurrentValue(80);
        QCOMPARE(v.curtain()->position(), 0.8);
        for (const auto* box : {v.view.leftBox(), v.view.rightBox()}) {
            QVERIFY(!box->accessibleName().isEmpty());
            QVERIFY(!box->toolTip().isEmpty());
        }
    }

    void onlyTheStaleSideIsDimmed() {
        Shown v;
        const auto before = shown(v.curtain(), 4, 4);
        v.view.setDimmed(true, false);
        QVERIFY(shown(v.curtain(), 4, 4) != before);
        QCOMPARE(shown(v.curtain(), 52, 4), colour(v.result->original, 52, 4));
        v.view.setDimmed(true, true);
        QVERIFY(shown(v.curtain(), 52, 4) != colour(v.result->original, 52, 4));
        v.view.setDimmed(false, false);
        QCOMPARE(shown(v.curtain(), 4, 4), before);
    }

    void tellsThePatchAndThatItHasPainted() {
        Shown v;
        QSignalSpy pointed(&v.view, &ExploreView::patchPointedAt);
        QTest::mouseMove(v.curtain(), middleOf(v.curtain(), 9));
        QVERIFY(
            pointed.last()[0].toString().startsWith(QStringLiteral("Patch 9 · row 2, column 2")));
        QSignalSpy painted(&v.view, &ExploreView::painted);
        QTRY_COMPARE(painted.count(), 1);
        v.view.showResult(toyResult(9), {});
        QTRY_COMPARE(painted.count(), 2);
    }

    void theFigureHasBothSidesAtAWholeFactor() {
        Shown v;
        v.curtain()->setPosition(0.25);
        const auto figure = v.view.figure();
        const double factor = figureFactor({kToySide, kToySide});
        QCOMPARE(factor, 5.0);
        const auto sheet = rendered(figure);
        const auto at = [&](int x, int y) {
            return sheet.pixel(int(kFirstPicture.x() + (x + 0.5) * factor),
                               int(kFirstPicture.y() + (y + 0.5) * factor));
        };
        QCOMPARE(at(4, 4), qRgb(90, 90, 90));
        QCOMPARE(at(36, 4), colour(v.result->original, 36, 4));
    }
};

QTEST_MAIN(TestSwipeView)
#include "tst_swipe_view.moc"
