// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mae::ui {

/// Paints a number over a bar whose length says how large it is within its column.
class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int bar = Qt::UserRole;       ///< double, 0 to 1; invalid: no bar
        int alarm = Qt::UserRole + 1; ///< bool: in the colour of what is wrong
    };
    explicit BarDelegate(Roles roles, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const Roles m_roles;
};

} // namespace mae::ui
