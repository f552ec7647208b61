// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"
#include "ui/style/section.h"
#include "ui/style/theme.h"
#include "ui/widgets/config_form.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/paths_edit.h"
#include "ui/widgets/strategy_settings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace mae;
using namespace mae::ui;

namespace {

QString path(const std::string& p) { return QString::fromStdString(p); }

template <class Editor> Editor* editor(const ConfigForm& form, const char* setting) {
    const auto* row = form.row(QLatin1String(setting));
    return row != nullptr ? qobject_cast<Editor*>(row->editor()) : nullptr;
}

void type(NumberBox* box, const char* text) {
    box->selectAll();
    QTest::keyClicks(box, QLatin1String(text));
}

} // namespace

class TestConfigForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*"))); }

    void everySettingHasARowWithANameAndHelp() {
        const ConfigForm form;
        for (const auto& setting : listSettings(form.config())) {
            if (!setting.used) {
                continue; // has none while it is without effect
            }
            const auto* row = form.row(path(setting.path));
            QVERIFY2(row != nullptr, setting.path.c_str());
            QVERIFY2(!row->title().isEmpty(), setting.path.c_str());
            QVERIFY2(!row->editor()->toolTip().isEmpty(), setting.path.c_str());
        }
    }

    void namesForScreenReadersAreUnique() {
        const ConfigForm form;
        QStringList names;
        for (const auto& setting : listSettings(form.config())) {
            if (setting.used) {
                names << form.row(path(setting.path))->editor()->accessibleName();
            }
        }
        const auto all = names.size();
        names.removeDuplicates();
        // checkpoint.every_minutes and every_steps share a title, told apart by their units
        QVERIFY(names.size() >= all - 1);
    }

    void settingsThatAreElsewhereHaveNoRow() {
        const ConfigForm form({QStringLiteral("data.paths")});
        QVERIFY(form.row(QStringLiteral("data.paths")) == nullptr);
    }

    void editingWritesTheValue() {
        ConfigForm form;
        QSignalSpy changed(&form, &ConfigForm::configChanged);
        type(editor<NumberBox>(form, "train.batch_size"), "64");
        QCOMPARE(form.config().train.batchSize, 64);
        type(editor<NumberBox>(form, "train.base_lr"), "2.5e-4");
        QCOMPARE(form.config().train.baseLr, 2.5e-4);
        editor<QComboBox>(form, "model.target")->setCurrentIndex(1);
        QVERIFY(form.config().model.target == Target::Normalised);
        QVERIFY(changed.count() >= 3);
    }

    void largeSeedsKeepEveryDigit() {
        ConfigForm form;
        type(editor<NumberBox>(form, "train.seed"), "9007199254740991");
        QCOMPARE(form.config().train.seed, std::uint64_t{9007199254740991});
    }

    void everyValueThatIsSetIsShownAndReadBack() {
        for (const auto& recipe : recipes()) {
            ConfigForm form;
            const auto wanted = recipe.make();
            form.setConfig(wanted);
            QVERIFY2(form.config() == wanted, recipe.id);
            QCOMPARE(editor<NumberBox>(form, "train.lr")->value(), wanted.train.lr);
            QCOMPARE(int(editor<NumberBox>(form, "model.image_size")->value()),
                     wanted.model.imageSize);
        }
    }

    void theRowsOfAStrategyAreThereWhileItIsChosen() {
        ConfigForm form;
        form.resize(320, 800);
        QVERIFY(form.row(QStringLiteral("mask.blocks")) == nullptr);
        auto* strategy = editor<QComboBox>(form, "mask.strategy");
        QCOMPARE(strategy->count(), int(std::variant_size_v<MaskStrategy>));
        strategy->setCurrentIndex(1);
        QVERIFY(std::holds_alternative<BlockMask>(form.config().mask.strategy));
        type(editor<NumberBox>(form, "mask.blocks"), "3");
        QCOMPARE(std::get<BlockMask>(form.config().mask.strategy).blocks, 3);
        strategy->setCurrentIndex(0);
        QVERIFY(form.row(QStringLiteral("mask.blocks")) == nullptr);
        strategy->setCurrentIndex(1); // the settings of a strategy survive
        QCOMPARE(std::get<BlockMask>(form.config().mask.strategy).blocks, 3);
    }

    void choicesOfAStrategyAreTaken() {
        ConfigForm form;
        auto config = form.config();
        config.mask.strategy = HalfMask{Side::Top};
        form.setConfig(config);
        auto* side = editor<QComboBox>(form, "mask.side");
        QCOMPARE(side->currentIndex(), int(Side::Top));
        QSignalSpy changed(&form, &ConfigForm::configChanged);
        side->setCurrentIndex(int(Side::Bottom));
        QCOMPARE(changed.count(), 1);
        QVERIFY(form.config().mask.strategy == MaskStrategy(HalfMask{Side::Bottom}));
    }

    void everySettingOfEveryStrategyHasARow() {
        ConfigForm form;
        for (const auto& strategy : allStrategies()) {
            auto config = form.config();
            config.mask.strategy = strategy;
            form.setConfig(config);
            for (const auto& setting : listSettings(config)) {
                const bool shown = form.row(path(setting.path)) != nullptr;
                QVERIFY2(shown == setting.used, setting.path.c_str());
            }
        }
    }

    void settingsWithoutEffectAreNotShown() {
        ConfigForm form;
        auto config = form.config();
        config.mask.strategy = CropMask{};
        form.setConfig(config);
        QVERIFY(form.row(QStringLiteral("mask.across")) == nullptr);
        editor<QComboBox>(form, "mask.place")->setCurrentIndex(int(WindowPlace::Chosen));
        type(editor<NumberBox>(form, "mask.across"), "0.25");
        QCOMPARE(std::get<CropMask>(form.config().mask.strategy).across, 0.25);
    }

    void whatIsWrongIsMarkedWhereItStands() {
        ConfigForm form;
        form.section(QStringLiteral("model"))->setExpanded(false);
        type(editor<NumberBox>(form, "model.patch_size"), "7");
        QCOMPARE(form.issues().size(), std::size_t{1});
        const auto* row = form.row(QStringLiteral("model.patch_size"));
        QVERIFY2(row->problem().contains(QStringLiteral("7 does not divide 96")),
                 qPrintable(row->problem()));
        QVERIFY(form.section(QStringLiteral("model"))->isExpanded());
        QCOMPARE(row->editor()->accessibleDescription(), row->problem());
        type(editor<NumberBox>(form, "model.patch_size"), "8");
        QVERIFY(form.issues().empty());
        QVERIFY(row->problem().isEmpty());
    }

    void outOfRangeTextIsNotTaken() {
        ConfigForm form;
        auto* box = editor<NumberBox>(form, "mask.ratio");
        type(box, "1.5");
        QVERIFY(form.config().mask.ratio <= 0.99);
        type(box, "x");
        QVERIFY(form.config().mask.ratio <= 0.99);
    }

    void whatDiffersFromThePresetIsMarkedAndCanBeTakenBack() {
        ConfigForm form;
        const auto tiny = recipe("tiny").make();
        form.setBase(tiny);
        form.setConfig(tiny);
        const auto* row = form.row(QStringLiteral("train.epochs"));
        QVERIFY(!row->isChanged());
        type(editor<NumberBox>(form, "train.epochs"), "12");
        QVERIFY(row->isChanged());
        row->findChild<QToolButton*>()->click();
        QVERIFY(!row->isChanged());
        QVERIFY(form.config() == tiny);
    }

    void settingsOfAStrategyThatThePresetLacksHaveNothingToGoBackTo() {
        ConfigForm form;
        form.setBase({});
        auto config = form.config();
        config.mask.strategy = BlockMask{.blocks = 3};
        form.setConfig(config);
        QVERIFY(!form.row(QStringLiteral("mask.blocks"))->isChanged());
        auto* strategy = form.row(QStringLiteral("mask.strategy"));
        QVERIFY(strategy->isChanged());
        strategy->findChild<QToolButton*>()->click();
        QVERIFY(form.config() == TrainConfig{});
    }

    void advancedSettingsAreFoldedUntilTheyMatter() {
        ConfigForm form;
        form.setBase({});
        const auto* clip = form.row(QStringLiteral("train.clip_norm"));
        QVERIFY(clip->isHidden());
        auto config = form.config();
        config.train.clipNorm = 1;
        form.setConfig(config);
        QVERIFY2(!clip->isHidden(), "what was changed is never out of sight");
    }

    void numbersAreReadAndShownInTheUsersLocale() {
        NumberBox box(NumberBox::Kind::Real, 0, 10);
        box.setLocale(QLocale(QLocale::German));
        box.setValue(0.75);
        QCOMPARE(box.text(), QStringLiteral("0,75"));
        QCOMPARE(box.valueFromText(QStringLiteral("1,5")), 1.5);
        box.setValue(1.5e-7);
        QCOMPARE(box.value(), 1.5e-7);
        NumberBox whole(NumberBox::Kind::Whole, 0, 1e9);
        whole.setValue(4096);
        QCOMPARE(whole.text(), QStringLiteral("4096"));
        QString half = QStringLiteral("1.5");
        int position = 0;
        QVERIFY(whole.validate(half, position) != QValidator::Acceptable);
    }

    void lettersAreLeftToTheShortcutsOfTheWindow() {
        QWidget window;
        auto* line = new QHBoxLayout(&window);
        auto* box = new NumberBox(NumberBox::Kind::Real, 0, 100);
        line->addWidget(box);
        int newMasks = 0, undone = 0;
        QShortcut letter(Qt::Key_R, &window), undo(QKeySequence::Undo, &window);
        connect(&letter, &QShortcut::activated, [&newMasks] { ++newMasks; });
        connect(&undo, &QShortcut::activated, [&undone] { ++undone; });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("7r"));
        QCOMPARE(box->value(), 7.0);
        QCOMPARE(newMasks, 1);
        QTest::keySequence(box, QKeySequence::Undo); // what was typed
        QCOMPARE(undone, 0);
        QTest::keySequence(box, QKeySequence::Undo);
        QCOMPARE(undone, 1);
    }

    void pathsAreScenesOrFolders() {
        PathsEdit edit;
        QCOMPARE(edit.paths(), std::vector<std::string>{"scenes"});
        QSignalSpy changed(&edit, &PathsEdit::pathsChanged);
        edit.addPaths({QStringLiteral("/a"), QStringLiteral("/b"), QStringLiteral("/a")});
        QCOMPARE(edit.paths(), (std::vector<std::string>{"/a", "/b"}));
        QCOMPARE(changed.count(), 1);
        edit.setPaths({"scenes"});
        QCOMPARE(edit.paths(), std::vector<std::string>{"scenes"});
    }
};

QTEST_MAIN(TestConfigForm)
#include "tst_config_form.moc"
