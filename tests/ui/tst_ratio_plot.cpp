// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"
#include "ui/widgets/ratio_plot.h"

#include "tests/support/hand_made.h"

#include <QFile>
#include <QImageReader>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Measure at(double ratio, double psnr, double error = 0.5) {
    return {.ratio = ratio,
            .hidden = int(ratio * 100),
            .error = error,
            .model = {.psnr = psnr, .ssim = psnr / 40},
            .baselines = Baselines{.mean = {.psnr = psnr - 6, .ssim = 0.25},
                                   .telea = {.psnr = psnr - 2, .ssim = 0.5},
                                   .ns = {.psnr = psnr - 4, .ssim = 0.375}}};
}

struct Plotted {
    explicit Plotted(std::initializer_list<Measure> points) {
        plot.resize(300, plot.sizeHint().height());
        for (const auto& point : points) {
            plot.setPoint(point);
        }
        plot.show();
    }
    QColor pixel(QPointF place) const { return plot.grab().toImage().pixelColor(place.toPoint()); }
    QPoint over(double ratio) const {
        const auto area = plot.plotArea();
        return QPointF(area.left() + ratio * area.width(), area.center().y()).toPoint();
    }

    mutable RatioPlot plot;
};

int distance(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
           + std::abs(a.blue() - b.blue());
}

} // namespace

class TestRatioPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        failOnEveryWarning();
        QLocale::setDefault(QLocale::c());
        applyTheme(Theme::Light);
    }

    void everySeriesIsAtItsPlaceInItsColour() {
        const Plotted p{at(0.25, 30), at(0.75, 20)};
        for (const double ratio : {0.25, 0.75}) {
            for (const auto filler : kFillers) {
                QVERIFY(distance(p.pixel(p.plot.placeOf(ratio, filler)), dataColor(int(filler)))
                        < 40);
            }
        }
        const auto model = p.plot.placeOf(0.25, Filler::Model),
                   telea = p.plot.placeOf(0.25, Filler::Telea);
        QVERIFY2(model.y() < telea.y(), "more decibels are higher");
        const auto area = p.plot.plotArea();
        QVERIFY(std::abs(model.x() - (area.left() + 0.25 * area.width())) < 1e-6);
        // The axis goes from 10 to 30: the lowest value is 14, the highest 30.
        QVERIFY(std::abs(model.y() - area.top()) < 1e-6);
        QVERIFY(std::abs(p.plot.placeOf(0.75, Filler::Model).y() - area.center().y()) < 1e-6);
    }

    void linesJoinPointsButNotOverWhatCouldNotBeMeasured() {
        Plotted p{at(0.25, 24), at(0.75, 24)};
        const auto middle = [&p] {
            return p.pixel(
                {p.plot.plotArea().center().x(), p.plot.placeOf(0.25, Filler::Model).y()});
        };
        QVERIFY(distance(middle(), dataColor(0)) < 120);
        p.plot.setPoint(Measure{.ratio = 0.5});
        QVERIFY(distance(middle(), dataColor(0)) > 200);
        QCOMPARE(p.plot.points().size(), std::size_t{3});
        p.plot.setPoint(at(0.5, 24));
        QCOMPARE(p.plot.points().size(), std::size_t{3});
        QVERIFY(distance(middle(), dataColor(0)) < 40);
    }

    void stalePointsAreDimmedUntilTheyAreReplaced() {
        Plotted p{at(0.25, 30), at(0.75, 20)};
        p.plot.setStale();
        QVERIFY(distance(p.pixel(p.plot.placeOf(0.25, Filler::Model)), dataColor(0)) > 100);
        QVERIFY(p.plot.description().contains(QLatin1String("Out of date")));
        QVERIFY(p.plot.figure().isEmpty());
        p.plot.setPoint(at(0.25, 30));
        QVERIFY(distance(p.pixel(p.plot.placeOf(0.25, Filler::Model)), dataColor(0)) < 40);
        QVERIFY(distance(p.pixel(p.plot.placeOf(0.75, Filler::Model)), dataColor(0)) > 100);
        QCOMPARE(p.plot.toCsv().count('\n'), 2); // the heading and one ratio
    }

    void anInfiniteValueIsAtTheEdgeAndSaidSo() {
        Plotted p{at(0.25, kInfinite), at(0.75, 20)};
        QCOMPARE(p.plot.placeOf(0.25, Filler::Model).y(), p.plot.plotArea().top());
        p.plot.setRatio(0.25);
        QVERIFY(p.plot.description().contains(QStringLiteral("This model ∞")));
    }

    void thePointerReadsTheNearestRatioAndAClickAdoptsIt() {
        Plotted p{at(0.25, 30), at(0.75, 20)};
        QSignalSpy adopted(&p.plot, &RatioPlot::ratioAdopted);
        QTest::mouseMove(&p.plot, p.over(0.3));
        QTRY_COMPARE(p.plot.pointedRatio(), std::optional(0.25));
        QCOMPARE(p.plot.description(),
                 QStringLiteral("PSNR, dB at a mask ratio of 25 %: This model 30.0, Mean colour "
                                "24.0, Telea in-painting 28.0, Navier-Stokes in-painting 26.0."));
        QCOMPARE(p.plot.accessibleDescription(), p.plot.description());
        QTest::mouseClick(&p.plot, Qt::LeftButton, {}, p.over(0.7));
        QCOMPARE(adopted.size(), 1);
        QCOMPARE(adopted[0][0].toDouble(), 0.75);
        QTest::mouseClick(&p.plot, Qt::RightButton, {}, p.over(0.7));
        QTest::mouseClick(&p.plot, Qt::LeftButton, {}, {150, p.plot.height() - 5}); // the legend
        QCOMPARE(adopted.size(), 1);
    }

    void theKeysReadAndAdopt() {
        Plotted p{at(0.25, 30), at(0.5, 25), at(0.75, 20)};
        QSignalSpy adopted(&p.plot, &RatioPlot::ratioAdopted);
        p.plot.setRatio(0.52);
        QTest::keyClick(&p.plot, Qt::Key_Return);
        QVERIFY2(adopted.empty(), "no ratio is chosen yet");
        QTest::keyClick(&p.plot, Qt::Key_Right);
        QCOMPARE(p.plot.pointedRatio(), std::optional(0.5));
        QTest::keyClick(&p.plot, Qt::Key_Right);
        QCOMPARE(p.plot.pointedRatio(), std::optional(0.75));
        QTest::keyClick(&p.plot, Qt::Key_Right);
        QCOMPARE(p.plot.pointedRatio(), std::optional(0.75));
        QTest::keyClick(&p.plot, Qt::Key_Home);
        QTest::keyClick(&p.plot, Qt::Key_Space);
        QCOMPARE(adopted.size(), 1);
        QCOMPARE(adopted[0][0].toDouble(), 0.25);
        QTest::keyClick(&p.plot, Qt::Key_Escape);
        QVERIFY(!p.plot.pointedRatio());
    }

    void withoutPointsNothingIsChosen() {
        Plotted p{};
        QSignalSpy adopted(&p.plot, &RatioPlot::ratioAdopted);
        for (const auto key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_Return}) {
            QTest::keyClick(&p.plot, key);
        }
        QTest::mouseClick(&p.plot, Qt::LeftButton, {}, p.over(0.5));
        QVERIFY(adopted.empty());
        QVERIFY(!p.plot.grab().isNull());
    }

    void theCurrentRatioIsMarked() {
        Plotted p{at(0.25, 30), at(0.75, 20)};
        const auto place = [&p] { // between lines of the grid, away from the curves
            return QPointF(p.over(0.9).x(), p.plot.plotArea().top() + 5);
        };
        QVERIFY(distance(p.pixel(place()), colors().accent) > 150);
        p.plot.setRatio(0.9);
        int nearest = 1000; // it lies on whole pixels
        for (const int by : {-1, 0, 1}) {
            nearest =
                std::min(nearest, distance(p.pixel(place() + QPointF(by, 0)), colors().accent));
        }
        QVERIFY(nearest < 20);
    }

    void theErrorIsTheModelsAlone() {
        Plotted p{at(0.25, 30, 0.5), at(0.75, 20, 0.25)};
        p.plot.setQuantity(RatioQuantity::Error);
        p.plot.setRatio(0.75);
        QCOMPARE(p.plot.description(),
                 QStringLiteral("Error (the loss) at a mask ratio of 75 %: This model 0.250."));
        const auto area = p.plot.plotArea(); // from 0
        QVERIFY(p.plot.placeOf(0.75, Filler::Model).y() < area.bottom() - area.height() / 4);
    }

    void theTableHasExactNumbersWhateverTheLocale() {
        QLocale::setDefault(QLocale(QLocale::German));
        Plotted p{at(0.75, 20), at(0.25, kInfinite, kNaN)};
        QCOMPARE(p.plot.toCsv(),
                 QByteArray("ratio,hidden,error,psnr,ssim,mean_psnr,mean_ssim,telea_psnr,"
                            "telea_ssim,ns_psnr,ns_ssim\n"
                            "0.25,25,,inf,inf,inf,0.25,inf,0.5,inf,0.375\n"
                            "0.75,75,0.5,20,0.5,14,0.25,18,0.5,16,0.375\n"));
        p.plot.setRatio(0.75);
        QVERIFY(p.plot.description().contains(QStringLiteral("20,0")));
    }

    void isWrittenAsAPictureOnPaper() {
        const QTemporaryDir dir;
        applyTheme(Theme::Dark);
        const Plotted p{at(0.25, 30), at(0.75, 20)};
        const auto figure = p.plot.figure();
        if (const auto eye = qEnvironmentVariable("MAE_SAVE_PICTURES"); !eye.isEmpty()) {
            writeFigure(figure, eye + QStringLiteral("/ratio-figure.png"), 1.5);
        }
        for (const auto* name : {"a.png", "a.pdf", "a.svg"}) {
            const auto path = dir.filePath(QLatin1String(name));
            writeFigure(figure, path);
            QVERIFY(QFile(path).size() > 1000);
        }
        const QImage image(dir.filePath(QStringLiteral("a.png")));
        QCOMPARE(image.size(), figure.size().toSize());
        QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
    }

    void aLargerFontGetsMoreRoom() {
        const auto font = QApplication::font();
        RatioPlot plot;
        const int before = plot.sizeHint().height();
        auto larger = font;
        larger.setPointSizeF(14);
        QApplication::setFont(larger);
        const int after = plot.sizeHint().height();
        QApplication::setFont(font);
        QVERIFY(after > before);
    }

    void looksTheSameInBothThemes() {
        Plotted p{at(0.05, 36), at(0.25, 30), at(0.5, 26), at(0.75, 20), at(0.95, 13)};
        p.plot.setRatio(0.7);
        saveForTheEye(p.plot, QStringLiteral("ratio-plot"));
        applyTheme(Theme::Dark);
        QVERIFY(distance(p.pixel(p.plot.placeOf(0.25, Filler::Model)), dataColor(0)) < 40);
    }
};

QTEST_MAIN(TestRatioPlot)
#include "tst_ratio_plot.moc"
