// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "ui/models/search_model.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_table.h"

#include "tests/support/small_run.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr int kLong = 60'000; // milliseconds; a busy machine takes its time

std::shared_ptr<const LayerReport> someReport() {
    return std::make_shared<const LayerReport>(LayerReport{
        .step = 1234,
        .layers = {{.name = "patch_embed",
                    .parameters = 1000,
                    .gradientNorm = 0.01,
                    .weightNorm = 12.34,
                    .updateRatio = 1.5e-3,
                    .mean = -0.5,
                    .std = 1,
                    .maxAbs = 4,
                    .zeroShare = 0.25,
                    .notFiniteShare = 0},
                   {.name = "blocks.0", .gradientNorm = 10, .zeroShare = 0, .notFiniteShare = 1e-7},
                   {.name = "decoder_blocks.11"}}});
}

} // namespace

class TestLayersPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
        QLocale::setDefault(QLocale::English);
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*"))); }

    void theTableSaysWhatWasMeasured() {
        LayerTableModel model;
        model.setReport(someReport());
        QCOMPARE(model.rowCount(), 3);
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        using enum LayerTableModel::Column;
        QCOMPARE(text(0, Name), QStringLiteral("Patch embedding"));
        QCOMPARE(text(1, Name), QStringLiteral("Encoder block 1"));
        QCOMPARE(text(2, Name), QStringLiteral("Decoder block 12"));
        QCOMPARE(text(0, Gradient), QStringLiteral("0.0100"));
        QCOMPARE(text(0, Weights), QStringLiteral("12.3"));
        QCOMPARE(text(0, Mean), QStringLiteral("-0.500"));
        QCOMPARE(text(0, Zeros), QStringLiteral("25.00 %"));
        QCOMPARE(text(0, NotFinite), QStringLiteral("0 %"));
        QCOMPARE(text(1, NotFinite), QStringLiteral("<0.01 %")); // one of millions is not none
        QVERIFY(model.index(1, NotFinite).data(LayerTableModel::AlarmRole).toBool());
        QCOMPARE(text(2, Gradient), QStringLiteral("–"));
        const auto help = [&](int row, int column) {
            return model.index(row, column).data(Qt::ToolTipRole).toString();
        };
        QVERIFY(help(2, Update).startsWith(QStringLiteral("Frozen")));
        QCOMPARE(help(1, Update), QString()); // it has a gradient
        const auto bar = [&](int row, int column) {
            return model.index(row, column).data(LayerTableModel::BarRole);
        };
        QVERIFY(bar(0, Gradient).toDouble() > 0); // the least has a bar, too
        QVERIFY(bar(0, Gradient).toDouble() < 0.2);
        QCOMPARE(bar(1, Gradient).toDouble(), 1.0);
        QVERIFY(!bar(2, Gradient).isValid());
        QCOMPARE(bar(0, Zeros).toDouble(), 0.25);
    }

    void itIsCopiedExactlySeparatedByTabs() {
        LayersPanel panel;
        panel.showReport(someReport());
        panel.table()->copyAll();
        const auto lines = QApplication::clipboard()->text().split(u'\n');
        QVERIFY(lines[0].startsWith(QStringLiteral("Layer\tGradient\tWeights\tUpdate\t")));
        QCOMPARE(lines[1], QStringLiteral("patch_embed\t0.01\t12.34\t0.0015\t-0.5\t1\t4\t0.25\t0"));
        QCOMPARE(lines[3], QStringLiteral("decoder_blocks.11\t\t\t\t\t\t\t\t"));
    }

    void onlyAnOpenRunIsMeasuredAndOnceAtATime() {
        LayersPanel panel;
        panel.resize(500, 300);
        panel.show();
        QSignalSpy wanted(&panel, &LayersPanel::measureWanted);
        auto* first = button(panel, QStringLiteral("Measure Layers"));
        QVERIFY(first->isVisible() && !first->isEnabled());
        panel.setRunOpen(true);
        first->click();
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!first->isEnabled());
        const auto* line = panel.findChild<ElidedLabel*>();
        QVERIFY(line->text().contains(QStringLiteral("next step")));
        panel.setPaused(true);
        QCOMPARE(line->text(), QStringLiteral("Measuring…"));
        panel.showReport(someReport());
        auto* again = button(panel, QStringLiteral("Measure"));
        QVERIFY(again->isVisible() && again->isEnabled() && !first->isVisible());
        auto* follow = panel.findChild<QCheckBox*>();
        panel.noteStep(1284);
        QCOMPARE(wanted.size(), 1); // nobody has asked to follow
        follow->setChecked(true);
        panel.noteStep(1283);
        QCOMPARE(wanted.size(), 1);
        panel.noteStep(1284);
        panel.noteStep(1334);
        QCOMPARE(wanted.size(), 2); // the first is not answered yet
        panel.measurementFailed(QStringLiteral("no memory"));
        QVERIFY(!follow->isChecked()); // once is enough
        QVERIFY(again->isEnabled());
        panel.hide();
        follow->setChecked(true);
        panel.noteStep(2000);
        QCOMPARE(wanted.size(), 2); // nobody looks
    }

    void aRunIsMeasuredWhileItTrainsAndWhileItIsPaused() {
        const QTemporaryDir home;
        qputenv("MAE_HOME", QFile::encodeName(home.path()));
        Session session({.device = "cpu", .threads = 1});
        TrainWorkspace train(session);
        train.resize(1216, 760);
        train.show();
        auto& panel = *train.findChild<LayersPanel*>();
        QVERIFY(!train.trainActions().layers->isEnabled());
        auto config = test::smallRun();
        config.train.steps = 100'000;
        auto& form = *train.findChild<NewRunPanel*>();
        form.setConfig(config);
        form.startWhenCounted();
        QTRY_VERIFY_WITH_TIMEOUT(session.hasActiveRun(), kLong);
        QVERIFY(!panel.isVisible());
        train.trainActions().layers->trigger();
        QVERIFY(panel.isVisible());
        QSignalSpy measured(&session, &Session::layersMeasured);
        button(panel, QStringLiteral("Measure Layers"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(measured.size(), 1, kLong);
        QCOMPARE(panel.table()->rows().rowCount(), 7);
        panel.findChild<QCheckBox*>()->setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(measured.size() >= 3, kLong);
        panel.findChild<QCheckBox*>()->setChecked(false);
        session.pause();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Paused, kLong);
        const auto before = panel.report();
        button(panel, QStringLiteral("Measure"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(panel.report() != before && !panel.report()->stepped, kLong);
        train.trainActions().layers->trigger();
        QVERIFY(!panel.isVisible());
    }

    void whatTheCommandLineMeasuredIsShown() {
        const QTemporaryDir home;
        qputenv("MAE_HOME", QFile::encodeName(home.path()));
        const auto folder = newRunFolder(runsFolder(), "old");
        {
            const auto run =
                TrainingRun::create(test::smallRun(), folder, {.device = "cpu", .threads = 1});
            run->measureLayers();
            test::advanceTo(*run, 1);
            LayerLog(folder, 0).append(*run->takeLayers());
            run->save();
        }
        Session session({.device = "cpu", .threads = 1});
        TrainWorkspace train(session);
        train.resize(1216, 760);
        train.show();
        train.openRun(QString::fromStdString(folder.string()));
        auto& panel = *train.findChild<LayersPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel.report() && panel.report()->step == 1, kLong);
        train.trainActions().layers->trigger();
        QVERIFY(!button(panel, QStringLiteral("Measure"))->isEnabled()); // it is not open
        auto* line = panel.findChild<ElidedLabel*>();
        Q_EMIT session.failed({ErrorKind::Io, "no memory", "layers", 0}); // of another run
        QCOMPARE(line->text(), QStringLiteral("Step 1"));
        panel.measurementFailed(QStringLiteral("no memory"));
        QCOMPARE(line->text(), QStringLiteral("no memory"));
        const auto other = newRunFolder(runsFolder(), "other");
        TrainingRun::create(test::smallRun(), other, {.device = "cpu", .threads = 1});
        train.openRun(QString::fromStdString(other.string()));
        QCOMPARE(line->text(), QString());
    }

private:
    static QPushButton* button(const QWidget& panel, const QString& text) {
        for (auto* button : panel.findChildren<QPushButton*>()) {
            if (button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }
};

QTEST_MAIN(TestLayersPanel)
#include "tst_layers_panel.moc"
