// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace mae::ui;

namespace {

const auto kService = QStringLiteral("org.freedesktop.Notifications");
const auto kPath = QStringLiteral("/org/freedesktop/Notifications");

} // namespace

/// A desktop that remembers what it was told.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        QString title, text;
        QStringList actions;
        QVariantMap hints;
    };
    QList<Shown> shown;
    QStringList capabilities;
    bool asked = false;

public Q_SLOTS:
    QStringList GetCapabilities() {
        asked = true;
        return capabilities;
    }
    uint Notify(const QString&, uint, const QString&, const QString& title, const QString& text,
                const QStringList& actions, const QVariantMap& hints, int) {
        shown.push_back({title, text, actions, hints});
        return uint(shown.size()) + 40;
    }
};

class TestDesktopNotifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const auto program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty()) {
            QSKIP("dbus-daemon is not installed.");
        }
        m_daemon.start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                 QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
        if (!m_daemon.waitForReadyRead(20'000)) {
            QSKIP("dbus-daemon does not start here.");
        }
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }

    void cleanupTestCase() {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void init() { m_desktop = std::make_unique<FakeDesktop>(); }
    void cleanup() { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

    void aMessageIsShownAndComesBackWhenClicked() {
        auto bus = serve();
        DesktopNotifier notifier(m_address);
        QSignalSpy activated(&notifier, &DesktopNotifier::activated);
        notifier.show({.title = QStringLiteral("“a” has finished"),
                       .text = QStringLiteral("12 steps <b> & more"),
                       .key = QStringLiteral("/runs/a"),
                       .urgent = false});
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        const auto& shown = m_desktop->shown.first();
        QCOMPARE(shown.title, QStringLiteral("“a” has finished"));
        QCOMPARE(shown.text, QStringLiteral("12 steps <b> & more"));
        QCOMPARE(shown.actions.value(0), QStringLiteral("default"));
        QCOMPARE(shown.hints.value(QStringLiteral("urgency")).toInt(), 1);
        QCOMPARE(shown.hints.value(QStringLiteral("desktop-entry")).toString(),
                 QStringLiteral("org.maeexplorer.MaeExplorer"));
        // Until the answer has come the message has no number; a click of another program's
        // message is none of ours.
        QTRY_VERIFY((click(bus, 7), click(bus, 41), !activated.isEmpty()));
        QCOMPARE(activated.first().first().toString(), QStringLiteral("/runs/a"));
    }

    void whereTextIsMarkupItIsEscaped() {
        m_desktop->capabilities = {QStringLiteral("body-markup"), QStringLiteral("actions")};
        serve();
        DesktopNotifier notifier(m_address);
        notifier.prepare();
        QTRY_VERIFY(m_desktop->asked);
        const Notification news{.title = QStringLiteral("t"),
                                .text = QStringLiteral("a < b"),
                                .key = {},
                                .urgent = true};
        // The answer may still be on its way with the first one.
        QTRY_VERIFY((notifier.show(news),
                     !m_desktop->shown.isEmpty()
                         && m_desktop->shown.last().text == QStringLiteral("a &lt; b")));
        QCOMPARE(m_desktop->shown.last().hints.value(QStringLiteral("urgency")).toInt(), 2);
    }

    void whereNobodyShowsMessagesItSaysSo() {
        DesktopNotifier notifier(m_address); // a bus without such a service
        QSignalSpy failed(&notifier, &DesktopNotifier::failed);
        notifier.show({.title = QStringLiteral("t"), .text = {}, .key = {}, .urgent = false});
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    }

    void withoutABusItSaysSo() {
        DesktopNotifier notifier(QStringLiteral("unix:path=/nowhere/at/all"));
        QSignalSpy failed(&notifier, &DesktopNotifier::failed);
        notifier.show({.title = QStringLiteral("t"), .text = {}, .key = {}, .urgent = false});
        QCOMPARE(failed.size(), 1);
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("XDG_RUNTIME_DIR");
        DesktopNotifier none;
        QSignalSpy alsoFailed(&none, &DesktopNotifier::failed);
        none.show({.title = QStringLiteral("t"), .text = {}, .key = {}, .urgent = false});
        QCOMPARE(alsoFailed.size(), 1);
    }

private:
    QDBusConnection serve() {
        auto bus = QDBusConnection::connectToBus(m_address, QStringLiteral("desktop"));
        bus.registerObject(kPath, m_desktop.get(), QDBusConnection::ExportAllSlots);
        bus.registerService(kService);
        return bus;
    }
    static void click(const QDBusConnection& bus, uint id) {
        auto signal = QDBusMessage::createSignal(kPath, kService, QStringLiteral("ActionInvoked"));
        signal << id << QStringLiteral("default");
        bus.send(signal);
    }

    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<FakeDesktop> m_desktop;
};

QTEST_GUILESS_MAIN(TestDesktopNotifier)
#include "tst_desktop_notifier.moc"
