// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

class QListWidget;
class QPushButton;
class QRadioButton;

namespace mae::ui {

/// Chooses what to learn from: pictures drawn by the program, or folders and files.
class PathsEdit : public QWidget {
    Q_OBJECT

public:
    explicit PathsEdit(QWidget* parent = nullptr);

    /// As settings have them: {"scenes"}, or folders and files.
    std::vector<std::string> paths() const;
    void setPaths(const std::vector<std::string>& paths);
    /// Adds to the folders and chooses them; what is there already is not added twice.
    void addPaths(const QStringList& paths);

Q_SIGNALS:
    void pathsChanged(const std::vector<std::string>& paths);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void askForFolder();
    void removeSelected();
    void appendToList(const QStringList& more);
    void updateParts();

    QRadioButton* m_scenes;
    QRadioButton* m_own;
    QWidget* m_ownPart;
    QListWidget* m_list;
    QPushButton* m_add;
    QPushButton* m_remove;
};

} // namespace mae::ui
