// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/task_line.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/progress_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mae::ui {
namespace {

constexpr int kSteps = 1000;

} // namespace

TaskLine::TaskLine(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_words(makeCaption()),
      m_progress(new ProgressLine),
      m_button(new QPushButton) {
    m_words->setWordWrap(false);
    m_progress->setRange(0, kSteps);
    m_progress->setAccessibleName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, kGapTiny, kGap, kGapTiny);
    row->setSpacing(kGap);
    row->addWidget(m_words);
    row->addWidget(m_progress, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &TaskLine::buttonClicked);
    hide();
}

void TaskLine::showTask(const QString& words, double done, const QString& button) {
    m_words->setText(words);
    m_progress->setValue(qRound(done * kSteps));
    if (m_button->text() != button) {
        m_button->setText(button);
        m_button->setAccessibleName(button + QStringLiteral(": ") + m_progress->accessibleName());
    }
    setVisible(true);
}

QString TaskLine::words() const { return isHidden() ? QString() : m_words->text(); }

} // namespace mae::ui
