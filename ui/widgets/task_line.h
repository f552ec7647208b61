// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mae::ui {

class ProgressLine;

/// What goes on in the background: words, how far it is, and a button that ends it.
class TaskLine : public QWidget {
    Q_OBJECT

public:
    /// @param name  accessible name of the progress
    explicit TaskLine(const QString& name, QWidget* parent = nullptr);

    /// @param done  0 to 1
    void showTask(const QString& words, double done, const QString& button);
    QString words() const;
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void buttonClicked();

private:
    QLabel* m_words; ///< owned by Qt, as the others
    ProgressLine* m_progress;
    QPushButton* m_button;
};

} // namespace mae::ui
