// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace mae::ui {

/// A strip of thumbnails; arrow keys go to the previous and the next picture.
class GalleryView : public QListView {
    Q_OBJECT

public:
    static constexpr int kSide = 72; ///< of a thumbnail

    explicit GalleryView(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace mae::ui
