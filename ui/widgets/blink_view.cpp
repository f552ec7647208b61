// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/blink_view.h"

#include "ui/session/image_convert.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/marked_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPushButton>

namespace mae::ui {

BlinkView::BlinkView(QWidget* parent)
    : PictureRowView(parent),
      m_view(addPicture(Of::Result)),
      m_show(new QPushButton),
      m_blink(new QPushButton) {
    m_blink->setCheckable(true);
    for (auto* button : {m_show, m_blink}) {
        button->setAutoDefault(false);
        bar()->addWidget(button);
    }
    m_turns.setInterval(kEach);
    connect(&m_turns, &QTimer::timeout, this, [this] {
        m_turn = !m_turn;
        refreshAll();
    });
    connect(m_show, &QPushButton::pressed, this, [this] { ask(Button, true); });
    connect(m_show, &QPushButton::released, this, [this] { ask(Button, false); });
    connect(m_blink, &QPushButton::toggled, this, &BlinkView::blink);
    connect(m_view, &ImageView::dragStarted, this, [this] { ask(Mouse, false); });
    finish();
}

void BlinkView::retranslate() {
    m_show->setText(tr("Show Original"));
    m_show->setToolTip(tr("While it is held, the original takes the place of the reconstruction. "
                          "The same: hold Space, or the mouse on the picture."));
    m_blink->setText(tr("Blink"));
    m_blink->setToolTip(tr(
        "Shows reconstruction and original in turns, each for 0.6 seconds: what differs blinks."));
}

bool BlinkView::isOriginalShown() const { return m_asking != Nobody || m_turn; }

void BlinkView::setOriginalShown(bool shown) { ask(Panel, shown); }

void BlinkView::ask(Asking who, bool original) {
    const int asking = original ? m_asking | who : m_asking & ~who;
    if (asking != m_asking) {
        m_asking = asking;
        refreshAll();
    }
}

void BlinkView::blink() {
    m_turn = m_blink->isChecked() && isVisible();
    m_turn ? m_turns.start() : m_turns.stop();
    refreshAll();
}

void BlinkView::refresh() {
    const bool original = isOriginalShown();
    m_view->setHint({});
    m_view->setTitle(original ? tr("Original") : tr("Reconstruction"));
    m_view->setNote(original ? QString() : note());
    showIn(m_view,
           !result()
               ? QImage()
               : m_converted(result(), original ? result()->original : result()->reconstruction),
           grid());
}

void BlinkView::applyStaleness(const Staleness& stale) {
    m_view->setDimmed(isOriginalShown() ? stale.original : stale.result);
}

Figure BlinkView::figure() const {
    if (!result()) {
        return {};
    }
    return figureRow({{.title = tr("Reconstruction"),
                       .note = note(),
                       .picture = toQImage(result()->reconstruction)},
                      {.title = tr("Original"), .picture = toQImage(result()->original)}});
}

bool BlinkView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view) {
        switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick:
            if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) {
                ask(Mouse, true);
            }
            break;
        case QEvent::MouseButtonRelease: ask(Mouse, false); break;
        case QEvent::FocusOut: ask(Key, false); break; // the key's release goes elsewhere
        default: break;
        }
    }
    return PictureRowView::eventFilter(watched, event);
}

void BlinkView::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space) {
        PictureRowView::keyPressEvent(event);
    } else if (!event->isAutoRepeat()) {
        ask(Key, true);
    }
}

void BlinkView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space) {
        PictureRowView::keyReleaseEvent(event);
    } else if (!event->isAutoRepeat()) {
        ask(Key, false);
    }
}

void BlinkView::showEvent(QShowEvent* event) {
    PictureRowView::showEvent(event);
    blink();
}

void BlinkView::hideEvent(QHideEvent* event) {
    PictureRowView::hideEvent(event);
    m_asking = Nobody;
    blink();
}

} // namespace mae::ui
