// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/desktop_notifier.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QVariantMap>
#include <utility>

namespace mae::ui {
namespace {

const QString& service() {
    static const auto name = QStringLiteral("org.freedesktop.Notifications");
    return name;
}
const QString& path() {
    static const auto name = QStringLiteral("/org/freedesktop/Notifications");
    return name;
}

QDBusMessage callOf(const QString& method) {
    return QDBusMessage::createMethodCall(service(), path(), service(), method);
}

constexpr int kPatience = 2000; ///< milliseconds until nobody answers any more

/// Without one, libdbus would try to start a bus, which takes its time.
QString sessionAddress() {
    const auto given = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    const auto usual = qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus");
    return !given.isEmpty()           ? given
           : QFileInfo::exists(usual) ? QStringLiteral("unix:path=") + usual
                                      : QString();
}

} // namespace

DesktopNotifier::DesktopNotifier(QString address, QObject* parent)
    : QObject(parent), m_address(std::move(address)) {}

DesktopNotifier::~DesktopNotifier() {
    if (!m_connection.isEmpty()) {
        QDBusConnection::disconnectFromBus(m_connection);
    }
}

bool DesktopNotifier::isConnected() const {
    return !m_connection.isEmpty() && QDBusConnection(m_connection).isConnected();
}

void DesktopNotifier::prepare() {
    if (isConnected()) {
        return;
    }
    const auto address = m_address.isEmpty() ? sessionAddress() : m_address;
    if (address.isEmpty()) {
        return;
    }
    static int count = 0;
    m_connection = QStringLiteral("mae-notifications-%1").arg(++count);
    auto bus = QDBusConnection::connectToBus(address, m_connection);
    if (!bus.isConnected()) {
        return;
    }
    const auto listen = [&](const char* signal, const char* slot) {
        bus.connect(service(), path(), service(), QLatin1String(signal), this, slot);
    };
    listen("ActionInvoked", SLOT(onAction(uint, QString)));
    listen("ActivationToken", SLOT(onToken(uint, QString)));
    listen("NotificationClosed", SLOT(onClosed(uint, uint)));
    askCapabilities();
}

void DesktopNotifier::askCapabilities() {
    const auto call = QDBusConnection(m_connection)
                          .asyncCall(callOf(QStringLiteral("GetCapabilities")), kPatience);
    auto* watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        m_capabilities = reply.isError() ? QStringList() : reply.value();
        watcher->deleteLater();
    });
}

void DesktopNotifier::show(const Notification& notification) {
    prepare();
    if (!isConnected()) {
        Q_EMIT failed();
        return;
    }
    const bool markup = m_capabilities.contains(QStringLiteral("body-markup"));
    const QVariantMap hints{
        {QStringLiteral("urgency"), QVariant::fromValue(uchar(notification.urgent ? 2 : 1))},
        {QStringLiteral("desktop-entry"), QStringLiteral("org.maeexplorer.MaeExplorer")}};
    auto message = callOf(QStringLiteral("Notify"));
    message << tr("MAE Explorer") << uint(0) << QStringLiteral("org.maeexplorer.MaeExplorer")
            << notification.title
            << (markup ? notification.text.toHtmlEscaped() : notification.text)
            << QStringList{QStringLiteral("default"), tr("Show Run")} << hints << int(-1);
    const auto call = QDBusConnection(m_connection).asyncCall(message, kPatience);
    auto* watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, watcher, key = notification.key] {
                const QDBusPendingReply<uint> reply = *watcher;
                watcher->deleteLater();
                if (reply.isError()) {
                    Q_EMIT failed();
                } else {
                    m_keys.insert(reply.value(), key);
                }
            });
}

void DesktopNotifier::finish() {
    for (auto* watcher : findChildren<QDBusPendingCallWatcher*>()) {
        watcher->waitForFinished();
    }
}

void DesktopNotifier::onAction(uint id, const QString& action) {
    if (action == QLatin1String("default") && m_keys.contains(id)) {
        Q_EMIT activated(m_keys.value(id));
    }
}

/// Comes before the action: with it a Wayland desktop lets the window come to the front.
void DesktopNotifier::onToken(uint id, const QString& token) {
    if (m_keys.contains(id)) {
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8()); // which main() has made room for
    }
}

void DesktopNotifier::onClosed(uint id, uint /*reason*/) { m_keys.remove(id); }

} // namespace mae::ui
