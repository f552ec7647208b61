// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/data_panel.h"

#include "core/config/validate.h"
#include "ui/panels/save_dialog.h"
#include "ui/session/paths.h"
#include "ui/widgets/file_table.h"
#include "ui/widgets/mean_std_choice.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/picture_report_view.h"
#include "ui/widgets/sample_view.h"
#include "ui/widgets/task_line.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <algorithm>
#include <iterator>
#include <utility>

namespace mae::ui {
namespace {

constexpr auto kScenes = "scenes";
constexpr int kAcross = 4; ///< samples in a row of the saved picture, as `mae data` has them

QString countText(qint64 count) { return QLocale().toString(count); }

/// Settings that samples depend on; all others as usual.
TrainConfig matteringToSamples(const TrainConfig& config) {
    TrainConfig some;
    some.model.imageSize = config.model.imageSize;
    some.model.patchSize = config.model.patchSize;
    some.mask = config.mask;
    some.data = config.data;
    some.data.mean = DataConfig{}.mean;
    some.data.std = DataConfig{}.std;
    some.train.seed = config.train.seed;
    some.train.batchSize = config.train.batchSize;
    some.train.accumulate = config.train.accumulate;
    some.train.epochs = config.train.epochs;
    some.train.steps = config.train.steps;
    return some;
}

PictureCell cellOf(const PreviewSample& sample) {
    return {.title = sample.name,
            .help = DataPanel::tr("%1: as it is cut from the file, and what the encoder sees")
                        .arg(sample.name),
            .pictures = {sample.picture, sample.visible},
            .active = false,
            .strong = false};
}

} // namespace

std::vector<std::string> DataPanel::folders() const {
    auto paths = m_config.data.paths;
    std::erase(paths, kScenes);
    return paths;
}

bool DataPanel::hasScenes() const {
    return std::ranges::find(m_config.data.paths, kScenes) != m_config.data.paths.end();
}

void DataPanel::setConfig(const TrainConfig& config) {
    m_config = config;
    m_report->meanStd()->setInUse(config.data.mean, config.data.std);
    m_soon.start();
}

void DataPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    follow();
}

void DataPanel::follow() {
    m_soon.stop();
    if (!isVisible()) {
        return;
    }
    if (!m_scanned || *m_scanned != folders()) {
        m_first = 0;
        scan();
        if (folders().empty() && hasScenes()) {
            m_tabs->setCurrentWidget(m_samples); // there is nothing else to be seen
        }
    }
    makeSamples();
}

void DataPanel::scan() {
    m_message->clear();
    m_scanned = folders();
    m_again->setEnabled(false);
    if (m_scanned->empty()) {
        m_scanner.cancel();
        showReport(nullptr);
        endScan(hasScenes() ? tr("Scenes are drawn by the program: there are no files to check.")
                            : tr("Add a folder of pictures, or drop one here."));
        return;
    }
    m_scanner.scan(*m_scanned);
    m_line->setText(tr("The pictures are being read…"));
    m_late.start();
}

void DataPanel::cancelScan() {
    if (m_scanner.isScanning()) {
        m_scanner.cancel();
        showReport(nullptr);
        endScan(tr("The check was stopped."));
    }
}

void DataPanel::stop() {
    if (m_scanner.isScanning()) {
        cancelScan();
        m_scanned.reset();
    }
}

void DataPanel::showTask(qint64 done, qint64 total) {
    m_late.stop();
    const auto words = total > 0 ? tr("%1 of %2 files").arg(countText(done), countText(total))
                                 : tr("Listing the files…");
    m_task->showTask(words, total > 0 ? double(done) / double(total) : 0, tr("Stop"));
}

void DataPanel::endScan(const QString& line) {
    m_late.stop();
    m_task->hide();
    m_report->setEnabled(true);
    m_again->setEnabled(!folders().empty());
    m_line->setText(line);
}

void DataPanel::showReport(const std::shared_ptr<const PictureReport>& report) {
    m_report->setReport(report);
    std::vector<std::pair<std::size_t, std::size_t>> copies; // group, place in it
    for (std::size_t group = 0; report && group < report->duplicates.size(); ++group) {
        for (std::size_t place = 1; place < report->duplicates[group].size(); ++place) {
            copies.emplace_back(group, place);
        }
    }
    const auto count = static_cast<int>(copies.size());
    m_duplicates->setRows(count, [report, copies = std::move(copies)](int row) {
        const auto [group, place] = copies[static_cast<std::size_t>(row)];
        const auto& files = report->duplicates[group];
        return FileTable::Row{.file = toText(files[place]), .note = toText(files.front())};
    });
    m_bad->setRows(report ? static_cast<int>(report->bad.size()) : 0, [report](int row) {
        const auto& bad = report->bad[static_cast<std::size_t>(row)];
        return FileTable::Row{.file = toText(bad.path), .note = QString::fromStdString(bad.reason)};
    });
    nameTabs();
    if (report) {
        auto line = tr("Checked: %1").arg(countText(report->good + std::ssize(report->bad)));
        if (report->remembered) {
            line += tr(" · unchanged");
        }
        if (hasScenes()) {
            line += tr(" · scenes are drawn and need no check");
        }
        endScan(line);
    }
}

void DataPanel::nameTabs() {
    const auto counted = [](const QString& name, int count) {
        return count > 0 ? name + QStringLiteral(" (") + countText(count) + u')' : name;
    };
    m_tabs->setTabText(m_tabs->indexOf(m_report), tr("Overview"));
    m_tabs->setTabText(m_tabs->indexOf(m_samples), tr("Samples"));
    m_tabs->setTabToolTip(m_tabs->indexOf(m_samples),
                          tr("What the model will see with these settings."));
    m_tabs->setTabText(m_tabs->indexOf(m_duplicates),
                       counted(tr("Duplicates"), m_duplicates->count()));
    m_tabs->setTabText(m_tabs->indexOf(m_bad), counted(tr("Unreadable"), m_bad->count()));
}

void DataPanel::makeSamples() {
    const auto wanted = matteringToSamples(m_config);
    if (!m_samples->isVisible() || (m_previewed && *m_previewed == wanted)) {
        return;
    }
    m_previewed = wanted;
    if (m_config.data.paths.empty() || !validate(m_config).empty()) {
        m_previewer.cancel();
        m_samples->setProblem(tr("The settings are not complete: see what is marked in the "
                                 "form."));
        return;
    }
    m_samples->setStale(true);
    m_previewer.make(m_config, m_first, kSamples);
}

void DataPanel::showSamples(const PreviewSamples& samples) {
    m_next = samples.empty() ? m_first + kSamples : samples.back().number + 1;
    if (samples.empty()) {
        m_samples->setProblem(tr("None of these pictures can be read."));
        return;
    }
    std::vector<PictureCell> cells;
    std::ranges::transform(samples, std::back_inserter(cells), cellOf);
    m_samples->setSamples(std::move(cells),
                          tr("Samples %1 to %2 of the run, %3 % of the patches hidden.")
                              .arg(countText(samples.front().number + 1), countText(m_next),
                                   QLocale().toString(100 * samples.front().hidden, 'f', 0)));
}

void DataPanel::saveSamples() {
    askWhereToSave(
        *this,
        {.title = tr("Save Samples"),
         .name = QStringLiteral("samples.png"),
         .filters = {tr("PNG picture (*.png)")}},
        [this](const QString& path) { m_previewer.save(path, kAcross); },
        [this](const QString& why) { m_message->showMessage(MessageBar::Kind::Error, why); });
}

QString DataPanel::message() const { return m_line->text(); }

void DataPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeWanted();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace mae::ui
