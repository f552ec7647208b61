// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shell_word.h"
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"
#include "ui/panels/train_command.h"

#include <QTest>

using namespace mae;
using namespace mae::ui;

class TestTrainCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPresetNeedsNoMoreThanItsName() {
        QCOMPARE(trainCommand(recipe("tiny").make(), "tiny"),
                 std::string("mae train --preset tiny --data scenes"));
    }

    void whatDiffersIsNamed() {
        auto config = recipe("tiny").make();
        config.data.paths = {"/my pictures/cat's", "/b"};
        config.train.epochs = 12;
        config.mask.strategy = BlockMask{.blocks = 3};
        QCOMPARE(trainCommand(config, "tiny"),
                 std::string("mae train --preset tiny --data '/my pictures/cat'\\''s' /b "
                             "--mask.strategy block --mask.blocks 3 --mask.aspect 1 "
                             "--train.epochs 12"));
    }

    void theSettingsInTheCommandGiveTheSameRun() {
        auto config = recipe("default").make();
        config.train.batchSize = 32;
        config.data.mean = {0.5, 0.25, 0.125};
        auto again = recipe("tiny").make();
        for (const auto& d : difference(config, again)) {
            setSetting(again, d.path, d.a);
        }
        QVERIFY(again == config);
    }

    void quotesOnlyWhatNeedsIt() {
        QCOMPARE(shellQuoted("/a/b-c_1.2"), std::string("/a/b-c_1.2"));
        QCOMPARE(shellQuoted(""), std::string("''"));
        QCOMPARE(shellQuoted("$(rm)"), std::string("'$(rm)'"));
    }
};

QTEST_GUILESS_MAIN(TestTrainCommand)
#include "tst_train_command.moc"
