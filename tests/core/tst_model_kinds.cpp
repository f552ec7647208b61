// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/io/published_weights.h"
#include "core/probe/features.h"

#include "tests/support/toy_model.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace mae;
using namespace std::string_literals;

/// The encoder of the toy model under the names of other programs.
class TestModelKinds : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    using Tensors = std::vector<NamedTensor>;

    std::string write(const Tensors& tensors, std::map<std::string, std::string> metadata = {}) {
        const auto path = m_dir.filePath(QStringLiteral("x.safetensors")).toStdString();
        writeSafetensors(path, tensors, std::move(metadata));
        return path;
    }
    static Tensors published(bool decoder) {
        Tensors tensors;
        const auto model = test::toyModel();
        forEachTensor(model.weights, [&](const std::string& name, const Tensor& tensor) {
            if (decoder || !(name.starts_with("decoder") || name == "mask_token")) {
                tensors.push_back({name, tensor});
            }
        });
        return tensors;
    }
    static Tensors named(const Tensors& tensors, const char* layout,
                         const std::string& prefix = "") {
        const auto& scheme =
            *std::ranges::find(namingSchemes(), std::string_view(layout), &NamingScheme::layout);
        Tensors renamed;
        for (const auto& [name, tensor] : tensors) {
            const auto names = fromPublished(scheme, name);
            const auto parts = tensor.chunk(static_cast<std::int64_t>(names.size()), 0);
            for (std::size_t i = 0; i < names.size(); ++i) {
                renamed.push_back({prefix + names[i], parts[i].contiguous()});
            }
        }
        return renamed;
    }
    static Tensors prefixed(Tensors tensors, const std::string& prefix) {
        for (auto& tensor : tensors) {
            tensor.name.insert(0, prefix);
        }
        return tensors;
    }
    static Tensors with(Tensors tensors, const std::vector<std::string>& names,
                        std::vector<std::int64_t> shape = {1, 1, 24}) {
        for (const auto& name : names) {
            tensors.push_back({name, at::zeros(shape, at::kFloat)});
        }
        return tensors;
    }
    static Tensors beit(bool shared) {
        Tensors tensors;
        for (const auto& [name, tensor] : published(false)) {
            if (name.ends_with("attn.qkv.bias")) {
                const auto block = name.substr(0, name.size() - 8);
                tensors.push_back({block + "q_bias", tensor.slice(0, 0, 24).contiguous()});
                tensors.push_back({block + "v_bias", tensor.slice(0, 48).contiguous()});
            } else if (name != "pos_embed") {
                tensors.push_back({name, tensor});
            }
        }
        for (const std::string block : {"blocks.0.", "blocks.1."}) {
            tensors = with(tensors, {block + "gamma_1", block + "gamma_2"}, {24});
            if (!shared) {
                tensors = with(tensors, {block + "attn.relative_position_bias_table"}, {52, 3});
            }
        }
        return shared ? with(tensors, {"rel_pos_bias.relative_position_bias_table"}, {52, 3})
                      : tensors;
    }
    static double difference(const Model& a, const Model& b) {
        const auto patches = at::randn({1, 16, 4 * 4 * 3}, at::kFloat);
        return (features(a, patches, {4, 4}, Pool::All) - features(b, patches, {4, 4}, Pool::All))
            .abs()
            .max()
            .item<double>();
    }
    std::string refusal(const std::string& path, ModelUse use = ModelUse::Look) {
        try {
            openModel(path, {.heads = 3, .decoderHeads = 2}, use);
        } catch (const Error& error) {
            return error.what();
        }
        return "opened";
    }

