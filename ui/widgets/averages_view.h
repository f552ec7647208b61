// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/measure.h"

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;

namespace mae::ui {

class ElidedLabel;

/// What a model reaches on average over many pictures, next to what no model at all reaches with
/// the same masks.
class AveragesView : public QWidget {
    Q_OBJECT

public:
    explicit AveragesView(QWidget* parent = nullptr);

    void setAverages(const Averages& averages);
    /// Dimmed: of another mask, model, display or gallery. @param why  told below; empty: current
    void setStale(const QString& why);
    const Averages& averages() const { return m_averages; }
    QString sentence() const; ///< how the model does against in-painting

private:
    struct Row {
        ElidedLabel* name;
        QLabel* psnr;
        QLabel* ssim;
    };
    void addHeads(QGridLayout& grid);
    Row addRow(QGridLayout& grid, Filler filler);
    void showCounts();

    Averages m_averages;
    std::vector<Row> m_rows; ///< by Filler; owned by Qt, as all below
    QLabel* m_error;
    QLabel* m_sentence;
    QLabel* m_counts;
    QLabel* m_failed;
    QLabel* m_stale;
};

} // namespace mae::ui
