// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>
#include <vector>

class QComboBox;
class QLabel;

namespace mae::ui {

class FolderList;
class NumberBox;

/// Which pictures measure the loss without being learned from: data.validation and
/// data.validation_share.
struct ValidationChoice {
    std::vector<std::string> folders{}; ///< {"none"}: none; empty: the share, or val beside train
    double share = 0;                   ///< if there are no folders; 0: the val folder

    bool operator==(const ValidationChoice&) const = default;
};

/// Chooses one of the ways to validate, and what belongs to it.
class ValidationEdit : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Beside, Share, Folders, None };

    explicit ValidationEdit(QWidget* parent = nullptr);

    ValidationChoice choice() const;
    void setChoice(const ValidationChoice& choice); ///< says changed() if it is another
    QString problem() const;                        ///< why there is no choice yet; empty: there is
    void setScenes(bool scenes); ///< the pictures are drawn: there is no folder beside them

    Kind kind() const;
    QComboBox* kinds() const { return m_kind; }
    NumberBox* percent() const { return m_percent; }
    FolderList* folders() const { return m_folders; }

Q_SIGNALS:
    void changed();

private:
    void updateParts();

    QComboBox* m_kind; ///< owned by Qt, as the others
    QWidget* m_sharePart;
    NumberBox* m_percent;
    FolderList* m_folders;
    QLabel* m_note;
    double m_share = 0; ///< exactly: what the box shows is rounded
    bool m_scenes = true;
};

} // namespace mae::ui
