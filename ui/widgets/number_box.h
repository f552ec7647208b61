// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace mae::ui {

/// A spin box for whole or real numbers of any size: 4096, 0.75, 1.5e-7. Shows the shortest text
/// that is the number, in the user's locale; its steps grow with the number. The wheel turns it
/// only while it has the focus, so that it does not get in the way of scrolling a form.
class NumberBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    enum class Kind { Whole, Real };

    NumberBox(Kind kind, double min, double max, QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString withoutSuffix(QString text) const;

    const Kind m_kind;
};

} // namespace mae::ui
