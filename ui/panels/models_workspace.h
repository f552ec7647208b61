// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"
#include "ui/models/argument_table_model.h"
#include "ui/models/checkpoint_list_model.h"
#include "ui/models/tensor_table_model.h"
#include "ui/session/model_doctor.h"
#include "ui/session/run_catalogue.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QMimeData;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace mae::ui {

class CheckpointList;
class ConvertDialog;
class DocumentHeader;
class MessageBar;
class ModelCardView;
class SearchTable;
class Settings;
class TaskLine;
class TensorInspector;

/// What can be done with checkpoints; in menus, buttons and the list's context menu alike.
struct ModelsActions {
    QAction* openFile = nullptr;
    QAction* openFolder = nullptr;
    QAction* explore = nullptr;
    QAction* convert = nullptr;
    QAction* verify = nullptr;
    QAction* showInFolder = nullptr;
    QAction* find = nullptr; ///< goes to the line that searches
    QAction* copyRows = nullptr;
    QAction* copyTable = nullptr;
    QAction* remove = nullptr; ///< from the list
};

/// The workspace that looks into checkpoints: a list on the left; a card, tensors and arguments in
/// the middle; histogram and pictures on the right. Nothing in a file is executed.
class ModelsWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param settings  outlives the workspace
    explicit ModelsWorkspace(Settings& settings, QWidget* parent = nullptr);
    ~ModelsWorkspace() override;

    void open(const QString& path); ///< a file, a folder, or "bundled"
    /// Opens the first file or folder of a drop, lists the others. @return false: there is none,
    /// and it says so
    bool openData(const QMimeData& mime);
    static bool mayOpen(const QMimeData& mime);

    ConvertDialog* convert(); ///< asks how and where; null: nothing can be converted

    QString shown() const { return m_doctor.path(); } ///< empty: nothing
    QString shownName() const;                        ///< for people
    bool isSettled() const;                           ///< nothing is being read any more
    const ModelsActions& modelsActions() const { return m_actions; }
    ModelDoctor& doctor() { return m_doctor; }
    ModelCardView* card() const { return m_card; }
    SearchTable* tensors() const { return m_tensors; }
    SearchTable* arguments() const { return m_arguments; }
    MessageBar* messages() const { return m_messages; }
    QString failure() const; ///< shown in place of the card; empty: none

    void save(Settings& settings) const;
    void restore(const Settings& settings);

Q_SIGNALS:
    void exploreWanted(const QString& path, const mae::ModelOverrides& overrides);
    void shownChanged(const QString& path); ///< empty: nothing

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum Page { Empty, Reading, Card, Failed };

    void makeActions();
    void makeViews();
    void layOut();
    QWidget* makeEmptyPage();
    QWidget* makeReadingPage();
    QWidget* makeFailedPage();
    QWidget* makeCardPage();
    void connectDoctor();
    void connectVerify();
    void connectViews();

    void askForFile();
    void askForFolder();
    void showReport();
    void showFailure(const QString& message);
    void showTensor(int row);
    void preferVisible();
    void updateComputing();
    void updateActions();
    void setPage(Page page);
    void removeSelected();
    SearchTable& shownTable() const;
    QString exploreObstacle() const; ///< empty: it can be explored

    Settings& m_settings;
    ModelDoctor m_doctor;
    RunCatalogue m_catalogue;
    CheckpointListModel m_checkpoints;
    TensorTableModel m_tensorRows;
    ArgumentTableModel m_argumentRows;
    ModelsActions m_actions;
    QTimer m_late; ///< reading takes long enough to say so

    QSplitter* m_columns; ///< owned by Qt, as all below
    QSplitter* m_middle;
    CheckpointList* m_list;
    QStackedWidget* m_pages;
    QLabel* m_readingText;
    TaskLine* m_reading; ///< shown while a checksum is compared before the card
    QLabel* m_failedText;
    DocumentHeader* m_header;
    MessageBar* m_messages;
    TaskLine* m_verifying;
    TaskLine* m_computing;
    ModelCardView* m_card;
    QTabWidget* m_tabs;
    SearchTable* m_tensors;
    SearchTable* m_arguments;
    TensorInspector* m_inspector;
};

} // namespace mae::ui
