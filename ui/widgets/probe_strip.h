// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/reconstruction.h"

#include <QImage>
#include <QWidget>
#include <vector>

class QPainter;

namespace mae::ui {

/// What is shown of one probe picture.
struct ProbeTriple {
    QImage masked;
    QImage reconstruction;
    QImage original;
    double psnr = 0;              ///< dB on hidden patches; 0: not known
    std::vector<QImage> others{}; ///< reconstructions by other runs; null: none
};

std::vector<ProbeTriple> probeTriples(const std::vector<Reconstruction>& pictures);
/// Cuts a saved sheet of previews (core/probe/compose.h) into its pictures. Empty if it is none for
/// pictures of this side.
std::vector<ProbeTriple> probeTriples(const QImage& sheet, int side);

/// How probe pictures are placed: columns of them, and the side of one picture.
struct ProbeLayout {
    int columns = 1;
    int rows = 1;
    qreal side = 0;
};
/// The layout that makes the pictures largest. @param across  pictures of one probe beside each
/// other
ProbeLayout probeLayout(int probes, int across, const QSizeF& size);
void paintProbes(QPainter& painter, const QRectF& place, const std::vector<ProbeTriple>& triples);
/// The reconstructions alone, put together to one picture that is about as wide as @p aspect times
/// its height. Null if there are none.
QImage reconstructionSheet(const std::vector<ProbeTriple>& triples, double aspect);

/// Triples masked | reconstruction | original in as many columns as make them largest; between the
/// last two, the same by other runs.
class ProbeStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProbeStrip(QWidget* parent = nullptr);

    void setTriples(std::vector<ProbeTriple> triples);
    const std::vector<ProbeTriple>& triples() const { return m_triples; }
    void setEmptyText(const QString& text); ///< said while there is nothing to show

    ProbeLayout layoutFor(const QSize& size) const;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<ProbeTriple> m_triples;
    QString m_emptyText;
};

} // namespace mae::ui
