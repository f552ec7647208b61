// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/strip_view.h"

namespace mae::ui {

/// The current picture at its ratio under every masking strategy; the one in use with its settings.
class StrategyStripView : public StripView {
    Q_OBJECT

public:
    explicit StrategyStripView(QWidget* parent = nullptr);

protected:
    QString name() const override;
    std::vector<Column> columns(const MaskConfig& current) const override;
    bool isCurrent(const Column& column, const MaskConfig& current) const override;
    int acrossOnPaper() const override { return 6; } // their names need some room
};

} // namespace mae::ui
