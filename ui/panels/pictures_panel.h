// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "ui/session/picture_counter.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace mae::ui {

class PathsEdit;
class ValidationEdit;

/// The pictures of a run that is prepared: folders with weights, what validates, and how many
/// pictures that is.
class PicturesPanel : public QWidget {
    Q_OBJECT

public:
    explicit PicturesPanel(QWidget* parent = nullptr);

    void applyTo(DataConfig& settings) const; ///< paths, weights and what validates
    /// The same, without changed(); the number of scenes matters to the count.
    void setData(const DataConfig& settings);
    /// What a preset says of validation; if it says nothing the user's choice stays.
    void setPreset(const DataConfig& settings);
    void addPaths(const QStringList& paths);
    void setPaths(const std::vector<std::string>& paths);

    const std::optional<PictureCount>& count() const { return m_count; } ///< empty: none yet
    QString countFailure() const { return m_countFailure; } ///< why there never will be one
    /// Why no run can be started with these; empty: nothing.
    QString problem() const;
    QString shownText() const; ///< below the folders: the count, or why there is none
    void countNow();           ///< if a count is due
    void countAgain() { m_countSoon.start(); }

Q_SIGNALS:
    void changed();      ///< what applyTo() says
    void countChanged(); ///< count() or countFailure()
    void checkWanted();  ///< the button

private:
    void layOut();
    void onChange();
    void countPictures();
    void showCount(const PictureCount& count);
    void showCountFailure(const QString& message);

    PathsEdit* m_paths; ///< all owned by Qt
    QLabel* m_found;
    QToolButton* m_cancelCount;
    QPushButton* m_check;
    ValidationEdit* m_validation;

    PictureCounter m_counter;
    QTimer m_countSoon;   ///< so that typing a number does not start a count per key
    DataConfig m_counted; ///< what m_count or the failure is about
    int m_scenes = 0;
    bool m_quiet = false; ///< whoever sets the data knows them
    std::optional<PictureCount> m_count;
    QString m_countFailure;
};

} // namespace mae::ui
