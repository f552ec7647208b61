// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace mae::ui {

class NumberBox;

/// Folders and files of pictures, to add to and remove from. Where there are several each may have
/// a weight beside it.
class FolderList : public QWidget {
    Q_OBJECT

public:
    /// @param name  accessible name of the list
    explicit FolderList(const QString& name, QWidget* parent = nullptr);

    std::vector<std::string> paths() const;
    void setPaths(const std::vector<std::string>& paths); ///< each with the weight 1
    void addPaths(const QStringList& paths);              ///< what is there is not added twice
    int count() const;

    void setWeighted(bool weighted); ///< offers weights; not at first
    /// In the order of the paths; empty: each is 1.
    std::vector<double> weights() const;
    void setWeights(const std::vector<double>& weights); ///< missing ones are 1
    NumberBox* weightBox(int row) const;                 ///< null: not weighted

    void setTakesDrops(bool takes) { setAcceptDrops(takes); } ///< of folders; not at first
    void askForFolder();

Q_SIGNALS:
    void pathsChanged();
    void weightsChanged(); ///< by the user

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void append(const QString& path);
    void addBox(QTreeWidgetItem* item);
    void removeSelected();
    void updateParts();

    QTreeWidget* m_list; ///< owned by Qt, as the others
    QPushButton* m_add;
    QPushButton* m_remove;
    bool m_weighted = false;
};

} // namespace mae::ui
