// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of which step. How the panel is put together: probe_panel_setup.cpp.
#include "ui/panels/probe_panel.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/widgets/curtain_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/probe_strip.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

/// The last file not after a step; the first one if all are later; null if there are none.
const PreviewFile* fileAt(const std::vector<PreviewFile>& files, qint64 step) {
    if (files.empty()) {
        return nullptr;
    }
    const auto after = std::ranges::upper_bound(files, step, {}, &PreviewFile::step);
    return after == files.begin() ? &files.front() : &*std::prev(after);
}

QImage sheetOf(const std::vector<PreviewSheet>& sheets, const std::filesystem::path& path) {
    const auto found = std::ranges::find(sheets, path, &PreviewSheet::path);
    return found != sheets.end() ? found->picture : QImage();
}

QString stepText(qint64 step) {
    return ProbePanel::tr("step %1").arg(QLocale().toString(qlonglong{step}));
}

} // namespace

void ProbePanel::setRun(std::vector<PreviewFile> files, int side) {
    play(false);
    m_files = std::move(files);
    m_side = side;
    m_live = {};
    m_shown = -1;
    m_strip->setTriples({});
    m_curtain->setSides({}, {});
    updateSlider(true);
}

void ProbePanel::setFiles(std::vector<PreviewFile> files) {
    const bool atNewest = m_slider->value() == m_slider->maximum();
    m_files = std::move(files);
    updateSlider(atNewest);
}

void ProbePanel::setOthers(std::vector<ProbeRun> runs) {
    m_others = std::move(runs);
    updateLeftChoices();
    updateTitle();
    m_shown = -1;
    showPosition();
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
    const int last = std::max(0, static_cast<int>(m_files.size()) - 1);
    {
        const QSignalBlocker quiet(m_slider), quietLeft(m_leftSlider);
        m_slider->setMaximum(last);
        m_leftSlider->setMaximum(last);
        if (toNewest) {
            m_slider->setValue(last);
        }
    }
    const auto longest = stepText(m_files.empty() ? 0 : m_files.back().step);
    for (auto* label : {m_step, m_leftStep}) { // so that the slider does not move under the pointer
        label->setMinimumWidth(label->fontMetrics().horizontalAdvance(longest) + 2);
    }
    const bool several = m_files.size() > 1;
    for (QWidget* control :
         std::initializer_list<QWidget*>{m_slider, m_leftSlider, m_play, m_film}) {
        control->setEnabled(several);
    }
    m_swipe->setEnabled(several || !m_others.empty());
    showPosition();
}

const PreviewFile* ProbePanel::current() const {
    return m_files.empty() ? nullptr : &m_files[static_cast<std::size_t>(m_slider->value())];
}

const PreviewFile* ProbePanel::leftFile() const {
    const auto* now = current();
    if (!m_swiping || now == nullptr) {
        return nullptr;
    }
    const int other = m_leftRun->currentIndex() - 1;
    return other < 0 ? &m_files[static_cast<std::size_t>(m_leftSlider->value())]
                     : fileAt(m_others[static_cast<std::size_t>(other)].files, now->step);
}

void ProbePanel::showPosition() {
    m_newest->setEnabled(m_slider->value() < m_slider->maximum());
    const auto* now = current();
    m_step->setText(now == nullptr ? QString() : stepText(now->step));
    const auto* left = leftFile();
    m_leftStep->setText(left == nullptr ? QString() : stepText(left->step));
    m_wanted.clear();
    if (now == nullptr) {
        return;
    }
    const auto want = [this](const PreviewFile* file) {
        if (file != nullptr && std::ranges::find(m_wanted, file->path) == m_wanted.end()) {
            m_wanted.push_back(file->path);
        }
    };
    if (!isLive(now->step)) {
        want(now);
    }
    for (const auto& other : m_others) {
        want(fileAt(other.files, now->step));
    }
    want(left);
    if (m_wanted.empty()) {
        show({});
    } else {
        Q_EMIT previewsWanted(m_wanted); // what is shown stays until they are there
    }
}

void ProbePanel::setPreviews(const std::vector<PreviewSheet>& sheets) {
    if (!std::ranges::equal(sheets, m_wanted, {}, &PreviewSheet::path)) {
        return; // overtaken
    }
    show(sheets);
}

