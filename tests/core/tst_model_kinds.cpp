// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
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
#include <filesystem>

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
            // Its projector has the names of a linear probe.
            const std::string head = "module.base_encoder.head.";
            tensors =
                with(both, {"module.predictor.0.weight", head + "0.weight", head + "3.weight"});
            tensors = with(tensors,
                           {head + "1.weight", head + "1.bias", head + "1.running_mean",
                            head + "1.running_var", head + "1.num_batches_tracked"},
                           {16});
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
        for (const bool token : {false, true}) { // DINOv2 has a mask token as well
            const auto base = token ? with(published(false), {"mask_token"}) : published(false);
            const auto why = refusal(write(with(base, {name.toStdString()})));
            QVERIFY2(why.find(name.toStdString()) != std::string::npos, why.c_str());
        }
        const auto path = write(with(published(false), {name.toStdString()}));
        const auto report = inspectModel(path);
        QVERIFY(!report.looks);
        QVERIFY(!report.problems.empty());
    }

    void mocosSmallModelHasMoreHeads() {
        Tensors tensors;
        const ModelConfig small{.imageSize = 16, .patchSize = 8, .width = 384, .depth = 1};
        for (const auto& [name, shape] : tensorShapes(small)) {
            if (!(name.starts_with("decoder") || name == "mask_token")) {
                tensors.push_back({name, at::zeros(shape, at::kFloat)});
            }
        }
        QCOMPARE(inspectModel(write(tensors)).config.heads, 6);
        QCOMPARE(inspectModel(write(prefixed(tensors, "module.base_encoder."))).config.heads, 12);
    }

    void aDecoderWithoutBlocksIsNone() {
        auto tensors = published(true);
        std::erase_if(tensors, [](const auto& t) { return t.name.starts_with("decoder_blocks."); });
        const auto path = write(tensors);
        QVERIFY2(refusal(path, ModelUse::Reconstruct) != "opened", "reconstructs without blocks");
        QVERIFY(refusal(path) != "opened");
        QVERIFY(!inspectModel(path).reconstructs);
    }

    void headsThatTheShapesShowCanNotBeOverruled() {
        const auto path = write(beit(false));
        QVERIFY_EXCEPTION_THROWN(openModel(path, {.heads = 6}, ModelUse::Look), Error);
        QCOMPARE(openModel(path, {.heads = 3}, ModelUse::Look).config.heads, 3);
    }

    void anExtraOfOneBlockIsWantedOfAll() {
        const auto path = write(with(published(false), {"blocks.1.ls1.gamma"}, {24}));
        QVERIFY(refusal(path).find("ls2.gamma") != std::string::npos);
        const auto table =
            write(with(published(false), {"blocks.1.attn.relative_position_bias_table"}, {1, 1}));
        QVERIFY(refusal(table) != "opened");
    }

    void ourOwnFileKeepsItsSettingsInAnyFolder() {
        auto model = test::toyModel();
        model.mean = {0.1, 0.2, 0.3};
        model.config.target = Target::Normalised;
        const auto folder = m_dir.filePath(QStringLiteral("own")).toStdString();
        std::filesystem::create_directories(folder);
        saveModel(folder + "/model.safetensors", model, at::kFloat);
        for (const auto& path : {folder, folder + "/model.safetensors"}) {
            const auto again = openModel(path);
            QCOMPARE(again.mean, model.mean);
            QCOMPARE(again.config.heads, 3);
            QVERIFY(again.config.target == Target::Normalised);
        }
    }

    void timmsSettingsCountForFileAndFolder() {
        const auto folder = m_dir.filePath(QStringLiteral("timm")).toStdString();
        std::filesystem::create_directories(folder);
        writeSafetensors(folder + "/model.safetensors", published(false), {{"format", "pt"}});
        writeFileAtomically(folder + "/config.json",
                            R"({"architecture": "x", "pretrained_cfg": {"mean": [0.5, 0.5, 0.5],
                                "std": [0.5, 0.5, 0.5]}})");
        for (const auto& path : {folder, folder + "/model.safetensors"}) {
            const auto model = openModel(path, {.heads = 3}, ModelUse::Look);
            QCOMPARE(model.mean, (std::vector<double>{0.5, 0.5, 0.5}));
            QCOMPARE(model.config.layerNormEps, 1e-6);
        }
    }

    void whatIsNoCheckpointIsToldAsWhatItIs_data() {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("told");
        QTest::newRow("empty") << ""s
                               << "is empty"s;
        QTest::newRow("gzip") << "\x1f\x8b\x08 and more"s
                              << "Unpack it first"s;
        QTest::newRow("7z") << "\xfd"
                               "7z and more"s
                            << "Unpack it first"s;
        QTest::newRow("empty zip")
            << "PK\x05\x06"s + std::string(18, '\0') << "without anything in it"s;
        QTest::newRow("text") << "Once upon a time"s
                              << "is no checkpoint"s;
    }
    void whatIsNoCheckpointIsToldAsWhatItIs() {
        QFETCH(std::string, bytes);
        QFETCH(std::string, told);
        const auto path = m_dir.filePath(QStringLiteral("x.pth")).toStdString();
        writeFileAtomically(path, bytes);
        QVERIFY2(refusal(path).find(told) != std::string::npos, refusal(path).c_str());
    }

    void gridsThatAreNotSquareAreRefusedInPlainWords() {
        auto tensors = published(false);
        std::ranges::find(tensors, std::string("pos_embed"), &NamedTensor::name)->tensor =
            at::zeros({1, 16, 24}, at::kFloat); // a square without a class token, or no square
        const auto path = write(tensors);
        QVERIFY(refusal(path).find("not a class token and a square") != std::string::npos);
        QVERIFY(!inspectModel(path).hasArchitecture);
    }
};

QTEST_GUILESS_MAIN(TestModelKinds)
#include "tst_model_kinds.moc"
