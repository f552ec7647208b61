// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>

#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>
#include <string>

using namespace mae;

namespace {

const std::vector<PatchGrid> kGrids{{14, 14}, {6, 8},  {1, 5},   {7, 1},  {1, 1},
                                    {7, 3},   {13, 5}, {12, 12}, {40, 25}};
const std::vector<double> kRatios{0, 0.01, 0.1, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 0.95, 0.99};

std::vector<std::int32_t> sorted(std::vector<std::int32_t> ids) {
    std::ranges::sort(ids);
    return ids;
}

/// Every strategy with its default settings and, where it has some, with others.
std::vector<MaskStrategy> strategies() {
    std::vector<MaskStrategy> all;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (all.emplace_back(std::in_place_index<I>), ...);
    }
    (std::make_index_sequence<std::variant_size_v<MaskStrategy>>{});
    all.emplace_back(BlockMask{.blocks = 4, .aspect = 2.5});
    all.emplace_back(UniformMask{.cell = 3});
    for (const auto side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
        all.emplace_back(HalfMask{side});
    }
    all.emplace_back(CheckerboardMask{.square = 3});
    for (const double place : {0.0, 0.3, 0.5, 1.0}) {
        all.emplace_back(
            CropMask{.place = WindowPlace::Chosen, .across = place, .down = 1 - place});
    }
    all.emplace_back(DetailMask{DetailOrder::Least});
    all.emplace_back(BrightnessMask{Tone::Dark});
    return all;
}

/// Whether the seed decides nothing: all masks of a picture are alike.
bool isFixed(const MaskStrategy& strategy) {
    const auto* crop = std::get_if<CropMask>(&strategy);
    return crop != nullptr && crop->place == WindowPlace::Chosen;
}

/// A picture with a few grey levels, so that many patches are equal.
PatchContent contentOn(PatchGrid grid) {
    PatchContent content;
    for (int i = 0; i < grid.count(); ++i) {
        content.brightness.push_back(static_cast<float>(i % 5) / 5);
        content.detail.push_back(static_cast<float>(i % 3) / 3);
    }
    return content;
}

Mask draw(const MaskStrategy& strategy, double ratio, PatchGrid grid, std::uint64_t seed) {
    return sampleMask({strategy, ratio}, grid, Rng(seed, Purpose::Mask), contentOn(grid));
}

} // namespace

