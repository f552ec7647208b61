// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_report.h"

#include <QWidget>
#include <optional>
#include <vector>

class QLabel;
class QRadioButton;

namespace mae::ui {

/// What pictures are normalised by: ImageNet's mean and standard deviation, or what was measured
/// of these pictures. Shows which are in use, also if they are neither.
class MeanStdChoice : public QWidget {
    Q_OBJECT

public:
    explicit MeanStdChoice(QWidget* parent = nullptr);

    /// As they would be set; empty: nothing was measured
    void setMeasured(const std::optional<MeanStd>& measured);
    /// data.mean and data.std of the settings; does not emit.
    void setInUse(const std::vector<double>& mean, const std::vector<double>& std);

    QRadioButton* imageNet() const { return m_imageNet; }
    QRadioButton* measured() const { return m_measured; }
    QRadioButton* other() const { return m_other; }

Q_SIGNALS:
    void chosen(const mae::MeanStd& values); ///< by the user

private:
    void showValues();

    QRadioButton* m_imageNet; ///< owned by Qt, as the others
    QRadioButton* m_measured;
    QRadioButton* m_other; ///< shown only while it holds
    QLabel* m_ofImageNet;
    QLabel* m_ofMeasured;
    QLabel* m_ofOther;
    std::optional<MeanStd> m_values;
    std::vector<double> m_mean;
    std::vector<double> m_std;
};

} // namespace mae::ui
