// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"
#include "core/io/model_card.h"

#include <QSpinBox>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;

namespace mae::ui {

/// A spin box that steps through the divisors of a number and takes nothing else.
class DivisorBox : public QSpinBox {
    Q_OBJECT

public:
    explicit DivisorBox(QWidget* parent = nullptr);

    void setNumber(int number, int most); ///< divisors up to @p most are allowed

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;

protected:
    void wheelEvent(QWheelEvent* event) override;
    StepEnabled stepEnabled() const override;

private:
    bool divides(int value) const { return value > 0 && m_number % value == 0; }
    int next(int from, int direction) const; ///< 0: there is none

    int m_number = 1;
};

/// What a checkpoint does not say and its user has to: heads and target. Shows only what is
/// unknown.
class ModelChoices : public QWidget {
    Q_OBJECT

public:
    explicit ModelChoices(QWidget* parent = nullptr);

    void setReport(const ModelReport& report);
    static bool areNeeded(const ModelReport& report);

    ModelOverrides overrides() const; ///< of what is unknown; the rest says "as in the file"
    void setOverrides(const ModelOverrides& overrides);

Q_SIGNALS:
    void changed();

private:
    QLabel* addRow(const QString& text, QWidget* field);

    QGridLayout* m_rows; ///< owned by Qt, as all below
    DivisorBox* m_heads;
    DivisorBox* m_decoderHeads;
    QComboBox* m_target;
    QLabel* m_headsLabel;
    QLabel* m_decoderHeadsLabel;
    QLabel* m_targetLabel;
    bool m_asksHeads = false;
    bool m_asksDecoderHeads = false;
    bool m_asksTarget = false;
};

} // namespace mae::ui
