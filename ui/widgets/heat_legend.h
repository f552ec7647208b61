// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/heat_scale.h"

#include <QWidget>
#include <optional>

namespace mae::ui {

/// The colours of a heat map with the numbers that they stand for; a mark at the value that is
/// pointed at.
class HeatLegend : public QWidget {
    Q_OBJECT

public:
    explicit HeatLegend(QWidget* parent = nullptr);

    void setScale(const HeatScale& scale);
    void clear(); ///< nothing is shown
    const std::optional<HeatScale>& scale() const { return m_scale; }
    void setValue(std::optional<double> value);
    void setDimmed(bool dimmed);

    QRectF strip() const; ///< of the colours
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    std::optional<HeatScale> m_scale;
    std::optional<double> m_value;
    bool m_dimmed = false;
};

} // namespace mae::ui
