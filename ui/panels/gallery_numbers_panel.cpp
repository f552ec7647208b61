// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/gallery_numbers_panel.h"

#include "core/base/files.h"
#include "ui/panels/measurable.h"
#include "ui/panels/save_dialog.h"
#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/averages_view.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/progress_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <string_view>

namespace mae::ui {
namespace {

constexpr int kSmallest = 64; ///< of a button, rather than a panel that does not fit

} // namespace

GalleryNumbersPanel::GalleryNumbersPanel(Explorer& explorer, QWidget* parent)
    : QWidget(parent),
      m_explorer(explorer),
      m_request(explorer.session(), StudyChannel::Gallery),
      m_measure(new QPushButton),
      m_progress(makeProgress()),
      m_note(makeCaption()),
      m_averages(new AveragesView),
      m_exits(makeExits()) {
    m_measure->setToolTip(tr("Reconstruct every picture of the gallery under its mask, and compare "
                             "with what mean colour and in-painting reach"));
    m_measure->setMinimumWidth(kSmallest);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGapSmall);
    for (auto* widget :
         {static_cast<QWidget*>(m_measure), m_progress, static_cast<QWidget*>(m_note),
          static_cast<QWidget*>(m_averages), m_exits}) {
        column->addWidget(widget);
    }
    connect(m_measure, &QPushButton::clicked, this, &GalleryNumbersPanel::measure);
    connect(&m_request, &StudyRequest::partReady, this, &GalleryNumbersPanel::take);
    connect(&m_request, &StudyRequest::waitingChanged, this, &GalleryNumbersPanel::describe);
    connect(&explorer, &Explorer::changed, this, &GalleryNumbersPanel::follow);
    connect(&explorer, &Explorer::maskChanged, this, &GalleryNumbersPanel::follow);
    connect(&explorer, &Explorer::displayChanged, this, &GalleryNumbersPanel::follow);
    connect(&explorer.session(), &Session::modelOpened, this, &GalleryNumbersPanel::follow);
    connect(&explorer.session(), &Session::modelSourceChanged, this, &GalleryNumbersPanel::follow);
    describe();
}

QWidget* GalleryNumbersPanel::makeProgress() {
    auto* progress = new QWidget;
    auto* column = new QVBoxLayout(progress);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGapTiny);
    auto* line = new QHBoxLayout;
    line->setSpacing(kGapSmall);
    m_count = makeCaption();
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop measuring; what is measured stays"));
    m_line = new ProgressLine;
    m_line->setAccessibleName(tr("Pictures measured"));
    line->addWidget(m_count, 1);
    line->addWidget(m_cancel);
    column->addLayout(line);
    column->addWidget(m_line);
    connect(m_cancel, &QPushButton::clicked, this, &GalleryNumbersPanel::cancel);
    return progress;
}

QWidget* GalleryNumbersPanel::makeExits() {
    auto* exits = new QWidget;
    auto* line = new FlowLayout(exits); // two lines where texts are long
    line->setContentsMargins(0, 0, 0, 0);
    auto* copy = new QPushButton(tr("Copy"));
    copy->setToolTip(tr("Copy the table of means, for a spreadsheet"));
    auto* save = new QPushButton(tr("Export CSV…"));
    save->setToolTip(tr("Save the numbers of every picture as a table"));
    line->addWidget(copy);
    line->addWidget(save);
    connect(copy, &QPushButton::clicked, this, &GalleryNumbersPanel::copy);
    connect(save, &QPushButton::clicked, this, &GalleryNumbersPanel::askForExport);
    return exits;
}

void GalleryNumbersPanel::setGallery(std::vector<PictureRef> pictures) {
    m_gallery = std::move(pictures);
    follow();
}

GalleryNumbersPanel::Subject GalleryNumbersPanel::subject() const {
    Subject now{.state = m_explorer.state(),
                .training = m_explorer.session().usesTrainingModel(),
                .model = m_explorer.modelVersion()};
    now.pictures.reserve(m_gallery.size());
    for (const auto& ref : m_gallery) {
        now.pictures.push_back(ref.id);
    }
    return now;
}

QString GalleryNumbersPanel::whyNothing() const {
    const auto why = whyUnmeasurable(m_explorer.session());
    return why.isEmpty() && m_gallery.empty() ? tr("There are no pictures in the gallery.") : why;
}