/// What every strategy must keep, checked for every strategy: a new one is covered by being listed.
class TestSampleMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPatchIsNamedOnceAndTheCountIsExact() {
        for (const auto& strategy : strategies()) {
            for (const auto grid : kGrids) {
                for (const double ratio : kRatios) {
                    const auto mask = draw(strategy, ratio, grid, 1);
                    QCOMPARE(static_cast<int>(mask.visibleIds.size()),
                             visibleCount(grid.count(), ratio));
                    auto ids = mask.visibleIds;
                    ids.insert(ids.end(), mask.hiddenIds.begin(), mask.hiddenIds.end());
                    ids = sorted(ids);
                    std::vector<std::int32_t> all(static_cast<std::size_t>(grid.count()));
                    std::iota(all.begin(), all.end(), 0);
                    QVERIFY(ids == all);
                }
            }
        }
    }

    void aHigherRatioHidesASuperset() {
        for (const auto& strategy : strategies()) {
            for (const auto grid : kGrids) {
                auto before = sorted(draw(strategy, 0, grid, 7).hiddenIds);
                const int step = grid.count() > 200 ? 9 : 1;
                for (int percent = 0; percent <= 99; percent += step) {
                    const auto now = sorted(draw(strategy, percent / 100.0, grid, 7).hiddenIds);
                    QVERIFY(std::ranges::includes(now, before));
                    before = now;
                }
            }
        }
    }

    void theSameSeedGivesTheSameMaskAndOthersGiveOthers() {
        for (const auto& strategy : strategies()) {
            const PatchGrid grid{12, 12};
            std::set<std::vector<std::int32_t>> different;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                const auto mask = draw(strategy, 0.7, grid, seed);
                QVERIFY(mask == draw(strategy, 0.7, grid, seed));
                different.insert(mask.visibleIds);
            }
            QCOMPARE(different.size() > 1, !isFixed(strategy));
        }
    }

    void everyPatchCanBeHidden() {
        for (const auto& strategy : strategies()) {
            for (const auto grid : kGrids) {
                std::vector<int> shown(static_cast<std::size_t>(grid.count()));
                for (std::uint64_t seed = 0; seed < 40; ++seed) {
                    for (const auto id : draw(strategy, 0.99, grid, seed).visibleIds) {
                        ++shown[static_cast<std::size_t>(id)];
                    }
                }
                // Without chance the patches that are hidden last stay.
                const auto always = std::ranges::count(shown, 40);
                const auto line = grid.rows == 1 || grid.columns == 1;
                const auto last = isFixed(strategy) || line ? visibleCount(grid.count(), 0.99) : 0;
                QVERIFY(always <= last);
                QVERIFY(draw(strategy, 0, grid, 1).hiddenIds.empty());
            }
        }
    }

    void theVisibleCountIsThePublishedOne() {
        MAE_NEEDS_SHARED("reference/cases/len_keep.json");
        std::ifstream file(test::shared("reference/cases/len_keep.json"));
        const auto json = nlohmann::json::parse(file);
        int compared = 0;
        for (const auto& row : json.at("rows")) {
            const int wanted = row.at(2).get<int>();
            QCOMPARE(visibleCount(row.at(0).get<int>(), row.at(1).get<double>()),
                     std::max(1, wanted));
            ++compared;
        }
        QVERIFY(compared > 10);
    }

    void randomHidesEveryPatchEquallyOften() {
        constexpr std::uint64_t kDraws = 20'000;
        std::vector<double> hidden(64, 0);
        for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
            for (const auto id : draw(RandomMask{}, 0.75, {8, 8}, seed).hiddenIds) {
                ++hidden[static_cast<std::size_t>(id)];
            }
        }
        const double expected = kDraws * 0.75, deviation = std::sqrt(kDraws * 0.75 * 0.25);
        for (const double count : hidden) {
            QVERIFY(std::abs(count - expected) < 4.5 * deviation);
        }
    }

    void whatGoesByThePictureNeedsOne() {
        const MaskConfig detail{.strategy = DetailMask{}}, bright{.strategy = BrightnessMask{}};
        QVERIFY(needsContent(detail.strategy) && needsContent(bright.strategy));
        QVERIFY(!needsContent(RandomMask{}) && !needsContent(CropMask{}));
        const Rng rng(1, Purpose::Mask);
        for (const auto& config : {detail, bright}) {
            QVERIFY_EXCEPTION_THROWN(sampleMask(config, {4, 4}, rng), Error);
            QVERIFY_EXCEPTION_THROWN(sampleMask(config, {4, 4}, rng, contentOn({4, 5})), Error);
            const PatchContent half{std::vector<float>(16), {}};
            QVERIFY_EXCEPTION_THROWN(sampleMask(config, {4, 4}, rng, half), Error);
        }
        try {
            sampleMask(detail, {4, 4}, rng, contentOn({4, 5}));
        } catch (const Error& error) {
            QCOMPARE(error.what(), "The strategy detail goes by what a picture shows: the picture "
                                   "has 20 patches, the mask 16.");
        }
        // The others never look.
        QVERIFY(sampleMask({}, {4, 4}, rng, contentOn({4, 5})) == sampleMask({}, {4, 4}, rng));
    }

    void theContentOfAPictureIsFoundOnlyIfItIsNeeded() {
        const Image image{.width = 4, .height = 2, .pixels = std::vector<std::uint8_t>(24, 255)};
        QVERIFY(contentFor(RandomMask{}, image, 2) == PatchContent{});
        QVERIFY(contentFor(DetailMask{}, image, 2) == contentOf(image, 2));
    }

    void impossibleMasksAreRefused() {
        for (const double ratio : {-0.1, 1.0, 2.0, std::nan("")}) {
            QVERIFY_EXCEPTION_THROWN(draw(RandomMask{}, ratio, {4, 4}, 1), Error);
        }
        QVERIFY_EXCEPTION_THROWN(draw(RandomMask{}, 0.5, {0, 4}, 1), Error);
    }
};

QTEST_GUILESS_MAIN(TestSampleMask)
#include "tst_sample_mask.moc"
