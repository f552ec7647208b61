// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"

#include <QTest>
#include <array>
#include <cmath>
#include <limits>

using namespace mae;

namespace {

/// Relative luminance of a colour, 0 to 1.
double luminance(std::uint32_t colour) {
    const auto linear = [](std::uint32_t level) {
        const double share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8 & 0xff)
           + 0.0722 * linear(colour & 0xff);
}

} // namespace

class TestColourMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesFromBlackToLightYellow() {
        QCOMPARE(infernoColour(0), 0x000004U);
        QCOMPARE(infernoColour(1), 0xfcffa4U);
        QCOMPARE(infernoColour(128 / 255.0), 0xbc3754U); // as published
        QCOMPARE(infernoTable()[128], (std::array<std::uint8_t, 3>{0xbc, 0x37, 0x54}));
    }

    void everyColourIsLighterThanTheOneBefore() {
        for (int i = 1; i < 256; ++i) {
            QVERIFY(luminance(infernoColour(i / 255.0))
                    > luminance(infernoColour((i - 1) / 255.0)));
        }
    }

    void valuesOutsideGetTheNearestColour() {
        QCOMPARE(infernoColour(-3), infernoColour(0));
        QCOMPARE(infernoColour(7), infernoColour(1));
        QCOMPARE(infernoColour(std::numeric_limits<double>::infinity()), infernoColour(1));
        QCOMPARE(infernoColour(std::numeric_limits<double>::quiet_NaN()), infernoColour(0));
    }
};

QTEST_GUILESS_MAIN(TestColourMap)
#include "tst_colour_map.moc"
