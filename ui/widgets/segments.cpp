// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace mae::ui {

Segments::Segments(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

void Segments::add(const QString& text, const QString& help) {
    auto* button = new QPushButton;
    button->setCheckable(true);
    button->setAutoDefault(false);
    const int index = static_cast<int>(m_group->buttons().size());
    m_group->addButton(button, index);
    button->setChecked(index == 0);
    layout()->addWidget(button);
    setText(index, text, help);
}

void Segments::setText(int index, const QString& text, const QString& help) {
    auto* one = button(index);
    one->setText(text);
    one->setToolTip(help);
    one->setAccessibleDescription(help);
}

void Segments::setChoiceEnabled(int index, bool enabled) { button(index)->setEnabled(enabled); }

int Segments::current() const { return m_group->checkedId(); }

void Segments::setCurrent(int index) { button(index)->setChecked(true); }

QAbstractButton* Segments::button(int index) const { return m_group->button(index); }

} // namespace mae::ui
