// SPDX-License-Identifier: GPL-3.0-or-later
// The Train workspace's table of all runs, its trash, and the runs that wait for their turn.
#include "ui/panels/new_run_panel.h"
#include "ui/panels/run_history.h"
#include "ui/panels/run_list.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_table.h"

#include <QAction>
#include <QFileInfo>
#include <QListView>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>

namespace mae::ui {

void TrainWorkspace::connectTable() {
    const auto& a = m_actions;
    m_table->addTool(a.putBack);
    m_list->addTool(a.allRuns);
    connect(a.allRuns, &QAction::toggled, this, &TrainWorkspace::showTable);
    connect(a.newRun, &QAction::triggered, this, [&a] { a.allRuns->setChecked(false); });
    connect(m_table, &RunHistory::closeWanted, this, [&a] { a.allRuns->setChecked(false); });
    connect(m_table, &RunHistory::openWanted, this, [this, &a](const QString& folder) {
        a.allRuns->setChecked(false);
        showRun(folder);
    });
    connect(m_table, &RunHistory::trashWanted, this, &TrainWorkspace::trash);
    connect(&m_runs, &RunTableModel::tagsEdited, this,
            [this](const QString& folder, const QStringList& tags) {
                const int row = m_runs.rowOf(folder);
                auto notes = row >= 0 ? m_runs.run(row).notes : RunNotes{};
                notes.tags.clear();
                for (const auto& tag : tags) {
                    notes.tags.push_back(tag.toStdString());
                }
                m_catalogue.writeNotes(toPath(folder), notes);
                if (folder == m_shown) {
                    m_runPanel->showNotes(notes, true);
                }
            });
}

/// The table has the room of list and settings as well.
void TrainWorkspace::showTable(bool table) {
    placePages();
    m_list->setVisible(!table);
    m_right->setVisible(!table);
    if (table) {
        m_runPanel->commitNotes();
        m_catalogue.refresh();
        m_table->table()->view()->setFocus(Qt::OtherFocusReason);
        if (const int row = m_runs.rowOf(m_shown); row >= 0) {
            m_table->table()->select(row);
        }
    }
}

void TrainWorkspace::connectTrash() {
    connect(&m_trash, &RunTrash::trashed, this, [this](const QStringList& runs) {
        m_catalogue.refresh();
        if (runs.contains(m_shown)) { // it was chosen again meanwhile
            prepareNewRun();
        }
        m_message->showMessage(
            MessageBar::Kind::Info,
            runs.size() == 1
                ? tr("“%1” was moved to the trash.").arg(QFileInfo(runs.first()).fileName())
                : tr("%n runs were moved to the trash.", nullptr, static_cast<int>(runs.size())),
            tr("Undo"));
        m_remedy = [this] { m_trash.putBack(); };
    });
    connect(&m_trash, &RunTrash::restored, this, [this](const QStringList& runs) {
        m_catalogue.refresh();
        showRun(runs.last());
    });
    const auto update = [this] {
        const auto last = m_trash.last();
        auto* action = m_actions.putBack;
        action->setEnabled(!last.isEmpty());
        action->setText(last.isEmpty() ? tr("Put Back From Trash")
                        : last.size() == 1
                            ? tr("Put Back “%1”").arg(QFileInfo(last.first()).fileName())
                            : tr("Put Back %n Runs", nullptr, static_cast<int>(last.size())));
    };
    connect(&m_trash, &RunTrash::changed, this, update);
    connect(m_actions.putBack, &QAction::triggered, &m_trash, &RunTrash::putBack);
    update();
}

void TrainWorkspace::trash(const QStringList& folders) {
    m_trash.trash(folders);
    if (folders.contains(m_shown)) {
        prepareNewRun();
    }
}

void TrainWorkspace::connectQueue() {
    connect(&m_session, &Session::queueChanged, &m_runs, &RunTableModel::setQueue);
    m_runs.setQueue(m_session.queue());
    const auto update = [this] {
        const auto& queue = m_session.queue().runs;
        const auto id = currentQueued();
        m_actions.unqueue->setVisible(id != 0);
        m_actions.queueFirst->setVisible(id != 0);
        m_actions.queueFirst->setEnabled(id != 0 && !queue.empty() && queue.front().id != id);
    };
    connect(m_list->view()->selectionModel(), &QItemSelectionModel::currentChanged, this, update);
    connect(&m_session, &Session::queueChanged, this, update);
    connect(m_actions.unqueue, &QAction::triggered, this,
            [this] { m_session.removeQueued(currentQueued()); });
    connect(m_actions.queueFirst, &QAction::triggered, this,
            [this] { m_session.queueFirst(currentQueued()); });
    update();
}

quint64 TrainWorkspace::currentQueued() const {
    return m_list->view()->currentIndex().data(RunTableModel::QueueIdRole).toULongLong();
}

} // namespace mae::ui
