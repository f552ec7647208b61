// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "core/io/bundled.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/io/published_weights.h"
#include "core/io/run_folder.h"
#include "core/model/mae.h"
#include "core/model/patches.h"

#include "tests/support/shared.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

using namespace mae;
namespace fs = std::filesystem;

namespace {

const ModelConfig kSmall{.imageSize = 32,
                         .patchSize = 8,
                         .width = 24,
                         .depth = 2,
                         .heads = 2,
                         .decoderWidth = 16,
                         .decoderDepth = 1,
                         .decoderHeads = 4};

Model smallModel(const ModelConfig& config = kSmall) {
    Model model{.config = config, .weights = initialWeights(config, 3)};
    model.card.licence = "CC0-1.0";
    model.card.trainedOn = "nothing";
    model.mean = {0.1, 0.2, 0.3};
    model.std = {0.4, 0.5, 0.6};
    return model;
}

std::vector<NamedTensor> tensorsOf(const Model& model) {
    std::vector<NamedTensor> tensors;
    forEachTensor(model.weights, [&](const std::string& name, const Tensor& tensor) {
        tensors.push_back({name, tensor});
    });
    return tensors;
}

double largestDifference(const MaeWeights& a, const MaeWeights& b) {
    std::vector<Tensor> left;
    forEachTensor(a, [&](const std::string&, const Tensor& tensor) { left.push_back(tensor); });
    double largest = 0;
    std::size_t i = 0;
    forEachTensor(b, [&](const std::string&, const Tensor& tensor) {
        largest = std::max(largest, (left.at(i++) - tensor).abs().max().item<double>());
    });
    return i == left.size() ? largest : std::numeric_limits<double>::infinity();
}

/// What openModel() says about a path; the error's kind must be the expected one.
std::string refusal(const std::string& path, ErrorKind kind, const ModelOverrides& overrides = {}) {
    try {
        openModel(path, overrides);
    } catch (const Error& error) {
        return error.kind() == kind ? error.what() : "wrong kind: " + std::string(error.what());
    }
    return {};
}

} // namespace

