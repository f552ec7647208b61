// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/save_dialog.h"

#include "core/base/error.h"

#include <QFileDialog>
#include <utility>

namespace mae::ui {
namespace {

/// "png" of "PNG picture (*.png)".
QString suffixOf(const QString& filter) {
    return filter.mid(filter.lastIndexOf(QLatin1String("*.")) + 2).chopped(1);
}

} // namespace

void askWhereToSave(QWidget& parent, const SaveQuestion& question,
                    std::function<void(const QString& path)> save,
                    std::function<void(const QString& why)> failed) {
    auto* dialog = new QFileDialog(&parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(question.filters);
    dialog->setDefaultSuffix(suffixOf(question.filters.front()));
    dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(suffixOf(filter));
    });
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

} // namespace mae::ui
