// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/probe_film_dialog.h"

#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/probe_strip.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QImageReader>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>
#include <utility>

namespace mae::ui {
namespace {

constexpr QSize kFrameSize{960, 540};
constexpr int kTextHeight = 30;
constexpr double kUsualRate = 8; // steps a second
constexpr double kHighestRate = 50;

QImage frameOf(const PreviewFile& file, int side) {
    QImage frame(kFrameSize, QImage::Format_RGB32);
    frame.fill(Qt::white);
    QPainter painter(&frame);
    paintProbes(painter, QRectF(0, 0, kFrameSize.width(), kFrameSize.height() - kTextHeight),
                probeTriples(QImageReader(toText(file.path)).read(), side));
    auto font = painter.font();
    font.setPixelSize(kTextHeight / 2);
    painter.setFont(font);
    painter.drawText(
        QRect(0, kFrameSize.height() - kTextHeight, kFrameSize.width(), kTextHeight - kGapTiny),
        Qt::AlignCenter,
        ProbeFilmDialog::tr("step %1").arg(QLocale().toString(qlonglong{file.step})));
    return frame;
}

} // namespace

Film probeFilm(std::vector<PreviewFile> files, int side, double seconds) {
    const auto count = static_cast<int>(files.size());
    const auto shared = std::make_shared<const std::vector<PreviewFile>>(std::move(files));
    return {count, seconds, [shared, side](int i) {
                return frameOf((*shared)[static_cast<std::size_t>(i)], side);
            }};
}

ProbeFilmDialog::ProbeFilmDialog(std::vector<PreviewFile> files, int side, QWidget* parent)
    : QDialog(parent),
      m_files(std::move(files)),
      m_side(side),
      m_first(new QSlider(Qt::Horizontal)),
      m_last(new QSlider(Qt::Horizontal)),
      m_rate(new NumberBox(NumberBox::Kind::Real, 0.5, kHighestRate)),
      m_text(makeCaption()) {
    setWindowTitle(tr("Film of the Reconstructions"));
    const int last = static_cast<int>(m_files.size()) - 1;
    for (auto* slider : {m_first, m_last}) {
        slider->setMaximum(last);
        slider->setMinimumWidth(240);
        connect(slider, &QSlider::valueChanged, this, &ProbeFilmDialog::update);
    }
    m_first->setAccessibleName(tr("First step of the film"));
    m_last->setAccessibleName(tr("Last step of the film"));
    m_rate->setValue(kUsualRate);
    m_rate->setSuffix(tr(" steps/s"));
    m_rate->setAccessibleName(tr("Speed of the film"));
    connect(m_rate, &NumberBox::valueChanged, this, &ProbeFilmDialog::update);
    auto* form = new QFormLayout;
    form->setSpacing(kGapSmall);
    form->addRow(tr("From"), m_first);
    form->addRow(tr("To"), m_last);
    form->addRow(tr("Speed"), m_rate);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* save = buttons->addButton(tr("Save As…"), QDialogButtonBox::AcceptRole);
    makePrimary(save);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    column->setSpacing(kGap);
    column->addLayout(form);
    column->addWidget(m_text);
    column->addWidget(buttons);
    setRange(0, last);
}

void ProbeFilmDialog::setRange(int first, int last) {
    m_first->setValue(first);
    m_last->setValue(last);
    update();
}

void ProbeFilmDialog::update() {
    if (m_first->value() > m_last->value()) { // the other end is pushed along
        auto* other = m_first->hasFocus() ? m_last : m_first;
        const QSignalBlocker quiet(other);
        other->setValue(other == m_last ? m_first->value() : m_last->value());
    }
    const QLocale locale;
    const auto stepOf = [&](const QSlider* slider) {
        return locale.toString(qlonglong{m_files[static_cast<std::size_t>(slider->value())].step});
    };
    const int count = m_last->value() - m_first->value() + 1;
    m_text->setText(tr("Steps %1 to %2: %n picture(s), %3 s", nullptr, count)
                        .arg(stepOf(m_first), stepOf(m_last),
                             locale.toString(count / m_rate->value(), 'f', 1)));
}

Film ProbeFilmDialog::film() const {
    const auto begin = m_files.begin();
    return probeFilm({begin + m_first->value(), begin + m_last->value() + 1}, m_side,
                     1 / m_rate->value());
}

} // namespace mae::ui
