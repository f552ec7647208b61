// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

class QAction;
class QBoxLayout;
class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace mae::ui {

QFont headingFont(); ///< semibold capitals of the system font
QFont captionFont(); ///< 0.9 of the system font
QFont numberFont();  ///< system font with digits of one width where it has them

QLabel* makeHeading(const QString& text);
QLabel* makeCaption(const QString& text = {}); ///< secondary colour, wraps; follows the theme
QLabel* makeNumber(const QString& text = {});  ///< right-aligned, selectable by mouse
QFrame* makeSeparator();                       ///< a horizontal hairline

/// The one button of a view that most people want; filled with the accent colour.
void makePrimary(QPushButton* button);

/// A flat square button with an icon. The text becomes the tool tip and accessible name.
QToolButton* makeIconButton(const char* icon, const QString& text);

/// The same for an action, which it follows.
QToolButton* makeActionButton(QAction* action);

/// What a view shows when there is nothing to show: a picture, a line that says what to do, a
/// button that does it.
QWidget* makeEmptyState(const char* icon, const QString& line, QPushButton* button);

/// Marks a surface that pictures lie on: filled with colors().behindPictures by AppStyle's palette.
void makePictureGround(QWidget* widget);

} // namespace mae::ui