private Q_SLOTS:
    void encodersOfOtherProgramsAreTheSameEncoder_data() {
        QTest::addColumn<std::string>("what");
        QTest::addColumn<std::string>("scheme");
        QTest::addColumn<std::string>("prefix");
        QTest::newRow("timm") << "timm"s
                              << "timm"s
                              << ""s;
        QTest::newRow("DINO") << "DINO"s
                              << "timm"s
                              << "backbone."s;
        QTest::newRow("MoCo v3") << "MoCo v3"s
                                 << "timm"s
                                 << "module.base_encoder."s;
        QTest::newRow("parallel training") << "parallel"s
                                           << "timm"s
                                           << "module."s;
        QTest::newRow("iBOT") << "iBOT"s
                              << "timm"s
                              << ""s;
        QTest::newRow("Hugging Face ViT") << "HF"s
                                          << "huggingface"s
                                          << ""s;
        QTest::newRow("Hugging Face ViT, no prefix") << "HF base"s
                                                     << "huggingface"s
                                                     << ""s;
        QTest::newRow("MMPretrain") << "MMPretrain"s
                                    << "mmpretrain"s
                                    << ""s;
        QTest::newRow("MMSelfSup") << "MMSelfSup"s
                                   << "mmpretrain"s
                                   << ""s;
    }
    void encodersOfOtherProgramsAreTheSameEncoder() {
        QFETCH(std::string, what);
        QFETCH(std::string, scheme);
        QFETCH(std::string, prefix);
        auto tensors = published(false);
        if (what == "DINO") {
            tensors = with(prefixed(tensors, "backbone."),
                           {"head.mlp.0.weight", "head.last_layer.weight_g"});
        } else if (what == "MoCo v3") {
            auto both = prefixed(tensors, "module.momentum_encoder.");
            for (auto& tensor : both) {
                tensor.tensor = tensor.tensor + 1;
            }
            for (auto& tensor : prefixed(tensors, "module.base_encoder.")) {
                both.push_back(tensor);
            }
            tensors =
                with(both, {"module.predictor.0.weight", "module.base_encoder.head.0.weight"});
        } else if (what == "parallel") {
            tensors = prefixed(tensors, "module.");
        } else if (what == "iBOT") {
            tensors = with(tensors, {"mask_token"});
        } else if (what == "HF") {
            tensors = with(named(tensors, "version 4"), {"vit.pooler.dense.bias"});
        } else if (what == "HF base") {
            tensors = named(tensors, "version 5, own names");
            for (auto& tensor : tensors) {
                tensor.name.erase(0, 4);
            }
        } else if (what == "MMPretrain") {
            tensors = with(named(tensors, "version 1"), {"data_preprocessor.mean"});
        } else if (what == "MMSelfSup") {
            tensors = named(tensors, "before version 1");
        }
        const auto path = write(tensors);
        const auto report = inspectModel(path);
        QCOMPARE(report.kind, std::string("encoder"));
        QCOMPARE(report.scheme, scheme);
        QCOMPARE(report.parts[0].from, prefix);
        QCOMPARE(report.parts[1].tensors, 0);
        QVERIFY(report.looks && !report.reconstructs && report.missing.empty());
        const auto model = openModel(path, {.heads = 3}, ModelUse::Look);
        auto wanted = test::toyModel();
        wanted.config.layerNormEps = model.config.layerNormEps;
        QCOMPARE(difference(model, wanted), 0.0);
    }

    void mmpretrainsDecoderIsRead() {
        const auto path = write(named(published(true), "version 1"));
        const auto model = openModel(path, {.heads = 3, .decoderHeads = 2});
        QCOMPARE(model.config, test::toyConfig());
        QVERIFY(
            model.weights.decoderNorm.weight.equal(test::toyModel().weights.decoderNorm.weight));
    }

    void beitIsReadAndItsHeadsAreSeen_data() {
        QTest::addColumn<bool>("shared");
        QTest::newRow("a table for each block") << false;
        QTest::newRow("one table for all") << true;
    }
    void beitIsReadAndItsHeadsAreSeen() {
        QFETCH(bool, shared);
        const auto path = write(beit(shared));
        const auto report = inspectModel(path);
        QCOMPARE(report.scheme, std::string("beit"));
        QCOMPARE(report.config.heads, 3);
        QVERIFY(report.looks && report.missing.empty() && report.unexpected.empty());
        const auto model = openModel(path, {}, ModelUse::Look);
        QVERIFY(!model.weights.posEmbed.defined());
        QCOMPARE(model.weights.blocks[1].qkv.bias.size(0), 72);
        QVERIFY(model.weights.blocks[1].relativePositions.defined());
        const auto patches = at::randn({1, 16, 48}, at::kFloat);
        QCOMPARE(features(model, patches, {4, 4}, Pool::Class).size(1), 24);
        QVERIFY_EXCEPTION_THROWN(
            features(model, at::randn({1, 20, 48}, at::kFloat), {4, 5}, Pool::Class), Error);
    }

    void whatComputesSomethingElseIsRefusedByName_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"dist_token", "reg_token", "blocks.0.attn.q_norm.weight", "blocks.1.mlp.w12.weight",
              "patch_embed.norm.weight", "norm_pre.weight", "register_tokens"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void whatComputesSomethingElseIsRefusedByName() {
        QFETCH(QString, name);
        const auto path = write(with(published(false), {name.toStdString()}));
        QVERIFY2(refusal(path).find(name.toStdString()) != std::string::npos,
                 refusal(path).c_str());
        const auto report = inspectModel(path);
        QVERIFY(!report.looks);
        QVERIFY(!report.problems.empty());
    }

    void gridsThatAreNotSquareAreRefusedInPlainWords() {
        auto tensors = published(false);
        std::ranges::find(tensors, std::string("pos_embed"), &NamedTensor::name)->tensor =
            at::zeros({1, 16, 24}, at::kFloat); // a square without a class token, or no square
        const auto path = write(tensors);
        QVERIFY(refusal(path).find("not a class token and a square") != std::string::npos);
        QVERIFY(!inspectModel(path).hasArchitecture);
    }

    void theTargetIsGuessedFromTheLastLayer() {
        auto tensors = published(true);
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
        const Inspection inspection(write(published(true)));
        const auto filters = inspection.filters(), positions = inspection.positions();
        QVERIFY(filters.width > 4 && filters.height > 4);
        QCOMPARE(positions.width, 4 * 5 + 1);
        // A place is most like itself: the brightest of its tile.
        const auto own = test::pixelAt(positions, 1, 1), other = test::pixelAt(positions, 3, 3);
        QVERIFY(own[0] + own[1] > other[0] + other[1]);
        QVERIFY(inspection.verify({}));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!inspection.verify({.stop = stop.get_token(), .report = {}}));
    }
};

QTEST_GUILESS_MAIN(TestModelKinds)
#include "tst_model_kinds.moc"
