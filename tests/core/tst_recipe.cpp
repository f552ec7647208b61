// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/convert_model.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/model/mae.h"
#include "core/model/patches.h"
#include "core/probe/attend.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"
#include "core/probe/trace.h"
#include "core/train/start_weights.h"
#include "core/train/trainer.h"

#include "tests/support/toy_model.h"
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/erf.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/var_mean.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>

using namespace mae;

namespace {

ModelConfig withMaskTokens() {
    auto config = test::toyConfig();
    config.maskTokensInEncoder = true;
    return config;
}

/// The arithmetic of the paper written down as plainly as possible, for one picture.
class Plain {
public:
    Plain(const ModelConfig& config, const MaeWeights& weights)
        : m_config(config), m_weights(weights) {}

    /// @param patches  [N, P*P*C], row by row. @return [N, P*P*C]
    Tensor predicted(const Tensor& patches, const std::vector<std::uint8_t>& hidden) const {
        const auto& w = m_weights;
        const auto kernel = w.patchEmbed.weight.permute({0, 2, 3, 1}).reshape({m_config.width, -1});
        std::vector<Tensor> tokens{w.clsToken[0][0] + w.posEmbed[0][0]};
        for (std::int64_t i = 0; i < patches.size(0); ++i) {
            const bool isHidden = hidden[static_cast<std::size_t>(i)] != 0;
            const auto content =
                isHidden ? w.maskToken[0][0] : at::matmul(kernel, patches[i]) + w.patchEmbed.bias;
            tokens.push_back(content + w.posEmbed[0][i + 1]);
        }
        auto x = at::stack(tokens); // [N+1, D]
        for (const auto& block : w.blocks) {
            x = through(block, x, m_config.heads);
        }
        x = layer(w.decoderEmbed, norm(w.norm, x)) + w.decoderPosEmbed[0];
        for (const auto& block : w.decoderBlocks) {
            x = through(block, x, m_config.decoderHeads);
        }
        return layer(w.decoderPred, norm(w.decoderNorm, x)).slice(0, 1);
    }

private:
    static Tensor layer(const Linear& l, const Tensor& x) {
        return at::matmul(x, l.weight.t()) + l.bias;
    }
    static Tensor norm(const LayerNorm& n, const Tensor& x) {
        const auto mean = x.mean(std::vector<std::int64_t>{-1}, true);
        const auto variance = (x - mean).square().mean(std::vector<std::int64_t>{-1}, true);
        return (x - mean) / (variance + 1e-6).sqrt() * n.weight + n.bias;
    }
    static Tensor through(const Block& block, const Tensor& x, int heads) {
        const auto qkv = layer(block.qkv, norm(block.norm1, x));
        const auto d = x.size(1), size = d / heads;
        std::vector<Tensor> mixed;
        for (std::int64_t h = 0; h < heads; ++h) {
            const auto part = [&](std::int64_t third) {
                return qkv.narrow(1, third * d + h * size, size);
            };
            const auto scores =
                at::matmul(part(0), part(1).t()) / std::sqrt(static_cast<double>(size));
            mixed.push_back(at::matmul(at::softmax(scores, -1), part(2)));
        }
        const auto between = x + layer(block.proj, at::cat(mixed, 1));
        const auto inner = layer(block.fc1, norm(block.norm2, between));
        return between + layer(block.fc2, inner * 0.5 * (1 + at::erf(inner / std::sqrt(2.0))));
    }

