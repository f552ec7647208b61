// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace mae::ui {

/// One sentence that appears in place, above what it is about, until it is closed or replaced.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param action  text of a button that closes the bar and emits actionTriggered(); may be
    /// empty
    void showMessage(Kind kind, const QString& sentence, const QString& action = {});
    QString message() const; ///< empty: nothing is shown
    void clear();

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Kind m_kind = Kind::Info;
    QLabel* m_text; ///< owned by Qt, as the button
    QPushButton* m_action;
};

} // namespace mae::ui
