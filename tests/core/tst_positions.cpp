// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/model_file.h"
#include "core/model/mae.h"
#include "core/model/patches.h"
#include "core/model/positions.h"

#include "tests/support/shared.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <QTest>
#include <cmath>
#include <fstream>

using namespace mae;

namespace {

double largestDifference(const Tensor& a, const Tensor& b) {
    return (a - b).abs().max().item<double>();
}

/// Tensors of pos_embed_interpolation by name.
struct Golden {
    Safetensors file =
        readSafetensors(test::shared("reference/cases/pos_embed_interpolation.safetensors"));

    Tensor operator[](const std::string& name) const {
        const auto* found = file.find(name);
        if (found == nullptr) {
            throw Error(ErrorKind::Format, "no " + name);
        }
        return *found;
    }
};

void compareTable(const nlohmann::json& wanted) {
    const int side = wanted.at("grid_size").get<int>(), width = wanted.at("embed_dim").get<int>();
    const auto table = sinCosPositions(side, side, width)[0];
    QCOMPARE(table.size(0), wanted.at("shape").at(0).get<std::int64_t>());
    QCOMPARE(table.size(1), wanted.at("shape").at(1).get<std::int64_t>());
    const auto &rows = wanted.at("rows"), &columns = wanted.at("cols");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double got = table[rows[r].get<int>()][columns[c].get<int>()].item<double>();
            QVERIFY(std::abs(got - wanted["float64"][r][c].get<double>()) < 1e-6);
            QVERIFY(std::abs(got - wanted["float32"][r][c].get<double>()) < 1e-6);
        }
    }
    const double sum = table.to(at::kDouble).sum().item<double>();
    QVERIFY(std::abs(sum - wanted.at("sum_float64").get<double>()) < 1e-3);
    if (wanted.contains("full_float32_row_major")) {
        const auto full = wanted["full_float32_row_major"].get<std::vector<double>>();
        QVERIFY(largestDifference(table, at::tensor(full).view({side * side + 1, width})) < 1e-6);
    }
}

} // namespace

