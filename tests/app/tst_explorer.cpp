// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/data/scenes.h"

#include <signal.h> // NOLINT: kill() is POSIX

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mae;

/// The program mae-explorer as a whole, without a display.
class TestExplorer : public QObject {
    Q_OBJECT

    struct Result {
        int code = -1;
        QString error;
    };

    QTemporaryDir m_folder;
    static constexpr int kLong = 120'000;

    std::unique_ptr<QProcess> start(const QStringList& arguments) {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("MAE_HOME"), m_folder.filePath(QStringLiteral("home")));
        process->setProcessEnvironment(environment);
        process->setReadChannel(QProcess::StandardError);
        process->start(QStringLiteral(MAE_EXPLORER), arguments);
        return process;
    }

    Result run(const QStringList& arguments) {
        const auto process = start(arguments);
        if (!process->waitForFinished(kLong) || process->exitStatus() != QProcess::NormalExit) {
            return {};
        }
        return {process->exitCode(), QString::fromUtf8(process->readAllStandardError())};
    }

private Q_SLOTS:
    void wrongOptionsAreRefusedWithOneSentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const QStringList& arguments, const char* named) {
            QTest::newRow(name) << arguments << QString::fromLatin1(named);
        };
        row("unknown", {QStringLiteral("--colour")}, "colour");
        row("workspace", {QStringLiteral("--workspace=kitchen")}, "--workspace");
        row("theme", {QStringLiteral("--theme=pink")}, "--theme");
        row("language", {QStringLiteral("--language=la")}, "--language");
        row("size", {QStringLiteral("--size=wide")}, "--size");
        row("count", {QStringLiteral("--measure-latency=-3")}, "--measure-latency");
        row("seconds", {QStringLiteral("--measure-gaps=soon")}, "--measure-gaps");
    }
    void wrongOptionsAreRefusedWithOneSentence() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const auto result = run(arguments);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.error.contains(named), qPrintable(result.error));
        QCOMPARE(result.error.trimmed().count(QLatin1Char('\n')), 0);
    }

    void helpAndVersionNeedNoWindow() {
        QCOMPARE(run({QStringLiteral("--help")}).code, 0);
        QCOMPARE(run({QStringLiteral("--version")}).code, 0);
    }

    void modelsLooksIntoTheFileThatIsNamed() {
        const auto shot = m_folder.filePath(QStringLiteral("models.png"));
        const auto result =
            run({QStringLiteral("bundled"), QStringLiteral("--workspace=models"),
                 QStringLiteral("--size=1024x700"), QStringLiteral("--screenshot"), shot});
        QCOMPARE(result.code, 0);
        QCOMPARE(QImage(shot).size(), QSize(1024, 700));
    }

    void aScreenshotShowsThePictureInTheSizeAskedFor() {
        const auto picture = m_folder.filePath(QStringLiteral("scene.png"));
        writePng(picture.toStdString(), drawScene(1, 3, 200, 150));
        const auto shot = m_folder.filePath(QStringLiteral("shot.png"));
        QCOMPARE(
            run({picture, QStringLiteral("--size=1024x700"), QStringLiteral("--screenshot"), shot})
                .code,
            0);
        const QImage image(shot);
        QCOMPARE(image.size(), QSize(1024, 700));
    }

    void aScreenshotThatCannotBeWrittenFails() {
        const auto result =
            run({QStringLiteral("--screenshot"), m_folder.filePath(QStringLiteral("no/shot.png"))});
        QCOMPARE(result.code, 1);
        QVERIFY(result.error.contains(QLatin1String("shot.png")));
    }

    void aModelThatIsNoneIsNoReasonToHang() {
        const auto shot = m_folder.filePath(QStringLiteral("fallback.png"));
        const auto rubbish = m_folder.filePath(QStringLiteral("rubbish.safetensors"));
        writeFileAtomically(rubbish.toStdString(), "no model at all");
        QCOMPARE(
            run({QStringLiteral("--model"), rubbish, QStringLiteral("--screenshot"), shot}).code,
            0);
        QVERIFY(!QImage(shot).isNull());
    }

    void aScreenshotOfWhatIsNotThereFails() {
        const auto shot = m_folder.filePath(QStringLiteral("nothing.png"));
        for (const auto* option : {"--model", "--run", ""}) {
            auto arguments = QStringList{QString::fromLatin1(option), QStringLiteral("/nowhere/x"),
                                         QStringLiteral("--screenshot"), shot};
            arguments.removeAll(QString());
            const auto result = run(arguments);
            QCOMPARE(result.code, 1);
            QVERIFY(result.error.contains(QLatin1String("/nowhere/x")));
        }
        QVERIFY(!QFile::exists(shot));
    }

    void aSignalEndsItInGoodOrder_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void aSignalEndsItInGoodOrder() {
        QFETCH(const int, number);
        // The measurement trains for long: a signal must end the run and the program.
        const auto process = start({QStringLiteral("--measure-gaps=600")});
        QVERIFY(process->waitForStarted(kLong));
        while (!process->readAllStandardError().contains("the measurement begins")) {
            QVERIFY(process->waitForReadyRead(kLong)); // stderr is the channel that is read
        }
        ::kill(static_cast<pid_t>(process->processId()), SIGPIPE); // changes nothing
        ::kill(static_cast<pid_t>(process->processId()), number);
        QVERIFY(process->waitForFinished(kLong));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestExplorer)
#include "tst_explorer.moc"
