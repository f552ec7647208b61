// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mae::ui {

/// Paints a row as icon, name, and below it two quiet lines or more; with a box at its end where
/// the row can be checked (a click there or Space).
class RunDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    struct Roles {
        int detail = Qt::UserRole;      ///< of the quiet lines, separated by a line feed
        int color = Qt::BackgroundRole; ///< of the box of a checked row
    };
    RunDelegate(Roles roles, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    void paintCheck(QPainter& painter, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const;

    const Roles m_roles;
};

} // namespace mae::ui
