// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/train/layer_meter.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"
#include "tests/support/toy_model.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/square.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
using mae::test::toyConfig;
namespace fs = std::filesystem;

namespace {

constexpr int kBatch = 3;

TrainInput toyInput(const ModelConfig& model) {
    Rng rng(5, Purpose::Test);
    auto images = at::empty({kBatch, 3, model.imageSize, model.imageSize}, at::kFloat);
    auto* values = images.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < images.numel(); ++i) {
        values[i] = static_cast<float>(rng.below(1000)) / 250.0F - 2.0F;
    }
    std::vector<Tensor> visible, hidden;
    for (std::uint64_t seed = 0; seed < kBatch; ++seed) {
        const auto ids =
            toIds(sampleMask({}, {model.grid(), model.grid()}, Rng(seed, Purpose::Mask)));
        visible.push_back(ids.visible);
        hidden.push_back(ids.hidden);
    }
    return trainInput(images, {at::cat(visible), at::cat(hidden)}, model);
}

const LayerStatistics& layer(const std::vector<LayerStatistics>& layers, const std::string& name) {
    return *std::ranges::find(layers, name, &LayerStatistics::name);
}

/// Which layer a tensor belongs to, said here by other means than there.
std::string ownerOf(const std::string& tensor, bool maskTokenInEncoder) {
    const std::map<std::string, std::string> named{
        {"cls_token", "patch_embed"},
        {"mask_token", maskTokenInEncoder ? "patch_embed" : "decoder_embed"},
        {"patch_embed.proj.weight", "patch_embed"},
        {"patch_embed.proj.bias", "patch_embed"},
        {"norm.weight", "norm"},
        {"norm.bias", "norm"},
        {"decoder_embed.weight", "decoder_embed"},
        {"decoder_embed.bias", "decoder_embed"},
        {"decoder_norm.weight", "decoder_pred"},
        {"decoder_norm.bias", "decoder_pred"},
        {"decoder_pred.weight", "decoder_pred"},
        {"decoder_pred.bias", "decoder_pred"}};
    if (const auto found = named.find(tensor); found != named.end()) {
        return found->second;
    }
    const auto dot = tensor.find('.');
    return tensor.substr(0, tensor.find('.', dot + 1));
}

/// Lengths by layer, of one value per learned tensor.
std::map<std::string, double> lengths(const std::vector<NamedTensor>& tensors, bool inEncoder) {
    std::map<std::string, double> squares;
    for (const auto& [name, tensor] : tensors) {
        squares[ownerOf(name, inEncoder)] += tensor.to(at::kDouble).square().sum().item<double>();
    }
    for (auto& [name, square] : squares) {
        square = std::sqrt(square);
    }
    return squares;
}

std::vector<NamedTensor> learnedCopies(const MaeWeights& weights) {
    std::vector<NamedTensor> copies;
    forEachTensor(weights, [&copies](const std::string& name, const Tensor& tensor) {
        if (isLearned(name)) {
            copies.push_back({name, tensor.detach().clone()});
        }
    });
    return copies;
}

bool near(double value, double wanted, double tolerance = 1e-5) {
    return std::abs(value - wanted) <= tolerance * std::max(1e-6, std::abs(wanted));
}

/// Mean, deviation and largest magnitude in double precision.
bool describes(const LayerStatistics& layer, const Tensor& tokens) {
    const auto flat = tokens.detach().to(at::kDouble).reshape({-1});
    return std::abs(layer.mean - flat.mean().item<double>()) <= 1e-5 * layer.std
           && near(layer.std, flat.std(false).item<double>(), 1e-4)
           && near(layer.maxAbs, flat.abs().max().item<double>()) && layer.zeroShare == 0
           && layer.notFiniteShare == 0;
}

} // namespace

