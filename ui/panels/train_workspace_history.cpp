// SPDX-License-Identifier: GPL-3.0-or-later
// The Train workspace and runs of the past: comparing, notes, runs from elsewhere, runs that
// another process trains, films of reconstructions.
#include "core/io/run_folder.h"
#include "ui/panels/curve_panel.h"
#include "ui/panels/probe_film_dialog.h"
#include "ui/panels/probe_panel.h"
#include "ui/panels/run_list.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/film_export.h"
#include "ui/session/paths.h"
#include "ui/session/picture_opener.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QListView>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace mae::ui {

void TrainWorkspace::connectHistory() {
    connect(&m_runs, &RunTableModel::comparedChanged, this, &TrainWorkspace::updateCompared);
    connect(&m_catalogue, &RunCatalogue::compared, this, [this](const RunRecords& runs) {
        m_others = runs;
        showComparison();
    });
    connect(&m_follower, &RunFollower::grown, this, &TrainWorkspace::onGrown);
    connect(m_runPanel, &RunPanel::notesEdited, this, [this](const RunNotes& notes) {
        if (!m_shown.isEmpty()) {
            m_catalogue.writeNotes(toPath(m_shown), notes);
        }
    });
    connect(&m_catalogue, &RunCatalogue::notesWritten, &m_catalogue, &RunCatalogue::refresh);
    connect(m_list, &RunList::importWanted, m_actions.importRun, &QAction::trigger);
    connect(m_actions.importRun, &QAction::triggered, this, &TrainWorkspace::askForRun);
    connect(m_actions.forget, &QAction::triggered, this, [this] {
        auto folders = m_elsewhere;
        folders.removeAll(m_shown);
        setElsewhere(folders);
        prepareNewRun();
    });
    connect(m_actions.compare, &QAction::triggered, this, [this] {
        const auto index = m_list->view()->currentIndex();
        const auto folder = index.data(RunTableModel::FolderRole).toString();
        m_runs.setCompared(folder, !m_runs.compared().contains(folder));
    });
    connect(m_actions.compareNone, &QAction::triggered, this, [this] { m_runs.setCompared({}); });
    connect(m_probes, &ProbePanel::filmWanted, m_actions.exportFilm, &QAction::trigger);
    connect(m_actions.exportFilm, &QAction::triggered, this, &TrainWorkspace::exportFilm);
    connect(m_film, &FilmExport::progressed, this, [this](int done, int total) {
        m_remedy = [this] { m_film->cancel(); };
        m_message->showMessage(MessageBar::Kind::Info,
                               tr("Writing the film: picture %1 of %2")
                                   .arg(QLocale().toString(done), QLocale().toString(total)),
                               tr("Cancel"));
    });
    connect(m_film, &FilmExport::finished, this, [this](const QString& path) {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    });
    connect(m_film, &FilmExport::failed, this, [this](const QString& sentence) {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Error, sentence);
    });
}

void TrainWorkspace::updateCompared() {
    std::vector<std::filesystem::path> folders;
    for (const auto& folder : m_runs.compared()) {
        if (folder != m_shown) {
            folders.push_back(toPath(folder));
        }
    }
    m_actions.compareNone->setEnabled(!m_runs.compared().isEmpty());
    m_catalogue.compare(folders); // none: none are the answer
}

void TrainWorkspace::showComparison() {
    std::vector<CurveOverlay> overlays;
    std::vector<ProbeRun> probes;
    std::vector<NamedConfig> configs{
        {QFileInfo(m_shown).fileName(), dataColor(0), m_runPanel->config()}};
    for (const auto& run : m_others) {
        const auto& summary = run->summary;
        const auto name = toText(summary.folder.filename());
        if (toText(summary.folder) == m_shown) {
            continue;
        }
        configs.push_back({name, dataColor(static_cast<int>(configs.size())), summary.config});
        overlays.push_back({name, curvePoints(run->metrics)});
        probes.push_back({name, run->previews, summary.config.model.imageSize});
    }
    m_curves->plot()->setOverlays(std::move(overlays));
    m_probes->setOthers(std::move(probes));
    m_runPanel->showDifferences(configs);
}