    ModelConfig m_config;
    MaeWeights m_weights;
};

double largest(const Tensor& difference) { return difference.abs().max().item<double>(); }

struct Sample {
    Tensor images;  ///< [B, 3, 16, 16]
    MaskIds ids;    ///< 5 of 16 visible
    Tensor patches; ///< [B, 16, 48]
};

Sample sample(std::int64_t b) {
    const auto images = at::rand({b, 3, 16, 16}) * 2 - 1;
    return {images, idsFromNoise(at::rand({b, 16}), 5), patchify(images, 4)};
}

std::vector<std::uint8_t> hiddenIn(const Sample& s, std::int64_t picture) {
    std::vector<std::uint8_t> hidden(16, 0);
    for (std::int64_t i = 0; i < s.ids.hidden.size(1); ++i) {
        hidden[static_cast<std::size_t>(s.ids.hidden[picture][i].item<std::int64_t>())] = 1;
    }
    return hidden;
}

std::map<std::string, Tensor> namedWeights(const MaeWeights& weights) {
    std::map<std::string, Tensor> named;
    forEachTensor(weights, [&named](const std::string& name, const Tensor& tensor) {
        named[name] = tensor.detach().clone();
    });
    return named;
}

/// A model with norms and biases that are not what they begin with.
MaeWeights used(const ModelConfig& config) {
    auto weights = initialWeights(config, 3);
    forEachTensor(weights, [](const std::string& name, Tensor& tensor) {
        if (isLearned(name) && tensor.dim() == 1) {
            tensor = tensor + 0.3 * (at::rand(tensor.sizes()) - 0.5);
        }
    });
    return weights;
}

} // namespace

