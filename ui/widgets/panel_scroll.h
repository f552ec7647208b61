// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace mae::ui {

/// Scrolls a column up and down; never narrower than the column needs, so that nothing is cut off.
class PanelScroll : public QScrollArea {
    Q_OBJECT

public:
    /// @param column  becomes a child
    explicit PanelScroll(QWidget* column, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace mae::ui