void TrainWorkspace::showNotesOf(const RunRecord& record) {
    m_curves->showNotes(record.changes, record.notices);
    ReferenceLines lines;
    if (record.references) {
        const auto& losses = record.references->of(record.summary.config.model.target);
        lines = {losses.meanColour, losses.neighbours};
    }
    m_curves->plot()->setReferences(lines);
    m_runPanel->showNotes(record.summary.notes, showsLive() || !record.summary.beingWritten);
    if (record.summary.beingWritten) {
        m_follower.follow(record.summary.folder, record.metricsEnd);
    } else {
        m_follower.stop();
    }
}

void TrainWorkspace::onGrown(const RunGrowth& growth) {
    if (toText(growth.run) != m_shown) {
        return;
    }
    m_curves->showNotes(growth.changes, growth.notices);
    if (showsLive() || !m_record) { // its steps come from the engine
        if (!growth.beingWritten) {
            m_follower.stop();
        }
        return;
    }
    const auto points = curvePoints(growth.steps);
    growth.restarted ? m_curves->plot()->setPoints(points) : m_curves->plot()->append(points);
    m_probes->setFiles(growth.previews);
    if (!growth.steps.empty()) {
        auto record = std::make_shared<RunRecord>(RunRecord{.summary = m_record->summary,
                                                            .metrics = {growth.steps.back()},
                                                            .layers = m_record->layers});
        record->summary.step = std::max(record->summary.step, growth.steps.back().step);
        m_record = std::move(record);
        showHeader();
    }
    if (!growth.beingWritten) { // it has ended: what it can do now is another matter
        m_follower.stop();
        m_catalogue.refresh();
        m_catalogue.read(growth.run);
    }
}

void TrainWorkspace::setElsewhere(const QStringList& folders) {
    if (folders == m_elsewhere) {
        return;
    }
    m_elsewhere = folders;
    std::vector<std::filesystem::path> paths;
    for (const auto& folder : folders) {
        paths.push_back(toPath(folder));
    }
    m_catalogue.setElsewhere(paths);
    Q_EMIT elsewhereChanged(folders);
}

bool TrainWorkspace::isElsewhere(const QString& folder) const {
    const auto canonical = [](const QString& path) { return QFileInfo(path).canonicalFilePath(); };
    return canonical(QFileInfo(folder).absolutePath()) != canonical(toText(m_catalogue.folder()));
}

void TrainWorkspace::askForRun() {
    auto* dialog = new QFileDialog(this, tr("Add a Run From Elsewhere"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &TrainWorkspace::openRun);
    dialog->open();
}

void TrainWorkspace::exportFilm() {
    if (m_probes->files().empty()) {
        return;
    }
    auto* range = new ProbeFilmDialog(m_probes->files(), m_probes->side(), this);
    range->setAttribute(Qt::WA_DeleteOnClose);
    connect(range, &QDialog::accepted, this, [this, range] {
        auto* dialog = new QFileDialog(this, tr("Export as a Film"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({tr("MP4 videos (*.mp4)"), tr("GIF animations (*.gif)")});
        dialog->setDefaultSuffix(QStringLiteral("mp4"));
        dialog->selectFile(QFileInfo(m_shown).fileName());
        connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
            dialog->setDefaultSuffix(filter.contains(QLatin1String("*.gif"))
                                         ? QStringLiteral("gif")
                                         : QStringLiteral("mp4"));
        });
        connect(dialog, &QFileDialog::fileSelected, this,
                [this, film = range->film()](const QString& path) { m_film->start(path, film); });
        dialog->open();
    });
    range->open();
}

} // namespace mae::ui
