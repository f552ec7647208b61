// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/surprise_list.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace mae::ui {
namespace {

constexpr int kSide = 40; ///< of a patch

class Delegate : public QStyledItemDelegate {
public:
    explicit Delegate(SurpriseList* list) : QStyledItemDelegate(list), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return SurpriseList::tile();
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        const auto place = option.rect.adjusted(2, 1, -2, -1);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected) {
            painter->fillRect(place, colors().accentFill);
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(place, colors().hover);
        }
        painter->setOpacity(m_list->isDimmed() ? 0.55 : 1);
        painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
        QRect square(place.left() + kGapTiny, place.center().y() - kSide / 2, kSide, kSide);
        painter->drawImage(square, index.data(SurpriseModel::TrueRole).value<QImage>());
        square.translate(kSide + 2, 0);
        painter->drawImage(square, index.data(SurpriseModel::PredictedRole).value<QImage>());

        const QFontMetrics metrics(option.font), small(captionFont());
        const int left = square.right() + kGapSmall, width = place.right() - left - kGapTiny;
        int y = place.center().y() - (metrics.height() + 2 * small.height()) / 2;
        const auto line = [&](const QFont& font, const QColor& color, const QString& text) {
            const QFontMetrics its(font);
            painter->setFont(font);
            painter->setPen(selected ? colors().onAccent : color);
            painter->drawText(QRect(left, y, width, its.height()),
                              Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              its.elidedText(text, Qt::ElideRight, width));
            y += its.height();
        };
        line(option.font, option.palette.color(QPalette::WindowText),
             index.data(Qt::DisplayRole).toString());
        for (const auto role : {SurpriseModel::PlaceRole, SurpriseModel::ErrorRole}) {
            line(captionFont(), colors().secondaryText, index.data(role).toString());
        }
        painter->restore();
    }

private:
    SurpriseList* m_list;
};

} // namespace

SurpriseList::SurpriseList(QWidget* parent) : QListView(parent) {
    setModel(&m_model);
    setItemDelegate(new Delegate(this));
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setResizeMode(QListView::Adjust);
    viewport()->setBackgroundRole(QPalette::Window);
    setAcross(false);
}

QSize SurpriseList::tile() {
    const QFontMetrics metrics(QFont{}), small(captionFont());
    const int text = std::max(small.horizontalAdvance(tr("row 00, column 00")),
                              metrics.horizontalAdvance(tr("00. Patch 0000")));
    return {2 * kSide + 2 + 3 * kGapSmall + text,
            std::max(kSide + kGapTiny, metrics.height() + 2 * small.height() + kGapTiny)};
}

void SurpriseList::setAcross(bool across) {
    setFlow(across ? QListView::LeftToRight : QListView::TopToBottom);
    setWrapping(across);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(across ? QSizePolicy::Expanding : QSizePolicy::Fixed,
                  across ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QSize SurpriseList::sizeHint() const {
    const auto one = tile();
    return {one.width() + 16, isWrapping() ? 2 * one.height() + kGapTiny : one.height()};
}

void SurpriseList::choose(int patch) {
    m_quiet = true;
    const int row = m_model.rowOf(patch);
    if (row >= 0) {
        setCurrentIndex(m_model.index(row));
        scrollTo(m_model.index(row));
    } else {
        clearSelection();
        setCurrentIndex({});
    }
    m_quiet = false;
}

void SurpriseList::setDimmed(bool dimmed) {
    m_dimmed = dimmed;
    viewport()->update();
}

void SurpriseList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid()) {
        Q_EMIT chosen(m_model.patch(current.row()));
    }
}

void SurpriseList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        doItemsLayout();
    }
    QListView::changeEvent(event);
}

} // namespace mae::ui
