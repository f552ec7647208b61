// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace mae::ui {

/// A few choices beside each other, one of which holds. Tab reaches the chosen one, the arrow keys
/// change it.
class Segments : public QWidget {
    Q_OBJECT

public:
    explicit Segments(QWidget* parent = nullptr);

    void add(const QString& text = {}, const QString& help = {}); ///< the first one is chosen
    void setText(int index, const QString& text, const QString& help);
    void setChoiceEnabled(int index, bool enabled);
    int current() const;
    void setCurrent(int index); ///< emits nothing
    QAbstractButton* button(int index) const;

Q_SIGNALS:
    void chosen(int index); ///< by the user

private:
    QButtonGroup* m_group; ///< owned by Qt
};

} // namespace mae::ui