void ProbePanel::show(const std::vector<PreviewSheet>& sheets) {
    const auto* now = current();
    if (now == nullptr) {
        return;
    }
    auto triples = isLive(now->step) ? probeTriples(m_live.pictures)
                                     : probeTriples(sheetOf(sheets, now->path), m_side);
    if (m_swiping) {
        showCurtain(triples, sheets);
    }
    for (const auto& other : m_others) {
        const auto* file = fileAt(other.files, now->step);
        const auto theirs = file == nullptr ? std::vector<ProbeTriple>()
                                            : probeTriples(sheetOf(sheets, file->path), other.side);
        for (std::size_t i = 0; i < triples.size(); ++i) {
            triples[i].others.push_back(i < theirs.size() ? theirs[i].reconstruction : QImage());
        }
    }
    m_shown = now->step;
    m_strip->setTriples(std::move(triples));
    if (m_playing) {
        m_timer.start();
    }
}

void ProbePanel::showCurtain(const std::vector<ProbeTriple>& now,
                             const std::vector<PreviewSheet>& sheets) {
    const auto* left = leftFile();
    if (left == nullptr) {
        return;
    }
    const int other = m_leftRun->currentIndex() - 1;
    const int side = other < 0 ? m_side : m_others[static_cast<std::size_t>(other)].side;
    const auto earlier = isLive(left->step) && other < 0
                             ? probeTriples(m_live.pictures)
                             : probeTriples(sheetOf(sheets, left->path), side);
    const double aspect = double(m_stage->width()) / std::max(1, m_stage->height());
    auto right = reconstructionSheet(now, aspect);
    auto before = reconstructionSheet(earlier, aspect);
    if (!before.isNull() && before.size() != right.size()) { // a run on larger pictures
        before = before.scaled(right.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    const auto name = other < 0 ? stepText(left->step) : m_leftRun->currentText();
    m_curtain->setSides({.title = name, .picture = before},
                        {.title = stepText(current()->step), .picture = right});
}

void ProbePanel::play(bool on) {
    const bool playing = on && m_files.size() > 1;
    if (playing && !m_playing && m_slider->value() == m_slider->maximum()) {
        m_slider->setValue(0);
    }
    m_playing = playing;
    m_play->setIcon(icon(playing ? "pause" : "play"));
    m_play->setToolTip(playing ? tr("Stop playing") : tr("Play the whole run"));
    m_play->setAccessibleName(m_play->toolTip());
    playing ? m_timer.start() : m_timer.stop();
}

void ProbePanel::step() {
    if (m_slider->value() >= m_slider->maximum()) {
        play(false);
        return;
    }
    m_slider->setValue(m_slider->value() + 1); // the next one when it is there
}

void ProbePanel::setSwiping(bool on) {
    m_swiping = on;
    const QSignalBlocker quiet(m_swipe);
    m_swipe->setChecked(on);
    m_leftRow->setVisible(on);
    m_stage->setCurrentWidget(on ? static_cast<QWidget*>(m_curtain) : m_strip);
    updateTitle();
    showPosition();
}

void ProbePanel::setLeft(qint64 step) {
    m_leftRun->setCurrentIndex(0);
    if (const auto* file = fileAt(m_files, step)) {
        m_leftSlider->setValue(static_cast<int>(file - m_files.data()));
    }
}

void ProbePanel::setLeftRun(std::size_t other) {
    m_leftRun->setCurrentIndex(static_cast<int>(other) + 1);
}

void ProbePanel::updateLeftChoices() {
    const QSignalBlocker quiet(m_leftRun);
    m_leftRun->clear();
    m_leftRun->addItem(tr("This run at"));
    for (const auto& other : m_others) {
        m_leftRun->addItem(other.name);
    }
    m_leftSlider->setVisible(true);
    m_swipe->setEnabled(m_files.size() > 1 || !m_others.empty());
}

void ProbePanel::updateTitle() {
    QStringList names{tr("masked"), tr("reconstruction")};
    for (const auto& other : m_others) {
        names << other.name;
    }
    names << tr("original");
    const auto all = names.join(QStringLiteral(" | "));
    m_title->setText(m_swiping ? tr("left | right") : all,
                     all + u'\n'
                         + tr("Fixed pictures under fixed masks: what the model sees, what it "
                              "makes of it, and what was there."));
}

} // namespace mae::ui
