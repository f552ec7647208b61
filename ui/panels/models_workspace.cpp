// SPDX-License-Identifier: GPL-3.0-or-later
// What Models shows of a checkpoint, and what is done with it. How it is put together:
// models_workspace_setup.cpp.
#include "ui/panels/models_workspace.h"

#include "ui/models/report_text.h"
#include "ui/panels/checkpoint_list.h"
#include "ui/panels/convert_dialog.h"
#include "ui/panels/tensor_inspector.h"
#include "ui/session/settings.h"
#include "ui/widgets/document_header.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_card_view.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/search_table.h"
#include "ui/widgets/task_line.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QUrl>

namespace mae::ui {
namespace {

const auto kBundled = QStringLiteral("bundled");
const auto kOpenFolder = QStringLiteral("models/open-folder");

bool isUsable(const ModelReport& report) { return report.looks || report.reconstructs; }

} // namespace

void ModelsWorkspace::open(const QString& path) {
    m_doctor.open(path == kBundled ? path : QFileInfo(path).absoluteFilePath());
}

bool ModelsWorkspace::mayOpen(const QMimeData& mime) {
    const auto urls = mime.urls();
    return !urls.isEmpty(); // also of the web, to say why it can't be opened
}

bool ModelsWorkspace::openData(const QMimeData& mime) {
    QStringList paths;
    for (const auto& url : mime.urls()) {
        if (url.isLocalFile()) {
            paths << QFileInfo(url.toLocalFile()).absoluteFilePath();
        }
    }
    m_checkpoints.addOpened(paths); // all wait in the list
    if (!paths.isEmpty()) {
        open(paths.first());
        return true;
    }
    m_messages->showMessage(MessageBar::Kind::Warning,
                            tr("This program never uses the network. Save the checkpoint to a "
                               "file, and drop or open that."));
    return false;
}

void ModelsWorkspace::askForFile() {
    const auto path = QFileDialog::getOpenFileName(
        window(), tr("Open Checkpoint"), m_settings.value(kOpenFolder).toString(),
        tr("Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)") + QStringLiteral(";;")
            + tr("All files (*)"));
    if (!path.isEmpty()) {
        m_settings.setValue(kOpenFolder, QFileInfo(path).path());
        open(path);
    }
}

void ModelsWorkspace::askForFolder() {
    const auto folder = QFileDialog::getExistingDirectory(
        window(), tr("Open Folder with a Checkpoint"), m_settings.value(kOpenFolder).toString());
    if (!folder.isEmpty()) {
        m_settings.setValue(kOpenFolder, QFileInfo(folder).path());
        open(folder);
    }
}

void ModelsWorkspace::setPage(Page page) {
    m_late.stop();
    m_pages->setCurrentIndex(page);
    m_inspector->setVisible(page == Card);
}

void ModelsWorkspace::showReport() {
    const auto report = m_doctor.report();
    const auto path = m_doctor.path();
    m_card->setReport(*report);
    m_inspector->showPictures({}, 0);
    m_tensors->search()->clear();
    m_tensorRows.setReport(report);
    m_argumentRows.setArguments(report->arguments);
    m_tensors->view()->setColumnHidden(TensorTableModel::Published, !m_tensorRows.hasOtherNames());
    const QLocale locale;
    m_tabs->setTabText(0, tr("Tensors (%1)").arg(locale.toString(m_tensorRows.rowCount())));
    m_tabs->setTabText(1, tr("Arguments (%1)").arg(locale.toString(m_argumentRows.rowCount())));
    m_tabs->setTabEnabled(1, m_argumentRows.rowCount() > 0);
    setPage(Card);
    if (const int row = m_tensorRows.mostTelling(); row >= 0) {
        m_tensors->select(row);
    } else {
        m_inspector->showNoTensor();
    }
    if (path != kBundled) {
        if (isUsable(*report) && m_checkpoints.kindOf(path) != CheckpointListModel::Kind::Run) {
            m_settings.addRecent(Settings::Recent::Models, path);
        } else {
            m_checkpoints.addOpened({path});
        }
    }
    m_list->select(path);
    updateComputing();
    updateActions();
}

void ModelsWorkspace::showFailure(const QString& message) {
    m_failedText->setText(reportSentence(message.toStdString()));
    if (QFileInfo::exists(m_doctor.path())) {
        m_checkpoints.addOpened({m_doctor.path()});
    }
    m_list->select(m_doctor.path());
    m_tensorRows.setReport(nullptr);
    setPage(Failed);
    updateActions();
}

QString ModelsWorkspace::failure() const {
    return m_pages->currentIndex() == Failed ? m_failedText->text() : QString();
}

void ModelsWorkspace::showTensor(int row) {
    const auto& report = m_doctor.report();
    if (row < 0 || !report || static_cast<std::size_t>(row) >= report->tensors.size()) {
        m_inspector->showNoTensor();
        return;
    }
    m_inspector->showTensor(report->tensors[static_cast<std::size_t>(row)]);
    if (const auto* statistics = m_tensorRows.statistics(row)) {
        m_inspector->showStatistics(*statistics);
    } else if (const auto why = m_tensorRows.failure(row); !why.isEmpty()) {
        m_inspector->showFailure(why);
    } else {
        m_inspector->showWaiting();
        preferVisible();
    }
}

void ModelsWorkspace::preferVisible() {
    std::vector<int> wanted;
    if (const int row = m_tensors->current(); row >= 0) {
        wanted.push_back(row);
    }
    if (m_doctor.isComputing()) { // paused, only what is selected is read
        for (const int row : m_tensors->visibleRows()) {
            wanted.push_back(row);
        }
    }
    m_doctor.prefer(wanted);
}

void ModelsWorkspace::updateComputing() {
    const int all = m_doctor.tensorCount(), known = m_doctor.answeredCount();
    if (known >= all || !m_doctor.report()) {
        m_computing->hide();
        return;
    }
    const QLocale locale;
    m_computing->showTask(
        tr("Statistics of %1 of %2 tensors").arg(locale.toString(known), locale.toString(all)),
        static_cast<double>(known) / all, m_doctor.isComputing() ? tr("Stop") : tr("Continue"));
}

QString ModelsWorkspace::exploreObstacle() const {
    const auto& report = m_doctor.report();
    if (!report) {
        return tr("Open a checkpoint first.");
    }
    if (isUsable(*report)) {
        return {};
    }
    return report->problems.empty() ? reportSentence(report->summary)
                                    : reportSentence(report->problems.front().text);
}

void ModelsWorkspace::updateActions() {
    const auto& a = m_actions;
    const bool any = m_doctor.report() != nullptr;
    const bool file = !m_doctor.path().isEmpty() && m_doctor.path() != kBundled;
    const auto why = exploreObstacle();
    a.explore->setEnabled(why.isEmpty());
    a.explore->setToolTip(why.isEmpty() ? tr("Reconstruct pictures with this model")
                                        : plainToolTip(why));
    a.convert->setEnabled(why.isEmpty());
    a.convert->setToolTip(why.isEmpty() ? tr("Write it in the format of another program")
                                        : plainToolTip(why));
    a.verify->setEnabled(any && !m_doctor.isVerifying());
    a.showInFolder->setEnabled(file);
    a.find->setEnabled(any);
    a.copyRows->setEnabled(any);
    a.copyTable->setEnabled(any);
    const int row = m_checkpoints.rowOf(m_list->selected());
    const auto kind = row >= 0 ? m_checkpoints.kind(row) : CheckpointListModel::Kind::Bundled;
    const bool removable =
        kind == CheckpointListModel::Kind::Opened || kind == CheckpointListModel::Kind::Recent;
    a.remove->setEnabled(removable);
    const auto path = m_doctor.path();
    m_header->setName(shownName(), path == kBundled ? QString() : path);
    Q_EMIT shownChanged(path);
}

QString ModelsWorkspace::shownName() const {
    const auto& path = m_doctor.path();
    return path == kBundled ? tr("Bundled model") : QFileInfo(path).fileName();
}

void ModelsWorkspace::removeSelected() {
    const auto path = m_list->selected();
    if (path.isEmpty()) {
        return;
    }
    m_list->select({});
    m_checkpoints.removeOpened(path);
    m_settings.removeRecent(Settings::Recent::Models, path);
    if (path == m_doctor.path()) {
        m_doctor.close();
    }
    updateActions();
}

ConvertDialog* ModelsWorkspace::convert() {
    if (!m_actions.convert->isEnabled()) {
        return nullptr;
    }
    auto* dialog = new ConvertDialog(m_doctor.path(), m_doctor.report(),
                                     m_card->choices()->overrides(), m_doctor, m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConvertDialog::lookInside, this, &ModelsWorkspace::open);
    dialog->open();
    return dialog;
}

bool ModelsWorkspace::isSettled() const {
    return !m_doctor.isBusy() && !m_doctor.isComputing() && !m_catalogue.isReading();
}

void ModelsWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (mayOpen(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void ModelsWorkspace::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    activateWindow();
    openData(*event->mimeData());
}

void ModelsWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!event->spontaneous()) {
        m_catalogue.refresh(); // a run may have got a checkpoint meanwhile
    }
}

void ModelsWorkspace::save(Settings& settings) const {
    settings.setValue(QStringLiteral("models/columns"), m_columns->saveState());
    settings.setValue(QStringLiteral("models/middle"), m_middle->saveState());
    settings.setValue(QStringLiteral("models/tensors"), m_tensors->saveColumns());
    settings.setValue(QStringLiteral("models/arguments"), m_arguments->saveColumns());
    m_inspector->save(settings);
}

void ModelsWorkspace::restore(const Settings& settings) {
    m_columns->restoreState(settings.value(QStringLiteral("models/columns")).toByteArray());
    m_middle->restoreState(settings.value(QStringLiteral("models/middle")).toByteArray());
    m_tensors->restoreColumns(settings.value(QStringLiteral("models/tensors")).toByteArray());
    m_arguments->restoreColumns(settings.value(QStringLiteral("models/arguments")).toByteArray());
    m_inspector->restore(settings);
}

} // namespace mae::ui
