// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mean_std_choice.h"

#include "core/config/train_config.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QSignalBlocker>
#include <algorithm>
#include <span>
#include <utility>

namespace mae::ui {
namespace {

QString numbers(std::span<const double> values) {
    QStringList texts;
    for (const auto value : values) {
        texts << QLocale().toString(value, 'f', 3);
    }
    return texts.join(QString(2, QChar::Nbsp)); // a line does not end between them
}

/// "mean 0.485 0.456 0.406 · deviation 0.229 0.224 0.225"
QString described(std::span<const double> mean, std::span<const double> std) {
    return MeanStdChoice::tr("mean %1 · deviation %2", "of red, green and blue")
        .arg(numbers(mean), numbers(std));
}

MeanStd ofImageNet() {
    const DataConfig usual;
    MeanStd values;
    std::ranges::copy(usual.mean, values.mean.begin());
    std::ranges::copy(usual.std, values.std.begin());
    return values;
}

} // namespace

MeanStdChoice::MeanStdChoice(QWidget* parent)
    : QWidget(parent),
      m_imageNet(new QRadioButton(tr("ImageNet's"))),
      m_measured(new QRadioButton(tr("Of these pictures"))),
      m_other(new QRadioButton(tr("Others"))),
      m_ofImageNet(makeCaption()),
      m_ofMeasured(makeCaption()),
      m_ofOther(makeCaption()) {
    m_imageNet->setToolTip(tr("What published models are trained with."));
    m_measured->setToolTip(tr("Sets the mean and standard deviation of the run to what was "
                              "measured."));
    m_other->setToolTip(tr("What the form says under Data."));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGapTiny);
    int row = 0;
    for (auto [button, label] :
         {std::pair(m_imageNet, m_ofImageNet), std::pair(m_measured, m_ofMeasured),
          std::pair(m_other, m_ofOther)}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(button, row, 0);
        grid->addWidget(label, row++, 1);
    }
    grid->setColumnStretch(1, 1);
    showValues();
    // clicked(), not toggled(): what the settings say is shown without a signal
    connect(m_imageNet, &QRadioButton::clicked, this, [this] { Q_EMIT chosen(ofImageNet()); });
    connect(m_measured, &QRadioButton::clicked, this, [this] {
        if (m_values) {
            Q_EMIT chosen(*m_values);
        }
    });
}

void MeanStdChoice::setMeasured(const std::optional<MeanStd>& measured) {
    m_values = measured;
    showValues();
}

void MeanStdChoice::setInUse(const std::vector<double>& mean, const std::vector<double>& std) {
    m_mean = mean;
    m_std = std;
    showValues();
}

void MeanStdChoice::showValues() {
    const auto inUse = [this](const MeanStd& values) {
        return std::ranges::equal(values.mean, m_mean) && std::ranges::equal(values.std, m_std);
    };
    const auto usual = ofImageNet();
    auto* held = inUse(usual) ? m_imageNet : m_values && inUse(*m_values) ? m_measured : m_other;
    held->setChecked(true); // the others of the same parent become unchecked
    m_ofImageNet->setText(described(usual.mean, usual.std));
    m_ofMeasured->setText(m_values ? described(m_values->mean, m_values->std)
                                   : tr("not measured yet"));
    m_ofOther->setText(described(m_mean, m_std));
    m_measured->setEnabled(m_values.has_value());
    m_other->setVisible(held == m_other);
    m_ofOther->setVisible(held == m_other);
}

} // namespace mae::ui
