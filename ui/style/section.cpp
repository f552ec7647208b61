// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/section.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {

Section::Section(const QString& id, const QString& title, QWidget* parent)
    : QWidget(parent), m_heading(new QToolButton), m_content(new QWidget) {
    setObjectName(id);
    m_heading->setCheckable(true);
    m_heading->setChecked(true);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setAutoRaise(true);
    m_heading->setIconSize({kGap, kGap});
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_heading->setFont(headingFont());
    m_heading->setFocusPolicy(Qt::TabFocus);
    m_heading->setProperty("maeHeading", true); // AppStyle draws it left-aligned and flat
    setTitle(title);

    m_body = new QVBoxLayout(m_content);
    m_body->setContentsMargins(0, kGapTiny, 0, 0);
    m_body->setSpacing(kGapSmall);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_content);

    const auto update = [this](bool expanded) {
        m_heading->setIcon(icon(expanded ? "chevron-down" : "chevron-right"));
        m_content->setVisible(expanded);
        Q_EMIT expandedChanged(expanded);
    };
    connect(m_heading, &QToolButton::toggled, this, update);
    update(true);
}

void Section::addRow(const QString& label, QWidget* control) {
    auto* row = new QVBoxLayout;
    row->setSpacing(kGapTiny);
    auto* text = new QLabel(label);
    text->setBuddy(control);
    row->addWidget(text);
    row->addWidget(control);
    m_body->addLayout(row);
}

bool Section::isExpanded() const { return m_heading->isChecked(); }
void Section::setExpanded(bool expanded) { m_heading->setChecked(expanded); }

void Section::setTitle(const QString& title) {
    m_heading->setText(title);
    m_heading->setAccessibleName(tr("Section %1").arg(title));
}

} // namespace mae::ui
