// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace mae::ui {

/// The mask ratio as a slider and a spin box in percent.
class RatioControl : public QWidget {
    Q_OBJECT

public:
    explicit RatioControl(QWidget* parent = nullptr);

    double ratio() const;        ///< in [0, 0.99]
    void setRatio(double ratio); ///< emits nothing
    QSlider* slider() const { return m_slider; }

Q_SIGNALS:
    void ratioChanged(double ratio); ///< by the user, while it moves
    void gestureEnded();             ///< a drag or an edit is over: the next is another undo step

private:
    void apply(int thousandths);

    QSlider* m_slider; ///< in thousandths; owned by Qt
    QDoubleSpinBox* m_box;
};

} // namespace mae::ui