QString GalleryNumbersPanel::whyStale() const {
    if (m_results.empty()) {
        return {};
    }
    const auto now = subject();
    if (now.pictures != m_subject.pictures) {
        return tr("Of other pictures: measure again.");
    }
    if (now.model != m_subject.model) {
        return now.training && m_subject.training ? tr("The model has learnt since: measure again.")
                                                  : tr("Of another model: measure again.");
    }
    if (now.state == m_subject.state) {
        return {};
    }
    return now.state.display == m_subject.state.display
                   && now.state.frames == m_subject.state.frames
               ? tr("Of another mask: measure again.")
               : tr("Displayed in another way: measure again.");
}

bool GalleryNumbersPanel::isStale() const { return !whyStale().isEmpty(); }

void GalleryNumbersPanel::follow() {
    if (isMeasuring()) {
        const auto now = subject();
        // A model in training moves all the time: each picture is measured by what it is then.
        const bool same = now.pictures == m_subject.pictures && now.state == m_subject.state
                          && now.training == m_subject.training
                          && (now.training || now.model == m_subject.model);
        if (!same || !whyNothing().isEmpty()) {
            cancel();
        }
    }
    describe();
}

void GalleryNumbersPanel::measure() {
    if (!whyNothing().isEmpty()) {
        return;
    }
    m_subject = subject();
    m_results.clear();
    std::vector<StudyTask> tasks;
    for (const auto& ref : m_gallery) {
        m_results.push_back({.name = ref.name});
        tasks.emplace_back(ReconstructTask{.picture = [ref] { return readPicture(ref); },
                                           .mask = m_subject.state.choiceOf(ref.id),
                                           .display = m_subject.state.displayOf(ref.id),
                                           .baselines = true,
                                           .numbersOnly = true});
    }
    const bool focused = m_measure->hasFocus();
    m_request.cancel(); // in the gallery's order, from its first picture
    m_request.ask(std::move(tasks));
    describe();
    if (focused) {
        m_cancel->setFocus();
    }
}

void GalleryNumbersPanel::cancel() {
    const bool focused = m_cancel->hasFocus();
    m_request.cancel();
    if (std::ranges::all_of(m_results, [](const PictureMeasure& result) {
            return !result.measure && result.problem.isEmpty();
        })) {
        m_results.clear();
    }
    describe();
    if (focused) {
        m_measure->setFocus();
    }
}

void GalleryNumbersPanel::take(const StudyPartReady& part) {
    auto& result = m_results[static_cast<std::size_t>(part.index)];
    if (part.problem.empty()) {
        result.measure = measureOf(std::get<ReconstructedPart>(part.part));
    } else {
        result.problem = QString::fromStdString(part.problem);
    }
    describe();
}

void GalleryNumbersPanel::describe() {
    const QLocale locale;
    const auto nothing = whyNothing();
    const auto averages = averagesOf(m_results);
    const int done = averages.measured + averages.failed;
    m_note->setText(nothing);
    m_note->setVisible(!nothing.isEmpty());
    m_measure->setText(m_gallery.size() == 1 ? tr("Measure One Picture")
                                             : tr("Measure %Ln Pictures", nullptr,
                                                  static_cast<int>(m_gallery.size())));
    m_measure->setVisible(nothing.isEmpty() && !isMeasuring());
    m_progress->setVisible(isMeasuring());
    m_line->setRange(0, std::max(1, averages.pictures));
    m_line->setValue(done);
    m_count->setText(tr("Picture %1 of %2")
                         .arg(locale.toString(std::min(done + 1, averages.pictures)),
                              locale.toString(averages.pictures)));
    m_averages->setVisible(nothing.isEmpty() && done > 0);
    m_averages->setAverages(averages);
    m_averages->setStale(isMeasuring() ? QString() : whyStale());
    m_exits->setVisible(nothing.isEmpty() && done > 0);
}

void GalleryNumbersPanel::copy() const {
    QGuiApplication::clipboard()->setText(averagesText(averagesOf(m_results)));
}

void GalleryNumbersPanel::askForExport() {
    askWhereToSave(
        *this,
        {.title = tr("Export Numbers"),
         .name = tr("numbers"),
         .filters = {tr("Table of values (*.csv)")}},
        [this](const QString& path) { exportTo(path); },
        [this](const QString& why) { Q_EMIT failed(why); });
}

void GalleryNumbersPanel::exportTo(const QString& path) const {
    const auto text = picturesCsv(m_results);
    writeFileAtomically(toPath(path), std::string_view(text.constData(), std::size_t(text.size())));
}

} // namespace mae::ui
