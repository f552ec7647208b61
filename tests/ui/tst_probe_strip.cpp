// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/compose.h"
#include "ui/widgets/probe_strip.h"

#include <QTest>

using namespace mae;
using namespace mae::ui;

namespace {

Image filled(int side, std::uint8_t grey) {
    return {side, side, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side * 3), grey)};
}

std::vector<Reconstruction> probes(int count) {
    std::vector<Reconstruction> results(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto& r = results[static_cast<std::size_t>(i)];
        r.masked = filled(16, static_cast<std::uint8_t>(10 * i + 1));
        r.reconstruction = filled(16, static_cast<std::uint8_t>(10 * i + 2));
        r.original = filled(16, static_cast<std::uint8_t>(10 * i + 3));
        r.quality.psnr = 20;
    }
    return results;
}

} // namespace

class TestProbeStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesGrowWithTheSpace() {
        ProbeStrip strip;
        strip.setTriples(probeTriples(probes(6)));
        const auto small = strip.layoutFor({600, 200});
        const auto large = strip.layoutFor({1200, 400});
        QVERIFY(small.side > 40);
        QVERIFY(large.side > 1.7 * small.side);
        QVERIFY(small.columns * small.rows >= 6);
        QCOMPARE(strip.layoutFor({120, 2000}).columns, 1);
        QCOMPARE(strip.layoutFor({4000, 100}).rows, 1);
    }

    void everythingFits() {
        ProbeStrip strip;
        for (int count = 1; count <= 12; ++count) {
            strip.setTriples(probeTriples(probes(count)));
            for (const QSize size : {QSize(640, 200), QSize(300, 500), QSize(1500, 120)}) {
                const auto at = strip.layoutFor(size);
                QVERIFY(at.columns * at.side * 3 <= size.width());
                QVERIFY(at.rows * at.side <= size.height());
            }
        }
    }

    void aSavedSheetIsCutIntoWhatWasPutIn() {
        const auto results = probes(5);
        const auto composed = sheet(results);
        const QImage saved(composed.pixels.data(), composed.width, composed.height,
                           3 * composed.width, QImage::Format_RGB888);
        const auto triples = probeTriples(saved, 16);
        QCOMPARE(triples.size(), results.size());
        for (std::size_t i = 0; i < triples.size(); ++i) {
            for (const QPoint at : {QPoint(0, 0), QPoint(15, 15)}) {
                QCOMPARE(qRed(triples[i].masked.pixel(at)), int(10 * i + 1));
                QCOMPARE(qRed(triples[i].reconstruction.pixel(at)), int(10 * i + 2));
                QCOMPARE(qRed(triples[i].original.pixel(at)), int(10 * i + 3));
            }
        }
        QVERIFY(probeTriples(saved, 17).empty());
        QVERIFY(probeTriples(QImage(), 16).empty());
    }

    void saysWhatItShows() {
        ProbeStrip strip;
        strip.setTriples(probeTriples(probes(2)));
        QVERIFY(strip.accessibleDescription().contains(QStringLiteral("20")));
    }
};

QTEST_MAIN(TestProbeStrip)
#include "tst_probe_strip.moc"
