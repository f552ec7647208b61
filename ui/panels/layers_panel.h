// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/layer_table_model.h"

#include <QWidget>
#include <cstdint>

class QAction;
class QCheckBox;
class QPushButton;
class QStackedWidget;

namespace mae::ui {

class ElidedLabel;
class SearchTable;

/// The layers of the model in training: gradients, weights, updates, activations. Measured when
/// somebody asks, or every 50 steps while they are looked at.
class LayersPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr std::int64_t kFollowEvery = 50; ///< steps

    explicit LayersPanel(QWidget* parent = nullptr);

    void addTool(QAction* action); ///< a button behind those of the panel
    /// What was measured last of the run that is shown; null: nothing.
    void showReport(std::shared_ptr<const LayerReport> report);
    /// @param open  it trains or is paused in this window; others can't be measured
    void setRunOpen(bool open);
    void setPaused(bool paused);      ///< the open run: it is measured at once
    void noteStep(std::int64_t step); ///< of the open run; asks for a measurement if it is time
    void measurementFailed(const QString& message);

    const std::shared_ptr<const LayerReport>& report() const { return m_model.report(); }
    SearchTable* table() const { return m_table; }

Q_SIGNALS:
    void measureWanted();

private:
    QWidget* makeTools();
    QWidget* makeEmptyPage();
    void ask();
    void refresh();

    LayerTableModel m_model;
    SearchTable* m_table; ///< owned by Qt, as all below
    QStackedWidget* m_pages;
    ElidedLabel* m_step;
    QPushButton* m_measure;
    QPushButton* m_first; ///< of the empty page
    QCheckBox* m_follow;
    QWidget* m_tools;
    QString m_problem;
    bool m_open = false;
    bool m_paused = false;
    bool m_asked = false;        ///< and not yet answered
    std::int64_t m_measured = 0; ///< the step of the last report
};

} // namespace mae::ui
