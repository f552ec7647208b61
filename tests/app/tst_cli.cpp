// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"
#include "core/config/config_json.h"

#include "tests/support/cli.h"

#include <QTest>

using namespace mae;
using mae::test::words;

/// The frame of the program: help, versions, exit codes, wrong usage.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_command_explains_itself_with_an_example_data();
    void every_command_explains_itself_with_an_example();
    void the_word_help_does_the_same();
    void the_version_names_program_libraries_and_machine();
    void wrong_usage_is_refused_by_name_data();
    void wrong_usage_is_refused_by_name();
    void what_fails_says_why_in_a_sentence_data();
    void what_fails_says_why_in_a_sentence();
    void help_of_train_lists_every_setting();
    void no_line_of_help_is_too_long();
    void a_full_disk_behind_stdout_is_a_failure();
    void a_reader_that_goes_away_is_no_failure();

private:
    test::Cli m_cli;
};

void TestCli::every_command_explains_itself_with_an_example_data() {
    QTest::addColumn<QString>("command");
    for (const char* command :
         {"", "reconstruct", "train", "resume", "runs", "runs show", "runs diff", "data", "inspect",
          "convert", "parity", "parity forward", "parity training", "bench"}) {
        QTest::newRow(*command == '\0' ? "mae" : command) << QString::fromUtf8(command);
    }
}

void TestCli::every_command_explains_itself_with_an_example() {
    QFETCH(const QString, command);
    const auto arguments = command.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto result = m_cli.run(arguments + words("--help"));
    QCOMPARE(result.code, 0);
    QVERIFY(result.err.isEmpty());
    const auto name = command.isEmpty() ? QByteArray("mae") : "mae " + command.toUtf8();
    QVERIFY2(result.out.startsWith("Usage: " + name), result.out.constData());
    QVERIFY2(result.out.contains("Examples:\n  " + name), result.out.constData());
}

void TestCli::the_word_help_does_the_same() {
    QCOMPARE(m_cli.run(words("help runs show")).out, m_cli.run(words("runs show --help")).out);
}

void TestCli::the_version_names_program_libraries_and_machine() {
    const auto result = m_cli.run(words("--version"));
    QCOMPARE(result.code, 0);
    for (const char* part : {"LibTorch:", "CPU capability:", "Threads:", "GPU:"}) {
        QVERIFY2(result.out.contains(part), result.out.constData());
    }
    QVERIFY(result.out.startsWith(QByteArray("mae ") + programVersion() + "\n"));
}

void TestCli::wrong_usage_is_refused_by_name_data() {
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* arguments, const char* sentence) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(sentence);
    };
    row("", "Usage: mae");
    row("reconstuct a.png", "Did you mean reconstruct?");
    row("train --epohcs 3", "There is no option --epohcs. Did you mean --epochs?");
    row("data", "FOLDER|folder is required");
    row("data a b", "There is one argument too many: 'b'.");
    row("reconstruct", "give --sample");
    row("reconstruct --sample --fit zoom", "--fit must be one of crop, stretch, native");
    row("reconstruct --sample --mask-ratio 1", "--mask-ratio must be between 0 and 0.99, not 1.");
    row("reconstruct --sample --seed -1", "--seed must be a whole number from 0 to");
    row("reconstruct --sample --threads many", "--threads must be a whole number from 1 to 1024");
    row("reconstruct --sample --device gpu", "--device must be auto, cpu, cuda or cuda:N");
    row("reconstruct --sample --raw --paste-visible", "excludes");
    row("reconstruct --sample --whole-picture 100000", "--whole-picture must be");
    row("train --preset huge", "--preset must be one of tiny,");
    row("train --mask_ratio 1.5", "--mask-ratio must be between 0 and 0.99, not 1.5.");
    row("train --epochs soon", "--epochs must be a number, not 'soon'. Allowed: 0.001 to");
    row("train --train.batch-size 0", "--batch-size must be between 1 and 65536, not 0.");
    row("train --model.patch_size 7", "--model.patch_size must divide the picture size");
    row("train --mask.cell 3", "--mask.cell does not belong to the strategy random");
    row("reconstruct --sample --strategy brightness --mask.order most",
        "--mask.order does not belong to the strategy brightness");
    row("reconstruct --sample --strategy detail --mask.order some",
        "--mask.order must be one of most, least");
    row("reconstruct --sample --strategy crop --mask.place chosen --mask.across 2",
        "--mask.across must be between 0 and 1, not 2");
    row("reconstruct --sample --strategy crop --mask.across 0.2",
        "--mask.across has no effect as the other settings are. With a chosen place: 0 is");
    row("train --strategy spiral", "--strategy must be one of random, block,");
    row("train --stop-after 0", "--stop-after must be a whole number from 1");
    row("train --model.width 1e99", "--model.width must be a whole number");
    row("parity", "subcommand is required");
    row("parity forward", "--model is required");
}

