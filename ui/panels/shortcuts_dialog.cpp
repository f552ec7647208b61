// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/shortcuts_dialog.h"

#include "ui/style/metrics.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeWidget>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ShortcutsDialog)
};

QString plain(QString text) {
    text.remove(QStringLiteral("…"));
    return text.remove(QLatin1Char('&'));
}

void collect(const QMenu& menu, const QString& title, std::vector<MenuAction>& into) {
    for (auto* action : menu.actions()) {
        if (action->menu() != nullptr) {
            collect(*action->menu(), title, into);
        } else if (!action->isSeparator()) {
            into.push_back({title, action});
        }
    }
}

QString keysOf(const QAction& action) {
    QStringList keys;
    for (const auto& key : action.shortcuts()) {
        keys.append(key.toString(QKeySequence::NativeText));
    }
    return keys.join(Text::tr(" or "));
}

QTreeWidget* makeTable(const QMenuBar& bar) {
    auto* table = new QTreeWidget;
    table->setColumnCount(2);
    table->setHeaderLabels({Text::tr("Action"), Text::tr("Keys")});
    table->setRootIsDecorated(false);
    table->setItemsExpandable(false);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setAccessibleName(Text::tr("Keyboard shortcuts"));
    QTreeWidgetItem* group = nullptr;
    QString title;
    for (const auto& entry : allActions(bar)) {
        if (entry.action->shortcut().isEmpty()) {
            continue;
        }
        if (group == nullptr || entry.menu != title) {
            title = entry.menu;
            group = new QTreeWidgetItem(table, {title});
            auto font = table->font();
            font.setWeight(QFont::DemiBold);
            group->setFont(0, font);
            group->setExpanded(true);
        }
        new QTreeWidgetItem(group, {plain(entry.action->text()), keysOf(*entry.action)});
    }
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->header()->setStretchLastSection(false);
    return table;
}

} // namespace

std::vector<MenuAction> allActions(const QMenuBar& bar) {
    std::vector<MenuAction> result;
    for (auto* action : bar.actions()) {
        if (action->menu() != nullptr) {
            collect(*action->menu(), plain(action->text()), result);
        }
    }
    return result;
}

void showShortcuts(const QMenuBar& bar, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Text::tr("Keyboard Shortcuts"));
    dialog->resize(460, 560);
    auto* close = new QPushButton(Text::tr("Close"));
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kGap, kGap, kGap, kGap);
    layout->setSpacing(kGap);
    layout->addWidget(makeTable(bar));
    layout->addLayout(buttons);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->open();
}

} // namespace mae::ui
