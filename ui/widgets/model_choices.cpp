// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/model_choices.h"

#include "ui/style/metrics.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QWheelEvent>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kMostHeads = 128;

/// A combo box that the wheel changes only while it has the focus: else it scrolls what is around.
class CalmComboBox : public QComboBox {
public:
    CalmComboBox() { setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent* event) override {
        hasFocus() ? QComboBox::wheelEvent(event) : event->ignore();
    }
};

/// What is usual: as wide as in published models, and few in small ones.
struct Usual {
    int headWidth;
    int heads; ///< of small models
};
constexpr Usual kEncoder{64, 3}, kDecoder{32, 4};

bool needsHeads(const ModelReport& r) { return r.hasArchitecture && r.config.heads == 0; }

bool needsDecoderHeads(const ModelReport& r) {
    return r.hasArchitecture && r.config.decoderDepth > 0 && r.config.decoderHeads == 0;
}

bool needsTarget(const ModelReport& r) {
    return r.hasArchitecture && r.config.decoderDepth > 0 && r.target == "unknown";
}

/// The allowed number of heads that is nearest to the usual one.
int likelyHeads(int width, Usual usual) {
    const int wanted = std::clamp(width / usual.headWidth, usual.heads, kMostHeads);
    for (int away = 0; away < kMostHeads; ++away) {
        for (const int heads : {wanted - away, wanted + away}) {
            if (heads > 0 && heads <= kMostHeads && width % heads == 0) {
                return heads;
            }
        }
    }
    return 1;
}

} // namespace

DivisorBox::DivisorBox(QWidget* parent) : QSpinBox(parent) {
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    setCorrectionMode(CorrectToPreviousValue);
}

void DivisorBox::setNumber(int number, int most) {
    m_number = std::max(1, number);
    setRange(1, std::min(m_number, most));
}

int DivisorBox::next(int from, int direction) const {
    for (int value = from + direction; value >= minimum() && value <= maximum();
         value += direction) {
        if (divides(value)) {
            return value;
        }
    }
    return 0;
}

void DivisorBox::stepBy(int steps) {
    int at = value();
    for (int i = 0; i < std::abs(steps); ++i) {
        const int found = next(at, steps > 0 ? 1 : -1);
        at = found > 0 ? found : at;
    }
    setValue(at);
    selectAll();
}

QValidator::State DivisorBox::validate(QString& text, int& position) const {
    const auto state = QSpinBox::validate(text, position);
    return state == QValidator::Acceptable && !divides(valueFromText(text))
               ? QValidator::Intermediate
               : state;
}

QAbstractSpinBox::StepEnabled DivisorBox::stepEnabled() const {
    StepEnabled steps = StepNone;
    steps |= next(value(), 1) > 0 ? StepUpEnabled : StepNone;
    steps |= next(value(), -1) > 0 ? StepDownEnabled : StepNone;
    return steps;
}

void DivisorBox::wheelEvent(QWheelEvent* event) {
    hasFocus() ? QSpinBox::wheelEvent(event) : event->ignore();
}

ModelChoices::ModelChoices(QWidget* parent)
    : QWidget(parent),
      m_rows(new QGridLayout(this)),
      m_heads(new DivisorBox),
      m_decoderHeads(new DivisorBox),
      m_target(new CalmComboBox) {
    m_rows->setContentsMargins({});
    m_rows->setHorizontalSpacing(kGap);
    m_rows->setVerticalSpacing(kGapTiny);
    m_rows->setColumnStretch(2, 1);
    for (auto* box : {m_heads, m_decoderHeads}) {
        box->setToolTip(tr("Attention heads: a divisor of the width. With a wrong number the model "
                           "computes something else than it has learned"));
        box->setMinimumWidth(96);
        connect(box, &QSpinBox::valueChanged, this, &ModelChoices::changed);
    }
    m_heads->setAccessibleName(tr("Heads of the encoder"));
    m_decoderHeads->setAccessibleName(tr("Heads of the decoder"));
    m_target->addItem(tr("pixels"), QStringLiteral("pixels"));
    m_target->addItem(tr("normalised pixels"), QStringLiteral("normalised"));
    m_target->setAccessibleName(tr("What the model predicts"));
    m_target->setToolTip(tr("If reconstructions look like grey reliefs, it is normalised pixels"));
    connect(m_target, &QComboBox::currentIndexChanged, this, &ModelChoices::changed);
    m_headsLabel = addRow(tr("Heads of the e&ncoder"), m_heads);
    m_decoderHeadsLabel = addRow(tr("Heads of the &decoder"), m_decoderHeads);
    m_targetLabel = addRow(tr("&Predicts"), m_target);
}

QLabel* ModelChoices::addRow(const QString& text, QWidget* field) {
    auto* label = new QLabel(text);
    label->setBuddy(field);
    const int row = m_rows->rowCount();
    m_rows->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->addWidget(field, row, 1);
    return label;
}

bool ModelChoices::areNeeded(const ModelReport& report) {
    return needsHeads(report) || needsDecoderHeads(report) || needsTarget(report);
}

void ModelChoices::setReport(const ModelReport& report) {
    m_asksHeads = needsHeads(report);
    m_asksDecoderHeads = needsDecoderHeads(report);
    m_asksTarget = needsTarget(report);
    const QSignalBlocker quiet(this);
    m_heads->setNumber(report.config.width, kMostHeads);
    m_heads->setValue(likelyHeads(report.config.width, kEncoder));
    m_decoderHeads->setNumber(report.config.decoderWidth, kMostHeads);
    m_decoderHeads->setValue(likelyHeads(report.config.decoderWidth, kDecoder));
    m_target->setCurrentIndex(0);
    const auto showRow = [](QLabel* label, QWidget* field, bool shown) {
        label->setVisible(shown);
        field->setVisible(shown);
    };
    showRow(m_headsLabel, m_heads, m_asksHeads);
    showRow(m_decoderHeadsLabel, m_decoderHeads, m_asksDecoderHeads);
    showRow(m_targetLabel, m_target, m_asksTarget);
    setVisible(areNeeded(report));
}

ModelOverrides ModelChoices::overrides() const {
    return {.heads = m_asksHeads ? m_heads->value() : 0,
            .decoderHeads = m_asksDecoderHeads ? m_decoderHeads->value() : 0,
            .target =
                m_asksTarget ? m_target->currentData().toString().toStdString() : std::string()};
}

void ModelChoices::setOverrides(const ModelOverrides& overrides) {
    if (m_asksHeads && overrides.heads > 0) {
        m_heads->setValue(overrides.heads);
    }
    if (m_asksDecoderHeads && overrides.decoderHeads > 0) {
        m_decoderHeads->setValue(overrides.decoderHeads);
    }
    if (m_asksTarget && !overrides.target.empty()) {
        m_target->setCurrentIndex(overrides.target == "normalised" ? 1 : 0);
    }
}

} // namespace mae::ui
