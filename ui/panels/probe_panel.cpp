// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/probe_panel.h"

#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/probe_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace mae::ui {

ProbePanel::ProbePanel(QWidget* parent)
    : QWidget(parent),
      m_strip(new ProbeStrip),
      m_slider(new QSlider(Qt::Horizontal)),
      m_step(makeNumber()),
      m_newest(makeIconButton("chevron-right", tr("Newest Reconstructions"))) {
    auto* title = makeCaption(tr("masked | reconstruction | original"));
    title->setWordWrap(false);
    title->setMinimumWidth(1); // gives way in a narrow window
    title->setToolTip(tr("Fixed pictures under fixed masks: what the model sees, what it makes of "
                         "it, and what was there."));
    m_slider->setAccessibleName(tr("Step of the reconstructions"));
    m_slider->setToolTip(tr("Goes back in time: reconstructions at earlier steps."));
    m_slider->setMinimumWidth(60);
    m_step->setMinimumWidth(fontMetrics().horizontalAdvance(tr("step %1").arg(1'000'000)));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kGap, kGapTiny, kGapSmall, kGapTiny);
    line->setSpacing(kGapSmall);
    line->addWidget(title);
    line->addWidget(m_slider, 1);
    line->addWidget(m_step);
    line->addWidget(m_newest);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_strip, 1);
    m_strip->setEmptyText(tr("Reconstructions of fixed pictures appear here while it trains."));
    connect(m_slider, &QSlider::valueChanged, this, &ProbePanel::showPosition);
    connect(m_newest, &QToolButton::clicked, this,
            [this] { m_slider->setValue(m_slider->maximum()); });
    updateSlider(true);
}

void ProbePanel::setRun(std::vector<PreviewFile> files, int side) {
    m_files = std::move(files);
    m_side = side;
    m_live = {};
    m_shown = -1;
    m_strip->setTriples({});
    updateSlider(true);
}

void ProbePanel::addLive(const Probes& probes, const std::filesystem::path& file) {
    const bool atNewest = m_slider->value() == m_slider->maximum();
    m_live = probes;
    if (!probes.pictures.empty()) {
        m_side = probes.pictures.front().original.width;
    }
    const auto later = std::ranges::lower_bound(m_files, probes.step, {}, &PreviewFile::step);
    m_files.erase(later, m_files.end()); // steps that are made again
    m_files.push_back({file, probes.step});
    updateSlider(atNewest);
}

void ProbePanel::updateSlider(bool toNewest) {
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setMaximum(std::max(0, static_cast<int>(m_files.size()) - 1));
        if (toNewest) {
            m_slider->setValue(m_slider->maximum());
        }
    }
    m_slider->setEnabled(m_files.size() > 1);
    showPosition();
}

void ProbePanel::showPosition() {
    m_newest->setEnabled(m_slider->value() < m_slider->maximum());
    if (m_files.empty()) {
        m_step->clear();
        return;
    }
    const auto& file = m_files[static_cast<std::size_t>(m_slider->value())];
    m_step->setText(tr("step %1").arg(QLocale().toString(qlonglong{file.step})));
    if (file.step == m_live.step && !m_live.pictures.empty()) {
        m_shown = file.step;
        m_strip->setTriples(probeTriples(m_live.pictures));
    } else if (file.step != m_shown) {
        Q_EMIT previewWanted(file.path); // what is shown stays until it is there
    }
}

void ProbePanel::setPreview(const QString& file, const QImage& sheet) {
    if (m_files.empty()) {
        return;
    }
    const auto& wanted = m_files[static_cast<std::size_t>(m_slider->value())];
    if (wanted.path != toPath(file)) {
        return; // overtaken
    }
    m_shown = wanted.step;
    m_strip->setTriples(probeTriples(sheet, m_side));
}

qint64 ProbePanel::shownStep() const { return m_shown; }

} // namespace mae::ui
