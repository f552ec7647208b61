// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include "ui/style/metrics.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>

namespace mae::ui {
namespace {

QSize margins(const QLayout& layout) {
    const auto around = layout.contentsMargins();
    return {around.left() + around.right(), around.top() + around.bottom()};
}

} // namespace

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) {}

FlowLayout::~FlowLayout() {
    for (auto* item : m_items) {
        delete item;
    }
}

void FlowLayout::addItem(QLayoutItem* item) { m_items.push_back(item); }

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    auto* item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
    }
    return item;
}

int FlowLayout::heightForWidth(int width) const { return arrange({0, 0, width, 0}, false); }

QSize FlowLayout::sizeHint() const {
    QSize size(0, 0);
    for (const auto* item : m_items) {
        if (!item->isEmpty()) {
            const auto hint = item->sizeHint();
            size.rwidth() += hint.width() + (size.width() > 0 ? kGap : 0);
            size.setHeight(std::max(size.height(), hint.height()));
        }
    }
    return size + margins(*this);
}

QSize FlowLayout::minimumSize() const {
    QSize size(0, 0);
    for (const auto* item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    return size + margins(*this);
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool place) const {
    const auto room = rect.marginsRemoved(contentsMargins());
    const auto direction =
        parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = room.left(), y = room.top(), line = 0;
    std::vector<std::pair<QLayoutItem*, QRect>> waiting; // of this line
    const auto end = [&] {
        for (auto& [item, where] : waiting) {
            where.moveTop(y + (line - where.height()) / 2); // on one middle
            if (place) {
                item->setGeometry(QStyle::visualRect(direction, room, where));
            }
        }
        waiting.clear();
    };
    for (auto* item : m_items) {
        if (item->isEmpty()) {
            continue;
        }
        const auto size = item->sizeHint().boundedTo({std::max(room.width(), 1), 1 << 20});
        if (x + size.width() > room.right() + 1 && x > room.left()) {
            end();
            y += line + kGapTiny;
            x = room.left();
            line = 0;
        }
        line = std::max(line, size.height());
        waiting.emplace_back(item, QRect(QPoint(x, y), size));
        x += size.width() + kGap;
    }
    end();
    return y + line - rect.top() + contentsMargins().bottom();
}

} // namespace mae::ui
