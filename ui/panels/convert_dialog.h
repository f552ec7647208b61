// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/convert_model.h"
#include "core/io/inspection.h"

#include <QDialog>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mae::ui {

class MessageBar;
class ModelChoices;
class ModelDoctor;
class Settings;
class TaskLine;

/// Writes a checkpoint in another format: asks how and where, shows how far it is, and where the
/// result lies. Closing it stops the work first.
class ConvertDialog : public QDialog {
    Q_OBJECT

public:
    /// @param input  as for openModel()
    /// @param doctor, settings  outlive the dialog
    ConvertDialog(const QString& input, std::shared_ptr<const ModelReport> report,
                  const ModelOverrides& overrides, ModelDoctor& doctor, Settings& settings,
                  QWidget* parent = nullptr);

    void setFormat(ModelFormat format);
    void setOutput(const QString& path);
    QString output() const;
    ConvertRequest request() const;
    QPushButton* convertButton() const { return m_convert; }
    MessageBar* message() const { return m_message; }

    void reject() override; ///< Cancel and Escape: first of the work, then of the dialog

Q_SIGNALS:
    void lookInside(const QString& path); ///< at what was written

private:
    void layOut();
    void connectDoctor();
    QString suggestedOutput(ModelFormat format) const;
    ModelFormat format() const;
    void formatChanged();
    void browse();
    void updateButtons();
    QString obstacle() const; ///< why it can't be converted yet; empty: it can
    void start();
    void startForced(); ///< what stands at the output is to be replaced
    void finish(const QString& output, qint64 values);
    void ended(); ///< of the work, in whatever way

    QString m_input;
    std::shared_ptr<const ModelReport> m_report;
    ModelDoctor& m_doctor;
    Settings& m_settings;
    QComboBox* m_format; ///< owned by Qt, as all below
    QLabel* m_formatHelp;
    QComboBox* m_type;
    QLineEdit* m_output;
    QPushButton* m_browse;
    QLineEdit* m_trainedOn;
    QLineEdit* m_licence;
    ModelChoices* m_choices;
    QWidget* m_fields;
    MessageBar* m_message;
    TaskLine* m_task;
    QPushButton* m_convert;
    QPushButton* m_close;
    QPushButton* m_show;
    QPushButton* m_look;
    QString m_mayReplace;   ///< an output that the user agreed to replace
    QString m_suggested;    ///< the output as it was suggested last
    bool m_closing = false; ///< as soon as the work has stopped
    QString m_written;      ///< where the result lies; empty: there is none yet
};

} // namespace mae::ui
