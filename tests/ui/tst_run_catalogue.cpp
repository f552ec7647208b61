// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/paths.h"
#include "ui/session/run_catalogue.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace mae::ui;

namespace {

QStringList texts(const QSignalSpy& spy) {
    QStringList list;
    for (const auto& arguments : spy) {
        list << arguments[0].toString();
    }
    return list;
}

} // namespace

class TestRunCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->path())); // its trash
        m_runs.clear();
        for (const auto* name : {"a", "b", "ü"}) {
            m_runs << m_home->filePath(QStringLiteral("runs/") + QString::fromUtf8(name));
            QVERIFY(QDir().mkpath(m_runs.last()));
        }
    }

    void runsTrashedInARowAllGoAndComeBack() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy trashed(&catalogue, &RunCatalogue::trashed);
        QSignalSpy restored(&catalogue, &RunCatalogue::restored);
        for (const auto& run : m_runs) {
            catalogue.trash(toPath(run));
        }
        QTRY_COMPARE(trashed.count(), 3);
        QCOMPARE(texts(trashed), m_runs);
        for (const auto& run : m_runs) {
            QVERIFY(!QFileInfo::exists(run));
        }
        for (const auto& arguments : trashed) {
            catalogue.restore(arguments[0].toString(), arguments[1].toString());
        }
        QTRY_COMPARE(restored.count(), 3);
        QCOMPARE(texts(restored), m_runs);
        for (const auto& run : m_runs) {
            QVERIFY(QFileInfo(run).isDir());
        }
    }

    void whatWasTrashedIsGoneAlsoIfNobodyWaits() {
        {
            RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
            for (const auto& run : m_runs) {
                catalogue.trash(toPath(run));
            }
        }
        for (const auto& run : m_runs) {
            QVERIFY(!QFileInfo::exists(run));
        }
    }

    void onlyTheNewestReadIsAnswered() {
        RunCatalogue catalogue(toPath(m_home->filePath(QStringLiteral("runs"))));
        QSignalSpy failed(&catalogue, &RunCatalogue::readFailed);
        QVERIFY(!catalogue.isReading());
        for (const auto& run : m_runs) {
            catalogue.read(toPath(run));
        }
        QVERIFY(catalogue.isReading());
        QTRY_VERIFY(!catalogue.isReading());
        QCOMPARE(texts(failed), m_runs.mid(2));
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    QStringList m_runs;
};

QTEST_MAIN(TestRunCatalogue)
#include "tst_run_catalogue.moc"
