// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/document_header.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kRoomForName = 200;

} // namespace

DocumentHeader::DocumentHeader(const QList<QAction*>& actions, QAction* primary, QWidget* parent)
    : QWidget(parent), m_name(new ElidedLabel), m_primary(new QPushButton) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, kGapSmall, kGap, 0);
    row->setSpacing(kGapSmall);
    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    row->addWidget(m_name, 1);
    for (auto* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({kIconSize, kIconSize});
        button->setMinimumHeight(kControlHeight);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoRaise(true);
        button->setAccessibleName(action->iconText());
        m_buttons << button;
        row->addWidget(button);
    }
    makePrimary(m_primary);
    const auto follow = [this, primary] {
        m_primary->setText(primary->iconText());
        m_primary->setEnabled(primary->isEnabled());
        m_primary->setToolTip(primary->toolTip());
    };
    connect(primary, &QAction::changed, this, follow);
    connect(m_primary, &QPushButton::clicked, primary, &QAction::trigger);
    follow();
    row->addWidget(m_primary);
}

void DocumentHeader::setName(const QString& name, const QString& toolTip) {
    m_name->setText(name, toolTip);
    fit();
}

QString DocumentHeader::name() const { return m_name->text(); }

void DocumentHeader::fit() {
    int needed = std::min(kRoomForName, m_name->sizeHint().width()) + 2 * kGap;
    needed += m_primary->sizeHint().width() + kGapSmall;
    for (auto* button : m_buttons) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        needed += button->sizeHint().width() + kGapSmall;
    }
    if (needed > width()) {
        for (auto* button : m_buttons) {
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        }
    }
}

void DocumentHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

bool DocumentHeader::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fit();
    }
    return done;
}

} // namespace mae::ui
