// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>
#include <functional>
#include <vector>

namespace mae::ui {

class ExploreView;

/// A view of Explore as menus and tool bars offer it.
struct ViewInfo {
    const char* id;   ///< stable, for settings and command lines
    const char* icon; ///< of resources/icons
    QKeySequence keys;
    std::function<QString()> title; ///< for a menu, with its mnemonic
    std::function<QString()> help;  ///< a sentence
    std::function<ExploreView*()> make;
};

/// All views, in the order of the menu; the first is the one shown at start. To add one: a row.
const std::vector<ViewInfo>& viewTable();

} // namespace mae::ui
