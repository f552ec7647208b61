// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

class QWidget;

namespace mae::ui {

/// What may be saved where.
struct SaveQuestion {
    QString title{};
    QString name{};        ///< suggested; with a folder if that matters
    QStringList filters{}; ///< e.g. "Table (*.csv)"; the first one is chosen
};

/// Opens a file dialog and returns at once.
/// @param save     writes the chosen file; may throw
/// @param failed   is told why that failed
void askWhereToSave(QWidget& parent, const SaveQuestion& question,
                    std::function<void(const QString& path)> save,
                    std::function<void(const QString& why)> failed);

/// Waits for the answer. @return the chosen path with its suffix; empty: none
QString whereToSave(QWidget& parent, const SaveQuestion& question);

} // namespace mae::ui
