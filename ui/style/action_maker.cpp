// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/action_maker.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QWidget>

namespace mae::ui {

QString tipWithKeys(const QString& tip, const QKeySequence& keys) {
    return keys.isEmpty()
               ? tip
               : QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText));
}

QAction* ActionMaker::operator()(const QString& text, const char* iconName,
                                 const QKeySequence& keys, const QString& tip) const {
    auto* action = new QAction(text, &owner);
    if (iconName != nullptr) {
        action->setIcon(icon(iconName));
    }
    action->setShortcut(keys);
    auto plain = text;
    plain.remove(QLatin1Char('&'));
    action->setToolTip(tipWithKeys(tip.isEmpty() ? plain : tip, keys));
    if (!tip.isEmpty()) {
        action->setStatusTip(tip);
        action->setWhatsThis(tip);
    }
    return action;
}

QAction* ActionMaker::toggle(const QString& text, const char* iconName, const QKeySequence& keys,
                             const QString& tip) const {
    auto* action = (*this)(text, iconName, keys, tip);
    action->setCheckable(true);
    return action;
}

} // namespace mae::ui
