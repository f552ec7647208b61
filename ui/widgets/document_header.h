// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QPushButton;
class QToolButton;

namespace mae::ui {

class ElidedLabel;

/// The name of what is shown, and beside it what can be done with it. Where there is no room for
/// the name the buttons keep their icons only.
class DocumentHeader : public QWidget {
    Q_OBJECT

public:
    /// @param primary  what most people want; the last button
    DocumentHeader(const QList<QAction*>& actions, QAction* primary, QWidget* parent = nullptr);

    void setName(const QString& name, const QString& toolTip);
    QString name() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fit();

    ElidedLabel* m_name; ///< owned by Qt, as the others
    QList<QToolButton*> m_buttons;
    QPushButton* m_primary;
};

} // namespace mae::ui
