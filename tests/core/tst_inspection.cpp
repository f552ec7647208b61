// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/inspection.h"
#include "core/io/safetensors.h"

#include "tests/support/toy_model.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace mae;

class TestInspection : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    using Tensors = std::vector<NamedTensor>;

    std::string write(const Tensors& tensors) {
        const auto path = m_dir.filePath(QStringLiteral("x.safetensors")).toStdString();
        writeSafetensors(path, tensors, {});
        return path;
    }
    static Tensors published() {
        Tensors tensors;
        const auto model = test::toyModel();
        forEachTensor(model.weights, [&](const std::string& name, const Tensor& tensor) {
            tensors.push_back({name, tensor});
        });
        return tensors;
    }

private Q_SLOTS:
    void picturesOfStrangeShapesAreEmptyOrSmall_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        const auto row = [](const char* title, const char* name, std::vector<std::int64_t> shape) {
            QTest::newRow(title) << std::string(name) << shape;
        };
        row("not square", "patch_embed.proj.weight", {1, 3, 1000, 1});
        row("tall", "patch_embed.proj.weight", {1, 1, 60000, 1});
        row("empty", "patch_embed.proj.weight", {4, 3, 0, 0});
        row("many channels", "patch_embed.proj.weight", {2, 300, 4, 4});
        row("no dimensions", "patch_embed.proj.weight", {});
        row("endless positions", "pos_embed", {1, 1099511627777, 0});
        row("no positions", "pos_embed", {1, 0, 4});
        row("two tables", "pos_embed", {2, 5, 4});
    }
    void picturesOfStrangeShapesAreEmptyOrSmall() {
        QFETCH(std::string, name);
        QFETCH(std::vector<std::int64_t>, shape);
        const Inspection inspection(write({{name, at::zeros(shape, at::kFloat)}}));
        QVERIFY(inspection.filters().pixels.empty());
        QVERIFY(inspection.positions().pixels.empty());
        QCOMPARE(inspection.statistics(0).notFinite, 0);
    }

    void theTargetIsGuessedFromTheLastLayer() {
        auto tensors = published();
        auto& last =
            *std::ranges::find(tensors, std::string("decoder_pred.weight"), &NamedTensor::name);
        const auto target = [&] { return inspectModel(write(tensors)).target; };
        QCOMPARE(target(), std::string("unknown")); // untrained
        last.tensor =
            last.tensor + at::randn({1, 16}, at::kFloat); // all values of a patch together
        QCOMPARE(target(), std::string("pixels"));
        auto ramp = at::zeros({4, 4, 3}, at::kFloat);
        for (int row = 0; row < 4; ++row) {
            ramp[row] += row - 1.5;
        }
        last.tensor = at::randn({48, 16}, at::kFloat) * 0.1
                      + ramp.reshape({48, 1}) * at::randn({1, 16}, at::kFloat);
        QCOMPARE(target(), std::string("normalised"));
        QVERIFY(!inspectModel(write(tensors)).targetFrom.empty());
    }

    void statisticsAreThoseOfTheValues() {
        auto values = at::zeros({4, 2}, at::kFloat);
        values[0][0] = -2;
        values[3][1] = 6;
        values[2][0] = std::numeric_limits<float>::quiet_NaN();
        const Inspection inspection(write({{"x", values}}));
        const auto s = inspection.statistics(0);
        QCOMPARE(s.count, 8);
        QCOMPARE(s.notFinite, 1);
        QCOMPARE(s.min, -2.0);
        QCOMPARE(s.max, 6.0);
        QVERIFY(std::abs(s.mean - 4.0 / 7) < 1e-12);
        QVERIFY(std::abs(s.std - std::sqrt(40.0 / 7 - 16.0 / 49)) < 1e-12);
        QCOMPARE(s.histogram.front(), 1);
        QCOMPARE(s.histogram.back(), 1);
        QCOMPARE(s.histogram[16], 5); // zero lies a quarter up
        QVERIFY(inspection.filters().pixels.empty() && inspection.positions().pixels.empty());
    }

    void theDoctorDrawsFiltersAndPositions() {
        const Inspection inspection(write(published()));
        const auto filters = inspection.filters(), positions = inspection.positions();
        QVERIFY(filters.width > 4 && filters.height > 4);
        QCOMPARE(positions.width, 4 * 5 + 1);
        // A place is most like itself: the brightest of its tile.
        const auto own = test::pixelAt(positions, 1, 1), other = test::pixelAt(positions, 3, 3);
        QVERIFY(own[0] + own[1] > other[0] + other[1]);
        const auto whole = inspection.verify({});
        QVERIFY(whole.finished && whole.compared > 0 && whole.compared == whole.all);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!inspection.verify({.stop = stop.get_token(), .report = {}}).finished);
    }
};

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"
