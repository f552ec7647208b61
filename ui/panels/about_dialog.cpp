// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/about_dialog.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::AboutDialog)
};

QWidget* makeHead() {
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGapLarge);
    auto* picture = new QLabel;
    picture->setPixmap(appIcon().pixmap(64, 64));
    auto* name = new QLabel(
        QStringLiteral("<b>MAE Explorer %1</b>").arg(QCoreApplication::applicationVersion()));
    auto* what = new QLabel(Text::tr("See, train and measure masked autoencoders.\nFree software "
                                     "under the GNU General Public License, version 3 or later. "
                                     "It comes without any warranty and never uses the network."));
    what->setWordWrap(true);
    auto* texts = new QVBoxLayout;
    texts->addWidget(name);
    texts->addWidget(what);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return head;
}

} // namespace

void showAbout(const QString& versions, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Text::tr("About MAE Explorer"));
    auto* block = new QPlainTextEdit(versions);
    block->setReadOnly(true);
    block->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    block->setLineWrapMode(QPlainTextEdit::NoWrap);
    block->setAccessibleName(Text::tr("Versions"));
    block->setMinimumSize(480, 170);
    auto* copy = new QPushButton(icon("copy"), Text::tr("Copy Versions"));
    auto* close = new QPushButton(Text::tr("Close"));
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    layout->setSpacing(kGapLarge);
    layout->addWidget(makeHead());
    layout->addWidget(makeHeading(Text::tr("Versions")));
    layout->addWidget(block, 1);
    layout->addLayout(buttons);
    QObject::connect(copy, &QPushButton::clicked, dialog,
                     [versions] { QApplication::clipboard()->setText(versions); });
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->open();
}

} // namespace mae::ui
