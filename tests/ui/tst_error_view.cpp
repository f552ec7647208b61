// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"
#include "ui/widgets/error_view.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/segments.h"

#include "tests/support/toy_views.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

/// Equal to the original but for patch 9, which is @p off levels too bright, and one pixel of it by
/// 20 more.
std::shared_ptr<Reconstruction> offBy(int off) {
    auto result = toyResult();
    paintPatch(result->original, 9, 100);
    result->reconstruction = result->original;
    paintPatch(result->reconstruction, 9, static_cast<std::uint8_t>(100 + off));
    for (std::size_t i = 0; i < 3; ++i) {
        result->reconstruction.pixels[3 * (8 * kToySide + 8) + i] =
            static_cast<std::uint8_t>(120 + off);
    }
    return result;
}

/// Root mean square of patch 9: 63 pixels by off, one by off + 20.
double patchError(int off) {
    return std::sqrt((63.0 * off * off + (off + 20.0) * (off + 20.0)) / 64);
}

QRgb heat(double share) { return 0xff000000U | infernoColour(share); }

struct Shown {
    explicit Shown(int off = 10) {
        view.resize(1000, 420);
        view.show();
        view.showResult(offBy(off), {});
    }
    ErrorView view;
};

} // namespace

class TestErrorView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void pixelsHaveTheColourOfTheirError() {
        Shown v(10);
        QCOMPARE(shown(v.view.pixelView(), 8, 8), heat(1));           // 30 levels, the largest
        QCOMPARE(shown(v.view.pixelView(), 12, 12), heat(10.0 / 30)); // 10 levels
        QCOMPARE(shown(v.view.pixelView(), 40, 40), heat(0));
        QVERIFY(std::abs(v.view.pixelScale().largest * 255 - 30) < 1e-4);
    }

    void patchesHaveTheColourOfTheirError() {
        Shown v(10);
        QVERIFY(std::abs(v.view.patchScale().largest * 255 - patchError(10)) < 1e-4);
        QCOMPARE(shown(v.view.patchView(), 12, 12), heat(1));
        QCOMPARE(shown(v.view.patchView(), 40, 40), heat(0));
    }

    void theSharedScaleKeepsTheLargest() {
        Shown v(40);
        v.view.sharedBox()->setChecked(true);
        v.view.showResult(offBy(10), {});
        QVERIFY(std::abs(v.view.pixelScale().largest * 255 - 60) < 1e-4);
        QCOMPARE(shown(v.view.pixelView(), 8, 8), heat(30.0 / 60));
        v.view.sharedBox()->setChecked(false);
        QVERIFY(std::abs(v.view.pixelScale().largest * 255 - 30) < 1e-4);
        QCOMPARE(shown(v.view.pixelView(), 8, 8), heat(1));
        v.view.sharedBox()->setChecked(true); // begins anew
        QVERIFY(std::abs(v.view.pixelScale().largest * 255 - 30) < 1e-4);
    }

    void withoutAnyErrorTheMapIsDark() {
        Shown v;
        auto perfect = toyResult();
        perfect->reconstruction = perfect->original;
        v.view.showResult(perfect, {});
        QCOMPARE(shown(v.view.pixelView(), 8, 8), heat(0));
        QCOMPARE(v.view.pixelScale().text(v.view.pixelScale().largest),
                 QStringLiteral("1.00 levels"));
    }

    void oneMapOrBoth() {
        Shown v;
        QVERIFY(v.view.pixelView()->isVisible() && v.view.patchView()->isVisible());
        QTest::mouseClick(v.view.choice()->button(ErrorView::Patches), Qt::LeftButton);
        QVERIFY(!v.view.pixelView()->isVisible());
        v.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&v.view));
        v.view.choice()->button(ErrorView::Patches)->setFocus();
        QTest::keyClick(v.view.choice()->button(ErrorView::Patches), Qt::Key_Left);
        QVERIFY(v.view.pixelView()->isVisible() && !v.view.patchView()->isVisible());
        int legends = 0;
        for (const auto* legend : v.view.findChildren<HeatLegend*>()) {
            legends += legend->isVisible() ? 1 : 0;
        }
        QCOMPARE(legends, 1);
    }

    void thePointerTellsTheErrorOfThePatch() {
        Shown v;
        QSignalSpy pointed(&v.view, &ExploreView::patchPointedAt);
        QTest::mouseMove(v.view.patchView(), middleOf(v.view.patchView(), 9));
        const auto told = pointed.last()[0].toString();
        QVERIFY2(told.contains(QStringLiteral("error 10.6 levels")), qPrintable(told));
        QCOMPARE(v.view.link()->patch(), 9);
    }

    void legendsSayWhatTheColoursStandFor() {
        Shown v;
        keepShot(v.view, QStringLiteral("error"));
        const auto legends = v.view.findChildren<HeatLegend*>();
        QCOMPARE(legends.size(), 2);
        QCOMPARE(legends[0]->scale()->text(legends[0]->scale()->largest),
                 QStringLiteral("30.0 levels"));
        const auto strip = legends[0]->strip().toRect();
        const auto shot = legends[0]->grab().toImage();
        const auto likeness = [&](int x, double share) {
            const QColor is(shot.pixel(x, strip.center().y())), wanted(heat(share));
            return std::abs(is.red() - wanted.red()) + std::abs(is.green() - wanted.green())
                   + std::abs(is.blue() - wanted.blue());
        };
        for (const double share : {0.1, 0.5, 0.9}) {
            QVERIFY(likeness(strip.left() + int(share * strip.width()), share) < 20);
        }
        QVERIFY(legends[0]->accessibleDescription().contains(QStringLiteral("30.0 levels")));
    }

    void whatIsStaleIsDimmed() {
        Shown v;
        v.view.setDimmed(true, false);
        QVERIFY(v.view.pixelView()->isDimmed() && v.view.patchView()->isDimmed());
        QVERIFY(shown(v.view.pixelView(), 8, 8) != heat(1));
        v.view.setDimmed(false, false);
        QCOMPARE(shown(v.view.pixelView(), 8, 8), heat(1));
        v.view.clear();
        QVERIFY(v.view.isEmpty() && v.view.pixelView()->picture().isNull());
    }

    void picturesStandInLinesWhereThatShowsThemLarger() {
        Shown v;
        const auto wide = v.view.pixelView()->mapTo(&v.view, QPoint(0, 0));
        QCOMPARE(v.view.patchView()->mapTo(&v.view, QPoint(0, 0)).y(), wide.y());
        v.view.resize(640, 640);
        v.view.grab();
        QVERIFY(v.view.patchView()->mapTo(&v.view, QPoint(0, 0)).y()
                > v.view.pixelView()->mapTo(&v.view, QPoint(0, 0)).y() + 100);
        keepShot(v.view, QStringLiteral("error-square"));
    }

    void theFigureHasTheMapsAndTheirLegends() {
        Shown v;
        const auto figure = v.view.figure();
        const auto sheet = rendered(figure);
        const auto at = [&](int picture, int x, int y) {
            return sheet.pixel(int(kFirstPicture.x() + picture * (320 + 12) + (x + 0.5) * 5),
                               int(kFirstPicture.y() + (y + 0.5) * 5));
        };
        QCOMPARE(at(1, 8, 8), heat(1));
        QCOMPARE(at(2, 12, 12), heat(1));
        QCOMPARE(at(3, 12, 12), qRgb(100, 100, 100));
        QVERIFY(figure.size().height() > kFirstPicture.y() + 320 + kLegendHeight);
    }
};

QTEST_MAIN(TestErrorView)
#include "tst_error_view.moc"
