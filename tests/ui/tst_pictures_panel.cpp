// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/pictures_panel.h"
#include "ui/panels/preset_picker.h"
#include "ui/panels/train_command.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/config_form.h"
#include "ui/widgets/file_edit.h"
#include "ui/widgets/folder_list.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/paths_edit.h"
#include "ui/widgets/validation_edit.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>

using namespace mae;
using namespace mae::ui;

namespace {

using Paths = std::vector<std::string>;
using Kind = ValidationEdit::Kind;

void type(NumberBox* box, const char* text) {
    box->selectAll();
    QTest::keyClicks(box, QLatin1String(text));
}

void choose(ValidationEdit& edit, Kind kind) { edit.kinds()->setCurrentIndex(int(kind)); }

void drop(QWidget& widget, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestPicturesPanel : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

    template <class Part> static Part& part(const QWidget& parent) {
        return *parent.findChild<Part*>();
    }

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
        qputenv("MAE_HOME", QFile::encodeName(m_home.path()));
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*"))); }

    void severalFoldersHaveWeights() {
        PathsEdit edit;
        edit.resize(300, 200);
        edit.show();
        QSignalSpy changed(&edit, &PathsEdit::weightsChanged);
        edit.addPaths({QStringLiteral("/a")});
        QVERIFY(!edit.folders()->weightBox(0)->isVisible());
        edit.addPaths({QStringLiteral("/b")});
        QVERIFY(edit.folders()->weightBox(0)->isVisible());
        QVERIFY(edit.weights().empty()); // all are 1
        type(edit.folders()->weightBox(1), "2.5");
        QCOMPARE(edit.weights(), (std::vector{1.0, 2.5}));
        QVERIFY(changed.count() > 0);
        edit.setWeights({});
        QVERIFY(edit.weights().empty());
        edit.setWeights({0.5, 1});
        QCOMPARE(edit.weights(), (std::vector{0.5, 1.0}));
        edit.setPaths({"scenes"});
        QVERIFY(edit.weights().empty());
    }

    void foldersAreRemovedToTheLast() {
        PathsEdit edit;
        edit.resize(300, 200);
        edit.show();
        edit.addPaths({QStringLiteral("/a"), QStringLiteral("/b")});
        auto& list = part<QTreeWidget>(edit);
        list.selectAll();
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(list.topLevelItemCount(), 0);
        edit.addPaths({QStringLiteral("/c")});
        list.selectAll();
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(list.topLevelItemCount(), 0);
        QVERIFY(edit.weights().empty());
    }

    void validationIsOneOfFour() {
        ValidationEdit edit;
        QSignalSpy changed(&edit, &ValidationEdit::changed);
        QCOMPARE(edit.choice(), ValidationChoice{});
        choose(edit, Kind::Share);
        QVERIFY(edit.choice().share > 0);
        type(edit.percent(), "7");
        QCOMPARE(edit.choice().share, 0.07);
        choose(edit, Kind::Folders);
        QVERIFY(!edit.problem().isEmpty()); // none yet
        edit.folders()->addPaths({QStringLiteral("/val")});
        QVERIFY(edit.problem().isEmpty());
        QCOMPARE(edit.choice().folders, Paths{"/val"});
        QCOMPARE(edit.choice().share, 0.0);
        choose(edit, Kind::None);
        QCOMPARE(edit.choice().folders, Paths{"none"});
        QVERIFY(changed.count() >= 5);
    }

    void anyValidationIsShownAndReadBack() {
        ValidationEdit edit;
        for (const ValidationChoice& choice :
             {ValidationChoice{.folders = {}, .share = 0.1}, ValidationChoice{.folders = {"none"}},
              ValidationChoice{.folders = {"/a", "/b"}}, ValidationChoice{},
              ValidationChoice{.folders = {}, .share = 1.0 / 3}}) {
            edit.setChoice(choice);
            QCOMPARE(edit.choice(), choice);
        }
    }

    void validationFoldersAreDropped() {
        ValidationEdit edit;
        choose(edit, Kind::Folders);
        drop(*edit.folders(), m_home.path());
        QCOMPARE(edit.choice().folders, Paths{m_home.path().toStdString()});
    }

    void theFormAndTheCommandSayThem() {
        NewRunPanel panel;
        panel.setPaths({QStringLiteral("/data/a"), QStringLiteral("/data/b, c")});
        type(part<PathsEdit>(panel).folders()->weightBox(0), "3");
        auto& validation = part<ValidationEdit>(panel);
        choose(validation, Kind::Folders);
        validation.folders()->addPaths({QStringLiteral("/my val"), QStringLiteral("/w")});
        const auto config = panel.config();
        QCOMPARE(config.data.weights, (std::vector{3.0, 1.0}));
        QCOMPARE(config.data.validation, (Paths{"/my val", "/w"}));
        QVERIFY(part<ConfigForm>(panel).issues().empty());
        auto again = recipe("tiny").make();
        again.data.paths = config.data.paths; // --data
        for (const auto& d : difference(config, again)) {
            setSetting(again, d.path, d.a);
        }
        QVERIFY(again == config);
        const auto command = trainCommand(config, "tiny");
        QVERIFY2(command.find("--data.weights 3,1") != std::string::npos, command.c_str());
        QVERIFY2(command.find("--data.validation '/my val,/w'") != std::string::npos,
                 command.c_str());
    }

    void settingsOfAnotherRunAreShown() {
        NewRunPanel panel;
        auto config = recipe("tiny").make();
        config.data.paths = {"/data/a", "/data/b"};
        config.data.weights = {1, 0.25};
        config.data.validationShare = 0.2;
        panel.setConfig(config);
        QVERIFY(panel.config() == config);
        QCOMPARE(part<PathsEdit>(panel).weights(), config.data.weights);
        QCOMPARE(part<ValidationEdit>(panel).kind(), Kind::Share);
        part<PathsEdit>(panel).setPaths({"scenes"});
        QVERIFY(panel.config().data.weights.empty());
        QVERIFY(part<ConfigForm>(panel).issues().empty());
    }

    void withoutAFolderToValidateWithNothingStarts() {
        NewRunPanel panel;
        QTRY_VERIFY(panel.canStart());
        choose(part<ValidationEdit>(panel), Kind::Folders);
        QVERIFY(!panel.canStart());
        choose(part<ValidationEdit>(panel), Kind::None);
        QVERIFY(panel.canStart());
    }

    void aPresetKeepsThePicturesAndMaySayWhatValidates() {
        NewRunPanel panel;
        panel.setPaths({QStringLiteral("/data/a"), QStringLiteral("/data/b")});
        type(part<PathsEdit>(panel).folders()->weightBox(0), "3");
        choose(part<ValidationEdit>(panel), Kind::Share);
        QVERIFY(part<PresetPicker>(panel).save(QStringLiteral("mine"), panel.config()).isEmpty());
        choose(part<ValidationEdit>(panel), Kind::None);
        panel.choosePreset(QStringLiteral("tiny"));
        QCOMPARE(panel.config().data.paths, (Paths{"/data/a", "/data/b"}));
        QCOMPARE(panel.config().data.weights, (std::vector{3.0, 1.0}));
        QCOMPARE(panel.config().data.validation, Paths{"none"}); // the preset says nothing of it
        panel.choosePreset(QStringLiteral("mine"));
        QVERIFY(panel.config().data.validation.empty());
        QVERIFY(panel.config().data.validationShare > 0);
        QVERIFY(part<ConfigForm>(panel).issues().empty());
    }

    void aCheckpointToBeginFromIsTypedOrDropped() {
        ConfigForm form;
        auto* edit = qobject_cast<FileEdit*>(form.row(QStringLiteral("train.init"))->editor());
        QVERIFY(edit != nullptr);
        QTest::keyClicks(edit->line(), QStringLiteral("/models/my one.pth "));
        QCOMPARE(form.config().train.init, std::string("/models/my one.pth"));
        drop(*edit, m_home.path());
        QCOMPARE(form.config().train.init, m_home.path().toStdString());
        QCOMPARE(edit->line()->text(), m_home.path());
        const auto* browse = edit->findChild<QToolButton*>();
        QVERIFY(!browse->accessibleName().isEmpty());
    }

    void namesForScreenReadersAreUnique() {
        const ConfigForm form;
        const auto name = [&form](const char* path) {
            return form.row(QLatin1String(path))->editor()->accessibleName();
        };
        QVERIFY(name("data.validation") != name("log.validation_pictures"));
    }
};

QTEST_MAIN(TestPicturesPanel)
#include "tst_pictures_panel.moc"
