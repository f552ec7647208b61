// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <csignal>

namespace mae::test {

/// What a call of the program `mae` left behind.
struct CliResult {
    int code = -1; ///< exit code; -1: it crashed or hung
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    /// JSON lines.
    QList<QJsonObject> lines() const {
        QList<QJsonObject> objects;
        for (const auto& line : out.split('\n')) {
            if (!line.isEmpty()) {
                objects.append(QJsonDocument::fromJson(line).object());
            }
        }
        return objects;
    }
    bool says(const char* text) const { return err.contains(text); }
};

/// Runs the built program in a folder of its own, with all its places below it.
class Cli {
public:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    std::string pathText(const QString& name) const { return path(name).toStdString(); }

    /// Started in the folder; signals that whoever runs the tests ignores have their meaning again.
    void start(QProcess& process, const QString& program, const QStringList& arguments) const {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MAE_HOME"), path(QStringLiteral("home")));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.setChildProcessModifier([] {
            for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
                std::signal(signal, SIG_DFL);
            }
        });
        process.start(program, arguments);
    }

    static CliResult finish(QProcess& process) {
        constexpr int kPatience = 100'000; // ms
        CliResult result;
        if (process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit) {
            result.code = process.exitCode();
        }
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }

    CliResult run(const QStringList& arguments) const {
        QProcess process;
        start(process, QStringLiteral(MAE_PROGRAM), arguments);
        return finish(process);
    }

    /// A line for bash; $MAE is the program.
    CliResult shell(const QString& line) const {
        QProcess process;
        start(process, QStringLiteral("bash"),
              {QStringLiteral("-c"), QStringLiteral("MAE='" MAE_PROGRAM "'; ") + line});
        return finish(process);
    }

private:
    QTemporaryDir m_folder;
};

/// "a b c" as a list.
inline QStringList words(const char* text) {
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// The keys of an object in alphabetical order, separated by blanks.
inline QByteArray keysOf(const QJsonObject& object) {
    return object.keys().join(QLatin1Char(' ')).toUtf8();
}

} // namespace mae::test
