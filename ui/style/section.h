// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace mae::ui {

/// A part of an inspector with a heading that folds it. Remember isExpanded() by objectName().
class Section : public QWidget {
    Q_OBJECT

public:
    /// @param id  stable name in settings, e.g. "mask"
    Section(const QString& id, const QString& title, QWidget* parent = nullptr);

    QVBoxLayout* body() const { return m_body; }         ///< add rows here; spacing is set
    void addRow(const QString& label, QWidget* control); ///< label above the control, as its buddy
    bool isExpanded() const;
    void setExpanded(bool expanded);
    void setTitle(const QString& title);

Q_SIGNALS:
    void expandedChanged(bool expanded);

private:
    QToolButton* m_heading; ///< owned by Qt, as all below
    QWidget* m_content;
    QVBoxLayout* m_body;
};

} // namespace mae::ui
