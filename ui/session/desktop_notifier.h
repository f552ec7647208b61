// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

class QDBusPendingCallWatcher;

namespace mae::ui {

/// A message on the desktop.
struct Notification {
    QString title{};
    QString text{};      ///< plain, one sentence or two
    QString key{};       ///< comes back when it is clicked
    bool urgent = false; ///< something went wrong
};

/// Shows messages by org.freedesktop.Notifications over the session bus. Nothing waits for an
/// answer. GUI thread.
class DesktopNotifier : public QObject {
    Q_OBJECT

public:
    /// @param address  of a bus; empty: the session's, if there is one. Connects in prepare().
    explicit DesktopNotifier(QString address = {}, QObject* parent = nullptr);
    ~DesktopNotifier() override;

    /// Connects and asks what the desktop can show, so that a message goes out at once.
    void prepare();
    bool isConnected() const;
    void show(const Notification& notification);
    /// Waits, for two seconds at most, until the desktop has taken what was shown: for who is about
    /// to end the program.
    void finish();

Q_SIGNALS:
    void activated(const QString& key); ///< clicked; the window may raise itself now
    void failed();                      ///< nobody shows messages here

private Q_SLOTS:
    void onAction(uint id, const QString& action);
    void onToken(uint id, const QString& token);
    void onClosed(uint id, uint reason);

private:
    void askCapabilities();

    const QString m_address;
    QString m_connection; ///< its name; empty: not connected
    QStringList m_capabilities;
    QHash<uint, QString> m_keys; ///< by number of the message
};

} // namespace mae::ui
