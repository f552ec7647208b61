// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace mae::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_text(new QLabel), m_action(new QPushButton) {
    setAccessibleName(tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = makeIconButton("close", tr("Close Message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGap + kIconSize + kGapSmall, kGapTiny, kGapSmall, kGapTiny);
    layout->setSpacing(kGapSmall);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m_action, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT actionTriggered();
    });
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& sentence, const QString& action) {
    m_kind = kind;
    m_text->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
    update();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString MessageBar::message() const { return isHidden() ? QString() : m_text->text(); }

void MessageBar::clear() {
    hide();
    m_text->clear();
}

void MessageBar::paintEvent(QPaintEvent*) {
    const auto& c = colors();
    const auto color = m_kind == Kind::Error     ? c.error
                       : m_kind == Kind::Warning ? c.warning
                                                 : c.accent;
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(mirrored ? width() - 3 : 0, 0, 3, height(), color);
    painter.fillRect(0, height() - 1, width(), 1, c.border);
    const char* name = m_kind == Kind::Error     ? "error"
                       : m_kind == Kind::Warning ? "warning"
                                                 : "info";
    const int x = mirrored ? width() - kGap - kIconSize : kGap;
    painter.drawPixmap(x, (height() - kIconSize) / 2,
                       iconPixmap(name, kIconSize, color, devicePixelRatioF()));
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        clear();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace mae::ui
