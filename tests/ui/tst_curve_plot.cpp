// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"

#include <QFile>
#include <QImageReader>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <limits>

using namespace mae::ui;

namespace {

CurvePoint at(double step, double value, double second = 1) {
    return {.step = step, .epoch = step / 10, .seconds = step * 2, .values = {value, second, 0, 0}};
}

std::vector<CurvePoint> falling(int count) {
    std::vector<CurvePoint> points;
    for (int i = 1; i <= count; ++i) {
        points.push_back(at(i, 1.0 / i));
    }
    return points;
}

std::vector<CurveSpec> specs() {
    return {{.title = QStringLiteral("Loss"), .column = "loss", .smoothed = true, .canBeLog = true},
            {.title = QStringLiteral("Rate"), .column = "lr", .fromZero = true}};
}

/// Pixels of a plot's area that are clearly not its background or grid.
int inkedPixels(const QImage& image, const QRect& area) {
    int inked = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const auto c = image.pixelColor(x, y);
            inked += c.blue() - c.red() > 40 ? 1 : 0; // the first curve is blue
        }
    }
    return inked;
}

} // namespace

class TestCurvePlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*"))); }

    void smoothingIsAnUnbiasedMovingAverage() {
        CurveData data;
        data.setSmoothing(0.5);
        const std::vector points{at(1, 4), at(2, 2), at(3, 6)};
        data.append(points);
        QCOMPARE(data.smoothed(0, 0), 4.0);
        // (0.5 (0.5 * 4) + 0.5 * 2) / (1 - 0.25) = 2 / 0.75
        QVERIFY(std::abs(data.smoothed(0, 1) - 8.0 / 3) < 1e-12);
        // (0.5 * 2 + 0.5 * 6) / (1 - 0.125) = 4 / 0.875
        QVERIFY(std::abs(data.smoothed(0, 2) - 32.0 / 7) < 1e-12);
        data.setSmoothing(0);
        QCOMPARE(data.smoothed(0, 2), 6.0);
    }

    void smoothingSkipsWhatIsNotFinite() {
        CurveData data;
        data.setSmoothing(0.5);
        const std::vector points{at(1, std::numeric_limits<double>::quiet_NaN()), at(2, 2),
                                 at(3, std::numeric_limits<double>::infinity()), at(4, 2)};
        data.append(points);
        QVERIFY(std::isnan(data.smoothed(0, 0)));
        QCOMPARE(data.smoothed(0, 1), 2.0);
        QCOMPARE(data.smoothed(0, 2), 2.0);
        QCOMPARE(data.smoothed(0, 3), 2.0);
        QCOMPARE(data.range(0).high, 2.0);
    }

    void stepsThatAreMadeAgainReplaceTheOldOnes() {
        CurveData data;
        data.append(falling(10));
        const std::vector again{at(6, 9), at(7, 8)};
        QCOMPARE(data.append(again), std::size_t{5});
        QCOMPARE(data.size(), std::size_t{7});
        QCOMPARE(data.point(5).values[0], 9.0);
        QCOMPARE(data.range(0).low, 1.0 / 5); // 1/10 is gone
    }

    void theNearestPointIsFoundOnEveryAxis() {
        CurveData data;
        data.append(falling(10));
        QCOMPARE(data.nearest(4.4, CurveAxis::Step), std::size_t{3});
        QCOMPARE(data.nearest(0.46, CurveAxis::Epoch), std::size_t{4});
        QCOMPARE(data.nearest(1e9, CurveAxis::Seconds), std::size_t{9});
        QCOMPARE(data.nearest(-5, CurveAxis::Step), std::size_t{0});
    }

    void followsUntilTheUserZoomsAndAgainAfterADoubleClick() {
        CurvePlot plot(specs());
        plot.resize(400, 300);
        plot.show();
        plot.append(falling(10));
        QVERIFY(plot.isFollowing());
        QCOMPARE(plot.shownX().high, 10.0);
        QSignalSpy following(&plot, &CurvePlot::followingChanged);
        plot.showX({2, 5});
        QVERIFY(!plot.isFollowing());
        QCOMPARE(following.count(), 1);
        plot.append(std::vector{at(11, 0.5)});
        QCOMPARE(plot.shownX().low, 2.0);
        QCOMPARE(plot.shownX().high, 5.0);
        QTest::mouseDClick(plot.childAt(plot.plotArea(0).center()), Qt::LeftButton, {},
                           plot.plotArea(0).center());
        QVERIFY(plot.isFollowing());
        QCOMPARE(plot.shownX().high, 11.0);
    }

    void theWheelZoomsAtThePointerAndTheAxisOfValuesFollows() {
        CurvePlot plot(specs());
        plot.resize(500, 400);
        plot.show();
        plot.append(falling(100));
        plot.flush();
        plot.grab();
        const auto area = plot.plotArea(0);
        const QPointF right(area.right() - 1, area.center().y());
        auto* target = plot.childAt(right.toPoint());
        QWheelEvent wheel(right - target->pos(), plot.mapToGlobal(right.toPoint()), {}, {0, 120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(target, &wheel);
        QVERIFY(!plot.isFollowing());
        QVERIFY(plot.shownX().low > 5);
        QVERIFY(std::abs(plot.shownX().high - 100) < 1);
        QVERIFY2(plot.shownY(0).high < 0.3, "the first, highest values are out of sight");
    }

    void theKeysPanZoomAndReset() {
        CurvePlot plot(specs());
        plot.resize(400, 300);
        plot.append(falling(100));
        QTest::keyClick(&plot, Qt::Key_Plus);
        const auto zoomed = plot.shownX();
        QVERIFY(zoomed.high - zoomed.low < 99);
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(plot.shownX().low > zoomed.low);
        QTest::keyClick(&plot, Qt::Key_Home);
        QVERIFY(plot.isFollowing());
    }

    void noExtremeIsLostAmongAMillionPoints() {
        CurvePlot plot(specs());
        plot.resize(500, 400);
        std::vector<CurvePoint> points;
        points.reserve(1'000'000);
        for (int i = 1; i <= 1'000'000; ++i) {
            points.push_back(at(i, i == 400'001 ? 100.0 : 1.0));
        }
        plot.setSmoothing(0.999);
        plot.setPoints(points);
        plot.show();
        plot.flush();
        const auto image = plot.grab().toImage();
        auto top = plot.plotArea(0);
        top.setHeight(top.height() / 2);
        QVERIFY2(plot.shownY(0).high > 100, "the axis has room for the spike");
        QVERIFY2(inkedPixels(image, top) > top.height() / 4, "the spike is drawn");
    }

    void axesAreByStepEpochOrTime() {
        CurvePlot plot(specs());
        plot.append(falling(20));
        plot.setXAxis(CurveAxis::Epoch);
        QCOMPARE(plot.shownX().high, 2.0);
        plot.setXAxis(CurveAxis::Seconds);
        QCOMPARE(plot.shownX().high, 40.0);
        QVERIFY(plot.isFollowing());
    }

    void logScaleKeepsPositiveRanges() {
        CurvePlot plot(specs());
        plot.append(std::vector{at(1, 0.0), at(2, 0.001), at(3, 10)});
        plot.setLogScale(true);
        QVERIFY(plot.shownY(0).low > 0);
        QVERIFY(plot.shownY(0).low < 0.001);
        QVERIFY(plot.shownY(0).high > 10);
        QCOMPARE(plot.shownY(1).low, 0.0); // can't be logarithmic: starts at 0
    }

    void exportsPicturesAndTables() {
        const QTemporaryDir dir;
        CurvePlot plot(specs());
        plot.resize(400, 300);
        plot.show();
        plot.append(std::vector{at(1, 0.5), at(2, 0.25, std::numeric_limits<double>::quiet_NaN())});
        plot.exportTo(dir.filePath(QStringLiteral("a.png")));
        QCOMPARE(QImageReader(dir.filePath(QStringLiteral("a.png"))).size(), QSize(796, 596));
        plot.exportTo(dir.filePath(QStringLiteral("a.csv")));
        QFile csv(dir.filePath(QStringLiteral("a.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll(),
                 QByteArray("step,epoch,seconds,loss,lr\n1,0.1,2,0.5,1\n2,0.2,4,0.25,\n"));
        plot.exportTo(dir.filePath(QStringLiteral("a.pdf")));
        QFile pdf(dir.filePath(QStringLiteral("a.pdf")));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        plot.exportTo(dir.filePath(QStringLiteral("a.svg")));
        QVERIFY(QFile(dir.filePath(QStringLiteral("a.svg"))).size() > 1000);
        QVERIFY_EXCEPTION_THROWN(plot.exportTo(dir.filePath(QStringLiteral("none/a.png"))),
                                 std::exception);
    }

    void isRecolouredWithThePalette() {
        CurvePlot plot(specs());
        plot.resize(300, 200);
        plot.append(falling(10));
        plot.show();
        const auto corner = [&plot] {
            plot.flush();
            QCoreApplication::processEvents();
            return plot.grab().toImage().pixelColor(plot.plotArea(0).topRight() - QPoint(4, -4));
        };
        QVERIFY(corner().lightness() > 200);
        applyTheme(Theme::Dark);
        QTRY_VERIFY(corner().lightness() < 80);
        applyTheme(Theme::Light);
    }
};

QTEST_MAIN(TestCurvePlot)
#include "tst_curve_plot.moc"
