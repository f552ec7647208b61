// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace mae::ui {

class ModelChoices;
class ProblemList;

/// The card of a checkpoint: what it is in a sentence, what stands in the way, what it does not
/// say, and its facts line by line.
class ModelCardView : public QWidget {
    Q_OBJECT

public:
    explicit ModelCardView(QWidget* parent = nullptr);

    void setReport(const ModelReport& report);
    ModelChoices* choices() const { return m_choices; }
    ProblemList* problems() const { return m_problems; }
    QString summary() const;
    QString fact(const QString& id) const; ///< as it is shown; empty: it is not

private:
    void setFacts(const ModelReport& report);

    QLabel* m_summary; ///< owned by Qt, as all below
    ProblemList* m_problems;
    QWidget* m_choicesBox;
    ModelChoices* m_choices;
    QWidget* m_factsBox;
    QGridLayout* m_facts;
};

} // namespace mae::ui
