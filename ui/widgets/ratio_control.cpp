// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ratio_control.h"

#include "ui/style/metrics.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

namespace mae::ui {
namespace {

constexpr int kWhole = 1000;
constexpr int kMost = 990; ///< of MaskConfig's range

} // namespace

RatioControl::RatioControl(QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_box(new QDoubleSpinBox) {
    const auto help = tr("Mask ratio: the share of patches the encoder does not see");
    m_slider->setRange(0, kMost);
    m_slider->setSingleStep(10);
    m_slider->setPageStep(50);
    m_slider->setAccessibleName(tr("Mask ratio, slider"));
    m_slider->setToolTip(help);
    m_box->setRange(0, kMost / 10.0);
    m_box->setDecimals(1);
    m_box->setSingleStep(1);
    m_box->setSuffix(tr(" %"));
    m_box->setAlignment(Qt::AlignRight);
    m_box->setAccessibleName(tr("Mask ratio in percent"));
    m_box->setToolTip(help);
    m_box->setFixedWidth(m_box->sizeHint().width());
    setFocusProxy(m_slider);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_box);

    connect(m_slider, &QSlider::valueChanged, this, &RatioControl::apply);
    connect(m_slider, &QSlider::sliderReleased, this, &RatioControl::gestureEnded);
    connect(m_box, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { apply(qRound(percent * 10)); });
    connect(m_box, &QDoubleSpinBox::editingFinished, this, &RatioControl::gestureEnded);
}

double RatioControl::ratio() const { return m_slider->value() / double(kWhole); }

void RatioControl::setRatio(double ratio) {
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietBox(m_box);
    m_slider->setValue(qRound(ratio * kWhole));
    m_box->setValue(ratio * 100);
}

void RatioControl::apply(int thousandths) {
    setRatio(thousandths / double(kWhole));
    Q_EMIT ratioChanged(ratio());
}

} // namespace mae::ui
