// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace mae::ui {

class RunTableModel;
class SearchModel;

/// The runs on the left: one can be looked at, others checked to be compared with it, or a new one
/// begun. Searched by name, state, tags and notes; sorted.
class RunList : public QWidget {
    Q_OBJECT

public:
    /// @param model  outlives the list
    explicit RunList(RunTableModel& model, QWidget* parent = nullptr);

    void select(const QString& folder); ///< without runChosen(); empty: none
    QString selected() const;
    void setMessage(const QString& message); ///< e.g. why the runs can't be listed; empty: none
    QListView* view() const { return m_view; }
    void addTool(QAction* action); ///< a button behind the title
    void setSearch(const QString& words);
    enum class Order { Newest, Name, Loss, Steps };
    void setOrder(Order order);

Q_SIGNALS:
    void runChosen(const QString& folder);
    void newRunWanted();
    void refreshWanted();
    void importWanted(); ///< another folder shall be listed

private:
    QWidget* makeTools();
    void updateEmpty();

    RunTableModel& m_model;
    SearchModel* m_rows; ///< owned by Qt, as all below
    QHBoxLayout* m_head;
    QLineEdit* m_search;
    QComboBox* m_order;
    QPushButton* m_new;
    QListView* m_view;
    QLabel* m_empty;
    QString m_message;
    QString m_selected;
    bool m_selecting = false;
};

} // namespace mae::ui