class TestRecipe : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path root() const { return m_folder.path().toStdString(); }

    TrainConfig beginningFrom(const std::filesystem::path& path) const {
        TrainConfig config;
        config.model = test::toyConfig();
        config.train.init = path.string();
        return config;
    }
    static QString refusal(const TrainConfig& config) {
        try {
            startWeights(config);
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }

    void maskTokensGoThroughTheEncoder() {
        const at::NoGradGuard noGrad;
        const auto config = withMaskTokens();
        const auto weights = used(config);
        QCOMPARE(weights.maskToken.size(2), config.width);
        const auto s = sample(2);
        const auto latent = encode(config, weights, gatherRows(s.patches, s.ids.visible), s.ids);
        QCOMPARE(latent.size(1), 17);
        const auto all = decodeAll(config, weights, latent, s.ids);
        const auto hidden = decodeHidden(config, weights, latent, s.ids);
        QVERIFY(largest(gatherRows(all, s.ids.hidden) - hidden) < 1e-5);
        for (std::int64_t i = 0; i < 2; ++i) {
            const auto wanted = Plain(config, weights).predicted(s.patches[i], hiddenIn(s, i));
            QVERIFY(largest(all[i] - wanted) < 2e-5);
        }
    }

    void lossAndGradientsAreThoseOfThePlainComputation_data() {
        QTest::addColumn<bool>("inEncoder");
        QTest::addColumn<bool>("all");
        QTest::addColumn<bool>("normalised");
        QTest::newRow("mask tokens in the encoder") << true << false << false;
        QTest::newRow("mask tokens in the encoder, all patches") << true << true << false;
        QTest::newRow("mask tokens in the encoder, all patches, normalised")
            << true << true << true;
    }
    void lossAndGradientsAreThoseOfThePlainComputation() {
        QFETCH(bool, inEncoder);
        QFETCH(bool, all);
        QFETCH(bool, normalised);
        auto config = test::toyConfig();
        config.maskTokensInEncoder = inEncoder;
        config.target = normalised ? Target::Normalised : Target::Pixels;
        OptimConfig optim;
        optim.lossOn = all ? LossOn::All : LossOn::Hidden;
        auto weights = used(config);
        const auto s = sample(2);
        Trainer trainer(config, optim, weights, at::kFloat, at::kCPU);
        const double loss =
            trainer.accumulate(trainInput(s.images, s.ids, config, optim.lossOn), 1);

        forEachTensor(weights, [](const std::string& name, Tensor& tensor) {
            tensor = tensor.detach().clone().set_requires_grad(isLearned(name));
        });
        const auto target = normalised ? normalisedPatches(s.patches) : s.patches;
        Tensor sum;
        double count = 0;
        for (std::int64_t i = 0; i < 2; ++i) {
            const auto hidden = hiddenIn(s, i);
            const auto error =
                (Plain(config, weights).predicted(s.patches[i], hidden) - target[i]).square();
            for (std::size_t n = 0; n < hidden.size(); ++n) {
                if (all || hidden[n] != 0) {
                    const auto mean = error[static_cast<std::int64_t>(n)].mean();
                    sum = sum.defined() ? sum + mean : mean;
                    ++count;
                }
            }
        }
        const auto wanted = sum / count;
        wanted.backward();
        QVERIFY(std::abs(loss - wanted.item<double>()) < 1e-5);
        auto gradients = trainer.gradients();
        forEachTensor(weights, [&](const std::string& name, const Tensor& tensor) {
            const auto found = std::ranges::find(gradients, name, &NamedTensor::name);
            if (found != gradients.end()) {
                QVERIFY2(largest(found->tensor - tensor.grad()) < 2e-5, name.c_str());
            }
        });
    }

    void aLossOnAllPatchesWeighsVisibleOnesToo() {
        const auto config = test::toyConfig();
        const auto weights = used(config);
        const auto s = sample(3);
        OptimConfig optim;
        optim.lossOn = LossOn::All;
        Trainer trainer(config, optim, weights, at::kFloat, at::kCPU);
        const double loss = trainer.accumulate(trainInput(s.images, s.ids, config, LossOn::All), 1);
        const at::NoGradGuard noGrad;
        const auto latent = encode(config, weights, gatherRows(s.patches, s.ids.visible), s.ids);
        const auto error = decodeAll(config, weights, latent, s.ids) - s.patches;
        QVERIFY(std::abs(loss - error.square().mean().item<double>()) < 1e-6);
    }

    void aSavedModelKnowsWhereItsMaskTokensGo_data() {
        QTest::addColumn<int>("decoderWidth");
        QTest::newRow("decoder of another width") << 16;
        QTest::newRow("decoder of the same width") << 24;
    }
    void aSavedModelKnowsWhereItsMaskTokensGo() {
        QFETCH(int, decoderWidth);
        auto config = withMaskTokens();
        config.decoderWidth = decoderWidth;
        const Model model{.config = config, .weights = used(config)};
        const auto path = root() / ("tokens" + std::to_string(decoderWidth) + ".safetensors");
        saveModel(path, model, at::kFloat);
        const auto opened = openModel(path.string());
        QVERIFY(opened.config == config);
        QCOMPARE(parameterCount(config), opened.card.parameters);

        const auto picture = test::noisyPicture(16, 16);
        Mask mask{.grid = {4, 4}};
        for (int i = 0; i < 16; ++i) {
            (i % 3 == 0 ? mask.visibleIds : mask.hiddenIds).push_back(i);
        }
        const auto result = reconstruct(opened, picture, mask, DisplayOptions{});
        const auto patches = patchesOf(picture, opened);
        const auto predicted = Plain(config, opened.weights).predicted(patches, mask.hidden());
        double error = 0;
        for (const auto id : mask.hiddenIds) {
            error += (predicted[id] - patches[id]).square().mean().item<double>();
        }
        error /= static_cast<double>(mask.hiddenIds.size());
        QVERIFY(std::abs(result.error - error) < 1e-4 * error);
        const auto maps = attentionMaps(opened, picture, mask, AttentionPart::Encoder, 1);
        QCOMPARE(maps.weights.size(), std::size_t(config.heads) * 17 * 17);
        float row = 0; // the class token looks at hidden patches too
        for (std::size_t i = 0; i < 17; ++i) {
            QVERIFY(maps.weights[i] > 0);
            row += maps.weights[i];
        }
        QVERIFY(std::abs(row - 1) < 1e-4F);
        MaskChoice choice;
        choice.painted = std::make_shared<const Mask>(mask);
        const auto trace = traceOf(opened, picture, choice, DisplayOptions{});
        QCOMPARE(trace.embedded.size(), mask.visibleIds.size() + 1);

        const auto refusedBy = [&](ModelFormat format) {
            try {
                convertModel(
                    {.input = path.string(), .output = root() / "other", .format = format});
            } catch (const Error& refused) {
                return refused.kind() == ErrorKind::InvalidConfig;
            }
            return false;
        };
        QVERIFY(refusedBy(ModelFormat::Official));
        QVERIFY(refusedBy(ModelFormat::HuggingFace));
        convertModel({.input = path.string(),
                      .output = root() / "encoder.safetensors",
                      .format = ModelFormat::Timm});
    }

    void theAverageFollowsTheWeights() {
        const auto config = test::toyConfig();
        OptimConfig optim;
        optim.ema = 0.75;
        Trainer trainer(config, optim, used(config), at::kFloat, at::kCPU);
        auto wanted = namedWeights(trainer.masterWeights());
        for (int i = 0; i < 4; ++i) {
            const auto s = sample(2);
            trainer.accumulate(trainInput(s.images, s.ids, config), 1);
            trainer.update(1e-2, trainer.gradientNorm());
            for (const auto& [name, tensor] : namedWeights(trainer.masterWeights())) {
                wanted[name] = wanted[name] * 0.75 + tensor * 0.25;
            }
        }
        int compared = 0;
        for (const auto& [name, tensor] : trainer.optimizerState()) {
            if (name.starts_with("ema.")) {
                QVERIFY2(largest(tensor - wanted.at(name.substr(4))) < 1e-6, name.c_str());
                ++compared;
            }
        }
        QCOMPARE(compared, static_cast<int>(wanted.size()) - 2); // without fixed positions
    }

    void aFrozenEncoderStaysAsItIs_data() {
        QTest::addColumn<bool>("lower");
        QTest::addColumn<bool>("inEncoder");
        QTest::addRow("float32") << false << false;
        QTest::addRow("bfloat16") << true << false;
        QTest::addRow("mask tokens in the encoder") << false << true;
    }
    void aFrozenEncoderStaysAsItIs() {
        QFETCH(bool, lower);
        QFETCH(bool, inEncoder);
        auto config = test::toyConfig();
        config.maskTokensInEncoder = inEncoder;
        OptimConfig optim;
        optim.freeze = Freeze::Encoder;
        optim.gradientCheckpointing = inEncoder;
        const auto weights = used(config);
        const auto before = namedWeights(weights);
        const auto s = sample(2);
        const auto input = trainInput(s.images, s.ids, config);
        Trainer frozen(config, optim, weights, lower ? at::kBFloat16 : at::kFloat, at::kCPU),
            whole(config, {}, weights, lower ? at::kBFloat16 : at::kFloat, at::kCPU);
        QCOMPARE(frozen.accumulate(input, 1), whole.accumulate(input, 1));
        const auto all = whole.gradients();
        for (const auto& [name, gradient] : frozen.gradients()) {
            const auto found = std::ranges::find(all, name, &NamedTensor::name);
            QVERIFY2(at::equal(gradient, found->tensor), name.c_str());
        }
        frozen.update(1e-2, frozen.gradientNorm());
        for (const auto& [name, tensor] : namedWeights(frozen.masterWeights())) {
            const bool learns =
                (name.starts_with("decoder_") || name == "mask_token") && isLearned(name);
            QVERIFY2(at::equal(tensor, before.at(name)) != learns, name.c_str());
        }
        for (const auto& [name, tensor] : frozen.optimizerState()) {
            QVERIFY2(!name.starts_with("optimizer.exp_avg.blocks"), name.c_str());
        }
    }

    void computingBlocksAgainGivesTheSameBits_data() {
        QTest::addColumn<bool>("lower");
        QTest::addColumn<bool>("all");
        QTest::addColumn<int>("threads");
        QTest::newRow("float32") << false << false << 1;
        QTest::newRow("bfloat16") << true << false << 1;
        QTest::newRow("loss on all patches") << false << true << 1;
        QTest::newRow("shares of a batch") << false << false << 2;
    }
    void computingBlocksAgainGivesTheSameBits() {
        QFETCH(bool, lower);
        QFETCH(bool, all);
        QFETCH(int, threads);
        setThreads(threads);
        const auto config = test::toyConfig();
        OptimConfig kept;
        kept.lossOn = all ? LossOn::All : LossOn::Hidden;
        auto again = kept;
        again.gradientCheckpointing = true;
        const auto weights = used(config);
        const auto type = lower ? at::kBFloat16 : at::kFloat;
        Trainer a(config, kept, weights, type, at::kCPU), b(config, again, weights, type, at::kCPU);
        for (int i = 0; i < 3; ++i) {
            const auto s = sample(9);
            const auto input = trainInput(s.images, s.ids, config, kept.lossOn);
            QCOMPARE(a.accumulate(input, 1), b.accumulate(input, 1));
            const auto left = a.gradients(), right = b.gradients();
            for (std::size_t t = 0; t < left.size(); ++t) {
                QVERIFY2(at::equal(left[t].tensor, right[t].tensor), left[t].name.c_str());
            }
            a.update(1e-3, a.gradientNorm());
            b.update(1e-3, b.gradientNorm());
        }
        setThreads(1);
    }

    void aRunBeginsFromAnyModel() {
        const auto config = test::toyConfig();
        const Model model{.config = config, .weights = used(config)};
        saveModel(root() / "whole.safetensors", model, at::kFloat);
        const auto whole = namedWeights(model.weights);
        for (const auto& [name, tensor] :
             namedWeights(startWeights(beginningFrom(root() / "whole.safetensors")))) {
            QVERIFY2(at::equal(tensor, whole.at(name)), name.c_str());
        }
        convertModel({.input = (root() / "whole.safetensors").string(),
                      .output = root() / "whole.pth",
                      .format = ModelFormat::Official});
        convertModel({.input = (root() / "whole.safetensors").string(),
                      .output = root() / "timm.safetensors",
                      .format = ModelFormat::Timm});
        for (const auto& [name, tensor] :
             namedWeights(startWeights(beginningFrom(root() / "whole.pth")))) {
            QVERIFY2(at::equal(tensor, whole.at(name)), name.c_str());
        }
        auto fresh = beginningFrom(root() / "timm.safetensors"); // without a decoder or heads
        const auto drawn = namedWeights(initialWeights(config, fresh.train.seed));
        for (const auto& [name, tensor] : namedWeights(startWeights(fresh))) {
            const bool isNew = name.starts_with("decoder_") || name == "mask_token";
            QVERIFY2(at::equal(tensor, (isNew ? drawn : whole).at(name)), name.c_str());
        }
        fresh.model.imageSize = 32; // positions are resampled
        const auto larger = startWeights(fresh);
        QCOMPARE(larger.posEmbed.size(1), 65);
        QVERIFY(at::equal(larger.patchEmbed.weight, model.weights.patchEmbed.weight));
    }

    void whatDoesNotFitIsSaidBeforeARunBegins() {
        const auto config = test::toyConfig();
        const Model model{.config = config, .weights = used(config)};
        const auto path = root() / "fit.safetensors";
        saveModel(path, model, at::kFloat);
        auto other = beginningFrom(path);
        QVERIFY(refusal(other).isEmpty());
        other.model.width = 48;
        other.model.decoderDepth = 1;
        other.model.heads = 4;
        const auto text = refusal(other);
        for (const char* part : {"model.width is 24 there and 48 in the run",
                                 "model.decoder_depth is 2 there and 1 in the run",
                                 "model.heads is 3 there and 4 in the run", "fit.safetensors"}) {
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        }
        other = beginningFrom(path);
        other.model.maskTokensInEncoder = true;
        QVERIFY(refusal(other).contains(QLatin1String("model.mask_tokens_in_encoder")));
        QVERIFY(refusal(beginningFrom(root() / "absent")).contains(QLatin1String("absent")));
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
