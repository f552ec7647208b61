// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_edit.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

namespace mae::ui {
namespace {

/// The one file or folder of a drop; empty: something else.
QString localFile(const QMimeData& data) {
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

FileEdit::FileEdit(const QString& name, QWidget* parent) : QWidget(parent), m_line(new QLineEdit) {
    m_line->setClearButtonEnabled(true);
    m_line->setAcceptDrops(false); // it would take an address as it is
    m_line->setAccessibleName(name);
    m_line->setMinimumHeight(kControlHeight);
    setFocusProxy(m_line);
    setAcceptDrops(true);
    auto* browse = makeIconButton("folder", tr("Choose: %1").arg(name));
    auto* menu = new QMenu(browse);
    connect(menu->addAction(tr("&Checkpoint…")), &QAction::triggered, this, [this] { ask(false); });
    connect(menu->addAction(tr("&Run or Folder…")), &QAction::triggered, this,
            [this] { ask(true); });
    browse->setMenu(menu);
    browse->setPopupMode(QToolButton::InstantPopup);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(kGapTiny);
    row->addWidget(m_line, 1);
    row->addWidget(browse);
    connect(m_line, &QLineEdit::textEdited, this, [this] { Q_EMIT pathEdited(path()); });
}

QString FileEdit::path() const { return m_line->text().trimmed(); }

void FileEdit::setPath(const QString& wanted) {
    if (path() != wanted) { // what is being typed stays as it is, spaces at its end included
        m_line->setText(wanted);
    }
    m_line->setToolTip(wanted.isEmpty() ? toolTip() : wanted);
}

void FileEdit::choose(const QString& wanted) {
    if (!wanted.isEmpty()) {
        setPath(wanted);
        Q_EMIT pathEdited(path());
    }
}

void FileEdit::ask(bool folder) {
    auto* dialog = new QFileDialog(this, folder ? tr("Run or Folder of a Model")
                                                : tr("Checkpoint to Begin From"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!folder) {
        dialog->setNameFilters(
            {tr("Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)"), tr("All files (*)")});
    }
    connect(dialog, &QFileDialog::fileSelected, this, &FileEdit::choose);
    dialog->open();
}

void FileEdit::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFile(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void FileEdit::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    choose(localFile(*event->mimeData()));
}

} // namespace mae::ui
