// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/app_style.h"

#include <QApplication>
#include <array>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace mae::ui {
namespace {

struct State {
    Theme theme = Theme::System;
    bool dark = false;
    Colors colors{};
};

State& state() {
    static State s;
    return s;
}

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = QGuiApplication::styleHints()->colorScheme();
        scheme != Qt::ColorScheme::Unknown) {
        return scheme == Qt::ColorScheme::Dark;
    }
#endif
    // What the platform gave before our palette replaced it.
    static const bool kDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return kDark;
}

Colors lightColors() {
    return {.behindPictures = QColor(0xdc, 0xdc, 0xdc),
            .border = QColor(0xc6, 0xc6, 0xc6),
            .secondaryText = QColor(0x5c, 0x5c, 0x5c),
            .accent = QColor(0x2f, 0x7d, 0xe1),
            .accentFill = QColor(0x25, 0x6e, 0xcd),
            .onAccent = QColor(Qt::white),
            .hover = QColor(0, 0, 0, 18),
            .control = QColor(0xfc, 0xfc, 0xfc),
            .error = QColor(0xb8, 0x4e, 0x00),
            .warning = QColor(0x8a, 0x62, 0x00)};
}

Colors darkColors() {
    return {.behindPictures = QColor(0x26, 0x26, 0x26),
            .border = QColor(0x4a, 0x4a, 0x4a),
            .secondaryText = QColor(0xae, 0xae, 0xae),
            .accent = QColor(0x5a, 0xa2, 0xff),
            .accentFill = QColor(0x5a, 0xa2, 0xff),
            .onAccent = QColor(0x10, 0x14, 0x1a),
            .hover = QColor(255, 255, 255, 20),
            .control = QColor(0x3d, 0x3d, 0x3d),
            .error = QColor(0xff, 0x8a, 0x3c),
            .warning = QColor(0xe6, 0xb4, 0x40)};
}

QPalette makePalette(bool dark, const Colors& c) {
    const QColor window = dark ? QColor(0x30, 0x30, 0x30) : QColor(0xf0, 0xf0, 0xf0);
    const QColor text = dark ? QColor(0xe8, 0xe8, 0xe8) : QColor(0x1b, 0x1b, 0x1b);
    const QColor base = dark ? QColor(0x28, 0x28, 0x28) : QColor(Qt::white);
    const QColor disabled = dark ? QColor(0x7c, 0x7c, 0x7c) : QColor(0x96, 0x96, 0x96);
    QPalette p(text, c.control, dark ? QColor(0x58, 0x58, 0x58) : QColor(Qt::white),
               dark ? QColor(0x1c, 0x1c, 0x1c) : QColor(0xa8, 0xa8, 0xa8), c.border, text, text,
               base, window);
    p.setColor(QPalette::AlternateBase, dark ? QColor(0x2d, 0x2d, 0x2d) : QColor(0xf6, 0xf6, 0xf6));
    p.setColor(QPalette::ToolTipBase, dark ? QColor(0x45, 0x45, 0x45) : QColor(0x2c, 0x2c, 0x2c));
    p.setColor(QPalette::ToolTipText, QColor(0xf4, 0xf4, 0xf4));
    p.setColor(QPalette::PlaceholderText, c.secondaryText);
    p.setColor(QPalette::Highlight, c.accentFill);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, dark ? c.accent : c.accentFill);
    p.setColor(QPalette::LinkVisited, dark ? c.accent : c.accentFill);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, disabled);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    p.setColor(QPalette::Disabled, QPalette::Base, window);
    return p;
}

constexpr std::array kIds{"system", "light", "dark"};

} // namespace

void applyTheme(Theme theme) {
    auto& s = state();
    const bool systemDark = systemIsDark(); // asked first: before our palette hides the answer
    s.theme = theme;
    s.dark = theme == Theme::Dark || (theme == Theme::System && systemDark);
    s.colors = s.dark ? darkColors() : lightColors();
    if (qobject_cast<AppStyle*>(QApplication::style()) == nullptr) {
        QApplication::setStyle(new AppStyle);
    }
    QApplication::setPalette(makePalette(s.dark, s.colors));
}

Theme currentTheme() { return state().theme; }
bool isDarkTheme() { return state().dark; }

const Colors& colors() {
    auto& s = state();
    if (!s.colors.border.isValid()) {
        s.colors = lightColors();
    }
    return s.colors;
}

QColor dataColor(int index) {
    static constexpr std::array<QRgb, 6> kLight{0xff0072b2, 0xffe69f00, 0xff009e73,
                                                0xffcc79a7, 0xffd55e00, 0xff56b4e9};
    // On dark the first is too dark for a thin line: the palette's own light blue goes first.
    static constexpr std::array<QRgb, 6> kDark{0xff56b4e9, 0xffe69f00, 0xff009e73,
                                               0xffcc79a7, 0xffd55e00, 0xff0072b2};
    const auto& table = isDarkTheme() ? kDark : kLight;
    return QColor::fromRgb(table[static_cast<std::size_t>(index) % table.size()]);
}

Qt::PenStyle dataDash(int index) {
    static constexpr std::array kDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine,
                                        Qt::DashDotDotLine};
    return kDashes[static_cast<std::size_t>(index) % kDashes.size()];
}

QString themeId(Theme theme) { return QString::fromLatin1(kIds[static_cast<std::size_t>(theme)]); }

Theme themeFromId(const QString& id, bool* known) {
    for (std::size_t i = 0; i < kIds.size(); ++i) {
        if (id == QLatin1String(kIds[i])) {
            if (known != nullptr) {
                *known = true;
            }
            return static_cast<Theme>(i);
        }
    }
    if (known != nullptr) {
        *known = false;
    }
    return Theme::System;
}

} // namespace mae::ui
