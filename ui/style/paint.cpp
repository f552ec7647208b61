// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/paint.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace mae::ui::paint {
namespace {

constexpr int kChevron = 12;

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return option.state & flag; }

QColor blend(const QColor& below, const QColor& above) {
    const auto mix = [a = above.alphaF()](int from, int to) {
        return static_cast<int>(static_cast<float>(from) + a * static_cast<float>(to - from));
    };
    return QColor(mix(below.red(), above.red()), mix(below.green(), above.green()),
                  mix(below.blue(), above.blue()));
}

void box(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border,
         qreal radius = kRadius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.alpha() == 0 ? QPen(Qt::NoPen) : QPen(border, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void chevron(const char* name, const QRect& rect, const QColor& color, QPainter& painter) {
    const int side = std::min({kChevron, rect.width(), rect.height() + 4});
    const auto pixmap = iconPixmap(name, side, color, painter.device()->devicePixelRatio());
    painter.drawPixmap(rect.center().x() - side / 2 + 1, rect.center().y() - side / 2 + 1, pixmap);
}

QColor textColor(const QStyleOption& option) {
    return option.palette.color(has(option, QStyle::State_Enabled) ? QPalette::Active
                                                                   : QPalette::Disabled,
                                QPalette::WindowText);
}

QColor face(const QStyleOption& option, const QColor& normal) {
    if (!has(option, QStyle::State_Enabled)) {
        return option.palette.color(QPalette::Disabled, QPalette::Window);
    }
    if (has(option, QStyle::State_Sunken)) {
        return blend(blend(normal, colors().hover), colors().hover);
    }
    return has(option, QStyle::State_MouseOver) ? blend(normal, colors().hover) : normal;
}

} // namespace

void button(const QStyleOption& option, QPainter& painter, bool primary) {
    const auto& c = colors();
    const bool filled =
        (primary || has(option, QStyle::State_On)) && has(option, QStyle::State_Enabled);
    const auto fill = face(option, filled ? c.accentFill : c.control);
    box(painter, option.rect, fill, filled ? fill : c.border);
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange)) {
        focusRing(option.rect, painter);
    }
}

void toolButton(const QStyleOption& option, QPainter& painter) {
    const bool on = has(option, QStyle::State_On);
    const bool raised = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    if (has(option, QStyle::State_Enabled) && (on || raised)) {
        auto fill = colors().hover;
        fill.setAlpha(fill.alpha() * (has(option, QStyle::State_Sunken) || on ? 2 : 1));
        box(painter, option.rect, fill, on ? colors().border : QColor(Qt::transparent));
    }
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange)) {
        focusRing(option.rect, painter);
    }
}

void field(const QStyleOption& option, QPainter& painter) {
    const bool focus = has(option, QStyle::State_HasFocus);
    const auto group = has(option, QStyle::State_Enabled) ? QPalette::Active : QPalette::Disabled;
    box(painter, option.rect, option.palette.color(group, QPalette::Base),
        focus ? colors().accent : colors().border);
    if (focus) {
        box(painter, option.rect.adjusted(1, 1, -1, -1), Qt::transparent, colors().accent,
            kRadius - 1);
    }
}

void focusRing(const QRect& rect, QPainter& painter) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
    painter.restore();
}

void checkBox(const QStyleOption& option, QPainter& painter) {
    const auto& c = colors();
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const bool enabled = has(option, QStyle::State_Enabled);
    const auto fill =
        face(option, on && enabled ? c.accentFill : option.palette.color(QPalette::Base));
    box(painter, option.rect, fill, on && enabled ? fill : c.border, 3);
    if (on) {
        chevron(has(option, QStyle::State_NoChange) ? "remove" : "check",
                option.rect.adjusted(1, 1, -1, -1), enabled ? c.onAccent : textColor(option),
                painter);
    }
}

void radioButton(const QStyleOption& option, QPainter& painter) {
    const auto& c = colors();
    const bool on = has(option, QStyle::State_On);
    const auto fill = face(option, on ? c.accentFill : option.palette.color(QPalette::Base));
    box(painter, option.rect, fill, on ? fill : c.border, option.rect.width() / 2.0);
    if (on) {
        const int inset = option.rect.width() / 3;
        box(painter, option.rect.adjusted(inset, inset, -inset, -inset), c.onAccent,
            Qt::transparent, option.rect.width() / 2.0);
    }
}

