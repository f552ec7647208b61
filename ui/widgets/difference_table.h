// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QColor>
#include <QString>
#include <QTableWidget>
#include <vector>

namespace mae::ui {

/// A run by its name and settings.
struct NamedConfig {
    QString name{};
    QColor color{}; ///< of its curves
    TrainConfig config{};
};

/// Settings in which runs differ: a row each, a column for each run. As high as its rows.
class DifferenceTable : public QTableWidget {
    Q_OBJECT

public:
    explicit DifferenceTable(QWidget* parent = nullptr);

    void setRuns(const std::vector<NamedConfig>& runs); ///< the first is compared with each other
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
};

} // namespace mae::ui
