// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/bundled.h"
#include "core/io/convert_model.h"
#include "core/io/model_file.h"
#include "core/probe/baselines.h"
#include "core/probe/reconstruct.h"
#include "ui/panels/gallery_numbers_panel.h"
#include "ui/panels/ratio_curve_panel.h"
#include "ui/session/paths.h"
#include "ui/style/metrics.h"
#include "ui/widgets/averages_view.h"
#include "ui/widgets/ratio_plot.h"

#include "tests/support/hand_made.h"
#include "tests/support/toy_model.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <algorithm>
#include <cmath>
#include <optional>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

PictureRef noisy(int seed) {
    return pixelsRef(QStringLiteral("picture %1").arg(seed),
                     std::make_shared<const Image>(noisyPicture(40, 30, std::uint64_t(seed))));
}

std::vector<PictureRef> gallery(int count) {
    std::vector<PictureRef> pictures;
    for (int i = 1; i <= count; ++i) {
        pictures.push_back(noisy(i));
    }
    return pictures;
}

/// Texts as long as translations may be.
class LongTexts : public QTranslator {
public:
    LongTexts() { QCoreApplication::installTranslator(this); }
    ~LongTexts() override { QCoreApplication::removeTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override {
        const auto words = QString::fromUtf8(text);
        return words + QStringLiteral(" und so fort").left(int(words.size() / 3));
    }
};

class LargeFont {
public:
    LargeFont() : m_before(QApplication::font()) {
        auto font = m_before;
        font.setPointSizeF(14);
        QApplication::setFont(font);
    }
    ~LargeFont() { QApplication::setFont(m_before); }

private:
    QFont m_before;
};

/// A session with a model in a file, and what Explore shows.
struct Program {
    Program() : session({.device = "cpu", .threads = 1}), explorer(session, undo) {}

    void open(const QString& path) { openWithHeads(path, 0); }
    /// @param heads  for files that do not say; 0: take them from the file
    void openWithHeads(const QString& path, int heads) {
        QSignalSpy opened(&session, &Session::modelOpened);
        session.openModel(path, {.heads = heads});
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
    }
    void show(const PictureRef& ref) { explorer.setPicture(ref, readPicture(ref)); }

    Session session;
    QUndoStack undo;
    Explorer explorer;
};

/// The numbers of one picture, as the engine should make them.
Measure byHand(const Model& model, const Image& picture, const MaskChoice& choice,
               const DisplayOptions& display) {
    const auto fitted = fittedPicture(picture, model.config, display.fit, display.frame);
    const auto mask = maskOf(choice, fitted, model.config.patchSize);
    ReconstructedPart part;
    auto result = reconstruct(model, fitted, mask, display);
    part.baselines = baselines(result);
    part.result = std::make_shared<const Reconstruction>(std::move(result));
    return measureOf(part);
}

bool close(double a, double b) { return std::abs(a - b) < 1e-4; }

bool same(const Measure& a, const Measure& b) {
    const auto equal = [&](Filler filler) {
        const auto x = qualityOf(a, filler), y = qualityOf(b, filler);
        return close(x.psnr, y.psnr) && close(x.ssim, y.ssim);
    };
    return a.hidden == b.hidden && close(a.error, b.error) && std::ranges::all_of(kFillers, equal);
}

QPushButton* button(const QWidget& panel, const QString& text) {
    for (auto* one : panel.findChildren<QPushButton*>()) {
        if (one->text().remove(QLatin1Char('&')).contains(text)) {
            return one;
        }
    }
    return nullptr;
}

bool says(const QWidget& panel, const QString& part) {
    const auto labels = panel.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(part);
    });
}

} // namespace

class TestMeasurePanels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_model;
    QString m_other;
    QString m_encoder;

