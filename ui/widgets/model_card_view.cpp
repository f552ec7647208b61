// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/model_card_view.h"

#include "ui/models/report_text.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/problem_list.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace mae::ui {

ModelCardView::ModelCardView(QWidget* parent)
    : QWidget(parent),
      m_summary(new QLabel),
      m_problems(new ProblemList),
      m_choicesBox(new QWidget),
      m_choices(new ModelChoices),
      m_factsBox(new QWidget),
      m_facts(new QGridLayout(m_factsBox)) {
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* choices = new QVBoxLayout(m_choicesBox);
    choices->setContentsMargins({});
    choices->setSpacing(kGapTiny);
    choices->addWidget(makeCaption(
        tr("The file does not say the following; the numbers are guesses. Explore and Convert "
           "take what is chosen here:")));
    choices->addWidget(m_choices);
    m_facts->setContentsMargins({});
    m_facts->setHorizontalSpacing(kGapLarge);
    m_facts->setVerticalSpacing(kGapTiny);
    m_facts->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap, kGapSmall, kGap, kGap);
    column->setSpacing(kGap);
    column->addWidget(m_summary);
    column->addWidget(m_problems);
    column->addWidget(m_choicesBox);
    column->addWidget(m_factsBox);
    column->addStretch();
}

void ModelCardView::setReport(const ModelReport& report) {
    m_summary->setText(labelText(reportSentence(report.summary)));
    m_problems->setProblems(report.problems);
    m_choices->setReport(report);
    m_choicesBox->setVisible(ModelChoices::areNeeded(report));
    setFacts(report);
}

void ModelCardView::setFacts(const ModelReport& report) {
    while (auto* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const auto& fact : reportFacts(report)) {
        auto* label = makeCaption(fact.label);
        label->setWordWrap(false);
        label->setToolTip(fact.help);
        auto* value = new QLabel(fact.value);
        value->setObjectName(fact.id);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setToolTip(fact.help);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
        m_facts->addWidget(value, row, 1);
        ++row;
    }
}

QString ModelCardView::summary() const { return m_summary->text(); }

QString ModelCardView::fact(const QString& id) const {
    const auto* label = m_factsBox->findChild<QLabel*>(id);
    return label != nullptr ? label->text() : QString();
}

} // namespace mae::ui
