// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

class QRadioButton;

namespace mae::ui {

class FolderList;

/// Chooses what to learn from: pictures drawn by the program, or folders and files with weights.
class PathsEdit : public QWidget {
    Q_OBJECT

public:
    explicit PathsEdit(QWidget* parent = nullptr);

    /// As settings have them: {"scenes"}, or folders and files.
    std::vector<std::string> paths() const;
    void setPaths(const std::vector<std::string>& paths);
    /// Adds to the folders and chooses them; what is there already is not added twice.
    void addPaths(const QStringList& paths);
    /// Of the folders, in their order; empty: each is 1.
    std::vector<double> weights() const;
    void setWeights(const std::vector<double>& weights);

    FolderList* folders() const { return m_folders; }

Q_SIGNALS:
    void pathsChanged(const std::vector<std::string>& paths);
    void weightsChanged(); ///< by the user

private:
    void updateParts();

    QRadioButton* m_scenes; ///< owned by Qt, as the others
    QRadioButton* m_own;
    FolderList* m_folders;
};

} // namespace mae::ui
