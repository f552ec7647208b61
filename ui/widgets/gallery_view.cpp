// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/gallery_view.h"

#include "ui/models/gallery_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace mae::ui {
namespace {

constexpr int kPadding = 4; ///< around a thumbnail, for the frame of the current one

class Delegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {GalleryView::kSide + 2 * kPadding, GalleryView::kSide + 2 * kPadding};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QRect inner = option.rect.adjusted(kPadding, kPadding, -kPadding, -kPadding);
        const auto thumbnail = index.data(Qt::DecorationRole).value<QImage>();
        if (!thumbnail.isNull()) {
            painter->setRenderHint(QPainter::SmoothPixmapTransform);
            painter->drawImage(inner, thumbnail);
        } else {
            painter->fillRect(inner, colors().hover);
            const bool bad = !index.data(GalleryModel::ProblemRole).toString().isEmpty();
            const auto pixmap = iconPixmap(bad ? "warning" : "picture", kIconSize,
                                           bad ? colors().warning : colors().secondaryText,
                                           painter->device()->devicePixelRatio());
            painter->drawPixmap(inner.center() - QPoint(kIconSize / 2, kIconSize / 2), pixmap);
        }
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver) {
            painter->setPen(QPen(selected ? colors().accent : colors().border, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(inner.adjusted(-2, -2, 2, 2));
        }
    }
};

} // namespace

GalleryView::GalleryView(QWidget* parent) : QListView(parent) {
    setItemDelegate(new Delegate(this));
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true); // thousands of pictures cost nothing
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Gallery"));
}

QSize GalleryView::sizeHint() const {
    return {600, kSide + 2 * kPadding + horizontalScrollBar()->sizeHint().height()};
}

void GalleryView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (model() == nullptr || model()->rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(colors().secondaryText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Drop pictures or a folder here"));
    }
}

void GalleryView::wheelEvent(QWheelEvent* event) {
    auto* bar = horizontalScrollBar();
    const auto turned = event->angleDelta();
    bar->setValue(bar->value() - (turned.x() != 0 ? turned.x() : turned.y()));
    event->accept();
}

} // namespace mae::ui
