// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/picture_report.h"
#include "core/train/trial.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mae::ui {

class ConfigForm;
class PicturesPanel;
class PlanView;
class PresetPicker;

/// Prepares a run: preset, pictures, settings; what it will be, and the button that starts it.
class NewRunPanel : public QWidget {
    Q_OBJECT

public:
    explicit NewRunPanel(QWidget* parent = nullptr);

    TrainConfig config() const;
    /// Settings of another run as a starting point, its pictures included.
    void setConfig(const TrainConfig& config);
    void choosePreset(const QString& id);
    void setMeanStd(const MeanStd& values);  ///< what pictures are normalised by
    void addPaths(const QStringList& paths); ///< folders and pictures to learn from
    void setPaths(const QStringList& paths); ///< only these
    /// Why no run can be started now although the settings are good; empty: it can.
    void setObstacle(const QString& reason);
    void setWaiting(bool waits); ///< a run that is started has to wait for its turn
    bool canStart() const;
    void showTrial(const TrialResult& result); ///< the answer to trialWanted()
    void start();                              ///< as the button does
    void startWhenCounted(); ///< start(), as soon as the pictures have been counted

Q_SIGNALS:
    void startWanted(const mae::TrainConfig& config);
    /// The settings have rested: how long would this run take? Only while the panel is seen.
    void trialWanted(const mae::TrainConfig& config);
    void configChanged(const mae::TrainConfig& config);
    void checkWanted(); ///< of the pictures
    void canStartChanged(bool can);
    void obstacleChanged(const QString& reason); ///< see setObstacle()

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTop();
    QWidget* makeFooter();
    void connectParts();
    void applyPreset();
    void takePictures();
    void onCount();
    void refresh();
    QString obstacle() const;
    void showPlan();
    void keepPreset(const QString& name);

    PresetPicker* m_preset; ///< all owned by Qt
    PicturesPanel* m_pictures;
    ConfigForm* m_form;
    PlanView* m_plan;
    QLineEdit* m_command;
    QPushButton* m_start;
    QLabel* m_reason;

    QTimer m_trialSoon; ///< so that a setting being changed is not measured at every value
    std::optional<TrialResult> m_trial;
    TrainConfig m_tried; ///< what m_trial is about
    QString m_obstacle;
    bool m_couldStart = false;
    bool m_startSoon = false;
    bool m_taking = false; ///< the form is told what the pictures are
};

} // namespace mae::ui
