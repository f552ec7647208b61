// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_delegate.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAbstractItemModel>
#include <QIcon>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kDetailLines = 2;
constexpr int kCheckSide = 14;
constexpr int kCheckReach = 5; // pixels around the box that count as well

QRect checkRect(const QStyleOptionViewItem& option) {
    const auto& row = option.rect;
    return QStyle::visualRect(
        option.direction, row,
        {row.right() - kGapSmall - kCheckSide, row.top() + kGapSmall + 1, kCheckSide, kCheckSide});
}

} // namespace

RunDelegate::RunDelegate(Roles roles, QObject* parent)
    : QStyledItemDelegate(parent), m_roles(roles) {}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int detail = QFontMetrics(captionFont()).height();
    const auto lines = index.data(m_roles.detail).toString().count(u'\n') + 1;
    return {160, option.fontMetrics.height() + std::max(kDetailLines, int(lines)) * detail
                     + 2 * kGapSmall + kGapTiny};
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
    const bool checkable = index.flags().testFlag(Qt::ItemIsUserCheckable);
    const auto text =
        QStyle::visualRect(option.direction, inner, inner.adjusted(kGapLarge + kGapSmall, 0, 0, 0));
    const int room = text.width() - (checkable ? kCheckSide + kGapTiny : 0);
    painter->setPen(ink);
    painter->setFont(option.font);
    painter->drawText(
        text, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, room));
    if (checkable) {
        paintCheck(*painter, option, index);
    }
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

void RunDelegate::paintCheck(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto box = QRectF(checkRect(option)).adjusted(0.5, 0.5, -0.5, -0.5);
    const auto chosen = index.data(m_roles.color).value<QColor>();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(selected ? colors().onAccent : colors().secondaryText, 1));
    painter.setBrush(checked && chosen.isValid() ? QBrush(chosen) : Qt::NoBrush);
    painter.drawRoundedRect(box, 3, 3);
    if (checked) {
        painter.setPen(QPen(chosen.lightness() > 150 ? Qt::black : Qt::white, 1.6));
        painter.drawPolyline(QPolygonF{box.topLeft() + QPointF(3, 6.5),
                                       box.topLeft() + QPointF(5.5, 9),
                                       box.topLeft() + QPointF(10, 4)});
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

bool RunDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                              const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable)) {
        return false;
    }
    const auto toggle = [&] {
        const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        return true;
    };
    if (event->type() == QEvent::KeyPress) {
        return static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space && toggle();
    }
    const bool press =
        event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!press && event->type() != QEvent::MouseButtonRelease) {
        return false;
    }
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const auto reach =
        checkRect(option).adjusted(-kCheckReach, -kCheckReach, kCheckReach, kCheckReach);
    if (mouse->button() != Qt::LeftButton || !reach.contains(mouse->position().toPoint())) {
        return false;
    }
    return press || toggle(); // a press there does not show the run
}

} // namespace mae::ui
