// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_delegate.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QIcon>
#include <QPainter>

namespace mae::ui {
namespace {

constexpr int kDetailLines = 2;

} // namespace

RunDelegate::RunDelegate(Roles roles, QObject* parent)
    : QStyledItemDelegate(parent), m_roles(roles) {}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int detail = QFontMetrics(captionFont()).height();
    return {160, option.fontMetrics.height() + kDetailLines * detail + 2 * kGapSmall + kGapTiny};
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto fill = selected                                         ? colors().accentFill
                      : option.state.testFlag(QStyle::State_MouseOver) ? colors().hover
                                                                       : QColor(Qt::transparent);
    painter->fillRect(option.rect, fill);
    const auto ink = selected ? colors().onAccent : option.palette.color(QPalette::Text);
    const auto quiet = selected ? colors().onAccent : colors().secondaryText;
    const auto inner = option.rect.adjusted(kGap, kGapSmall, -kGapSmall, -kGapSmall);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QRect iconRect = QStyle::visualRect(
        option.direction, inner, QRect(inner.left(), inner.top(), kGapLarge, kGapLarge));
    const auto mode = selected ? QIcon::Selected : QIcon::Normal;
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, iconRect, Qt::AlignCenter, mode);
    const auto text =
        QStyle::visualRect(option.direction, inner, inner.adjusted(kGapLarge + kGapSmall, 0, 0, 0));
    painter->setPen(ink);
    painter->setFont(option.font);
    painter->drawText(
        text, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
    painter->setPen(quiet);
    painter->setFont(captionFont());
    const QFontMetrics metrics(captionFont());
    auto line = text.adjusted(0, option.fontMetrics.height() + kGapTiny, 0, 0);
    for (const auto& words : index.data(m_roles.detail).toString().split(u'\n')) {
        painter->drawText(line, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop,
                          metrics.elidedText(words, Qt::ElideRight, line.width()));
        line.setTop(line.top() + metrics.height());
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && !selected) {
        painter->setPen(colors().accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace mae::ui
