// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"

#include "tests/support/cli.h"
#include <signal.h> // NOLINT: kill() is POSIX

#include <QFile>
#include <QTest>

using namespace mae;
using mae::test::words;

namespace {

constexpr const char* kMicro =
    "--data scenes --data.scenes 64 --model.image_size 16 --model.patch_size 4 --model.width 24 "
    "--model.depth 1 --model.heads 2 --model.decoder_width 16 --model.decoder_depth 1 "
    "--model.decoder_heads 2 --batch-size 8 --precision float32 --threads 1 --device cpu "
    "--preview.count 2 --steps 1000000 --json";

/// Whether the process waits for signals itself, as it does from its first moments on.
bool holdsSignals(qint64 process) {
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly)) {
        return false;
    }
    for (const auto& line : status.readAll().split('\n')) {
        if (line.startsWith("SigBlk:")) {
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGTERM - 1)) & 1U;
        }
    }
    return false;
}

} // namespace

/// Row F24 of the fault table: what ends `mae train` from outside lets it save.
class TestSignals : public QObject {
    Q_OBJECT

    test::Cli m_cli;

    test::CliResult signalled(const QStringList& arguments, int lines, int number) const {
        QProcess process;
        m_cli.start(process, QStringLiteral(MAE_PROGRAM), arguments);
        process.waitForStarted();
        while (!holdsSignals(process.processId()) && !process.waitForFinished(10)) {
        }
        for (int seen = 0; seen < lines;) {
            if (!process.canReadLine() && !process.waitForReadyRead(60'000)) {
                break;
            }
            seen += process.readLine().endsWith('\n') ? 1 : 0;
        }
        ::kill(pid_t(process.processId()), number);
        return test::Cli::finish(process);
    }

    /// As a broken pipe comes about: who read the output has gone.
    test::CliResult readOnly(const QStringList& arguments, int lines) const {
        return m_cli.shell(
            QStringLiteral("\"$MAE\" ") + arguments.join(QLatin1Char(' '))
            + QStringLiteral(" | head -n %1 > /dev/null; exit ${PIPESTATUS[0]}").arg(lines));
    }

private Q_SLOTS:
    void it_saves_and_exits_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("more");
        QTest::addColumn<int>("lines");
        const std::array moments{std::tuple{"preparing", "", 0},
                                 std::tuple{"after the first step", "", 1},
                                 std::tuple{"saving", "--checkpoint.every_steps 1", 7},
                                 std::tuple{"making previews", "--preview.every_steps 1", 7},
                                 std::tuple{"validating",
                                            "--data.validation_share 0.5 "
                                            "--log.validate_every_epochs 0.25",
                                            5}};
        for (const auto& [name, number] : {std::pair{"SIGINT", SIGINT},
                                           {"SIGTERM", SIGTERM},
                                           {"SIGHUP", SIGHUP},
                                           {"SIGPIPE", SIGPIPE}}) {
            for (const auto& [moment, more, lines] : moments) {
                QTest::addRow("%s, %s", name, moment) << number << QString::fromUtf8(more) << lines;
            }
        }
    }

    void it_saves_and_exits() {
        QFETCH(const int, number);
        QFETCH(const QString, more);
        QFETCH(const int, lines);
        const auto name = QString::fromUtf8(QTest::currentDataTag()).replace(' ', '-').remove(',');
        const auto arguments = words("train --output") + QStringList{name} + words(kMicro)
                               + words(more.toUtf8().constData());
        const auto result =
            number == SIGPIPE ? readOnly(arguments, lines) : signalled(arguments, lines, number);
        QVERIFY2(result.code == 130, result.err.constData());
        const std::filesystem::path run = m_cli.pathText(name);
        if (lines == 0 && !std::filesystem::exists(run)) {
            return; // there was nothing to save yet
        }
        const auto saved = newestCheckpoint(run).counters.step;
        QVERIFY(saved >= lines);
        const auto summary = readRunSummary(run);
        QVERIFY(!summary.interrupted && summary.lostSteps == 0 && !summary.beingWritten);
        const auto resumed =
            m_cli.run(words("resume --threads 1 --stop-after 2 --json") + QStringList{name});
        QCOMPARE(resumed.code, 130);
        QCOMPARE(resumed.lines().last()["step"].toInt(), saved + 2);
    }
};

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
