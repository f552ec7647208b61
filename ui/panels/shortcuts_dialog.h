// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

class QAction;
class QMenuBar;
class QWidget;

namespace mae::ui {

/// An action as it stands in the menus, its menu's title before it.
struct MenuAction {
    QString menu;
    QAction* action;
};

/// Every action of the menus, in order, without separators and submenus themselves.
std::vector<MenuAction> allActions(const QMenuBar& bar);

/// Opens a dialog that lists the actions with shortcuts, by menu.
void showShortcuts(const QMenuBar& bar, QWidget* parent);

} // namespace mae::ui
