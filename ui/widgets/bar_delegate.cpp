// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bar_delegate.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QModelIndex>
#include <QPainter>

namespace mae::ui {
namespace {

constexpr int kThickness = 3; // below the number, which stays legible
constexpr int kLeast = 2;     // pixels of the shortest bar

} // namespace

BarDelegate::BarDelegate(Roles roles, QObject* parent)
    : QStyledItemDelegate(parent), m_roles(roles) {}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const auto share = index.data(m_roles.bar);
    if (!share.isValid()) {
        return;
    }
    const auto room = option.rect.adjusted(kGapTiny, 0, -kGapTiny, 0);
    const int length =
        std::max(kLeast, static_cast<int>(share.toDouble() * static_cast<double>(room.width())));
    const QRect bar(room.right() + 1 - length, room.bottom() - kThickness, length, kThickness);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(QStyle::visualRect(option.direction, room, bar),
                      index.data(m_roles.alarm).toBool() ? colors().error
                      : selected                         ? colors().onAccent
                                                         : dataColor(0));
}

} // namespace mae::ui
