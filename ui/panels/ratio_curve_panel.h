// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/explorer.h"
#include "ui/session/study_request.h"

#include <QString>
#include <QWidget>
#include <optional>
#include <set>
#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace mae::ui {

class RatioPlot;

/// Quality of the current picture at mask ratios from 5 to 95 %, measured while the panel can be
/// seen: a few ratios first, then those in between.
class RatioCurvePanel : public QWidget {
    Q_OBJECT

public:
    /// @param explorer  outlives the panel
    explicit RatioCurvePanel(Explorer& explorer, QWidget* parent = nullptr);

    RatioPlot* plot() const { return m_plot; }
    bool isComplete() const; ///< every ratio was measured, or failed
    void askForExport();     ///< opens a file dialog
    /// By suffix: .csv, .png, .pdf or .svg. @throws mae::Error
    void exportTo(const QString& path) const;

Q_SIGNALS:
    void maskAdopted(const mae::MaskConfig& mask); ///< the strategy in use, another ratio
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What a curve is of.
    struct Subject {
        quint64 picture = 0;
        std::shared_ptr<const Image> pixels{};
        MaskStrategy strategy{};
        quint64 seed = 0;
        DisplayOptions display{};
        quint64 model = 0;

        bool operator==(const Subject&) const = default;
    };
    QWidget* makeTools();
    void follow(); ///< asks for what is missing, as long as the panel can be seen
    Subject subject() const;
    QString whyNothing() const;
    void ask();
    void take(const StudyPartReady& part);
    void describe();

    Explorer& m_explorer;
    StudyRequest m_request;
    std::optional<Subject> m_subject; ///< of the points that are not stale
    std::vector<int> m_asked;         ///< percent, by index of the task
    std::set<int> m_done;             ///< percent
    QString m_problem;                ///< the last one
    QComboBox* m_quantity = nullptr;  ///< owned by Qt, as all below
    QToolButton* m_export = nullptr;
    QWidget* m_tools; ///< makes the two above
    RatioPlot* m_plot;
    QLabel* m_note;
};

} // namespace mae::ui
