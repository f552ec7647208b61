// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/helpers.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

/// Keeps one palette role of a widget equal to one of our colours when the theme changes.
class ColorRole : public QObject {
public:
    ColorRole(QWidget* widget, QPalette::ColorRole role, QColor Colors::*color)
        : QObject(widget), m_widget(widget), m_role(role), m_color(color) {
        widget->installEventFilter(this);
        apply();
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ApplicationPaletteChange
            || event->type() == QEvent::PaletteChange) {
            apply();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void apply() {
        const auto color = colors().*m_color;
        auto palette = m_widget->palette();
        if (palette.color(QPalette::Active, m_role) != color) {
            palette.setColor(QPalette::Active, m_role, color);
            palette.setColor(QPalette::Inactive, m_role, color);
            m_widget->setPalette(palette);
        }
    }

    QWidget* m_widget;
    QPalette::ColorRole m_role;
    QColor Colors::*m_color;
};

/// An icon that is painted in the colours of the moment.
class IconPicture : public QWidget {
public:
    IconPicture(const char* name, int side) : m_icon(icon(name)) { setFixedHeight(side); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        m_icon.paint(&painter, {(width() - height()) / 2, 0, height(), height()});
    }

private:
    QIcon m_icon;
};

QFont scaled(qreal factor) {
    auto font = QApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * factor);
    } else {
        font.setPixelSize(qRound(font.pixelSize() * factor));
    }
    return font;
}

} // namespace

QFont headingFont() {
    auto font = scaled(0.9);
    font.setWeight(QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 104);
    return font;
}

QFont captionFont() { return scaled(0.9); }

QFont numberFont() {
    auto font = QApplication::font();
    font.setStyleHint(QFont::SansSerif);
    return font;
}

QLabel* makeHeading(const QString& text) {
    auto* label = new QLabel(text);
    label->setFont(headingFont());
    return label;
}

QLabel* makeCaption(const QString& text) {
    auto* label = new QLabel(text);
    label->setFont(captionFont());
    label->setWordWrap(true);
    new ColorRole(label, QPalette::WindowText, &Colors::secondaryText);
    return label;
}

QLabel* makeNumber(const QString& text) {
    auto* label = new QLabel(text);
    label->setFont(numberFont());
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QFrame* makeSeparator() {
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setFixedHeight(1);
    new ColorRole(line, QPalette::WindowText, &Colors::border);
    return line;
}

void makePrimary(QPushButton* button) {
    button->setProperty("maePrimary", true);
    button->update();
}

QToolButton* makeIconButton(const char* iconName, const QString& text) {
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({kIconSize, kIconSize});
    button->setAutoRaise(true);
    button->setText(text);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFixedSize(kControlHeight, kControlHeight);
    return button;
}

QToolButton* makeActionButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({kIconSize, kIconSize});
    button->setAutoRaise(true);
    button->setAccessibleName(action->text());
    // Unless somebody has given it another one.
    QObject::connect(action, &QAction::changed, button,
                     [button, action, name = action->text()]() mutable {
                         if (button->accessibleName() == name) {
                             name = action->text();
                             button->setAccessibleName(name);
                         }
                     });
    button->setFixedSize(kControlHeight, kControlHeight);
    return button;
}

void makePictureGround(QWidget* widget) {
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Window);
    new ColorRole(widget, QPalette::Window, &Colors::behindPictures);
}

QWidget* makeEmptyState(const char* name, const QString& line, QPushButton* button) {
    constexpr int kPicture = 64;
    auto* page = new QWidget;
    auto* picture = new IconPicture(name, kPicture);
    auto* text = new QLabel(line);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kGapHuge, kGapHuge, kGapHuge, kGapHuge);
    column->setSpacing(kGapLarge);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(text);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return page;
}

} // namespace mae::ui