void TestCli::wrong_usage_is_refused_by_name() {
    QFETCH(const QString, arguments);
    QFETCH(const QString, sentence);
    const auto result = m_cli.run(arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    bool said = false;
    for (const auto& choice : sentence.split(QLatin1String("|"))) {
        said = said || result.err.contains(choice.toUtf8());
    }
    QVERIFY2(said, result.err.constData());
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("home/runs"))));
}

void TestCli::what_fails_says_why_in_a_sentence_data() {
    QTest::addColumn<QString>("arguments");
    for (const char* arguments :
         {"data nothing-here", "inspect nothing-here", "resume nothing-here", "runs nothing-here",
          "runs show nothing-here", "reconstruct nothing-here.png",
          "reconstruct --sample --model nothing-here", "train --data nothing-here --output run",
          "reconstruct --experiment nothing-here.mae.json",
          "parity forward --model nothing-here --input a --output b",
          "bench --force --data nothing-here"}) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments);
    }
}

void TestCli::what_fails_says_why_in_a_sentence() {
    QFETCH(const QString, arguments);
    const auto result = m_cli.run(arguments.split(QLatin1Char(' ')));
    QCOMPARE(result.code, 1);
    QVERIFY(result.out.isEmpty());
    const auto first = result.err.left(result.err.indexOf('\n'));
    QVERIFY2(first.startsWith("error: ") && first.endsWith("."), first.constData());
    QVERIFY2(first.contains("nothing-here"), first.constData());
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("run"))));
}

void TestCli::help_of_train_lists_every_setting() {
    const auto help = m_cli.run(words("train --help")).out;
    for (const auto& info : listSettings({})) {
        QVERIFY2(help.contains("--" + QByteArray::fromStdString(info.path) + " "),
                 info.path.c_str());
    }
    for (const char* option :
         {"--batch-size",    "--epochs",       "--accum-iter", "--input-size", "--mask-ratio",
          "--norm-pix-loss", "--weight-decay", "--lr",         "--blr",        "--min-lr",
          "--warmup-epochs", "--data-path",    "--output-dir", "--seed",       "--resume",
          "--num-workers",   "--steps",        "--precision",  "--output",     "--data",
          "--preset",        "--stop-after",   "--json"}) {
        QVERIFY2(help.contains(option), option);
    }
}

void TestCli::no_line_of_help_is_too_long() {
    for (const char* command : {"", "reconstruct", "train", "bench"}) {
        for (const auto& line : m_cli.run(words(command) + words("--help")).out.split('\n')) {
            QVERIFY2(line.size() <= 100, line.constData());
        }
    }
}

void TestCli::a_full_disk_behind_stdout_is_a_failure() {
    const auto result = m_cli.shell(QStringLiteral("\"$MAE\" inspect bundled --json > /dev/full"));
    QCOMPARE(result.code, 1);
    QVERIFY2(result.says("No space left on device"), result.err.constData());
}

void TestCli::a_reader_that_goes_away_is_no_failure() {
    const auto result = m_cli.shell(
        QStringLiteral("\"$MAE\" inspect bundled --tensors --json | true; exit ${PIPESTATUS[0]}"));
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.isEmpty(), result.err.constData());
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