class TestModelFile : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path file(const std::string& name) const {
        return fs::path(m_folder->path().toStdString()) / name;
    }

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    /// A file with published names and no metadata.
    std::string plainFile(const std::vector<NamedTensor>& tensors,
                          const char* name = "plain.safetensors") const {
        writeSafetensors(file(name), tensors, {{"format", "pt"}});
        return file(name).string();
    }

    static bool contains(const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    }

    static fs::path huggingFace(const char* name) { return test::shared("reference/hf") / name; }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void theBundledModelReconstructs() {
        const auto model = openModel("bundled");
        QCOMPARE(model.card.name, std::string("Bundled model"));
        QCOMPARE(model.card.source, std::string("bundled"));
        QVERIFY(!model.card.licence.empty() && model.card.targetKnown);
        QVERIFY(model.config.imageSize >= 96);
        QCOMPARE(model.card.parameters, parameterCount(model.config));
        const auto n = model.config.patchCount();
        const auto patches = at::zeros({1, n / 4, model.config.patchValues()}, at::kFloat);
        const auto ids = idsFromNoise(at::arange(n, at::kFloat).unsqueeze(0), n / 4);
        const auto latent = encode(model.config, model.weights, patches, ids.visible);
        const auto predicted = decodeHidden(model.config, model.weights, latent, ids);
        QCOMPARE(predicted.size(1), std::int64_t{n - n / 4});
        QVERIFY(predicted.isfinite().all().item<bool>());
        QVERIFY(bundledModel().size() < 30000000);
    }

    void samplePicturesAreWhole() {
        std::size_t total = 0;
        QVERIFY(samplePictures().size() >= 8);
        for (const auto& sample : samplePictures()) {
            const auto path = fs::path(MAE_SOURCE_DIR) / "resources/samples" / sample.name;
            QVERIFY2(std::ranges::equal(sample.bytes, readFile(path, 1 << 20)), sample.name);
            total += sample.bytes.size();
        }
        QVERIFY(total < 1000000);
    }

    void savedModelsComeBack_data() {
        QTest::addColumn<at::ScalarType>("type");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("float32") << at::kFloat << 0.0;
        QTest::newRow("float64") << at::kDouble << 0.0;
        QTest::newRow("float16") << at::kHalf << 1e-3;
        QTest::newRow("bfloat16") << at::kBFloat16 << 8e-3;
    }

    void savedModelsComeBack() {
        QFETCH(at::ScalarType, type);
        QFETCH(double, tolerance);
        auto config = kSmall;
        config.target = Target::Normalised;
        config.layerNormEps = 1e-5;
        const auto saved = smallModel(config);
        saveModel(file("m.safetensors"), saved, type);
        const auto model = openModel(file("m.safetensors").string());
        QVERIFY(model.config == config && model.card.config == config);
        QVERIFY(model.mean == saved.mean && model.std == saved.std);
        QCOMPARE(model.card.licence, saved.card.licence);
        QCOMPARE(model.card.trainedOn, saved.card.trainedOn);
        QCOMPARE(model.card.name, std::string("m.safetensors"));
        QVERIFY(model.card.targetKnown);
        QVERIFY(largestDifference(model.weights, saved.weights) <= tolerance);
        forEachTensor(model.weights, [](const std::string& name, const Tensor& tensor) {
            QVERIFY2(tensor.scalar_type() == at::kFloat && tensor.is_contiguous(), name.c_str());
        });
        const auto report = inspectModel(file("m.safetensors").string());
        QCOMPARE(report.kind, std::string("masked autoencoder"));
        QCOMPARE(report.scheme, std::string("published"));
        QVERIFY(report.hasArchitecture && report.config == config);
        QCOMPARE(report.target, std::string("normalised"));
        QVERIFY(report.missing.empty() && report.unexpected.empty());
        QCOMPARE(report.licence, saved.card.licence);
        QCOMPARE(report.tensors.size(), tensorShapes(config).size());
        QCOMPARE(report.arguments.at("format"), std::string("mae-explorer"));
    }

    void headsThatNobodyToldAreAskedFor() {
        const auto path = plainFile(tensorsOf(smallModel()));
        const auto why = refusal(path, ErrorKind::InvalidConfig);
        QVERIFY2(contains(why, "--heads N and --decoder-heads N") && contains(why, "width 24"),
                 why.c_str());
        QVERIFY(contains(refusal(path, ErrorKind::InvalidConfig, {.heads = 2}),
                         "with --decoder-heads N"));
        QVERIFY(contains(refusal(path, ErrorKind::InvalidConfig, {.heads = 5, .decoderHeads = 4}),
                         "heads"));
        QVERIFY(contains(refusal(path, ErrorKind::InvalidConfig, {.heads = -2, .decoderHeads = 4}),
                         "heads"));
        const auto model = openModel(path, {.heads = 2, .decoderHeads = 4});
        QCOMPARE(model.config.heads, 2);
        QVERIFY(model.config.target == Target::Pixels && !model.card.targetKnown);
        QVERIFY(model.mean == Model{}.mean);
        const auto report = inspectModel(path);
        QVERIFY(report.hasArchitecture);
        QCOMPARE(report.config.heads, 0);
        QCOMPARE(report.target, std::string("unknown"));
    }

    void theTargetCanBeGivenOrIsSaidByTheName() {
        const auto tensors = tensorsOf(smallModel());
        ModelOverrides overrides{.heads = 2, .decoderHeads = 4, .target = "normalised"};
        const auto model = openModel(plainFile(tensors), overrides);
        QVERIFY(model.config.target == Target::Normalised && !model.card.targetKnown);
        overrides.target = "colours";
        QVERIFY(contains(refusal(plainFile(tensors), ErrorKind::InvalidConfig, overrides),
                         "pixels or normalised"));
        overrides.target.clear();
        const auto pretrained =
            openModel(plainFile(tensors, "mae_pretrain_vit_x_full.safetensors"), overrides);
        QVERIFY(pretrained.config.target == Target::Normalised && pretrained.card.targetKnown);
        QVERIFY(contains(pretrained.card.licence, "CC-BY-NC"));
        const auto shown =
            openModel(plainFile(tensors, "mae_visualize_vit_x.safetensors"), overrides);
        QVERIFY(shown.config.target == Target::Pixels && shown.card.targetKnown);
    }

    void publishedSizesCarryTheirHeadsAndLicence() {
        // One block stands for the others: only names and shapes are looked at.
        const ModelConfig base{.imageSize = 224,
                               .patchSize = 16,
                               .width = 768,
                               .depth = 12,
                               .heads = 12,
                               .decoderWidth = 512,
                               .decoderDepth = 8,
                               .decoderHeads = 16};
        std::vector<NamedTensor> tensors;
        for (const auto& [name, shape] : tensorShapes(base)) {
            tensors.push_back({name, at::zeros(shape, at::kChar)}); // a byte each: a small file
        }
        const auto path = plainFile(tensors);
        const auto report = inspectModel(path);
        QVERIFY(report.hasArchitecture && report.config == base);
        QVERIFY(contains(report.licence, "CC-BY-NC"));
        QCOMPARE(report.tensors.size(), std::size_t{254});
        QVERIFY(contains(refusal(path, ErrorKind::Format), "whole numbers, not weights"));
    }

    void damagedModelsAreRefusedInPlainWords_data() {
        QTest::addColumn<std::string>("what");
        QTest::addColumn<std::string>("reason");
        QTest::newRow("missing") << std::string("missing")
                                 << std::string("lacks 'decoder_norm.bias'");
        QTest::newRow("no position")
            << std::string("no position") << std::string("no tensor pos_embed");
        QTest::newRow("block") << std::string("block") << std::string("and 9 more");
        QTest::newRow("extra") << std::string("extra")
                               << std::string("'blocks.0.attn.q_norm.weight'");
        QTest::newRow("shape") << std::string("shape")
                               << std::string("norm.bias has the shape [25] instead of [24]");
        QTest::newRow("scalar") << std::string("scalar")
                                << std::string("patch_embed.proj.weight has the shape []");
        QTest::newRow("not square")
            << std::string("not square") << std::string("square of patches");
        QTest::newRow("NaN") << std::string(
            "NaN") << std::string("'blocks.1.mlp.fc1.weight' holds values that are not finite");
        QTest::newRow("infinite") << std::string("infinite")
                                  << std::string("'norm.weight' holds values that are not finite");
        QTest::newRow("whole numbers")
            << std::string("whole numbers") << std::string("'norm.weight' holds whole numbers");
        QTest::newRow("nothing known")
            << std::string("nothing known") << std::string("none of its tensors");
        QTest::newRow("empty") << std::string("empty") << std::string("none of its tensors");
        QTest::newRow("encoder") << std::string("encoder")
                                 << std::string("encoder without a decoder");
        QTest::newRow("deep") << std::string("deep") << std::string("model.depth");
    }

    void damagedModelsAreRefusedInPlainWords() {
        QFETCH(std::string, what);
        QFETCH(std::string, reason);
        auto tensors = tensorsOf(smallModel());
        const auto at = [&tensors](const char* name) -> Tensor& {
            return std::ranges::find(tensors, name, &NamedTensor::name)->tensor;
        };
        if (what == "missing") {
            std::erase_if(tensors, [](const auto& t) { return t.name == "decoder_norm.bias"; });
        } else if (what == "no position") {
            std::erase_if(tensors, [](const auto& t) { return t.name == "pos_embed"; });
        } else if (what == "block") {
            std::erase_if(tensors, [](const auto& t) { return t.name.starts_with("blocks.0."); });
        } else if (what == "extra") {
            tensors.push_back({"blocks.0.attn.q_norm.weight", at::zeros({2}, at::kFloat)});
        } else if (what == "shape") {
            at("norm.bias") = at::zeros({25}, at::kFloat);
        } else if (what == "scalar") {
            at("patch_embed.proj.weight") = at::zeros({}, at::kFloat);
        } else if (what == "not square") {
            at("pos_embed") = at::zeros({1, 16, 24}, at::kFloat);
        } else if (what == "NaN") {
            at("blocks.1.mlp.fc1.weight") = at("blocks.1.mlp.fc1.weight").clone();
            at("blocks.1.mlp.fc1.weight")[3][4] = std::nan("");
        } else if (what == "infinite") {
            at("norm.weight") = at::full({24}, 1e39, at::kDouble); // not as float32
        } else if (what == "whole numbers") {
            at("norm.weight") = at::ones({24}, at::kLong);
        } else if (what == "nothing known") {
            tensors = {{"features", at::zeros({4, 4}, at::kFloat)}};
        } else if (what == "empty") {
            tensors.clear();
        } else if (what == "encoder") {
            std::erase_if(tensors, [](const auto& t) {
                return t.name.starts_with("decoder") || t.name == "mask_token";
            });
        } else if (what == "deep") {
            tensors.push_back({"blocks.9998.norm1.bias", at::zeros({24}, at::kFloat)});
        }
        const auto path = plainFile(tensors);
        const auto why = refusal(path, ErrorKind::Format, {.heads = 2, .decoderHeads = 4});
        QVERIFY2(why.find(reason) != std::string::npos, why.c_str());
        QVERIFY2(contains(why, path.c_str()), why.c_str());
        inspectModel(path); // describes what it can
    }

    void largeFiniteWeightsAreNoReasonToRefuse() {
        auto tensors = tensorsOf(smallModel());
        std::ranges::find(tensors, std::string("norm.weight"), &NamedTensor::name)->tensor =
            at::full({24}, 3e38, at::kFloat);
        const auto model = openModel(plainFile(tensors), {.heads = 2, .decoderHeads = 4});
        QCOMPARE(model.weights.norm.weight[0].item<float>(), 3e38F);
    }

    void inspectNamesWhatIsMissingAndUnexpected() {
        auto tensors = tensorsOf(smallModel());
        std::erase_if(tensors, [](const auto& t) { return t.name == "norm.bias"; });
        tensors.push_back({"blocks.0.attn.q_norm.weight", at::zeros({2}, at::kFloat)});
        const auto report = inspectModel(plainFile(tensors));
        QCOMPARE(report.missing, std::vector<std::string>{"norm.bias"});
        QCOMPARE(report.unexpected, std::vector<std::string>{"blocks.0.attn.q_norm.weight"});
        const auto unknown = inspectModel(plainFile({{"x", at::zeros({2}, at::kFloat)}}));
        QCOMPARE(unknown.kind, std::string("unknown"));
        QCOMPARE(unknown.scheme, std::string("unknown"));
        QVERIFY(!unknown.hasArchitecture);
    }

    void metadataThatContradictTheTensorsAreRefused() {
        const auto model = smallModel();
        const auto tensors = tensorsOf(model);
        const auto path = file("m.safetensors");
        const auto withConfig = [&](const std::string& config) {
            auto metadata = modelMetadata(model);
            metadata["config"] = config;
            writeSafetensors(path, tensors, metadata);
            return refusal(path.string(), ErrorKind::Format);
        };
        auto other = kSmall;
        other.depth = 3;
        QVERIFY(contains(withConfig("{\"model\":" + toJson(other) + "}"), "depth 2"));
        QVERIFY(contains(withConfig("nonsense"), "can't be read"));
        QVERIFY(contains(withConfig("[]"), "can't be read"));
        QVERIFY(contains(withConfig("{\"model\":3}"), "can't be read"));
        QVERIFY(contains(withConfig("{\"model\":{\"heads\":\"two\"}}"), "model.heads"));
        other = kSmall;
        other.heads = 5;
        QVERIFY(contains(withConfig("{\"model\":" + toJson(other) + "}"), "5 heads"));
        const auto data = [&](const char* values) {
            return withConfig("{\"model\":" + toJson(kSmall) + ",\"data\":" + values + "}");
        };
        QVERIFY(contains(data("{\"mean\":[0,0],\"std\":[1,1]}"), "mean and standard deviation"));
        QVERIFY(
            contains(data("{\"mean\":[0,0,0],\"std\":[1,0,1]}"), "mean and standard deviation"));
        QVERIFY(contains(data("{\"mean\":[0,0,\"a\"],\"std\":[1,1,1]}"),
                         "mean and standard deviation"));
        QVERIFY(contains(data("{\"std\":[1,1,1]}"), "mean and standard deviation"));
        auto metadata = modelMetadata(model);
        metadata["version"] = "2";
        writeSafetensors(path, tensors, metadata);
        QVERIFY(contains(refusal(path.string(), ErrorKind::Format), "newer version"));
        metadata = modelMetadata(model);
        metadata["target"] = "colours";
        writeSafetensors(path, tensors, metadata);
        QVERIFY(contains(refusal(path.string(), ErrorKind::Format), "pixels or normalised"));
    }

    void modelsOfOneChannelOpen() {
        auto config = kSmall;
        config.channels = 1;
        auto model = smallModel(config);
        const auto plain = openModel(plainFile(tensorsOf(model)), {.heads = 2, .decoderHeads = 4});
        QCOMPARE(plain.config.channels, 1);
        QCOMPARE(plain.mean.size(), std::size_t{1});
        model.mean = {0.5};
        model.std = {0.25};
        saveModel(file("m.safetensors"), model, at::kFloat);
        QVERIFY(openModel(file("m.safetensors").string()).mean == model.mean);
    }

    void weightsThatAreNotFiniteAreNotSaved() {
        auto model = smallModel();
        saveModel(file("m.safetensors"), model, at::kFloat);
        const auto before = readFile(file("m.safetensors"), 1 << 20);
        model.weights.norm.weight = at::full({24}, 1e6, at::kFloat);
        QVERIFY_EXCEPTION_THROWN(saveModel(file("m.safetensors"), model, at::kHalf), Error);
        model.weights.norm.weight = at::full({24}, std::nan(""), at::kFloat);
        QVERIFY_EXCEPTION_THROWN(saveModel(file("m.safetensors"), model, at::kFloat), Error);
        QVERIFY(readFile(file("m.safetensors"), 1 << 20) == before);
    }

    void aRunGivesItsNewestCheckpointThatVerifies() {
        const auto run = file("my-run");
        fs::create_directories(checkpointsFolder(run));
        QVERIFY(contains(refusal(run.string(), ErrorKind::Format), "no checkpoint yet"));
        auto model = smallModel();
        for (const int step : {5, 10, 15}) {
            auto tensors = tensorsOf(model);
            tensors.front().tensor = at::full({1, 1, 24}, step, at::kFloat);
            tensors.push_back({"optimizer.first", at::zeros({100}, at::kFloat)});
            writeSafetensors(checkpointPath(run, step), tensors, modelMetadata(model));
        }
        const auto newest = [&run] {
            return openModel(run.string()).weights.clsToken[0][0][0].item<float>();
        };
        QCOMPARE(newest(), 15.0F);
        QCOMPARE(openModel(run.string()).card.name, std::string("my-run"));
        QCOMPARE(openModel(run.string() + "/").card.name, std::string("my-run"));
        QCOMPARE(inspectModel(run.string()).kind, std::string("training checkpoint"));
        QVERIFY(inspectModel(run.string()).missing.empty());
        const auto damage = [&run](int step) {
            std::fstream stream(checkpointPath(run, step),
                                std::ios::in | std::ios::out | std::ios::binary);
            stream.seekp(-3, std::ios::end);
            stream.put('\x55');
        };
        damage(15);
        QCOMPARE(newest(), 10.0F);
        write(checkpointPath(run, 10), "");
        QCOMPARE(newest(), 5.0F);
        QCOMPARE(inspectModel(run.string()).kind, std::string("training checkpoint"));
        damage(5);
        const auto why = refusal(run.string(), ErrorKind::Format);
        QVERIFY2(contains(why, "No checkpoint of") && contains(why, "checksum"), why.c_str());
    }

    void otherFilesAreRefusedWithWhatToDo() {
        write(file("model.pth"), "PK\x03\x04zip");
        write(file("old.pth"), "\x80\x02\x8a\x0al\xfc\x9c");
        write(file("renamed.safetensors"), "PK\x03\x04zip");
        write(file("hf/pytorch_model.bin"), "PK\x03\x04zip");
        write(file("text.txt"), "hello, this is no model");
        write(file("empty.safetensors"), "");
        fs::create_directories(file("folder"));
        for (const char* name : {"model.pth", "old.pth", "renamed.safetensors", "hf"}) {
            const auto why = refusal(file(name).string(), ErrorKind::Format);
            QVERIFY2(contains(why, "zip archive") || contains(why, "cut off"), why.c_str());
        }
        QVERIFY(contains(refusal(file("text.txt").string(), ErrorKind::Format), "text.txt"));
        QVERIFY(
            contains(refusal(file("empty.safetensors").string(), ErrorKind::Format), "is empty"));
        QVERIFY(contains(refusal(file("folder").string(), ErrorKind::Format), "holds no model"));
        QVERIFY(contains(refusal(file("absent").string(), ErrorKind::Io), "There is no model"));
        QVERIFY(contains(refusal(file("text.txt").string() + "/x", ErrorKind::Io), "no model"));
        QVERIFY(contains(refusal("/dev/null", ErrorKind::Io), "regular file"));
        QVERIFY(!refusal("", ErrorKind::Io).empty());
        QVERIFY(!refusal(std::string(5000, 'x'), ErrorKind::Io).empty());
    }

    void huggingFaceFoldersOpen_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("version 4") << std::string("micro") << 0.0;
        QTest::newRow("shards, float16") << std::string("micro_sharded") << 2e-3;
        QTest::newRow("version 5") << std::string("micro_v5_fp16") << 2e-3;
        QTest::newRow("version 5, own names") << std::string("micro_v5_native_fp16") << 2e-3;
    }

    void huggingFaceFoldersOpen() {
        QFETCH(std::string, name);
        QFETCH(double, tolerance);
        MAE_NEEDS_SHARED("reference/hf");
        const auto folder = huggingFace(name.c_str());
        const auto model = openModel(folder.string());
        const ModelConfig expected{.imageSize = 32,
                                   .patchSize = 8,
                                   .width = 48,
                                   .depth = 2,
                                   .heads = 3,
                                   .decoderWidth = 32,
                                   .decoderDepth = 2,
                                   .decoderHeads = 4};
        QVERIFY(model.config == expected);
        QCOMPARE(model.card.name, name);
        QVERIFY(model.card.targetKnown && model.card.licence.empty());
        QVERIFY(largestDifference(openModel(huggingFace("micro").string()).weights, model.weights)
                <= tolerance);
        const auto report = inspectModel(folder.string());
        QCOMPARE(report.kind, std::string("masked autoencoder"));
        QCOMPARE(report.scheme, std::string("huggingface"));
        QVERIFY(report.config == expected && report.missing.empty() && report.unexpected.empty());
        QCOMPARE(report.target, std::string("pixels"));
        QCOMPARE(report.arguments.at("mask_ratio"), std::string("0.75"));
        QCOMPARE(report.tensors.size(), std::size_t{78});
        const auto other = name == "micro_sharded" ? folder / "model.safetensors.index.json"
                                                   : folder / "model.safetensors";
        QVERIFY(openModel(other.string()).config == expected);
        QVERIFY(inspectModel(other.string()).config == expected);
    }

    void huggingFaceWeightsGiveTheReferenceLatent() {
        MAE_NEEDS_SHARED("reference/cases/micro_forward.safetensors");
        const auto model = openModel(huggingFace("micro").string());
        const auto reference =
            readSafetensors(test::shared("reference/cases/micro_forward.safetensors"));
        const auto patches = patchify(*reference.find("imgs"), 8); // [3, 16, 192]
        const auto ids = idsFromNoise(*reference.find("noise"), 4);
        const auto latent =
            encode(model.config, model.weights, gatherRows(patches, ids.visible), ids.visible);
        QVERIFY((latent - *reference.find("latent")).abs().max().item<double>() < 2e-5);
        const auto predicted = decodeAll(model.config, model.weights, latent, ids);
        QVERIFY((predicted - *reference.find("pred")).abs().max().item<double>() < 1e-5);
    }

    void huggingFaceEncoderEqualsTimms() {
        MAE_NEEDS_SHARED("reference/timm/micro.safetensors");
        const auto path = test::shared("reference/timm/micro.safetensors");
        const auto encoder = readSafetensors(path);
        std::size_t compared = 0;
        const auto model = openModel(huggingFace("micro").string());
        forEachTensor(model.weights, [&](const std::string& name, const Tensor& tensor) {
            if (const auto* other = encoder.find(name)) {
                QVERIFY2(other->equal(tensor), name.c_str());
                ++compared;
            }
        });
        QCOMPARE(compared, encoder.tensors.size());
        QVERIFY(contains(refusal(path.string(), ErrorKind::Format), "without a decoder"));
        const auto report = inspectModel(path.string());
        QCOMPARE(report.kind, std::string("encoder"));
        QCOMPARE(report.scheme, std::string("timm"));
        QVERIFY(report.hasArchitecture && report.missing.empty());
        QCOMPARE(report.config.width, 48);
        QCOMPARE(report.config.depth, 2);
        QCOMPARE(report.config.decoderDepth, 0);
    }

    void huggingFaceSettingsAreObeyed() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        const auto folder = file("copy");
        const auto model = folder / "model.safetensors";
        fs::create_directories(folder);
        fs::copy_file(huggingFace("micro") / "model.safetensors", model);
        QVERIFY(contains(refusal(folder.string(), ErrorKind::InvalidConfig), "--heads"));
        QCOMPARE(openModel(folder.string(), {.heads = 3, .decoderHeads = 4}).config.layerNormEps,
                 1e-12);
        const auto original = readText(huggingFace("micro") / "config.json");
        const auto changed = [&](const std::string& from, const std::string& to) {
            auto text = original;
            text.replace(text.find(from), from.size(), to);
            write(folder / "config.json", text);
        };
        changed("\"norm_pix_loss\": false", "\"norm_pix_loss\": true");
        QVERIFY(openModel(folder.string()).config.target == Target::Normalised);
        QVERIFY(openModel(model.string()).config.target == Target::Normalised);
        changed("\"layer_norm_eps\": 1e-06", "\"layer_norm_eps\": 1e-05");
        QCOMPARE(openModel(model.string()).config.layerNormEps, 1e-5);
        changed("\"layer_norm_eps\": 1e-06,", "");
        QCOMPARE(openModel(model.string()).config.layerNormEps, 1e-12);
        write(folder / "preprocessor_config.json",
              "{\"image_mean\": [0.5, 0.25, 0.125], \"image_std\": [1, 2, 3]}");
        QVERIFY((openModel(model.string()).mean == std::vector<double>{0.5, 0.25, 0.125}));
        write(folder / "preprocessor_config.json", "{\"do_normalize\": false}");
        QVERIFY((openModel(model.string()).std == std::vector<double>{1, 1, 1}));
        for (const char* text : {"{\"image_mean\": [1]}", "{\"image_mean\": \"a\"}", "[]", "{",
                                 "{\"rescale_factor\": 1}", "{\"do_normalize\": 3}"}) {
            write(folder / "preprocessor_config.json", text);
            QVERIFY2(!refusal(folder.string(), ErrorKind::Format).empty(), text);
        }
        fs::remove(folder / "preprocessor_config.json");
        for (const auto& [from, to] :
             {std::pair("\"gelu\"", "\"relu\""), std::pair("32,", "33,"),
              std::pair("\"hidden_size\": 48", "\"hidden_size\": 768"),
              std::pair("\"hidden_size\": 48", "\"hidden_size\": -48"),
              std::pair("\"hidden_size\": 48", "\"hidden_size\": \"48\""),
              std::pair("\"layer_norm_eps\": 1e-06", "\"layer_norm_eps\": 0"),
              std::pair("\"num_attention_heads\": 3", "\"num_attention_heads\": 5"),
              std::pair("\"num_attention_heads\": 3", "\"num_attention_heads\": 0")}) {
            changed(from, to);
            QVERIFY2(!refusal(folder.string(), ErrorKind::Format).empty()
                         || !refusal(folder.string(), ErrorKind::InvalidConfig).empty(),
                     to);
        }
        write(folder / "config.json", "{");
        QVERIFY(contains(refusal(folder.string(), ErrorKind::Format), "config.json"));
    }

    void hostileIndexesAreRefused() {
        MAE_NEEDS_SHARED("reference/hf/micro_sharded");
        const auto folder = file("shards");
        fs::copy(huggingFace("micro_sharded"), folder);
        const auto index = folder / "model.safetensors.index.json";
        const auto original = readText(index);
        fs::permissions(index, fs::perms::owner_all);
        for (const char* text :
             {"{", "[]", "{}", "{\"weight_map\":[]}", "{\"weight_map\":{}}",
              "{\"weight_map\":{\"a\":\"../model-00001-of-00004.safetensors\"}}",
              "{\"weight_map\":{\"a\":\"/etc/passwd\"}}", "{\"weight_map\":{\"a\":\"\"}}",
              "{\"weight_map\":{\"a\":\"..\"}}", "{\"weight_map\":{\"a\":7}}",
              "{\"weight_map\":{\"a\":\"model-00001-of-00004.safetensors\"}}"}) {
            write(index, text);
            const auto why = refusal(folder.string(), ErrorKind::Format);
            QVERIFY2(!why.empty() && !why.starts_with("wrong kind"), (text + why).c_str());
        }
        auto text = original;
        text.replace(text.find("00003-of"), 8, "00002-of");
        write(index, text);
        QVERIFY(contains(refusal(folder.string(), ErrorKind::Format), "does not expect there"));
        write(index, original);
        fs::remove(folder / "model-00003-of-00004.safetensors");
        QVERIFY(contains(refusal(folder.string(), ErrorKind::Io), "00003-of"));
    }
};

QTEST_GUILESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
