// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mae::ui {

/// Paints a row as icon, name, and below it two quiet lines.
class RunDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int detail = Qt::UserRole; ///< of the quiet lines, separated by a line feed
    };
    RunDelegate(Roles roles, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Roles m_roles;
};

} // namespace mae::ui
