// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/decode.h"
#include "core/recipes/recipes.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_grid.h"
#include "ui/widgets/file_table.h"
#include "ui/widgets/mean_std_choice.h"
#include "ui/widgets/picture_report_view.h"
#include "ui/widgets/sample_view.h"
#include "ui/widgets/search_table.h"
#include "ui/widgets/task_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
using namespace mae::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 60'000; // milliseconds; a busy machine takes its time

void writePicture(const fs::path& file, int width, int height, int grey) {
    Image image{.width = width, .height = height, .pixels = {}};
    image.pixels.assign(std::size_t(width * height * 3), std::uint8_t(grey));
    fs::create_directories(file.parent_path());
    writePng(file, image);
}

using Figure = PictureReportView::Figure;

} // namespace

class TestDataPanel : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;

    TrainConfig config(const std::vector<std::string>& folders) const {
        auto config = recipe("tiny").make();
        config.data.paths.clear();
        for (const auto& folder : folders) {
            config.data.paths.push_back(folder == "scenes" ? folder : (m_root / folder).string());
        }
        config.data.scenes = 40;
        return config;
    }
    static void settle(const DataPanel& panel) { QTRY_VERIFY_WITH_TIMEOUT(!panel.isBusy(), kLong); }

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
    }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
        m_temporary = std::make_unique<QTemporaryDir>();
        const fs::path place = m_temporary->path().toStdString();
        qputenv("MAE_HOME", QByteArray::fromStdString((place / "home").string()));
        m_root = place / "pictures";
        writePicture(m_root / "one/cat/1.png", 20, 30, 0);
        writePicture(m_root / "one/cat/2.png", 40, 31, 10);
        writePicture(m_root / "one/dog/3.png", 64, 50, 20);
        writePicture(m_root / "two/dog/4.png", 300, 64, 255);
        writePicture(m_root / "two/owl/5.png", 20, 30, 0); // as 1
        std::ofstream(m_root / "two/owl/6.png") << "no picture";
    }

    void allFoldersAreChecked() {
        DataPanel panel;
        panel.setConfig(config({"one", "two"}));
        panel.resize(640, 700);
        panel.show();
        settle(panel);
        const auto* report = panel.report();
        QCOMPARE(report->text(Figure::Pictures), QStringLiteral("5"));
        QCOMPARE(report->text(Figure::Classes), QStringLiteral("3"));
        QVERIFY(report->text(Figure::Smallest).startsWith(QStringLiteral("20 × 30")));
        QVERIFY(report->text(Figure::Largest).startsWith(QStringLiteral("300 × 64")));
        QVERIFY(report->text(Figure::Median).startsWith(QStringLiteral("31")));
        QCOMPARE(report->text(Figure::Copies), QStringLiteral("1"));
        QCOMPARE(report->text(Figure::Bad), QStringLiteral("1"));
        QCOMPARE(panel.duplicates()->count(), 1);
        QCOMPARE(panel.bad()->count(), 1);
        QVERIFY(panel.message().contains(QStringLiteral("6")));
        QVERIFY(panel.tabs()
                    ->tabText(panel.tabs()->indexOf(panel.bad()))
                    .contains(QStringLiteral("(1)")));
    }

    void whatIsWrongIsListedAndCopied() {
        DataPanel panel;
        panel.setConfig(config({"one", "two"}));
        panel.show();
        settle(panel);
        panel.duplicates()->table()->copyAll();
        auto text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains(QStringLiteral("two/owl/5.png")));
        QVERIFY(text.contains(QStringLiteral("one/cat/1.png")));
        panel.bad()->table()->copyAll();
        text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains(QStringLiteral("two/owl/6.png")));
        QVERIFY(text.contains(QStringLiteral("Reason")));
        QObject::disconnect(panel.bad(), &FileTable::showInFolderWanted, nullptr, nullptr);
        QSignalSpy wanted(panel.bad(), &FileTable::showInFolderWanted);
        panel.bad()->table()->select(0);
        panel.bad()->findChildren<QPushButton*>().first()->click();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(wanted.first().first().toString().endsWith(QStringLiteral("two/owl/6.png")));
    }

    void unchangedFoldersComeAtOnceAndOthersAreFollowed() {
        DataPanel panel;
        panel.setConfig(config({"one"}));
        panel.show();
        settle(panel);
        QCOMPARE(panel.report()->text(Figure::Pictures), QStringLiteral("3"));
        const auto first = panel.message();
        panel.scan();
        settle(panel);
        QVERIFY(panel.message() != first); // says that nothing has changed
        panel.setConfig(config({"two"}));
        QTRY_COMPARE_WITH_TIMEOUT(panel.report()->text(Figure::Pictures), QStringLiteral("2"),
                                  kLong);
    }

    void aCheckCanBeStopped() {
        for (int i = 0; i < 60; ++i) {
            writePicture(m_root / "large" / (std::to_string(i) + ".png"), 900, 900, i);
        }
        DataPanel panel;
        panel.setConfig(config({"large"}));
        panel.show();
        QVERIFY(panel.isBusy());
        panel.cancelScan();
        QVERIFY(!panel.isBusy());
        QCOMPARE(panel.report()->text(Figure::Pictures), QStringLiteral("–"));
        QVERIFY(!panel.message().isEmpty());
        panel.scan();
        QTRY_COMPARE_WITH_TIMEOUT(panel.report()->text(Figure::Pictures), QStringLiteral("60"),
                                  kLong);
    }

    void aMissingFolderIsSaid() {
        DataPanel panel;
        panel.setConfig(config({"nowhere"}));
        panel.show();
        settle(panel);
        QCOMPARE(panel.report()->text(Figure::Pictures), QStringLiteral("–"));
        QVERIFY(!panel.report()->meanStd()->measured()->isEnabled());
    }

    void scenesNeedNoCheckAndAreShown() {
        DataPanel panel;
        panel.setConfig(config({"scenes"}));
        panel.resize(640, 700);
        panel.show();
        QVERIFY(!panel.message().isEmpty());
        QCOMPARE(panel.tabs()->currentWidget(), panel.samples());
        QTRY_COMPARE_WITH_TIMEOUT(panel.samples()->count(), DataPanel::kSamples, kLong);
    }

    void samplesFollowTheSettings() {
        DataPanel panel;
        auto wanted = config({"scenes"});
        panel.setConfig(wanted);
        panel.resize(640, 700);
        panel.show();
        const auto picture = [&panel](std::size_t place) {
            const auto& cells = panel.samples()->grid()->cells();
            return cells.empty() ? QImage() : cells.front().pictures.at(place);
        };
        QTRY_VERIFY_WITH_TIMEOUT(!picture(0).isNull(), kLong);
        QCOMPARE(picture(0).width(), 64);
        const auto cut = picture(0), seen = picture(1);
        wanted.mask.ratio = 0.5; // another mask of the same picture
        panel.setConfig(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(picture(1) != seen, kLong);
        QVERIFY(picture(0) == cut);
        wanted.data.augmentation = Augmentation::ColorJitter;
        panel.setConfig(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(picture(0) != cut, kLong);
        const auto jittered = picture(0);
        panel.samples()->otherButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(picture(0) != jittered, kLong);
        QVERIFY(panel.samples()->line().contains(QStringLiteral("25")));
        wanted.train.steps = 1; // the run is over by then: its first samples again
        wanted.train.batchSize = 8;
        panel.setConfig(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(panel.samples()->line().contains(QStringLiteral(" 1 to 8 ")),
                                 kLong);
        wanted.model.patchSize = 7; // does not divide
        panel.setConfig(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(panel.samples()->count(), 0, kLong);
        QVERIFY(!panel.samples()->grid()->emptyText().isEmpty());
    }

    void samplesAreSavedAsMaeDataWritesThem() {
        SamplePreviewer previewer;
        QSignalSpy made(&previewer, &SamplePreviewer::made);
        QSignalSpy saved(&previewer, &SamplePreviewer::saved);
        QSignalSpy failed(&previewer, &SamplePreviewer::saveFailed);
        const auto wanted = config({"scenes"});
        previewer.make(wanted, 0, 8);
        QTRY_COMPARE_WITH_TIMEOUT(made.count(), 1, kLong);
        const auto file = m_temporary->filePath(QStringLiteral("sheet.png"));
        previewer.save(file, 4);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLong);
        const auto sheet = sampleSheet(trainingSamples(wanted, 8), 4);
        const QImage read(file);
        QCOMPARE(read.size(), QSize(sheet.width, sheet.height));
        QCOMPARE(qRed(read.pixel(3, 3)), int(sheet.pixels[std::size_t(3 * sheet.width + 3) * 3]));
        previewer.save(m_temporary->filePath(QStringLiteral("no/such/sheet.png")), 4);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLong);
    }

    void whatWasMeasuredIsUsedAndTakenBack() {
        Session session(EngineOptions{.device = "cpu", .threads = 1});
        TrainWorkspace train(session);
        train.resize(1216, 760);
        train.show();
        auto* form = train.findChild<NewRunPanel*>();
        auto* panel = train.findChild<DataPanel*>();
        auto* command = [form] {
            for (auto* line : form->findChildren<QLineEdit*>()) {
                if (line->text().startsWith(QStringLiteral("mae train"))) {
                    return line;
                }
            }
            return static_cast<QLineEdit*>(nullptr);
        }();
        QVERIFY(command != nullptr);
        form->setConfig(config({"one"}));
        QVERIFY(!panel->isVisible());
        for (auto* button : form->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Check Pictures…")) {
                button->click();
            }
        }
        QVERIFY(panel->isVisible());
        auto* choice = panel->report()->meanStd();
        QVERIFY(choice->imageNet()->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(choice->measured()->isEnabled(), kLong);
        choice->measured()->click();
        QVERIFY(choice->measured()->isChecked());
        QVERIFY2(command->text().contains(QStringLiteral("--data.mean 0.0392,0.0392,0.0392")),
                 qPrintable(command->text()));
        QVERIFY(command->text().contains(QStringLiteral("--data.std ")));
        choice->imageNet()->click();
        QVERIFY(choice->imageNet()->isChecked());
        QVERIFY(!command->text().contains(QStringLiteral("--data.mean")));
        auto own = form->config();
        own.data.mean = {0.5, 0.5, 0.5};
        form->setConfig(own);
        QVERIFY(choice->other()->isChecked());
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
    }
};

QTEST_MAIN(TestDataPanel)
#include "tst_data_panel.moc"
