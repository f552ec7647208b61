// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace mae::ui {

/// One line of a form: label, editor, and below the editor what is wrong with its value. A changed
/// value has a dot before the label and a button that takes it back.
class FormRow : public QWidget {
    Q_OBJECT

public:
    /// @param editor  becomes a child
    FormRow(const QString& title, const QString& help, QWidget* editor, QWidget* parent = nullptr);

    QWidget* editor() const { return m_editor; }
    QString title() const;
    void setProblem(const QString& problem); ///< empty: all is well
    QString problem() const;
    /// @param before  the value that the button goes back to, as text
    void setChanged(bool changed, const QString& before = {});
    bool isChanged() const { return m_changed; }

Q_SIGNALS:
    void resetWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colourProblem();

    QWidget* m_editor;
    QLabel* m_label;
    QToolButton* m_reset;
    QLabel* m_problem;
    bool m_changed = false;
};

} // namespace mae::ui
