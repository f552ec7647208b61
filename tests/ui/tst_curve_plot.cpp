// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/curve_sampling.h"
#include "ui/widgets/plot_numbers.h"

#include <QFile>
#include <QImageReader>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <ctime>
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

/// Time that this thread has computed, whatever else the machine does.
double threadSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

void moveTo(CurvePlot& plot, QPoint place) {
    QMouseEvent move(QEvent::MouseMove, place, plot.mapToGlobal(place), Qt::NoButton, {}, {});
    QCoreApplication::sendEvent(&plot, &move);
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
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, plot.plotArea(0).center());
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
        QWheelEvent wheel(right, plot.mapToGlobal(right.toPoint()), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&plot, &wheel);
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

    void eachExtremeOfAColumnIsDrawnWhateverTheLength() {
        CurveData data(1);
        std::vector<CurvePoint> points;
        quint32 state = 1;
        for (int i = 0; i < 300'000; ++i) {
            state = state * 1'664'525 + 1'013'904'223;
            points.push_back(at(i, double(state >> 8)));
        }
        data.append(std::span(points).first(123'457));
        data.append(std::span(points).subspan(123'457));
        for (const auto kind : {CurveData::Kind::Raw, CurveData::Kind::Smoothed}) {
            const CurveWindow window{CurveAxis::Step, 1000, 290'000, 400};
            const auto drawn = sampled(data, 0, kind, window).points;
            QVERIFY2(drawn.size() <= 2 * 400 + 2, "as many as can be seen");
            const auto values = data.values(0, kind);
            std::size_t column = 0, next = 1; // the first leads there from outside
            for (std::size_t i = 1000; i <= 290'000; ++column) {
                double low = values[i], high = low;
                const double end = 1000 + double(column + 1) / 400 * 289'000;
                for (; i <= 290'000 && (double(i) < end || column == 399); ++i) {
                    low = std::min(low, values[i]);
                    high = std::max(high, values[i]);
                }
                const double a = drawn[next].y(), b = drawn[next + 1].y();
                QCOMPARE(std::min(a, b), low);
                QCOMPARE(std::max(a, b), high);
                next += 2;
            }
            QCOMPARE(next + 1, drawn.size());
        }
    }

    void fewPointsAreAllDrawnAndGapsAreJoined() {
        CurveData data(2);
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        std::vector<CurvePoint> points;
        for (int i = 0; i < 5000; ++i) { // measured every thousandth step
            points.push_back(at(i, i, i % 1000 == 0 ? i : none));
        }
        data.append(points);
        const auto near = sampled(data, 0, CurveData::Kind::Raw, {CurveAxis::Step, 10, 20, 100});
        QCOMPARE(near.points.size(), std::size_t{13}); // and its neighbours
        QVERIFY(!near.dense);
        const auto rare = sampled(data, 1, CurveData::Kind::Raw, {CurveAxis::Step, 1500, 2500, 50});
        QCOMPARE(rare.points, (std::vector<QPointF>{{1000, 1000}, {2000, 2000}, {3000, 3000}}));
    }

    void extremesAreFoundInAnyStretch() {
        std::vector<double> values;
        quint32 state = 7;
        for (int i = 0; i < 5000; ++i) {
            state = state * 1'664'525 + 1'013'904'223;
            values.push_back(state % 5 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                            : double(state >> 8) - 8e6);
        }
        ExtremePyramid pyramid;
        pyramid.update(std::span(values).first(700), 0);
        pyramid.update(values, 700);
        for (std::size_t begin = 0; begin < 5000; begin += 37) {
            for (std::size_t end = begin; end <= 5000; end += 113) {
                double low = INFINITY, high = -INFINITY, positive = INFINITY;
                for (auto i = begin; i < end; ++i) {
                    low = std::fmin(low, values[i]);
                    high = std::fmax(high, values[i]);
                    positive = values[i] > 0 ? std::min(positive, values[i]) : positive;
                }
                const auto found = pyramid.find(values, begin, end);
                QCOMPARE(found.empty(), low > high);
                if (!found.empty()) {
                    QCOMPARE(values[found.low], low);
                    QCOMPARE(values[found.high], high);
                }
                if (std::isfinite(positive)) {
                    QCOMPARE(values[found.lowPositive], positive);
                }
            }
        }
    }

    void aFrameCostsTheSameHoweverLongTheRun() {
        // The measured time is told, not judged: goals.md P14.
        // MAE_PLOT_POINTS=10000000 for all.
        const int count = qEnvironmentVariableIntValue("MAE_PLOT_POINTS");
        const int total = count > 0 ? count : 1'000'000;
        std::vector<CurveSpec> four(4, specs()[0]);
        CurvePlot plot(four);
        plot.resize(900, 500);
        plot.show();
        std::vector<CurvePoint> part;
        quint32 state = 3;
        for (int i = 1; i <= total; ++i) {
            state = state * 1'664'525 + 1'013'904'223;
            const double noise = double(state >> 8) / double(1 << 24);
            part.push_back({.step = double(i),
                            .epoch = i / 100.0,
                            .seconds = i / 10.0,
                            .values = {noise + 1e5 / i, noise, noise * noise, 1 + noise}});
            if (part.size() == 500'000 || i == total) {
                plot.append(part);
                part.clear();
            }
        }
        QPixmap canvas(plot.size());
        plot.render(&canvas);
        std::vector<double> times;
        for (int i = 0; i < 20; ++i) {
            const double before = threadSeconds();
            plot.showX({i * 10.0, double(total) - i}); // everything is made anew
            plot.render(&canvas);
            times.push_back((threadSeconds() - before) * 1e3);
        }
        std::ranges::sort(times);
        qInfo("%d points x 4 curves: %.2f ms of a core a frame (median of 20)", total, times[10]);
        std::size_t drawn = 0;
        for (int c = 0; c < 4; ++c) {
            const auto& chart = plot.chart(c);
            for (const auto& line : chart.lines) {
                QVERIFY(line.points.size() <= 2 * std::size_t(chart.area.width()) + 4);
                drawn += line.points.size();
            }
        }
        QVERIFY(drawn > 1000);
    }

    void aRectangleZoomsBothAxesAndADoubleClickResets() {
        CurvePlot plot(specs());
        plot.resize(500, 400);
        plot.show();
        plot.append(falling(100));
        const auto area = plot.plotArea(0);
        const auto before = plot.shownY(0);
        const auto from = area.center(), to = area.bottomRight() - QPoint(10, 10);
        QTest::mousePress(&plot, Qt::LeftButton, Qt::ShiftModifier, from);
        moveTo(plot, to);
        QTest::mouseRelease(&plot, Qt::LeftButton, Qt::ShiftModifier, to);
        QVERIFY(!plot.isFollowing());
        QVERIFY(std::abs(plot.shownX().low - 50) < 2);
        QVERIFY(plot.shownX().high < 100 && plot.shownX().high > 95);
        QVERIFY(std::abs(plot.shownY(0).high - (before.low + before.high) / 2) < 0.02);
        plot.append(std::vector{at(101, 50)});
        QVERIFY2(plot.shownY(0).high < 1, "the zoomed axis stays");
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, area.center());
        QCOMPARE(plot.shownX().high, 101.0);
        QVERIFY(plot.shownY(0).high > 50);
    }

    void thePointerTellsEveryCurveAtItsPlace() {
        CurvePlot plot(specs());
        plot.setSmoothing(0);
        plot.resize(500, 400);
        plot.show();
        plot.append(falling(100));
        QCOMPARE(plot.readout(0).values.front().value,
                 QStringLiteral("0.01")); // the newest
        const auto area = plot.plotArea(0);
        moveTo(plot, area.center()); // between steps 50 and 51
        const auto told = plot.readout(0);
        QVERIFY2(told.where.contains(QStringLiteral("step 5")), qPrintable(told.where));
        QVERIFY(std::abs(told.dots.front().first.y() - 1.0 / 50) < 0.001);
        QCOMPARE(plot.readout(1).values.front().value, QStringLiteral("1"));
        QCOMPARE(told.legend.size(), std::size_t{2}); // each step, smoothed
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&plot, &leave);
        QVERIFY(plot.readout(0).where.contains(QStringLiteral("step 100")));
    }

    void validationIsJoinedInThePaneOfTheLoss() {
        auto three = specs();
        three.push_back({.title = QStringLiteral("validation"),
                         .column = "val_loss",
                         .inPaneBefore = true,
                         .sparse = true});
        std::swap(three[1], three[2]);
        CurvePlot plot(three);
        plot.resize(500, 400);
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        plot.append(std::vector{at(1, 3, 2.5), at(2, 2, none), at(3, 1, 9)});
        QCOMPARE(plot.plotArea(1), plot.plotArea(0));
        QVERIFY2(plot.shownY(0).high > 9, "it has room for both");
        const auto& joined = plot.chart(0).lines.back();
        QCOMPARE(joined.points, (std::vector<QPointF>{{1, 2.5}, {3, 9}}));
        QVERIFY(joined.dots);
        QCOMPARE(plot.readout(0).legend.back().value, QStringLiteral("9"));
    }

    void whatIsMeasuredNowAndThenHasAPaneOnceThereIsAValue() {
        auto three = specs();
        three.push_back({.title = QStringLiteral("accuracy"), .column = "acc", .sparse = true});
        const int last = static_cast<int>(three.size()) - 1;
        CurvePlot plot(three);
        plot.resize(500, 400);
        QVERIFY(plot.plotArea(1).isValid() && !plot.chart(last).outer.isValid());
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        const auto measured = [last](int step, double value) {
            CurvePoint point{.step = double(step), .epoch = 0, .seconds = 0, .values = {1, 1}};
            point.values[static_cast<std::size_t>(last)] = value;
            return point;
        };
        plot.append(std::vector{measured(1, none), measured(2, none)});
        QVERIFY(!plot.chart(last).outer.isValid());
        plot.append(
            std::vector{measured(3, 40), measured(4, none), measured(5, 60), measured(6, none)});
        QVERIFY(plot.chart(last).outer.isValid());
        const auto& line = plot.chart(last).lines.back();
        QCOMPARE(line.points, (std::vector<QPointF>{{3, 40}, {5, 60}}));
        QVERIFY(line.dots && line.dash == Qt::SolidLine);
        QCOMPARE(plot.readout(last).values.front().value, QStringLiteral("60"));
    }

    void otherRunsHaveAColourANameAndTheirValuesEach() {
        CurvePlot plot(specs());
        plot.setSmoothing(0);
        plot.resize(600, 400);
        plot.append(falling(10));
        plot.setRunName(QStringLiteral("mine"));
        std::vector<CurvePoint> longer;
        for (int i = 1; i <= 40; ++i) {
            longer.push_back(at(i, 5));
        }
        plot.setOverlays({{QStringLiteral("other"), longer}});
        QCOMPARE(plot.shownX().high, 40.0);
        QVERIFY(plot.shownY(0).high > 5);
        const auto legend = plot.readout(0).legend;
        QCOMPARE(legend.size(), std::size_t{2});
        QCOMPARE(legend[0].name, QStringLiteral("mine"));
        QCOMPARE(legend[0].value, QStringLiteral("0.1"));
        QCOMPARE(legend[1].name, QStringLiteral("other"));
        QCOMPARE(legend[1].value, QStringLiteral("5"));
        QVERIFY(legend[0].color != legend[1].color);
        QVERIFY(legend[0].dash != legend[1].dash);
        QCOMPARE(plot.readout(1).values.size(), std::size_t{2});
        plot.setOverlays({});
        QCOMPARE(plot.shownX().high, 10.0);
    }

    void aCurveWithoutValuesIsLeftOut() {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        CurvePlot plot(specs());
        plot.resize(600, 400);
        plot.append(std::vector{at(1, 3, none), at(2, 2, none)});
        QVERIFY(plot.plotArea(1).isEmpty());
        const int high = plot.plotArea(0).height();
        plot.append(std::vector{at(3, 2, 1)});
        QVERIFY(plot.plotArea(1).height() > 20);
        QVERIFY(plot.plotArea(0).height() < high);
    }

    void referencesAndMarksAreDrawnAndTold() {
        CurvePlot plot(specs());
        plot.resize(600, 400);
        plot.append(falling(100));
        plot.setReferences({.meanColour = 1.5, .neighbours = 0.7});
        QVERIFY(plot.shownY(0).high > 1.5);
        QCOMPARE(plot.chart(0).levels.size(), std::size_t{2});
        QVERIFY(plot.chart(1).levels.empty());
        plot.setMarks(
            {{50, QStringLiteral("train.lr = 0.001"), false}, {50, QStringLiteral("spike"), true}});
        const auto& chart = plot.chart(0);
        const QPoint there(qRound(chart.at({50, 1}).x()), qRound(chart.area.center().y()));
        QCOMPARE(plot.marksAt(there), QStringLiteral("Step 50: train.lr = 0.001\nStep 50: spike"));
        QVERIFY(plot.marksAt(there + QPoint(20, 0)).isEmpty());
        plot.setXAxis(CurveAxis::Seconds);
        QCOMPARE(plot.chart(0).marks.front().place, 100.0); // two seconds a step
    }

    void ticksAreRoundAndFewAndHaveAsManyDecimals() {
        const auto ticks = [](const CurvePlot& plot, Qt::Orientation axis) {
            return plot.ticks(0, axis).join(u' ');
        };
        CurvePlot plot(specs());
        plot.resize(500, 400);
        plot.append(std::vector{at(0, 0), at(100, 1)});
        QCOMPARE(ticks(plot, Qt::Horizontal), QStringLiteral("0 20 40 60 80 100"));
        QCOMPARE(ticks(plot, Qt::Vertical), QStringLiteral("0 0.2 0.4 0.6 0.8 1.0"));
        plot.setXAxis(CurveAxis::Seconds);
        QCOMPARE(ticks(plot, Qt::Horizontal), QStringLiteral("0:00 0:30 1:00 1:30 2:00 2:30 3:00"));
        plot.setPoints(std::vector{at(0, 0.04), at(10'000, 30)});
        QCOMPARE(ticks(plot, Qt::Horizontal),
                 QStringLiteral("0:00 1:00:00 2:00:00 3:00:00 4:00:00 5:00:00"));
        plot.setLogScale(true);
        QCOMPARE(ticks(plot, Qt::Vertical), QStringLiteral("0.1 1 10"));
        plot.setLogScale(false);
        plot.setPoints(std::vector{at(0, 0), at(1, 2.4e-4)});
        QCOMPARE(ticks(plot, Qt::Vertical), QStringLiteral("0 5e-5 1e-4 1.5e-4 2e-4 2.5e-4"));
        plot.setLogScale(true);
        plot.setPoints(std::vector{at(0, 1e-300), at(1, 1e300)});
        QVERIFY(plot.ticks(0, Qt::Vertical).size() < 20);
        plot.setPoints(std::vector{at(0, 0.3), at(1, 1.7)});
        QCOMPARE(ticks(plot, Qt::Vertical), QStringLiteral("0.50 0.75 1.00 1.25 1.50 1.75"));
        QCOMPARE(plotNumber(1.5e-4, 3), QStringLiteral("1.5e-4"));
        QCOMPARE(plotNumber(-9.9996e-5, 3), QStringLiteral("-1e-4"));
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
        QCOMPARE(QImageReader(dir.filePath(QStringLiteral("a.png"))).size(), QSize(800, 600));
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
