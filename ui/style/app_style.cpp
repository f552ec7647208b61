// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/app_style.h"

#include "ui/style/metrics.h"
#include "ui/style/paint.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainter>
#include <QSplitterHandle>
#include <QStyleOption>

namespace mae::ui {
namespace {

bool isPrimary(const QWidget* widget) {
    return widget != nullptr && widget->property("maePrimary").toBool();
}

bool isHeading(const QWidget* widget) {
    return widget != nullptr && widget->property("maeHeading").toBool();
}

} // namespace

AppStyle::AppStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void AppStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr
        || qobject_cast<QAbstractSlider*>(widget) != nullptr
        || qobject_cast<QAbstractSpinBox*>(widget) != nullptr
        || qobject_cast<QComboBox*>(widget) != nullptr
        || qobject_cast<QSplitterHandle*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                          const QWidget* widget) const {
    switch (metric) {
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return kGapSmall;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return kGap;
    case PM_SliderThickness:
    case PM_SliderControlThickness: return 24;
    case PM_SliderLength: return 16;
    case PM_ScrollBarExtent: return 12;
    case PM_SplitterWidth: return 5;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 18;
    case PM_ToolBarItemSpacing: return 2;
    case PM_ToolBarFrameWidth: return 0;
    case PM_ToolBarItemMargin: return kGapTiny;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_SmallIconSize: return kIconSize;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* data) const {
    switch (hint) {
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton; // a click goes where it points
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                 const QWidget* widget) const {
    auto result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: result.rwidth() += kGapSmall; [[fallthrough]];
    case CT_ComboBox:
    case CT_SpinBox:
    case CT_LineEdit:
    case CT_ToolButton: result.setHeight(std::max(result.height(), kControlHeight)); break;
    case CT_MenuItem:
        if (size.height() > 8) { // not separators
            result.setHeight(std::max(result.height(), 26));
        }
        break;
    default: break;
    }
    return result;
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                             QPainter* painter, const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonCommand: paint::button(*option, *painter, isPrimary(widget)); return;
    case PE_PanelButtonTool: paint::toolButton(*option, *painter); return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0) {
            paint::field(*option, *painter);
        }
        return;
    case PE_FrameLineEdit: return;
    case PE_IndicatorCheckBox: paint::checkBox(*option, *painter); return;
    case PE_IndicatorRadioButton: paint::radioButton(*option, *painter); return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange) {
            paint::focusRing(option->rect, *painter);
        }
        return;
    case PE_FrameStatusBarItem: return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                           const QWidget* widget) const {
    if (element == CE_Splitter) {
        paint::splitter(*option, *painter);
        return;
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button != nullptr && button->features.testFlag(QStyleOptionButton::HasMenu)) {
        if (element == CE_PushButtonLabel) {
            paint::menuButtonLabel(*button, *painter);
            return;
        }
        if (element == CE_PushButtonBevel) { // Fusion would add an arrow of its own
            paint::button(*button, *painter, isPrimary(widget));
            return;
        }
    }
    if (element == CE_PushButtonLabel && option->state & State_Enabled
        && (isPrimary(widget) || option->state & State_On)) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            auto filled = *button;
            filled.palette.setColor(QPalette::ButtonText, colors().onAccent);
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                  QPainter* painter, const QWidget* widget) const {
    const auto part = [&](SubControl sub) {
        return proxy()->subControlRect(control, option, sub, widget);
    };
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
        if (control == CC_Slider) {
            paint::slider(*slider, part(SC_SliderGroove), part(SC_SliderHandle), *painter);
            return;
        }
        if (control == CC_ScrollBar) {
            paint::scrollBar(*slider, part(SC_ScrollBarSlider), *painter);
            return;
        }
    }
    if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
        if (box->frame) {
            paint::field(*box, *painter);
        }
        if (box->buttonSymbols != QAbstractSpinBox::NoButtons) {
            paint::spinButtons(*box, part(SC_SpinBoxUp), part(SC_SpinBoxDown), *painter);
        }
        return;
    }
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
        paint::comboBox(*box, part(SC_ComboBoxArrow), *painter);
        return;
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        button != nullptr && isHeading(widget)) {
        paint::sectionHeading(*button, *painter);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace mae::ui