class TestPositions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void fixedTablesAreThePublishedOnes() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed.json");
        std::ifstream file(test::shared("reference/cases/pos_embed.json"));
        const auto json = nlohmann::json::parse(file);
        QVERIFY(!json.at("cases").empty());
        for (const auto& one : json.at("cases")) {
            compareTable(one);
        }
    }

    void aWidthThatFourDoesNotDivideIsRefused() {
        QVERIFY_EXCEPTION_THROWN(sinCosPositions(2, 2, 6), Error);
    }

    void otherGridsEqualTheGoldens_data() {
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("antialiased");
        QTest::newRow("official_14_to_28") << 28 << false;
        QTest::newRow("official_14_to_10") << 10 << false;
        QTest::newRow("timm_14_to_28") << 28 << true;
        QTest::newRow("timm_14_to_10") << 10 << true;
    }

    void otherGridsEqualTheGoldens() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
        QFETCH(int, side);
        QFETCH(bool, antialiased);
        const Golden golden;
        const auto table = golden["pos_embed_14"];
        const auto way = antialiased ? Resampling::Antialiased : Resampling::Bicubic;
        const auto got = resizedPositions(table, 14, 14, side, side, way);
        QVERIFY(largestDifference(got, golden[QTest::currentDataTag()]) < 1e-5);
        QVERIFY(at::equal(got.slice(1, 0, 1), table.slice(1, 0, 1)));
        QVERIFY(at::equal(resizedPositions(table, 14, 14, 14, 14, way), table));
    }

    void bothWaysDifferAsMuchAsTheReferenceSays() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
        const auto table = Golden()["pos_embed_14"];
        const auto difference = [&table](int side) {
            return largestDifference(
                resizedPositions(table, 14, 14, side, side),
                resizedPositions(table, 14, 14, side, side, Resampling::Antialiased));
        };
        QVERIFY(std::abs(difference(28) - 0.1481747) < 1e-5);
        QVERIFY(std::abs(difference(10) - 0.9902938) < 1e-5);
    }

    void aSquareModelSeesAPictureThatIsNotAsHuggingFaceDoes() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
        auto model = openModel(test::shared("reference/hf/micro").string());
        const Golden golden;
        const auto wanted = [&golden](const std::string& name) {
            return golden["hf_48x80/" + name];
        };
        auto& weights = model.weights;
        weights.posEmbed = resizedPositions(weights.posEmbed, 4, 4, 6, 10);
        QVERIFY(largestDifference(weights.posEmbed, wanted("encoder_pos_embed")) < 1e-5);
        const auto onGrid = resizedPositions(weights.decoderPosEmbed, 4, 4, 6, 10);
        weights.decoderPosEmbed = resizedPositionsInOneDimension(weights.decoderPosEmbed, 60);
        QVERIFY(largestDifference(weights.decoderPosEmbed, wanted("decoder_pos_embed")) < 1e-5);
        QVERIFY(std::abs(largestDifference(onGrid, weights.decoderPosEmbed) - 2.0379620) < 1e-4);

        const auto patches = patchify(wanted("imgs"), model.config.patchSize);
        const auto ids = idsFromNoise(wanted("noise"), 15);
        const auto order = at::cat({ids.visible, ids.hidden}, 1);
        QVERIFY(at::equal(at::argsort(order, true, 1, false), wanted("ids_restore")));
        QVERIFY(at::equal(at::ones({2, 60}).scatter(1, ids.visible, 0), wanted("mask")));
        const auto latent =
            encode(model.config, weights, gatherRows(patches, ids.visible), ids.visible);
        QVERIFY(largestDifference(latent, wanted("latent")) < 2e-5);
        QVERIFY(largestDifference(decodeAll(model.config, weights, latent, ids), wanted("pred"))
                < 1e-5);
        const auto hidden = decodeHidden(model.config, weights, latent, ids);
        const auto loss = maeLoss(model.config, hidden, gatherRows(patches, ids.hidden));
        QVERIFY(largestDifference(loss, wanted("loss_pixel")) < 2e-6);
    }

    void antialiasingKeepsARamp() {
        // Its cubic is a = -0.5: away from the border, row i of 16 lies at (i - 0.5) / 2 of 8.
        const auto ramp = at::linspace(0, 7, 8).view({1, 8, 1, 1}).expand({1, 8, 5, 1});
        const auto table = at::cat({at::ones({1, 1, 1}), ramp.reshape({1, 40, 1})}, 1);
        const auto got = resizedPositions(table, 8, 5, 16, 5, Resampling::Antialiased);
        for (int row = 5; row <= 10; ++row) {
            const double value = got[0][1 + row * 5 + 3][0].item<double>();
            QVERIFY(std::abs(value - (row - 0.5) / 2) < 1e-5);
        }
    }

    void rowsAndColumnsAreTreatedAlike() {
        const auto random = at::rand({1, 13, 4});
        const auto turned = [](const Tensor& t, int rows, int columns) {
            const auto grid = t.slice(1, 1).reshape({rows, columns, 4}).transpose(0, 1);
            return at::cat({t.slice(1, 0, 1), grid.reshape({1, rows * columns, 4})}, 1);
        };
        const auto one = turned(resizedPositions(random, 3, 4, 5, 7), 5, 7);
        const auto other = resizedPositions(turned(random, 3, 4), 4, 3, 7, 5);
        QVERIFY(largestDifference(one, other) < 1e-6);
    }

    void oneDimensionKnowsTheNumberOfPatchesOnly() {
        const auto table = at::rand({1, 17, 8});
        QVERIFY(at::equal(resizedPositionsInOneDimension(table, 16), table)); // 4 x 4 or 2 x 8
        const auto longer = resizedPositionsInOneDimension(table, 31);
        QVERIFY((longer.sizes() == at::IntArrayRef{1, 32, 8}));
        QVERIFY(at::equal(longer.slice(1, 0, 1), table.slice(1, 0, 1)));
        QVERIFY(at::equal(longer, resizedPositions(table, 1, 16, 1, 31)));
        // 25 * (29.0 / 25) is below 29: a factor instead of a size would lose a patch.
        QCOMPARE(resizedPositionsInOneDimension(at::rand({1, 26, 8}), 29).size(1), 30);
    }

    void theTypeOfATableStays() {
        const auto table = at::rand({1, 5, 8}).to(at::kHalf);
        QVERIFY(resizedPositions(table, 2, 2, 3, 3).scalar_type() == at::kHalf);
        QVERIFY(resizedPositionsInOneDimension(table, 9).scalar_type() == at::kHalf);
    }

    void tablesOfAnotherGridAreRefused() {
        const auto table = at::rand({1, 17, 8});
        QVERIFY_EXCEPTION_THROWN(resizedPositions(table, 4, 5, 8, 8), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositions(table, 4, 4, 0, 8), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositions(table[0], 4, 4, 8, 8), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositions(table, -4, -4, 8, 8), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositionsInOneDimension(table, 0), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositionsInOneDimension(table[0], 4), Error);
        QVERIFY_EXCEPTION_THROWN(resizedPositionsInOneDimension(table.slice(1, 0, 1), 4), Error);
    }
};

QTEST_GUILESS_MAIN(TestPositions)
#include "tst_positions.moc"
