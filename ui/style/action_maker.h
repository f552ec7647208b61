// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

class QAction;
class QWidget;

namespace mae::ui {

/// Makes actions for menus and buttons; its tool tips name the keys.
struct ActionMaker {
    QWidget& owner; ///< of the actions; outlives the maker

    /// @param iconName  of icon(); null: none
    /// @param tip       a sentence; empty: the text is enough
    QAction* operator()(const QString& text, const char* iconName, const QKeySequence& keys,
                        const QString& tip = {}) const;
    QAction* toggle(const QString& text, const char* iconName, const QKeySequence& keys,
                    const QString& tip = {}) const; ///< one that can be on; off at first
};

/// A sentence, and the keys in brackets if there are any.
QString tipWithKeys(const QString& tip, const QKeySequence& keys);

} // namespace mae::ui
