// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/sample_mask.h"
#include "ui/style/theme.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/mask_thumbnail.h"
#include "ui/widgets/ratio_control.h"
#include "ui/widgets/strategy_settings.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace mae;
using namespace mae::ui;

namespace {

bool showsText(const QWidget& widget, const QString& text) {
    const auto labels = widget.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* l) { return l->text() == text; });
}

} // namespace

class TestMaskForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void sliderAndBoxShowTheSameRatio() {
        RatioControl control;
        auto* box = control.findChild<QDoubleSpinBox*>();
        QSignalSpy changed(&control, &RatioControl::ratioChanged);
        control.slider()->setValue(900);
        QCOMPARE(box->value(), 90.0);
        QCOMPARE(control.ratio(), 0.9);
        box->setValue(62.5);
        QCOMPARE(control.slider()->value(), 625);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed.last()[0].toDouble(), 0.625);
    }

    void settingTheRatioIsNotAnEdit() {
        RatioControl control;
        QSignalSpy changed(&control, &RatioControl::ratioChanged);
        control.setRatio(0.4);
        QCOMPARE(control.ratio(), 0.4);
        QVERIFY(changed.isEmpty());
    }

    void aDragIsOneGesture() {
        RatioControl control;
        control.resize(300, 40);
        control.layout()->activate();
        QSignalSpy ended(&control, &RatioControl::gestureEnded);
        auto* slider = control.slider();
        const auto y = slider->height() / 2;
        QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(20, y));
        for (int x = 30; x <= 100; x += 10) {
            QTest::mouseMove(slider, QPoint(x, y));
        }
        QVERIFY(ended.isEmpty());
        QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(100, y));
        QCOMPARE(ended.count(), 1);
    }

    void offersEveryStrategyByName() {
        MaskForm form;
        for (const auto& strategy : allStrategies()) {
            const auto name = QStringLiteral("Strategy %1").arg(strategyTitle(strategy));
            const auto buttons = form.findChildren<QAbstractButton*>();
            const auto found = std::ranges::find_if(
                buttons, [&](const auto* b) { return b->accessibleName() == name; });
            QVERIFY2(found != buttons.end(), qPrintable(name));
            QSignalSpy changed(&form, &MaskForm::maskChanged);
            (*found)->click();
            QCOMPARE(changed.count(), 1);
            QCOMPARE(form.mask().strategy.index(), strategy.index());
        }
    }

    void settingsOfAStrategyComeFromItsFields() {
        QWidget parent; // else it would become a window
        auto* form = new StrategySettings(&parent);
        auto& settings = *form;
        settings.setStrategy(BlockMask{.blocks = 3, .aspect = 2});
        auto* blocks = settings.findChild<QSpinBox*>(QStringLiteral("blocks"));
        QVERIFY(blocks);
        QCOMPARE(blocks->value(), 3);
        QSignalSpy changed(&settings, &StrategySettings::strategyChanged);
        blocks->setValue(5);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(std::get<BlockMask>(settings.strategy()).blocks, 5);
        settings.setStrategy(BlockMask{.blocks = 2, .aspect = 2});
        QCOMPARE(blocks->value(), 2);
        QCOMPARE(changed.count(), 1);
        settings.setStrategy(RandomMask{});
        QVERIFY(settings.isHidden());
    }

    void settingsWithoutEffectCanNotBeEdited() {
        QWidget parent;
        auto* settings = new StrategySettings(&parent);
        settings->setStrategy(CropMask{});
        auto* across = settings->findChild<QDoubleSpinBox*>(QStringLiteral("across"));
        QVERIFY(!across->isEnabled());
        settings->findChild<QComboBox*>(QStringLiteral("place"))->setCurrentIndex(1);
        QVERIFY(across->isEnabled());
        settings->setStrategy(CropMask{.across = 0.3});
        QVERIFY(!across->isEnabled());
        settings->setStrategy(CropMask{.place = WindowPlace::Chosen});
        QVERIFY(across->isEnabled());
    }

    void everyStrategyHasADrawingOfItsOwn() {
        std::vector<QImage> drawings;
        for (const auto& strategy : allStrategies()) {
            const auto icon = maskThumbnail({.strategy = strategy, .ratio = 0.6}, 40, 1);
            drawings.push_back(icon.pixmap(40).toImage());
            const auto equal = std::ranges::count(drawings, drawings.back());
            QVERIFY2(equal == 1, qPrintable(strategyTitle(strategy)));
        }
    }

    void theDrawingOfAMaskGoesByThePictureIfThereIsOne() {
        // 1 x 2 patches of 20 pixels, the left one detailed and dark.
        const PatchContent content{.brightness = {0.1F, 0.9F}, .detail = {0.5F, 0.0F}};
        const auto shown = [&](const MaskStrategy& strategy) {
            const auto image =
                maskThumbnail({.strategy = strategy, .ratio = 0.5}, 40, 1, 3, {1, 2}, content)
                    .pixmap(40)
                    .toImage();
            return std::pair(image.pixelColor(9, 20).alpha() == 255,
                             image.pixelColor(29, 20).alpha() == 255);
        };
        QCOMPARE(shown(DetailMask{}), std::pair(false, true));
        QCOMPARE(shown(DetailMask{DetailOrder::Least}), std::pair(true, false));
        QCOMPARE(shown(BrightnessMask{}), std::pair(true, false));
        QCOMPARE(shown(BrightnessMask{Tone::Dark}), std::pair(false, true));
    }

    void drawingsFillTheirSquareWhateverTheGrid() {
        for (const auto grid : {PatchGrid{1, 1}, PatchGrid{14, 14}, PatchGrid{40, 25},
                                PatchGrid{100, 100}, PatchGrid{3, 64}}) {
            const auto image =
                maskThumbnail({.ratio = 0}, 36, 2, 3, grid).pixmap(QSize(36, 36), 2).toImage();
            QCOMPARE(image.width(), 72);
            int drawn = 0; // lines across the longer side that show something
            for (int i = 0; i < 72; ++i) {
                bool any = false;
                for (int j = 0; j < 72; ++j) {
                    const bool tall = grid.rows > grid.columns;
                    any = any || image.pixelColor(tall ? j : i, tall ? i : j).alpha() > 0;
                }
                drawn += any ? 1 : 0;
            }
            QVERIFY(drawn >= 36);
        }
    }

    void saysHowManyPatchesStayVisible() {
        MaskForm form;
        form.setShown({.rows = 12, .columns = 12}, 36);
        QVERIFY(showsText(form, QStringLiteral("36 of 144 visible")));
        form.setPainted(true);
        form.setShown({.rows = 12, .columns = 12}, 20);
        QVERIFY(showsText(form, QStringLiteral("painted: 20 of 144 visible")));
    }

    void noStrategyIsMarkedForAPaintedMask() {
        MaskForm form;
        const auto marked = [&form] {
            const auto buttons = form.findChildren<QToolButton*>();
            return std::ranges::count_if(buttons,
                                         [](const QToolButton* b) { return b->isChecked(); });
        };
        QCOMPARE(marked(), 1);
        form.setPainted(true);
        QCOMPARE(marked(), 0);
        form.setPainted(false);
        QCOMPARE(marked(), 1);
    }

    void newMaskAndSeedAreAskedFor() {
        MaskForm form;
        QSignalSpy asked(&form, &MaskForm::newMaskRequested);
        form.findChild<QPushButton*>()->click();
        QCOMPARE(asked.count(), 1);
        QSignalSpy seeds(&form, &MaskForm::seedChanged);
        form.setMask({}, 7);
        QVERIFY(seeds.isEmpty());
        const auto boxes = form.findChildren<QSpinBox*>();
        const auto seed = std::ranges::find_if(boxes, [](const QSpinBox* b) {
            return b->accessibleName() == QLatin1String("Seed of the mask");
        });
        QVERIFY(seed != boxes.end());
        QCOMPARE((*seed)->value(), 7);
        (*seed)->setValue(8);
        QCOMPARE(seeds.last()[0].toULongLong(), 8ull);
    }
};

QTEST_MAIN(TestMaskForm)
#include "tst_mask_form.moc"
