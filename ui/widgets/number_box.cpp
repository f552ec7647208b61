// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_box.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr int kDecimals = 12; // QDoubleSpinBox rounds to these: smaller numbers would become 0
constexpr int kWidthInDigits = 6;

} // namespace

NumberBox::NumberBox(Kind kind, double min, double max, QWidget* parent)
    : QDoubleSpinBox(parent), m_kind(kind) {
    setDecimals(kind == Kind::Whole ? 0 : kDecimals);
    setRange(min, max);
    setFocusPolicy(Qt::StrongFocus);
    setKeyboardTracking(true);
    setAlignment(Qt::AlignRight);
    setStepType(AdaptiveDecimalStepType);
}

/// A text field keeps every letter and every undo for itself. This one is for numbers: letters go
/// to the shortcuts of the window, and so does undo once there is nothing typed to take back.
bool NumberBox::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool letter = key->modifiers() == Qt::NoModifier && key->key() >= Qt::Key_A
                            && key->key() <= Qt::Key_Z && key->key() != Qt::Key_E; // 1e-4
        const bool undo = (key->matches(QKeySequence::Undo) && !lineEdit()->isUndoAvailable())
                          || (key->matches(QKeySequence::Redo) && !lineEdit()->isRedoAvailable());
        if (letter || undo) {
            event->ignore();
            return true;
        }
    }
    return QDoubleSpinBox::event(event);
}

QString NumberBox::textFromValue(double value) const {
    auto plain = locale();
    plain.setNumberOptions(plain.numberOptions() | QLocale::OmitGroupSeparator);
    return m_kind == Kind::Whole ? plain.toString(static_cast<qlonglong>(std::llround(value)))
                                 : plain.toString(value, 'g', QLocale::FloatingPointShortest);
}

QString NumberBox::withoutSuffix(QString text) const {
    if (!suffix().isEmpty() && text.endsWith(suffix())) {
        text.chop(suffix().size());
    }
    return text.trimmed();
}

double NumberBox::valueFromText(const QString& text) const {
    const auto digits = withoutSuffix(text);
    bool good = false;
    const double number = locale().toDouble(digits, &good);
    return good ? number : QLocale::c().toDouble(digits); // what was copied from a file has a point
}

QValidator::State NumberBox::validate(QString& text, int&) const {
    const auto digits = withoutSuffix(text);
    bool good = false;
    double number = locale().toDouble(digits, &good);
    if (!good) {
        number = QLocale::c().toDouble(digits, &good);
    }
    if (good) {
        const bool whole = m_kind == Kind::Real || number == std::floor(number);
        return whole && number >= minimum() && number <= maximum() ? QValidator::Acceptable
                                                                   : QValidator::Intermediate;
    }
    const bool couldBecome = std::ranges::all_of(digits, [this](QChar c) {
        return c.isDigit() || c == u'-'
               || (m_kind == Kind::Real
                   && (c == u'.' || c == u',' || c == u'+' || c.toLower() == u'e'));
    });
    return couldBecome ? QValidator::Intermediate : QValidator::Invalid;
}

void NumberBox::stepBy(int steps) {
    if (m_kind == Kind::Real && value() == 0 && steps > 0) {
        // From 0 the adaptive step would be 1e-12; a hundredth of what is usual is a start.
        setValue(std::min(maximum(), maximum() > 100 ? 1.0 : 0.001));
        return;
    }
    QDoubleSpinBox::stepBy(steps);
}

QSize NumberBox::sizeHint() const { return minimumSizeHint(); }

QSize NumberBox::minimumSizeHint() const {
    // Qt's hint fits the longest text of the range, with all 12 decimals.
    const int text = fontMetrics().horizontalAdvance(QString(kWidthInDigits, u'0') + suffix()) + 28;
    return {text, QDoubleSpinBox::minimumSizeHint().height()};
}

void NumberBox::wheelEvent(QWheelEvent* event) {
    if (hasFocus()) {
        QDoubleSpinBox::wheelEvent(event);
    } else {
        event->ignore();
    }
}

} // namespace mae::ui