class TestLayerMeter : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path place(const std::string& name) const {
        const auto* tag = QTest::currentDataTag();
        return fs::path(m_folder.path().toStdString()) / (std::string(tag ? tag : "") + name);
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }

    void normsAreThoseOfAutograd_data() {
        QTest::addColumn<bool>("inEncoder");
        QTest::addRow("mask tokens in the decoder") << false;
        QTest::addRow("mask tokens in the encoder") << true;
    }
    void normsAreThoseOfAutograd() {
        QFETCH(bool, inEncoder);
        auto model = toyConfig();
        model.maskTokensInEncoder = inEncoder;
        const auto input = toyInput(model);
        // By hand: leaves, the loss, backward.
        auto leaves = initialWeights(model, 1);
        forEachTensor(leaves, [](const std::string& name, Tensor& tensor) {
            tensor.requires_grad_(isLearned(name));
        });
        const auto latent = encode(model, leaves, input.visible, input.ids);
        maeLoss(model, decodeHidden(model, leaves, latent, input.ids), input.target).backward();
        std::vector<NamedTensor> gradients;
        forEachTensor(leaves, [&](const std::string& name, Tensor& tensor) {
            if (isLearned(name)) {
                gradients.push_back({name, tensor.grad()});
            }
        });
        const auto wanted = lengths(gradients, inEncoder);

        OptimConfig optim;
        optim.clipNorm = 1e-3; // what is measured is from before
        Trainer trainer(model, optim, initialWeights(model, 1), at::kFloat, at::kCPU);
        LayerMeter meter(model);
        trainer.accumulate(input, 1);
        meter.beforeUpdate(trainer);
        const auto before = learnedCopies(trainer.masterWeights());
        trainer.update(1e-3, trainer.gradientNorm());
        meter.afterUpdate(trainer);
        auto change = learnedCopies(trainer.masterWeights());
        for (std::size_t i = 0; i < change.size(); ++i) {
            change[i].tensor -= before[i].tensor;
        }
        const auto lengthBefore = lengths(before, inEncoder), moved = lengths(change, inEncoder);
        QCOMPARE(meter.layers().size(), std::size_t{8});
        for (const auto& layer : meter.layers()) {
            QVERIFY2(near(layer.gradientNorm, wanted.at(layer.name)), layer.name.c_str());
            QVERIFY2(near(layer.weightNorm, lengthBefore.at(layer.name)), layer.name.c_str());
            QVERIFY2(near(layer.updateRatio, moved.at(layer.name) / lengthBefore.at(layer.name)),
                     layer.name.c_str());
        }
    }

    void outputsAreThoseOfTheLayers() {
        const auto model = toyConfig();
        const auto weights = initialWeights(model, 2);
        const auto input = toyInput(model);
        LayerMeter meter(model);
        meter.look(input, weights);
        const auto& layers = meter.layers();
        const auto& names = {"patch_embed", "blocks.0", "blocks.1"};
        for (int blocks = 0; const auto* name : names) {
            QVERIFY2(describes(layer(layers, name), encodeBlocks(model, weights, input.visible,
                                                                 input.ids.visible, blocks++)),
                     name);
        }
        const auto latent = encode(model, weights, input.visible, input.ids);
        QVERIFY(describes(layer(layers, "norm"), latent));
        QVERIFY(
            describes(layer(layers, "decoder_pred"), decodeAll(model, weights, latent, input.ids)));
    }

    void countsAreOfEveryTensorOnce() {
        const auto model = toyConfig();
        std::int64_t all = 0;
        const LayerMeter meter(model);
        for (const auto& layer : meter.layers()) {
            all += layer.parameters;
        }
        std::int64_t wanted = 0;
        for (const auto& copy : learnedCopies(initialWeights(model, 1))) {
            wanted += copy.tensor.numel();
        }
        QCOMPARE(all, wanted);
    }

    void zerosAndWhatIsNotFiniteAreCountedAndHideNothing() {
        const auto model = toyConfig();
        auto weights = initialWeights(model, 2);
        weights.decoderPred.weight.zero_();
        weights.decoderPred.bias.zero_();
        const auto values = static_cast<double>(model.patchValues());
        auto* bias = weights.decoderPred.bias.mutable_data_ptr<float>();
        bias[0] = std::numeric_limits<float>::quiet_NaN();
        bias[1] = std::numeric_limits<float>::infinity();
        bias[2] = -4;
        LayerMeter meter(model);
        meter.look(toyInput(model), weights);
        const auto& pred = layer(meter.layers(), "decoder_pred");
        QVERIFY(near(pred.notFiniteShare, 2 / values));
        QVERIFY(near(pred.zeroShare, (values - 3) / values));
        QVERIFY(near(pred.mean, -4 / (values - 2)));
        QCOMPARE(pred.maxAbs, 4.0);
        weights.decoderPred.bias.fill_(std::numeric_limits<float>::quiet_NaN());
        meter.look(toyInput(model), weights);
        QCOMPARE(pred.notFiniteShare, 1.0);
        QVERIFY(std::isnan(pred.mean) && std::isnan(pred.maxAbs));
    }

    void measuringLeavesARunTheSameBitByBit_data() {
        QTest::addColumn<TrainConfig>("config");
        const auto add = [](const char* name, auto change) {
            auto config = smallRun();
            config.checkpoint.everyMinutes = 1000;
            change(config);
            QTest::newRow(name) << config;
        };
        add("float32", [](TrainConfig&) {});
        add("bfloat16", [](TrainConfig& c) { c.train.precision = Precision::BFloat16; });
        add("recomputed", [](TrainConfig& c) { c.train.gradientCheckpointing = true; });
        add("maskTokens", [](TrainConfig& c) { c.model.maskTokensInEncoder = true; });
        add("accumulated", [](TrainConfig& c) {
            c.train.accumulate = 2;
            c.train.clipNorm = 0.1;
        });
        add("lossOnAll", [](TrainConfig& c) { c.train.lossOn = LossOn::All; });
        add("frozen", [](TrainConfig& c) { c.train.freeze = Freeze::Encoder; });
    }
    void measuringLeavesARunTheSameBitByBit() {
        QFETCH(TrainConfig, config);
        const RunOptions machine{.device = "cpu", .threads = 1};
        if (config.train.freeze == Freeze::Encoder) { // which has to come from somewhere
            const auto first = TrainingRun::create(smallRun(), place("first"), machine);
            advanceTo(*first, 1);
            config.train.init = first->save().string();
        }
        const auto plain = TrainingRun::create(config, place("plain"), machine);
        advanceTo(*plain, 9);
        const auto measured = TrainingRun::create(config, place("measured"), machine);
        while (measured->step() < 9) {
            const auto step = measured->step();
            QVERIFY(!measured->takeLayers());
            if (step % 3 == 1) {
                const auto now = measured->layersNow();
                QVERIFY(now && !now->stepped && now->step == step + 1);
                QVERIFY(std::isnan(now->layers.at(1).updateRatio));
                QCOMPARE(measured->step(), step);
                measured->measureLayers();
                advanceTo(*measured, step + 1);
                const auto then = measured->takeLayers();
                QVERIFY(then && then->stepped && then->step == step + 1);
                const bool frozen = config.train.freeze == Freeze::Encoder;
                for (std::size_t i = 0; i < then->layers.size(); ++i) {
                    const auto &a = now->layers[i], &b = then->layers[i];
                    // The same pictures, the same weights: the same numbers.
                    QCOMPARE(a.std, b.std);
                    QVERIFY(a.gradientNorm == b.gradientNorm || std::isnan(b.gradientNorm));
                    const bool still = frozen && !b.name.starts_with("decoder");
                    QCOMPARE(std::isnan(b.gradientNorm), still);
                    QCOMPARE(std::isnan(b.updateRatio), still);
                    QVERIFY(b.std > 0 && b.weightNorm > 0);
                }
            } else {
                advanceTo(*measured, step + 1);
            }
        }
        QCOMPARE(firstDifference(plain->save(), measured->save()), QString());
    }

    void aMeasurementIsOfTheStepThatIsMadeInTheEnd() {
        const auto config = smallRun();
        const RunOptions machine{.device = "cpu", .threads = 1, .faults = [](std::int64_t tried) {
                                     return tried == 2 ? Fault::Gradient : Fault::None;
                                 }};
        const auto run = TrainingRun::create(config, place("run"), machine);
        advanceTo(*run, 2);
        run->measureLayers();
        advanceTo(*run, 3); // the third try was skipped
        const auto layers = run->takeLayers();
        QVERIFY(layers);
        QCOMPARE(layers->step, std::int64_t{3});
        for (const auto& layer : layers->layers) {
            QVERIFY(std::isfinite(layer.gradientNorm) && std::isfinite(layer.updateRatio));
        }
    }

    void whatIsDoneAgainIsForgottenWhenARunIsContinued() {
        const auto folder = place("continued");
        const RunOptions machine{.device = "cpu", .threads = 1};
        const auto begun = TrainingRun::create(smallRun(), folder, machine);
        QVERIFY(!begun->layersAreWanted());
        for (const int step : {1, 2, 3}) {
            begun->measureLayers();
            QVERIFY(begun->layersAreWanted());
            advanceTo(*begun, step);
            LayerLog(folder, step - 1).append(*begun->takeLayers());
            QVERIFY(!begun->layersAreWanted());
            if (step == 2) {
                begun->save();
            }
        }
        const auto copy = place("copy"); // what a process leaves that is killed now
        fs::copy(folder, copy, fs::copy_options::recursive);
        const auto again = TrainingRun::open(copy, {}, machine);
        QCOMPARE(again->step(), std::int64_t{2});
        QCOMPARE(readNewestLayers(copy)->step, std::int64_t{2});
    }

    void theLogKeepsWhatIsNotDoneAgain() {
        const auto run = place("log");
        fs::create_directories(run);
        QVERIFY(!readNewestLayers(run));
        const auto report = [](std::int64_t step) {
            return LayerReport{.step = step,
                               .layers = {{.name = "norm", .parameters = 4, .gradientNorm = 0.5},
                                          {.name = "decoder_pred", .mean = double(step)}}};
        };
        LayerLog log(run, 0);
        for (const int step : {10, 20, 30}) {
            log.append(report(step));
        }
        LayerLog(run, 20).append(report(25));
        std::ofstream(run / "layers.jsonl", std::ios::app) << "{\"step\": 40, \"lay"; // torn
        const auto newest = readNewestLayers(run);
        QVERIFY(newest);
        QCOMPARE(newest->step, std::int64_t{25});
        QCOMPARE(newest->layers.at(0).name, std::string("norm"));
        QCOMPARE(newest->layers.at(0).parameters, std::int64_t{4});
        QCOMPARE(newest->layers.at(0).gradientNorm, 0.5);
        QVERIFY(std::isnan(newest->layers.at(0).weightNorm));
        QCOMPARE(newest->layers.at(1).mean, 25.0);
    }
};

QTEST_GUILESS_MAIN(TestLayerMeter)
#include "tst_layer_meter.moc"