private Q_SLOTS:
    void initTestCase() {
        qputenv("MAE_HOME", m_folder.path().toUtf8());
        m_model = m_folder.filePath(QStringLiteral("a.safetensors"));
        m_other = m_folder.filePath(QStringLiteral("b.safetensors"));
        m_encoder = m_folder.filePath(QStringLiteral("encoder.safetensors"));
        saveModel(toPath(m_model), toyModel(), at::kFloat);
        saveModel(toPath(m_other), toyModel(toyConfig(), 7), at::kFloat);
        convertModel({.input = m_model.toStdString(),
                      .output = m_encoder.toStdString(),
                      .format = ModelFormat::Timm});
    }

    void init() {
        failOnEveryWarning();
        QLocale::setDefault(QLocale::c());
        applyTheme(Theme::Light);
    }

    void theCurveHasTheNumbersOfSingleReconstructions() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.resize(300, 400);
        panel.show();
        p.open(m_model);
        p.explorer.setMask({.strategy = BlockMask{.blocks = 2}, .ratio = 0.6});
        p.explorer.setSeed(5);
        const auto ref = noisy(1);
        p.show(ref);
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        const auto& points = panel.plot()->points();
        QCOMPARE(points.size(), std::size_t{19});
        const auto model = openModel(m_model.toStdString());
        for (const int percent : {25, 90}) {
            const auto* point = nearestPoint(points, percent / 100.0);
            QVERIFY(close(point->measure.ratio, percent / 100.0));
            QVERIFY(!point->stale);
            const MaskChoice choice{
                .config = {.strategy = BlockMask{.blocks = 2}, .ratio = percent / 100.0},
                .seed = 5};
            QVERIFY(same(point->measure, byHand(model, *ref.pixels, choice, {})));
        }
        saveForTheEye(panel, QStringLiteral("ratio-curve-panel"));
    }

    void theCurveIsMeasuredAgainOnlyForWhatItDependsOn() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        p.show(noisy(1));
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        QSignalSpy parts(&p.session, &Session::studyPartReady);
        QSignalSpy shown(&p.explorer, &Explorer::shown);
        p.explorer.setMask({.strategy = RandomMask{}, .ratio = 0.3});
        QTRY_VERIFY(!shown.empty());
        QVERIFY(panel.isComplete());
        QCOMPARE(parts.size(), 0);

        const auto asksAgain = [&](auto&& change) {
            change();
            const bool stale = panel.plot()->points().front().stale;
            return stale && QTest::qWaitFor([&] { return panel.isComplete(); }, 30'000)
                   && !panel.plot()->points().front().stale;
        };
        QVERIFY(asksAgain([&] { p.explorer.setMask({.strategy = GridMask{}, .ratio = 0.3}); }));
        QVERIFY(asksAgain([&] { p.explorer.newMask(); }));
        QVERIFY(asksAgain([&] { p.show(noisy(2)); }));
        QVERIFY(asksAgain([&] { p.explorer.setDisplay({.fit = Fit::Stretch}); }));
        const auto before = panel.plot()->points().back().measure;
        p.open(m_other);
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        QVERIFY(!same(panel.plot()->points().back().measure, before));
    }

    void nothingIsMeasuredWhileTheCurveIsHidden() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        QSignalSpy parts(&p.session, &Session::studyPartReady);
        QSignalSpy shown(&p.explorer, &Explorer::shown);
        p.open(m_model);
        p.show(noisy(1));
        QTRY_VERIFY(!shown.empty());
        QCOMPARE(parts.size(), 0);
        panel.show();
        QTRY_VERIFY(!panel.plot()->points().empty());
        panel.hide(); // in the middle of it, or after it
        p.explorer.newMask();
        QVERIFY(panel.plot()->points().front().stale);
        panel.show();
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
    }

    void aClickOnTheCurveAdoptsTheRatio() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.resize(300, 400);
        panel.show();
        p.open(m_model);
        p.explorer.setMask({.strategy = UniformMask{.cell = 4}, .ratio = 0.75});
        p.show(noisy(1));
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        connect(&panel, &RatioCurvePanel::maskAdopted, &p.explorer, &Explorer::setMask);
        QSignalSpy adopted(&panel, &RatioCurvePanel::maskAdopted);
        QTest::mouseClick(panel.plot(), Qt::LeftButton, {},
                          panel.plot()->placeOf(0.35, Filler::Model).toPoint());
        QCOMPARE(adopted.size(), 1);
        const MaskConfig wanted{.strategy = UniformMask{.cell = 4}, .ratio = 0.35};
        QCOMPARE(p.explorer.mask().strategy, wanted.strategy);
        QVERIFY(close(p.explorer.mask().ratio, 0.35));
    }

    void ofAPaintedMaskTheCurveIsByTheStrategy() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        p.show(noisy(1));
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        const auto before = panel.plot()->points().front().measure;
        p.explorer.paint(std::make_shared<const Mask>(maskFromHidden(
            {.rows = 4, .columns = 4},
            std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
        QVERIFY(panel.isComplete());
        QVERIFY(says(panel, QStringLiteral("painted")));
        QVERIFY(same(panel.plot()->points().front().measure, before));
    }

    void theCurveIsExportedByTheSuffix() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        p.show(noisy(1));
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 30'000);
        const auto csv = m_folder.filePath(QStringLiteral("curve.csv"));
        panel.exportTo(csv);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 20);
        for (const auto* name : {"c.png", "c.pdf", "c.svg"}) {
            const auto path = m_folder.filePath(QLatin1String(name));
            panel.exportTo(path);
            QVERIFY(QFile(path).size() > 1000);
        }
        QVERIFY_EXCEPTION_THROWN(panel.exportTo(m_folder.filePath(QStringLiteral("c.xyz"))),
                                 std::exception);
    }

    void withoutModelOrPicturesBothSayWhatIsMissing() {
        Program p;
        RatioCurvePanel curve(p.explorer);
        GalleryNumbersPanel numbers(p.explorer);
        curve.show();
        numbers.show();
        QVERIFY(says(curve, QStringLiteral("no model")));
        QVERIFY(says(numbers, QStringLiteral("no model")));
        p.open(m_model);
        QVERIFY(says(curve, QStringLiteral("Open a picture")));
        QVERIFY(says(numbers, QStringLiteral("no pictures in the gallery")));
        QVERIFY(!button(numbers, QStringLiteral("Measure"))->isVisible());
        numbers.measure();
        QVERIFY(!numbers.isMeasuring());
        numbers.setGallery(gallery(2));
        QVERIFY(button(numbers, QStringLiteral("Measure"))->isVisible());
    }

    void anEncoderWithoutDecoderReconstructsNothing() {
        Program p;
        RatioCurvePanel curve(p.explorer);
        GalleryNumbersPanel numbers(p.explorer);
        curve.show();
        numbers.show();
        p.open(m_model);
        const auto pictures = gallery(2);
        p.show(pictures[0]);
        numbers.setGallery(pictures);
        numbers.measure();
        QTRY_VERIFY_WITH_TIMEOUT(curve.isComplete() && !numbers.isMeasuring(), 30'000);
        p.openWithHeads(m_encoder, 3);
        QVERIFY(!p.session.model().reconstructs);
        QVERIFY(says(curve, QStringLiteral("encoder without a decoder")));
        QVERIFY(says(numbers, QStringLiteral("encoder without a decoder")));
        QVERIFY(!curve.plot()->isVisible());
        QVERIFY(!numbers.averages()->isVisible());
        p.open(m_model);
        QVERIFY(curve.plot()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(curve.isComplete(), 30'000);
    }

    void theMeanOverTheGalleryIsThatByHand() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.resize(300, 400);
        panel.show();
        p.open(m_model);
        p.explorer.setMask({.strategy = RandomMask{}, .ratio = 0.5});
        const auto pictures = gallery(5);
        p.show(pictures[0]);
        const auto painted = std::make_shared<const Mask>(maskFromHidden(
            {.rows = 4, .columns = 4},
            std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        p.explorer.paint({pictures[1].id}, painted);
        panel.setGallery(pictures);
        QTest::mouseClick(button(panel, QStringLiteral("Measure")), Qt::LeftButton);
        QVERIFY(panel.isMeasuring());
        QVERIFY(button(panel, QStringLiteral("Cancel"))->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!panel.isMeasuring(), 30'000);

        const auto model = openModel(m_model.toStdString());
        double psnr = 0, ssim = 0, error = 0, telea = 0;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const auto expected =
                byHand(model, *pictures[i].pixels, p.explorer.state().choiceOf(pictures[i].id), {});
            QVERIFY(panel.results()[i].measure);
            QCOMPARE(panel.results()[i].name, pictures[i].name);
            QVERIFY(same(*panel.results()[i].measure, expected));
            psnr += expected.model.psnr / 5;
            ssim += expected.model.ssim / 5;
            error += expected.error / 5;
            telea += expected.baselines->telea.psnr / 5;
        }
        QCOMPARE(panel.results()[1].measure->hidden, 4);
        const auto& averages = panel.averages()->averages();
        QCOMPARE(averages.measured, 5);
        QVERIFY(close(averages.psnr[0].value, psnr));
        QVERIFY(close(averages.ssim[0].value, ssim));
        QVERIFY(close(averages.error.value, error));
        QVERIFY(close(averages.psnr[2].value, telea));
        QVERIFY(!panel.isStale());
        saveForTheEye(panel, QStringLiteral("gallery-numbers-panel"));
    }

    void picturesThatCannotBeReadAreCounted() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        auto pictures = gallery(3);
        const auto path = m_folder.filePath(QStringLiteral("=broken.png"));
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("this is no picture");
        broken.close();
        pictures.insert(pictures.begin() + 1, fileRef(path));
        panel.setGallery(pictures);
        panel.measure();
        QTRY_VERIFY_WITH_TIMEOUT(!panel.isMeasuring(), 30'000);
        const auto& averages = panel.averages()->averages();
        QCOMPARE(averages.pictures, 4);
        QCOMPARE(averages.measured, 3);
        QCOMPARE(averages.failed, 1);
        QVERIFY(says(panel, QStringLiteral("3 of 4")));
        const auto csv = m_folder.filePath(QStringLiteral("numbers.csv"));
        panel.exportTo(csv);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 6); // heading, four pictures, the end
        QVERIFY(lines[1].startsWith("\"picture 1\",0.75,12,"));
        QVERIFY(lines[2].startsWith("\"'=broken.png\",,,"));
    }

    void measuringCanBeCancelledAndWhatIsMeasuredStays() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        panel.setGallery(gallery(400));
        panel.measure();
        QTRY_VERIFY(panel.averages()->averages().measured >= 3);
        QTest::mouseClick(button(panel, QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(!panel.isMeasuring());
        const int measured = panel.averages()->averages().measured;
        QVERIFY(measured >= 3 && measured < 400);
        for (std::size_t i = 0; i < panel.results().size(); ++i) { // in the gallery's order
            QCOMPARE(panel.results()[i].measure.has_value(), int(i) < measured);
        }
        QVERIFY(panel.averages()->isVisible());
        QVERIFY(button(panel, QStringLiteral("Measure"))->isVisible());
        QVERIFY(!panel.isStale());
        panel.measure();
        QTRY_VERIFY_WITH_TIMEOUT(panel.averages()->averages().measured == 400, 60'000);
    }

    void numbersOfOtherSettingsAreStale() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        auto pictures = gallery(3);
        p.show(pictures[0]);
        panel.setGallery(pictures);
        const auto measured = [&] {
            panel.measure();
            return QTest::qWaitFor([&] { return !panel.isMeasuring(); }, 30'000)
                   && !panel.isStale();
        };
        QVERIFY(measured());
        p.explorer.newMask();
        QVERIFY(says(panel, QStringLiteral("Of another mask")));
        p.undo.undo();
        QVERIFY2(!panel.isStale(), "it is the mask of the numbers again");
        p.explorer.setDisplay({.fit = Fit::Stretch});
        QVERIFY(says(panel, QStringLiteral("another way")));
        QVERIFY(measured());
        p.show(pictures[1]);
        QVERIFY2(!panel.isStale(), "another picture is shown, the numbers are of all");
        pictures.pop_back();
        panel.setGallery(pictures);
        QVERIFY(says(panel, QStringLiteral("Of other pictures")));
        QVERIFY(measured());
        p.open(m_other);
        QTRY_VERIFY(says(panel, QStringLiteral("Of another model")));
    }

    void anotherMaskEndsMeasuring() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        auto pictures = gallery(400);
        p.show(pictures[0]);
        panel.setGallery(pictures);
        panel.measure();
        QTRY_VERIFY(panel.averages()->averages().measured >= 1);
        p.explorer.newMask();
        QVERIFY(!panel.isMeasuring());
        QVERIFY(panel.isStale());
    }

    void aModelInTrainingIsMeasuredToTheEnd() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        TrainConfig config;
        config.model = toyConfig();
        config.data.scenes = 12;
        config.data.workers = 1;
        config.train.batchSize = 2;
        config.train.steps = 1'000'000;
        config.train.precision = Precision::Float32;
        config.train.warmupEpochs = 0;
        config.preview = {.everySteps = 5, .count = 1};
        p.session.startTraining(config);
        p.session.useTrainingModel(true);
        QTRY_VERIFY_WITH_TIMEOUT(p.session.usesTrainingModel(), 30'000);
        const auto pictures = gallery(40);
        p.show(pictures[0]);
        panel.setGallery(pictures);
        panel.measure();
        const auto before = p.explorer.modelVersion();
        QTRY_VERIFY_WITH_TIMEOUT(p.explorer.modelVersion() > before, 30'000); // it has moved on
        QTRY_VERIFY_WITH_TIMEOUT(!panel.isMeasuring(), 60'000);
        QCOMPARE(panel.averages()->averages().measured, 40);
        QVERIFY(says(panel, QStringLiteral("has learnt since")));
    }

    void theBundledModelDoesWorseTheMoreIsHidden() {
        Program p;
        RatioCurvePanel panel(p.explorer);
        panel.resize(kInspectorMinWidth, 420);
        panel.show();
        p.open(QStringLiteral("bundled"));
        const auto& sample = samplePictures().front();
        p.show(sampleRef(QString::fromUtf8(sample.name), sample.bytes));
        QTRY_VERIFY_WITH_TIMEOUT(panel.isComplete(), 60'000);
        const auto& points = panel.plot()->points();
        QVERIFY(nearestPoint(points, 0.25)->measure.model.psnr
                > nearestPoint(points, 0.95)->measure.model.psnr);
        QVERIFY(nearestPoint(points, 0.25)->measure.error
                < nearestPoint(points, 0.95)->measure.error);
        saveForTheEye(panel, QStringLiteral("ratio-curve-bundled"));
    }

    void theTableIsCopied() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        p.open(m_model);
        panel.setGallery(gallery(2));
        panel.measure();
        QTRY_VERIFY_WITH_TIMEOUT(!panel.isMeasuring(), 30'000);
        QTest::mouseClick(button(panel, QStringLiteral("Copy")), Qt::LeftButton);
        const auto text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.count(QLatin1Char('\n')), 5);
        QVERIFY(text.contains(QStringLiteral("This model\t")));
    }

    void theButtonFollowsTheKeyboard() {
        Program p;
        GalleryNumbersPanel panel(p.explorer);
        panel.show();
        panel.activateWindow();
        p.open(m_model);
        panel.setGallery(gallery(400));
        auto* measure = button(panel, QStringLiteral("Measure"));
        measure->setFocus();
        QTRY_VERIFY(measure->hasFocus());
        QTest::keyClick(measure, Qt::Key_Space);
        auto* cancel = button(panel, QStringLiteral("Cancel"));
        QVERIFY(cancel->hasFocus());
        QTest::keyClick(cancel, Qt::Key_Space);
        QVERIFY(measure->hasFocus());
    }

    void bothFitTheNarrowInspectorWithLongTextsInALargeFont() {
        const LongTexts longTexts;
        const LargeFont largeFont;
        constexpr int kRoom = kInspectorMinWidth - 2 * kGap;
        Program p;
        RatioCurvePanel curve(p.explorer);
        GalleryNumbersPanel numbers(p.explorer);
        for (auto* panel : {static_cast<QWidget*>(&curve), static_cast<QWidget*>(&numbers)}) {
            panel->resize(kRoom, 640);
            panel->show();
        }
        p.open(m_model);
        const auto pictures = gallery(3);
        p.show(pictures[0]);
        numbers.setGallery(pictures);
        numbers.measure();
        QVERIFY(numbers.minimumSizeHint().width() <= kRoom);
        QTRY_VERIFY_WITH_TIMEOUT(curve.isComplete() && !numbers.isMeasuring(), 30'000);
        QVERIFY(curve.minimumSizeHint().width() <= kRoom);
        QVERIFY(numbers.minimumSizeHint().width() <= kRoom);
        saveForTheEye(curve, QStringLiteral("ratio-curve-panel-long"));
        saveForTheEye(numbers, QStringLiteral("gallery-numbers-panel-long"));
    }
};

QTEST_MAIN(TestMeasurePanels)
#include "tst_measure_panels.moc"