void slider(const QStyleOptionSlider& option, const QRect& groove, const QRect& handle,
            QPainter& painter) {
    const auto& c = colors();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool horizontal = option.orientation == Qt::Horizontal;
    const auto middle = groove.center();
    const QRect track = horizontal
                            ? QRect(groove.left() + 2, middle.y() - 1, groove.width() - 4, 4)
                            : QRect(middle.x() - 1, groove.top() + 2, 4, groove.height() - 4);
    box(painter, track, c.border, Qt::transparent, 2);
    QRect done = track;
    if (horizontal) {
        option.upsideDown ? done.setLeft(handle.center().x()) : done.setRight(handle.center().x());
    } else {
        option.upsideDown ? done.setTop(handle.center().y()) : done.setBottom(handle.center().y());
    }
    box(painter, done, enabled ? c.accent : c.border, Qt::transparent, 2);

    QRect knob(0, 0, 16, 16);
    knob.moveCenter(handle.center());
    const bool active = has(option, QStyle::State_HasFocus);
    if (active && has(option, QStyle::State_KeyboardFocusChange)) {
        auto halo = c.accent;
        halo.setAlpha(80);
        box(painter, knob.adjusted(-3, -3, 3, 3), halo, Qt::transparent, 11);
    }
    auto plain = option;
    plain.state.setFlag(QStyle::State_Sunken, false);
    box(painter, knob, face(plain, isDarkTheme() ? QColor(0xe8, 0xe8, 0xe8) : QColor(Qt::white)),
        enabled ? c.accent : c.border, 8);
}

void comboBox(const QStyleOptionComboBox& option, const QRect& arrow, QPainter& painter) {
    if (option.editable) {
        field(option, painter);
    } else {
        auto flat = option;
        flat.state.setFlag(QStyle::State_On, false);
        button(flat, painter, false);
    }
    chevron("chevron-down", arrow, textColor(option), painter);
}

void spinButtons(const QStyleOptionSpinBox& option, const QRect& up, const QRect& down,
                 QPainter& painter) {
    const auto draw = [&](const QRect& rect, QStyle::SubControl control, const char* name,
                          QAbstractSpinBox::StepEnabledFlag step) {
        auto part = option;
        part.state.setFlag(QStyle::State_Enabled,
                           option.stepEnabled.testFlag(step) && has(option, QStyle::State_Enabled));
        if (option.activeSubControls == control && has(part, QStyle::State_Enabled)) {
            painter.fillRect(rect.adjusted(1, 1, -1, -1), colors().hover);
        }
        chevron(name, rect, textColor(part), painter);
    };
    draw(up, QStyle::SC_SpinBoxUp, "chevron-up", QAbstractSpinBox::StepUpEnabled);
    draw(down, QStyle::SC_SpinBoxDown, "chevron-down", QAbstractSpinBox::StepDownEnabled);
}

void scrollBar(const QStyleOptionSlider& option, const QRect& handle, QPainter& painter) {
    painter.fillRect(option.rect, option.palette.color(QPalette::Window));
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool active = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    auto color = textColor(option);
    color.setAlpha(active ? 150 : 90);
    const auto knob = option.orientation == Qt::Horizontal ? handle.adjusted(1, 3, -1, -3)
                                                           : handle.adjusted(3, 1, -3, -1);
    box(painter, knob, color, Qt::transparent, 3);
}

void menuButtonLabel(const QStyleOptionButton& option, QPainter& painter) {
    const auto place = [&option](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto arrow = QRect(option.rect.right() - 24, option.rect.top(), 24, option.rect.height());
    const auto text = option.rect.adjusted(kGapSmall, 0, -28, 0);
    painter.setPen(textColor(option));
    painter.drawText(place(text),
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft))
                         | Qt::AlignVCenter | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(option.text, Qt::ElideMiddle, text.width()));
    chevron("chevron-down", place(arrow), textColor(option), painter);
}

void splitter(const QStyleOption& option, QPainter& painter) {
    const auto& c = colors();
    const bool hot = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    auto line = option.rect;
    if (has(option, QStyle::State_Horizontal)) {
        line.setLeft(line.center().x());
        line.setWidth(hot ? 2 : 1);
    } else {
        line.setTop(line.center().y());
        line.setHeight(hot ? 2 : 1);
    }
    painter.fillRect(line, hot ? c.accent : c.border);
}

void sectionHeading(const QStyleOptionToolButton& option, QPainter& painter) {
    auto rect = option.rect;
    if (has(option, QStyle::State_MouseOver)) {
        box(painter, rect, colors().hover, Qt::transparent);
    }
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange)) {
        focusRing(rect, painter);
    }
    const int side = option.iconSize.width();
    const QRect logicalIcon(rect.right() - side - kGapTiny, rect.center().y() - side / 2, side,
                            side);
    const QRect logicalText = rect.adjusted(0, 0, -side - kGapSmall, 0);
    const auto place = [&](const QRect& r) {
        return QStyle::visualRect(option.direction, rect, r);
    };
    option.icon.paint(&painter, place(logicalIcon));
    painter.setPen(option.palette.color(QPalette::WindowText));
    painter.setFont(option.font);
    painter.drawText(place(logicalText),
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft))
                         | Qt::AlignVCenter | Qt::TextSingleLine,
                     option.text);
}

} // namespace mae::ui::paint
