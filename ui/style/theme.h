// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace mae::ui {

enum class Theme { System, Light, Dark };

/// Colours beyond QPalette. Ask again whenever painting: they change with the theme.
struct Colors {
    QColor behindPictures; ///< neutral, so that it doesn't bias the eye
    QColor border;         ///< of controls and between panels
    QColor secondaryText;  ///< captions; at least 4.5:1 on panels
    QColor accent;         ///< focus, outlines, the slider's filled part
    QColor accentFill;     ///< below onAccent text, 4.5:1
    QColor onAccent;
    QColor hover;   ///< below what the pointer is on
    QColor control; ///< face of a button
    QColor error;   ///< stripe and icon of a message
    QColor warning;
};

/// Gives the application our style and the palette of @p theme. Call again to change it; widgets
/// get a PaletteChange event. GUI thread.
void applyTheme(Theme theme);
Theme currentTheme();
bool isDarkTheme(); ///< of what is shown now
const Colors& colors();

/// Okabe-Ito colours of curves and bars, legible on the current theme; repeats.
QColor dataColor(int index);
/// Goes with dataColor(), so that curves also differ without colour.
Qt::PenStyle dataDash(int index);

QString themeId(Theme theme);                                ///< "system", "light", "dark"
Theme themeFromId(const QString& id, bool* known = nullptr); ///< System if unknown

} // namespace mae::ui
