// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/averages_view.h"

#include "tests/support/hand_made.h"

#include <QLabel>
#include <QLocale>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

PictureMeasure picture(const char* name, double model, double telea, double ns) {
    return {.name = QString::fromLatin1(name),
            .measure = Measure{.ratio = 0.75,
                               .hidden = 12,
                               .error = model / 100,
                               .model = {.psnr = model, .ssim = 0.5},
                               .baselines = Baselines{.mean = {.psnr = 10, .ssim = 0.125},
                                                      .telea = {.psnr = telea, .ssim = 0.25},
                                                      .ns = {.psnr = ns, .ssim = 0.75}}}};
}

PictureMeasure failed(const char* name, const char* why) {
    return {.name = QString::fromLatin1(name), .problem = QString::fromLatin1(why)};
}

QLabel* labelWith(const QWidget& view, const QString& part) {
    const auto labels = view.findChildren<QLabel*>();
    const auto found = std::ranges::find_if(
        labels, [&part](const QLabel* label) { return label->text().contains(part); });
    return found == labels.end() ? nullptr : *found;
}

} // namespace

class TestAveragesView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        failOnEveryWarning();
        QLocale::setDefault(QLocale::c());
        applyTheme(Theme::Light);
    }

    void meansAreThoseByHand() {
        const std::vector pictures{picture("a", 20, 16, 18), picture("b", 26, 27, 15),
                                   picture("c", 23, 20, 21), PictureMeasure{}};
        const auto averages = averagesOf(pictures);
        QCOMPARE(averages.pictures, 4);
        QCOMPARE(averages.measured, 3);
        QCOMPARE(averages.failed, 0);
        QCOMPARE(averages.notFinite, 0);
        QCOMPARE(averages.psnr[0].value, 23.0);
        QCOMPARE(averages.psnr[1].value, 10.0);
        QCOMPARE(averages.psnr[2].value, 21.0);
        QCOMPARE(averages.psnr[3].value, 18.0);
        QCOMPARE(averages.ssim[0].value, 0.5);
        QCOMPARE(averages.ssim[3].value, 0.75);
        QCOMPARE(averages.error.value, 0.23);
        // against the better in-painting of each: 20 - 18, 26 - 27, 23 - 21
        QCOMPARE(averages.gain.value, 1.0);
        QCOMPARE(averages.wins, 2);
        QCOMPARE(averages.duels, 3);
    }

    void whatIsNotFiniteIsLeftOutAndCounted() {
        auto nothingHidden = picture("b", 0, 0, 0);
        nothingHidden.measure = Measure{.ratio = 0, .baselines = std::nullopt};
        const std::vector pictures{picture("a", 20, 16, 18), nothingHidden,
                                   picture("c", kInfinite, 20, 21),
                                   picture("d", 20, kInfinite, 21)};
        const auto averages = averagesOf(pictures);
        QCOMPARE(averages.measured, 4);
        QCOMPARE(averages.notFinite, 3);
        QCOMPARE(averages.psnr[0].value, 20.0);
        QCOMPARE(averages.psnr[0].count, 2);
        QCOMPARE(averages.psnr[2].value, 18.0);
        QCOMPARE(averages.gain.value, 2.0);
        QCOMPARE(averages.gain.count, 1);
        QCOMPARE(averages.wins, 2); // also on the one that it fills exactly
        QCOMPARE(averages.duels, 3);
        AveragesView view;
        view.setAverages(averages);
        QVERIFY(labelWith(view, QStringLiteral("its mean: 3.")) != nullptr);
    }

    void withoutAnythingThereAreDashes() {
        const AveragesView view;
        QVERIFY(labelWith(view, QStringLiteral("–")) != nullptr);
        QVERIFY(view.sentence().isEmpty());
    }

    void failuresAreCountedWithTheirFirstReasons() {
        std::vector pictures{picture("a", 20, 16, 18)};
        for (const auto* name : {"b", "c", "d", "e", "f", "<i>g"}) {
            pictures.push_back(failed(name, "It is no picture."));
        }
        AveragesView view;
        view.setAverages(averagesOf(pictures));
        auto* label = labelWith(view, QStringLiteral("could not be measured: 6."));
        QVERIFY(label != nullptr);
        QVERIFY(!label->isHidden());
        QVERIFY(
            label->accessibleDescription().startsWith(QStringLiteral("b: It is no picture.\nc: ")));
        QVERIFY(label->accessibleDescription().endsWith(QStringLiteral("…")));
        QVERIFY(!label->accessibleDescription().contains(QStringLiteral("g:")));
        QVERIFY(label->toolTip().contains(QStringLiteral("b: It is no picture.")));
    }

    void saysHowOftenTheModelWins() {
        AveragesView view;
        view.setAverages(averagesOf(std::vector{picture("a", 20, 16, 18), picture("b", 26, 27, 15),
                                                picture("c", 23, 20, 21)}));
        QVERIFY(view.sentence().contains(QStringLiteral("1.0 dB closer")));
        QVERIFY(view.sentence().contains(QStringLiteral("on 2 of 3")));
        view.setAverages(averagesOf(std::vector{picture("a", 15, 16, 18)}));
        QVERIFY(view.sentence().contains(QStringLiteral("3.0 dB farther")));
    }

    void staleNumbersAreDimmedAndSayWhy() {
        AveragesView view;
        view.setAverages(averagesOf(std::vector{picture("a", 20, 16, 18)}));
        auto* number = labelWith(view, QStringLiteral("20.0"));
        QVERIFY(number->isEnabled());
        view.setStale(QStringLiteral("Of another mask."));
        QVERIFY(!number->isEnabled());
        QVERIFY(!labelWith(view, QStringLiteral("Of another mask."))->isHidden());
        view.setStale({});
        QVERIFY(number->isEnabled());
    }

    void theTableForTheClipboardIsSeparatedByTabs() {
        QLocale::setDefault(QLocale(QLocale::German));
        const auto text = averagesText(averagesOf(std::vector{picture("a", 20.5, 16, 18)}));
        QCOMPARE(text, QStringLiteral("\tPSNR, dB\tSSIM\tError\tPictures\n"
                                      "This model\t20.5\t0.5\t0.205\t1\n"
                                      "Mean colour\t10\t0.125\t\t1\n"
                                      "Telea in-painting\t16\t0.25\t\t1\n"
                                      "Navier-Stokes in-painting\t18\t0.75\t\t1\n"));
    }

    void namesInTablesAreNoFormulas() {
        QCOMPARE(csvText(QStringLiteral("a.jpg")), QByteArray("\"a.jpg\""));
        QCOMPARE(csvText(QStringLiteral("=1+1")), QByteArray("\"'=1+1\""));
        QCOMPARE(csvText(QStringLiteral("+a")), QByteArray("\"'+a\""));
        QCOMPARE(csvText(QStringLiteral("-a")), QByteArray("\"'-a\""));
        QCOMPARE(csvText(QStringLiteral("@a")), QByteArray("\"'@a\""));
        QCOMPARE(csvText(QStringLiteral("a \"b\", c")), QByteArray("\"a \"\"b\"\", c\""));
        QCOMPARE(csvText({}), QByteArray("\"\""));
    }

    void aRowForEveryPictureThatWasMeasuredOrFailed() {
        const std::vector pictures{picture("=a,b", 20, 16, 18),
                                   failed("c", "It is \"no\" picture."),
                                   PictureMeasure{.name = QStringLiteral("not yet")}};
        QCOMPARE(picturesCsv(pictures),
                 QByteArray("name,ratio,hidden,error,psnr,ssim,mean_psnr,mean_ssim,telea_psnr,"
                            "telea_ssim,ns_psnr,ns_ssim,problem\n"
                            "\"'=a,b\",0.75,12,0.2,20,0.5,10,0.125,16,0.25,18,0.75,\n"
                            "\"c\",,,,,,,,,,,,\"It is \"\"no\"\" picture.\"\n"));
    }

    void looksRight() {
        AveragesView view;
        view.resize(276, 300);
        view.setAverages(averagesOf(std::vector{picture("a", 20, 16, 18), picture("b", 26, 27, 15),
                                                picture("c", kInfinite, 20, 21),
                                                failed("d", "It is no picture.")}));
        view.show();
        saveForTheEye(view, QStringLiteral("averages"));
        QVERIFY(view.minimumSizeHint().width() <= 276);
    }
};

QTEST_MAIN(TestAveragesView)
#include "tst_averages_view.moc"
