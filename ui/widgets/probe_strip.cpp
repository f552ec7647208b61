// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/probe_strip.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kInside = 2;          // between the pictures of a triple
constexpr qreal kCrispFrom = 2;     // enlarged by more, pixels are shown as squares
constexpr qreal kSmallestSide = 28; // below it nobody sees anything
constexpr int kSheetGap = 4;        // of core/probe/compose.h: inside a triptych; twice it between

QImage toPicture(const Image& image) {
    return QImage(image.pixels.data(), image.width, image.height, 3 * image.width,
                  QImage::Format_RGB888)
        .convertToFormat(QImage::Format_RGB32); // also a copy
}

void drawPicture(QPainter& painter, const QRectF& rect, const QImage& picture) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
                          rect.width() < kCrispFrom * picture.width());
    painter.drawImage(rect, picture);
}

/// Pictures of one probe beside each other.
int acrossOf(const std::vector<ProbeTriple>& triples) {
    std::size_t others = 0;
    for (const auto& triple : triples) {
        others = std::max(others, triple.others.size());
    }
    return 3 + static_cast<int>(others);
}

} // namespace

std::vector<ProbeTriple> probeTriples(const std::vector<Reconstruction>& pictures) {
    std::vector<ProbeTriple> triples;
    triples.reserve(pictures.size());
    for (const auto& p : pictures) {
        triples.push_back({toPicture(p.masked),
                           toPicture(p.reconstruction),
                           toPicture(p.original),
                           std::isfinite(p.quality.psnr) ? p.quality.psnr : 0,
                           {}});
    }
    return triples;
}

std::vector<ProbeTriple> probeTriples(const QImage& sheet, int side) {
    const int row = side + 2 * kSheetGap;
    std::vector<ProbeTriple> triples;
    if (side <= 0 || sheet.width() != 3 * side + 2 * kSheetGap
        || (sheet.height() + 2 * kSheetGap) % row != 0) {
        return triples;
    }
    for (int y = 0; y < sheet.height(); y += row) {
        const auto cut = [&](int column) {
            return sheet.copy(column * (side + kSheetGap), y, side, side);
        };
        triples.push_back({cut(0), cut(1), cut(2), 0, {}});
    }
    return triples;
}

ProbeLayout probeLayout(int probes, int across, const QSizeF& size) {
    ProbeLayout best;
    for (int columns = 1; columns <= probes; ++columns) {
        const int rows = (probes + columns - 1) / columns;
        const qreal width =
            (size.width() - (columns + 1) * kGap) / qreal(columns) - (across - 1) * kInside;
        const qreal height = (size.height() - (rows + 1) * kGapSmall) / qreal(rows);
        const qreal side = std::min(width / across, height);
        if (side > best.side) {
            best = {columns, rows, side};
        }
    }
    best.side = std::floor(best.side);
    return best;
}

void paintProbes(QPainter& painter, const QRectF& place, const std::vector<ProbeTriple>& triples) {
    const int across = acrossOf(triples);
    const auto at = probeLayout(static_cast<int>(triples.size()), across, place.size());
    const qreal wide = across * at.side + (across - 1) * kInside;
    const qreal left =
        place.left() + (place.width() - at.columns * wide - (at.columns - 1) * kGap) / 2;
    const qreal top =
        place.top() + (place.height() - at.rows * at.side - (at.rows - 1) * kGapSmall) / 2;
    for (int i = 0; i < static_cast<int>(triples.size()); ++i) {
        const auto& triple = triples[static_cast<std::size_t>(i)];
        qreal x = std::floor(left + (i % at.columns) * (wide + kGap));
        const qreal y = std::floor(top + (i / at.columns) * (at.side + kGapSmall));
        const auto put = [&](const QImage& picture) {
            drawPicture(painter, QRectF(x, y, at.side, at.side), picture);
            x += at.side + kInside;
        };
        put(triple.masked);
        put(triple.reconstruction);
        for (const auto& other : triple.others) {
            put(other);
        }
        put(triple.original);
    }
}

QImage reconstructionSheet(const std::vector<ProbeTriple>& triples, double aspect) {
    if (triples.empty()) {
        return {};
    }
    const int count = static_cast<int>(triples.size());
    const int side = triples.front().reconstruction.width();
    int columns = 1;
    double best = 0;
    for (int c = 1; c <= count; ++c) { // as large as can be in a place of this aspect
        const double scale = std::min(aspect / c, 1.0 / ((count + c - 1) / c));
        if (scale > best) {
            best = scale;
            columns = c;
        }
    }
    const int rows = (count + columns - 1) / columns;
    const int step = side + kInside;
    QImage sheet(columns * step - kInside, rows * step - kInside, QImage::Format_RGB32);
    sheet.fill(colors().behindPictures);
    QPainter painter(&sheet);
    for (int i = 0; i < count; ++i) {
        painter.drawImage((i % columns) * step, (i / columns) * step,
                          triples[static_cast<std::size_t>(i)].reconstruction);
    }
    return sheet;
}

ProbeStrip::ProbeStrip(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Reconstructions of the probe pictures"));
    makePictureGround(this);
}

void ProbeStrip::setTriples(std::vector<ProbeTriple> triples) {
    m_triples = std::move(triples);
    double sum = 0;
    for (const auto& triple : m_triples) {
        sum += triple.psnr;
    }
    setAccessibleDescription(
        m_triples.empty()
            ? m_emptyText
            : tr("%n picture(s), masked, reconstructed and original; mean PSNR %1 dB", nullptr,
                 static_cast<int>(m_triples.size()))
                  .arg(QLocale().toString(sum / static_cast<double>(m_triples.size()), 'f', 1)));
    update();
}

void ProbeStrip::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

ProbeLayout ProbeStrip::layoutFor(const QSize& size) const {
    return probeLayout(static_cast<int>(m_triples.size()), acrossOf(m_triples), size);
}

void ProbeStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().behindPictures);
    if (m_triples.empty()) {
        painter.setPen(colors().secondaryText);
        painter.drawText(rect().adjusted(kGap, kGap, -kGap, -kGap),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    paintProbes(painter, rect(), m_triples);
}

QSize ProbeStrip::minimumSizeHint() const {
    return {static_cast<int>(3 * kSmallestSide) + 2 * kGap, 72};
}

QSize ProbeStrip::sizeHint() const { return {640, 220}; }

} // namespace mae::ui
