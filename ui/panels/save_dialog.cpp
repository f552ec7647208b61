// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/save_dialog.h"

#include "core/base/error.h"

#include <QFileDialog>
#include <utility>

namespace mae::ui {
namespace {

/// "png" of "PNG picture (*.png)"; empty if a filter takes every file.
QString suffixOf(const QString& filter) {
    const auto star = filter.lastIndexOf(QLatin1String("*."));
    const auto all = star < 0 ? QString() : filter.mid(star + 2).chopped(1);
    return all.section(QLatin1Char(' '), 0, 0);
}

/// The dialog adds the suffix before it asks whether a file may be replaced.
void prepare(QFileDialog& dialog, const SaveQuestion& question) {
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(question.filters);
    dialog.setDefaultSuffix(suffixOf(question.filters.front()));
    dialog.selectFile(question.name);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
                     [&dialog](const QString& filter) {
                         if (const auto suffix = suffixOf(filter); !suffix.isEmpty()) {
                             dialog.setDefaultSuffix(suffix);
                         }
                     });
}

} // namespace

void askWhereToSave(QWidget& parent, const SaveQuestion& question,
                    std::function<void(const QString& path)> save,
                    std::function<void(const QString& why)> failed) {
    auto* dialog = new QFileDialog(&parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    prepare(*dialog, question);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent,
                     [save = std::move(save), failed = std::move(failed)](const QString& path) {
                         try {
                             save(path);
                         } catch (...) {
                             failed(QString::fromUtf8(currentError().what()));
                         }
                     });
    dialog->open();
}

QString whereToSave(QWidget& parent, const SaveQuestion& question) {
    QFileDialog dialog(&parent, question.title);
    prepare(dialog, question);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace mae::ui
