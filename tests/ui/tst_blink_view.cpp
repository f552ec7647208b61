// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/blink_view.h"
#include "ui/widgets/marked_view.h"

#include "tests/support/toy_views.h"

#include <QPushButton>
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
    QRgb first() { return shown(view.view(), 4, 4); } ///< of patch 0, which is hidden
    std::shared_ptr<Reconstruction> result = toyResult();
    BlinkView view;
};

} // namespace

class TestBlinkView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void spaceShowsTheOriginalWhileItIsHeld() {
        Shown v;
        keepShot(v.view, QStringLiteral("blink"));
        const auto place = v.view.view()->pictureRect();
        QCOMPARE(v.first(), qRgb(90, 90, 90));
        QCOMPARE(v.view.view()->title(), QStringLiteral("Reconstruction"));
        QTest::keyPress(v.view.view(), Qt::Key_Space);
        QCOMPARE(v.first(), colour(v.result->original, 4, 4));
        QCOMPARE(v.view.view()->title(), QStringLiteral("Original"));
        QCOMPARE(v.view.view()->pictureRect(), place); // nothing moves
        QTest::keyRelease(v.view.view(), Qt::Key_Space);
        QCOMPARE(v.first(), qRgb(90, 90, 90));
    }

    void soDoTheMouseTheButtonAndThePanel() {
        Shown v;
        QTest::mousePress(v.view.view(), Qt::LeftButton, {}, middleOf(v.view.view(), 9));
        QVERIFY(v.view.isOriginalShown());
        QTest::mouseRelease(v.view.view(), Qt::LeftButton, {}, middleOf(v.view.view(), 9));
        QVERIFY(!v.view.isOriginalShown());
        QTest::mousePress(v.view.showButton(), Qt::LeftButton);
        QVERIFY(v.view.isOriginalShown());
        v.view.setOriginalShown(true);
        QTest::mouseRelease(v.view.showButton(), Qt::LeftButton);
        QVERIFY(v.view.isOriginalShown()); // the panel still asks for it
        v.view.setOriginalShown(false);
        QVERIFY(!v.view.isOriginalShown());
    }

    void theFocusIsOnThePictureAndLosingItLetsGo() {
        Shown v;
        QCOMPARE(v.view.focusProxy(), v.view.view());
        v.view.view()->setFocus();
        QTest::keyPress(v.view.view(), Qt::Key_Space);
        QFocusEvent out(QEvent::FocusOut);
        QApplication::sendEvent(v.view.view(), &out);
        QVERIFY(!v.view.isOriginalShown());
    }

    void blinksByItselfAndStopsWhereItIsNotSeen() {
        Shown v;
        v.view.blinkButton()->setChecked(true);
        QVERIFY(v.view.isOriginalShown());
        QTRY_VERIFY(!v.view.isOriginalShown());
        QTRY_VERIFY(v.view.isOriginalShown());
        v.view.hide();
        QVERIFY(!v.view.isOriginalShown());
        v.view.show();
        QVERIFY(v.view.isOriginalShown());
        v.view.blinkButton()->setChecked(false);
        QVERIFY(!v.view.isOriginalShown());
    }

    void eachIsDimmedWhenItIsStale() {
        Shown v;
        v.view.setDimmed(true, false);
        QVERIFY(v.view.view()->isDimmed());
        v.view.setOriginalShown(true);
        QVERIFY(!v.view.view()->isDimmed());
        v.view.setDimmed(true, true);
        QVERIFY(v.view.view()->isDimmed());
    }

    void theFigureHasBoth() {
        Shown v;
        const auto sheet = rendered(v.view.figure());
        const int y = int(kFirstPicture.y()) + 20;
        QCOMPARE(sheet.pixel(int(kFirstPicture.x()) + 22, y), qRgb(90, 90, 90));
        QCOMPARE(sheet.pixel(int(2 * kFirstPicture.x()) + 320 + 22, y),
                 colour(v.result->original, 4, 4));
        v.view.clear();
        QVERIFY(v.view.isEmpty());
        QVERIFY(v.view.figure().isEmpty());
    }

    void anEncoderIsToldApart() {
        Shown v;
        v.view.showLook(std::make_shared<const EncoderLook>());
        QVERIFY(v.view.isEmpty());
        v.view.beginParts(toyContext(), 0);
        QVERIFY(v.view.view()->hint().contains(QStringLiteral("without a decoder")));
        v.view.showResult(v.result, {});
        QVERIFY(v.view.view()->hint().isEmpty());
    }

    void controlsSayWhatTheyDo() {
        Shown v;
        for (const auto* button : {v.view.showButton(), v.view.blinkButton()}) {
            QVERIFY(!button->text().isEmpty());
            QVERIFY(button->toolTip().size() > 30);
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
    }
};

QTEST_MAIN(TestBlinkView)
#include "tst_blink_view.moc"
