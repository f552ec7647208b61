// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"
#include "core/probe/reconstruction.h"

#include <QWidget>
#include <array>
#include <optional>

class QLabel;

namespace mae::ui {

/// How close the reconstruction comes to the original on hidden patches, next to what no model at
/// all reaches with the same mask.
class NumbersView : public QWidget {
    Q_OBJECT

public:
    explicit NumbersView(QWidget* parent = nullptr);

    void setResult(const Reconstruction& result, Target target); ///< baselines become stale
    void setBaselines(const Baselines& baselines);
    void clear();
    QString sentence() const; ///< what the numbers say

private:
    struct Row {
        QLabel* name;
        QLabel* psnr;
        QLabel* ssim;
    };
    Row addRow(const QString& name, const QString& help, bool strong);
    void fill(const Row& row, const std::optional<Quality>& quality);
    void update();

    std::optional<Quality> m_model;
    std::optional<Baselines> m_baselines;
    bool m_shown = false;        ///< a result, whatever it is
    bool m_stale = false;        ///< m_baselines belong to an earlier mask
    std::array<Row, 4> m_rows{}; ///< model, mean colour, both in-paintings; owned by Qt
    QLabel* m_error;
    QLabel* m_sentence;
};

} // namespace mae::ui
