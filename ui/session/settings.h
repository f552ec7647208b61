// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace mae::ui {

/// What the window remembers between starts: an INI file. Damaged or unwritable settings give
/// defaults and never a message. GUI thread.
class Settings : public QObject {
    Q_OBJECT

public:
    enum class Recent { Pictures, Models };
    static constexpr int kMostRecent = 10;

    /// @param file  empty: the usual place (configFolder())
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    QVariant value(const QString& key, const QVariant& otherwise = {}) const;
    void setValue(const QString& key, const QVariant& value);

    QStringList recent(Recent kind) const; ///< newest first
    void addRecent(Recent kind, const QString& path);
    void removeRecent(Recent kind, const QString& path);
    void clearRecent(Recent kind);

Q_SIGNALS:
    void recentChanged(mae::ui::Settings::Recent kind);

private:
    QSettings m_settings;
};

} // namespace mae::ui
