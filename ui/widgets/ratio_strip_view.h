// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/strip_view.h"

namespace mae::ui {

/// The current picture at nine mask ratios: Figure 4 of the paper.
class RatioStripView : public StripView {
    Q_OBJECT

public:
    explicit RatioStripView(QWidget* parent = nullptr);

protected:
    QString name() const override;
    std::vector<Column> columns(const MaskConfig& current) const override;
    bool isCurrent(const Column& column, const MaskConfig& current) const override;
};

} // namespace mae::ui
