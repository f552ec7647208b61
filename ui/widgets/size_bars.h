// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/image_folder.h"

#include <QWidget>
#include <vector>

namespace mae::ui {

/// How large pictures are: a line per range of sizes with a bar and a number.
class SizeBars : public QWidget {
    Q_OBJECT

public:
    explicit SizeBars(QWidget* parent = nullptr);

    void setBins(const std::vector<SizeBin>& bins);
    const std::vector<SizeBin>& bins() const { return m_bins; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString rangeText(const SizeBin& bin) const;
    int lineHeight() const;
    int widest(bool range) const; ///< of the texts on one side

    std::vector<SizeBin> m_bins;
};

} // namespace mae::ui
