// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/reconstruction.h"

#include <QImage>
#include <QWidget>
#include <vector>

namespace mae::ui {

/// What is shown of one probe picture.
struct ProbeTriple {
    QImage masked;
    QImage reconstruction;
    QImage original;
    double psnr = 0; ///< dB on hidden patches; 0: not known
};

std::vector<ProbeTriple> probeTriples(const std::vector<Reconstruction>& pictures);
/// Cuts a saved sheet of previews (core/probe/compose.h) into its pictures. Empty if it is none for
/// pictures of this side.
std::vector<ProbeTriple> probeTriples(const QImage& sheet, int side);

/// Triples masked | reconstruction | original in as many columns as make them largest.
class ProbeStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProbeStrip(QWidget* parent = nullptr);

    void setTriples(std::vector<ProbeTriple> triples);
    const std::vector<ProbeTriple>& triples() const { return m_triples; }
    void setEmptyText(const QString& text); ///< said while there is nothing to show

    /// How triples are placed: columns of triples, and the side of one picture.
    struct Layout {
        int columns = 1;
        int rows = 1;
        qreal side = 0;
    };
    Layout layoutFor(const QSize& size) const;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<ProbeTriple> m_triples;
    QString m_emptyText;
};

} // namespace mae::ui
