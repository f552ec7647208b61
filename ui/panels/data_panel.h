// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/picture_report.h"
#include "ui/session/picture_scanner.h"
#include "ui/session/sample_previewer.h"

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QTabWidget;

namespace mae::ui {

class FileTable;
class MessageBar;
class PictureReportView;
class SampleView;
class TaskLine;

/// The pictures of a run that is prepared, looked at before it starts: what they are like, what is
/// wrong with them, and what the model will see. Follows the settings while it is seen.
class DataPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr int kSamples = 24;

    explicit DataPanel(QWidget* parent = nullptr);

    void setConfig(const TrainConfig& config);
    void scan(); ///< the folders of the settings; at once if nothing has changed since

    PictureReportView* report() const { return m_report; }
    FileTable* duplicates() const { return m_duplicates; }
    FileTable* bad() const { return m_bad; }
    SampleView* samples() const { return m_samples; }
    QTabWidget* tabs() const { return m_tabs; }
    bool isBusy() const { return m_scanner.isScanning() || m_previewer.isMaking(); }
    QString message() const; ///< below the title
    void cancelScan();
    void stop(); ///< the scan under way; begins anew when it is shown again

Q_SIGNALS:
    void meanStdWanted(const mae::MeanStd& values); ///< for the settings
    void closeWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    void makeTabs();
    void connectParts();
    void showReport(const std::shared_ptr<const PictureReport>& report);
    void showSamples(const PreviewSamples& samples);
    void nameTabs();
    void follow(); ///< whatever of the settings changed
    void showTask(qint64 done, qint64 total);
    void endScan(const QString& line);
    void makeSamples();
    void saveSamples();
    std::vector<std::string> folders() const; ///< without scenes
    bool hasScenes() const;

    QPushButton* m_again; ///< all owned by Qt
    QLabel* m_line;
    TaskLine* m_task;
    MessageBar* m_message;
    QTabWidget* m_tabs;
    PictureReportView* m_report;
    FileTable* m_duplicates;
    FileTable* m_bad;
    SampleView* m_samples;

    PictureScanner m_scanner;
    SamplePreviewer m_previewer;
    QTimer m_late; ///< what takes no time is not announced
    QTimer m_soon; ///< so that a setting being changed is not followed at every value
    TrainConfig m_config;
    std::optional<std::vector<std::string>> m_scanned; ///< folders of the report, or of the scan
    std::optional<TrainConfig> m_previewed;            ///< what matters to samples
    qint64 m_first = 0;                                ///< sample
    qint64 m_next = kSamples;                          ///< sample behind those that are shown
};

} // namespace mae::ui
