// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOptionComplex>

class QPainter;
class QWidget;

/// How AppStyle paints single controls.
namespace mae::ui::paint {

void button(const QStyleOption& option, QPainter& painter, bool primary);
void toolButton(const QStyleOption& option, QPainter& painter);
void field(const QStyleOption& option, QPainter& painter); ///< of line edits and spin boxes
void focusRing(const QRect& rect, QPainter& painter);
void checkBox(const QStyleOption& option, QPainter& painter);
void radioButton(const QStyleOption& option, QPainter& painter);
void slider(const QStyleOptionSlider& option, const QRect& groove, const QRect& handle,
            QPainter& painter);
void comboBox(const QStyleOptionComboBox& option, const QRect& arrow, QPainter& painter);
void spinButtons(const QStyleOptionSpinBox& option, const QRect& up, const QRect& down,
                 QPainter& painter);
void scrollBar(const QStyleOptionSlider& option, const QRect& handle, QPainter& painter);
/// Text on the left and a chevron on the right, as a combo box has.
void menuButtonLabel(const QStyleOptionButton& option, QPainter& painter);
void splitter(const QStyleOption& option, QPainter& painter);
void sectionHeading(const QStyleOptionToolButton& option, QPainter& painter);

} // namespace mae::ui::paint
