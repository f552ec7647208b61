// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace mae::ui {

/// The column on the left that chooses the workspace: an icon above a word, the current one marked
/// by a bar, a face and the accent.
class Rail : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    void add(QAction* action); ///< checkable and of one group; its text and icon are shown

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_layout; ///< owned by Qt
};

} // namespace mae::ui
