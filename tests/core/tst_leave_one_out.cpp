// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/probe/leave_out.h"
#include "core/probe/reconstruct.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>

#include <QTest>
#include <cmath>

using namespace mae;
using test::pixelAt;

class TestLeaveOneOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void theChangeIsTheDifferenceOfTwoReconstructions() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(20, 12);
        const auto mask = sampleMask({.ratio = 0.6}, {3, 5}, Rng(1, Purpose::Mask));
        const int patch = mask.visibleIds[2];
        const auto result = leaveOneOut(model, picture, mask, {}, patch);
        auto hidden = mask.hidden();
        hidden[static_cast<std::size_t>(patch)] = 1;
        QCOMPARE(result.patch, patch);
        QVERIFY(result.without.hidden == hidden);
        QVERIFY(result.with.reconstruction == reconstruct(model, picture, mask, {}).reconstruction);
        std::vector<double> sums(15);
        for (int y = 0; y < 12; ++y) {
            for (int x = 0; x < 20; ++x) {
                const auto a = pixelAt(result.with.reconstruction, x, y),
                           b = pixelAt(result.without.reconstruction, x, y);
                double squares = 0;
                for (std::size_t c = 0; c < 3; ++c) {
                    squares += (a[c] - b[c]) * (a[c] - b[c]) / 255.0 / 255.0;
                }
                sums[static_cast<std::size_t>(y / 4 * 5 + x / 4)] += squares;
                QVERIFY(std::abs(result.change[static_cast<std::size_t>(y * 20 + x)]
                                 - std::sqrt(squares / 3))
                        < 1e-6);
            }
        }
        for (std::size_t i = 0; i < 15; ++i) {
            QVERIFY(std::abs(result.patchChange[i] - std::sqrt(sums[i] / 48)) < 1e-6);
            const bool stays = hidden[i] == 0; // pasted in both
            QVERIFY(!stays || result.patchChange[i] == 0);
        }
        QVERIFY(result.patchChange[static_cast<std::size_t>(patch)] > 0);
    }

    void aModelThatListensToNobodyChangesOnlyThePatchItself() {
        const auto model = test::colourModel({10, 200, 77});
        const auto mask = sampleMask({.ratio = 0.5}, {4, 4}, Rng(1, Purpose::Mask));
        const int patch = mask.visibleIds.front();
        const auto result = leaveOneOut(model, test::noisyPicture(16, 16), mask, {}, patch);
        for (int i = 0; i < 16; ++i) {
            QCOMPARE(result.patchChange[static_cast<std::size_t>(i)] > 0, i == patch);
        }
    }

    void itWorksInTiles() {
        const auto mask = sampleMask({.ratio = 0.5}, {4, 8}, Rng(1, Purpose::Mask));
        const int patch = mask.visibleIds.front();
        const auto result = leaveOneOut(test::toyModel(), test::noisyPicture(32, 16), mask,
                                        {.fit = Fit::Tiled}, patch);
        const bool left = patch % 8 < 4;
        for (int i = 0; i < 32; ++i) { // the other square does not hear of it
            const bool same = (i % 8 < 4) == left;
            QVERIFY(same || result.patchChange[static_cast<std::size_t>(i)] == 0);
        }
    }

    void aPatchThatCanNotBeLeftOutIsRefused() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = sampleMask({.ratio = 0.5}, {4, 4}, Rng(1, Purpose::Mask));
        for (const int patch : {-1, 16, mask.hiddenIds.front()}) {
            QVERIFY_EXCEPTION_THROWN(leaveOneOut(model, picture, mask, {}, patch), Error);
        }
        std::vector<std::uint8_t> hidden(16, 1);
        hidden[6] = 0;
        const auto one = maskFromHidden({4, 4}, hidden);
        QVERIFY_EXCEPTION_THROWN(leaveOneOut(model, picture, one, {}, 6), Error);
        const auto other = sampleMask({.ratio = 0.5}, {4, 5}, Rng(1, Purpose::Mask));
        QVERIFY_EXCEPTION_THROWN(leaveOneOut(model, picture, other, {}, 0), Error);
    }
};

QTEST_GUILESS_MAIN(TestLeaveOneOut)
#include "tst_leave_one_out.moc"
