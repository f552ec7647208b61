// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/crisp_picture.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr int kMostTimes = 8;
constexpr int kDetour = 4; ///< times enlarged before it is made smaller

} // namespace

CrispPicture::CrispPicture(const QString& name, QWidget* parent) : QWidget(parent) {
    setAccessibleName(name);
    setToolTip(tr("Click to see it large"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    auto policy = QSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copyAction = new QAction(icon("copy"), tr("Copy Picture"), this);
    connect(copyAction, &QAction::triggered, this, &CrispPicture::copy);
    auto* large = new QAction(icon("zoom-in"), tr("Show Large"), this);
    connect(large, &QAction::triggered, this, &CrispPicture::showLarge);
    addActions({large, copyAction});
}

void CrispPicture::setPicture(const QImage& picture) {
    m_picture = picture;
    m_scaled = {};
    setVisible(!picture.isNull());
    updateGeometry();
    update();
}

QSize CrispPicture::shownSize(int width) const {
    if (m_picture.isNull() || width <= 0) {
        return {};
    }
    // Enlarged twice and more: whole pixels of the screen, whatever its scale.
    const double scale = devicePixelRatioF();
    const int times = std::min(kMostTimes, static_cast<int>(width * scale) / m_picture.width());
    return times >= 2 ? (QSizeF(m_picture.size() * times) / scale).toSize()
                      : m_picture.size().scaled(width, 1 << 20, Qt::KeepAspectRatio);
}

int CrispPicture::heightForWidth(int width) const { return shownSize(width).height(); }

QSize CrispPicture::sizeHint() const {
    constexpr int kWidth = 276;
    return {kWidth, std::max(1, heightForWidth(kWidth))};
}

QSize CrispPicture::minimumSizeHint() const { return {80, 1}; }

void CrispPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto size = shownSize(width());
    const QRect target(QPoint(layoutDirection() == Qt::RightToLeft ? width() - size.width() : 0, 0),
                       size);
    const auto pixels = (QSizeF(size) * devicePixelRatioF()).toSize();
    if (pixels.width() >= 2 * m_picture.width()) {
        painter.drawImage(target, m_picture);
    } else { // by way of a larger one, so that edges stay as sharp as they can
        if (m_scaled.size() != pixels) {
            const auto large = m_picture.scaled(m_picture.size() * kDetour);
            m_scaled = large.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        }
        painter.drawImage(target, m_scaled);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors().accent, 2));
        painter.drawRect(target.adjusted(1, 1, -1, -1));
    }
}

void CrispPicture::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        showLarge();
    }
}

void CrispPicture::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space) {
        showLarge();
    } else if (event->matches(QKeySequence::Copy)) {
        copy();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void CrispPicture::copy() const { QApplication::clipboard()->setImage(m_picture); }

void CrispPicture::showLarge() {
    if (m_picture.isNull()) {
        return;
    }
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(accessibleName());
    const auto room = screen()->availableSize() * 0.8;
    const int times =
        std::clamp(std::min(room.width() / m_picture.width(), room.height() / m_picture.height()),
                   1, kMostTimes);
    auto* label = new QLabel;
    label->setPixmap(QPixmap::fromImage(m_picture.scaled(m_picture.size() * times)));
    label->setAlignment(Qt::AlignCenter);
    label->setAccessibleName(accessibleName());
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(label);
    makePictureGround(label);
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, kGap);
    column->setSpacing(kGap);
    column->addWidget(scroll, 1);
    column->addWidget(close, 0, Qt::AlignHCenter);
    dialog->resize(
        (m_picture.size() * times + QSize(kGapHuge * 2, kGapHuge * 2 + 60)).boundedTo(room));
    dialog->open();
}

} // namespace mae::ui
