// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include "core/base/files.h"
#include "ui/session/paths.h"

namespace mae::ui {
namespace {

QString usualFile() { return toText(configFolder() / "window.ini"); }

QString keyOf(Settings::Recent kind) {
    return kind == Settings::Recent::Models ? QStringLiteral("recent/models")
                                            : QStringLiteral("recent/pictures");
}

} // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent), m_settings(file.isEmpty() ? usualFile() : file, QSettings::IniFormat) {}

QVariant Settings::value(const QString& key, const QVariant& otherwise) const {
    return m_settings.value(key, otherwise);
}

void Settings::setValue(const QString& key, const QVariant& value) {
    m_settings.setValue(key, value);
}

QStringList Settings::recent(Recent kind) const {
    auto paths = m_settings.value(keyOf(kind)).toStringList();
    paths.removeAll(QString());
    return paths.mid(0, kMostRecent);
}

void Settings::addRecent(Recent kind, const QString& path) {
    auto paths = recent(kind);
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(keyOf(kind), QStringList(paths.mid(0, kMostRecent)));
    Q_EMIT recentChanged(kind);
}

void Settings::removeRecent(Recent kind, const QString& path) {
    auto paths = recent(kind);
    if (paths.removeAll(path) > 0) {
        m_settings.setValue(keyOf(kind), paths);
        Q_EMIT recentChanged(kind);
    }
}

void Settings::clearRecent(Recent kind) {
    m_settings.remove(keyOf(kind));
    Q_EMIT recentChanged(kind);
}

} // namespace mae::ui
