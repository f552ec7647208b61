// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace mae::ui {

/// A computed picture as wide as there is room, of whole pixels where it is enlarged. A click,
/// Return or Space shows it in a window of its own; its context menu copies it.
class CrispPicture : public QWidget {
    Q_OBJECT

public:
    /// @param name  what it is, also for a screen reader
    explicit CrispPicture(const QString& name, QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    /// How large it is painted in a width: as wide, or enlarged by whole numbers from 2 to 8.
    QSize shownSize(int width) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copy() const;
    void showLarge();

    QImage m_picture;
    QImage m_scaled; ///< as it was painted last, where that took work
};

} // namespace mae::ui
