// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <filesystem>

namespace mae::ui {

/// A path as the engine takes it: in the encoding of the file system.
inline std::filesystem::path toPath(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

/// A path as Qt and the user see it.
inline QString toText(const std::filesystem::path& path) { return QFile::decodeName(path.c_str()); }

} // namespace mae::ui
