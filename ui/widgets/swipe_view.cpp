// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/swipe_view.h"

#include "ui/session/image_convert.h"
#include "ui/widgets/curtain_view.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/picture_stage.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <cmath>

namespace mae::ui {

SwipeView::SwipeView(QWidget* parent)
    : PictureRowView(parent),
      m_curtain(new CurtainView(stage()->link())),
      m_left(addBox(m_leftLabel)),
      m_right(addBox(m_rightLabel)) {
    addPicture(Of::Result, m_curtain);
    m_left->setCurrentIndex(Reconstructed);
    m_right->setCurrentIndex(Original);
    for (auto* box : {m_left, m_right}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] { refreshAll(); });
    }
    finish();
}

QComboBox* SwipeView::addBox(QLabel*& label) {
    label = new QLabel;
    auto* box = new QComboBox;
    for (int choice = Masked; choice <= Original; ++choice) {
        box->addItem({});
    }
    label->setBuddy(box);
    bar()->addWidget(label);
    bar()->addWidget(box);
    return box;
}

void SwipeView::retranslate() {
    m_leftLabel->setText(tr("Left of the curtain"));
    m_rightLabel->setText(tr("Right of it"));
    m_left->setAccessibleName(tr("Picture left of the curtain"));
    m_right->setAccessibleName(tr("Picture right of the curtain"));
    const QString texts[] = {tr("Masked"), tr("Reconstruction"), tr("Original")};
    const QString helps[] = {tr("The picture with its hidden patches in grey: what the model sees"),
                             tr("What the model makes of the visible patches"),
                             tr("The picture as it is")};
    for (auto* box : {m_left, m_right}) {
        box->setToolTip(tr("Drag the curtain, or move it with the arrow keys: with Shift in larger "
                           "steps, Home and End go to the edges."));
        for (int choice = Masked; choice <= Original; ++choice) {
            box->setItemText(choice, texts[choice]);
            box->setItemData(choice, helps[choice], Qt::ToolTipRole);
        }
    }
}

void SwipeView::refresh() {
    const auto side = [this](const QComboBox* box) {
        const int choice = box->currentIndex();
        CurtainView::Side one{.title = box->currentText(), .hatched = choice == Masked};
        if (result()) {
            one.picture = m_converted(result(), choice == Masked          ? result()->masked
                                                : choice == Reconstructed ? result()->reconstruction
                                                                          : result()->original);
        }
        return one;
    };
    m_curtain->setHint({});
    m_curtain->setPatches(result() ? result()->grid : PatchGrid{0, 0},
                          result() ? result()->hidden : std::vector<std::uint8_t>{});
    m_curtain->setSides(side(m_left), side(m_right));
    m_curtain->setNote(note());
}

void SwipeView::applyStaleness(const Staleness& stale) {
    const auto isStale = [&stale](const QComboBox* box) {
        return box->currentIndex() == Original ? stale.original : stale.result;
    };
    m_curtain->setStale(isStale(m_left), isStale(m_right));
}

Figure SwipeView::figure() const {
    if (isEmpty()) {
        return {};
    }
    auto both = m_curtain->right().picture.copy();
    const double share = m_curtain->pictureShare();
    const int edge = static_cast<int>(std::lround(share * both.width()));
    QPainter painter(&both);
    painter.drawImage(QPoint(0, 0), m_curtain->left().picture, QRect(0, 0, edge, both.height()));
    painter.end();
    auto figure = figureRow(
        {{.title = m_curtain->left().title, .note = m_curtain->right().title, .picture = both}});
    const auto place = QRectF(QPointF(), QSizeF(both.size()) * figureFactor(both.size()));
    const double x = kFirstPicture.x() + place.width() * edge / both.width();
    QPainterPath line(QPointF(x, kFirstPicture.y()));
    line.lineTo(x, kFirstPicture.y() + place.height());
    figure.add(Figure::Shape{.path = line, .pen = QPen(Qt::white, 2)});
    return figure;
}

} // namespace mae::ui
