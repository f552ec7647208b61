// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace mae::ui {

/// A small curve of something that is planned over a run: its shape, its name and its highest
/// value.
class ScheduleChart : public QWidget {
    Q_OBJECT

public:
    explicit ScheduleChart(QWidget* parent = nullptr);

    /// @param values  evenly spread over the run; not negative. @param highest  told at the right
    void setCurve(const QString& title, const std::vector<double>& values, const QString& highest);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where value @p i is drawn.
    QPointF pointAt(std::size_t i) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF plot() const;

    QString m_title;
    QString m_highest;
    std::vector<double> m_values;
};

} // namespace mae::ui
