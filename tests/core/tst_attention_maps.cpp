// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/model/mae.h"
#include "core/probe/attend.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

Mask randomMask(PatchGrid grid, double ratio = 0.5) {
    return sampleMask({.ratio = ratio}, grid, Rng(3, Purpose::Mask));
}

/// Rows and columns of a token's places as the maps number them, class token first.
std::vector<int> places(const Mask& mask, bool decoder) {
    std::vector<int> tokens{0};
    for (const auto id : mask.visibleIds) {
        tokens.push_back(id + 1);
    }
    for (const auto id : mask.hiddenIds) {
        if (decoder) {
            tokens.push_back(id + 1);
        }
    }
    return tokens;
}

float weightAt(const AttentionMaps& maps, int head, int from, int to) {
    const auto t = static_cast<std::size_t>(maps.tokens());
    return maps.weights[(static_cast<std::size_t>(head) * t + static_cast<std::size_t>(from)) * t
                        + static_cast<std::size_t>(to)];
}

/// Whether the maps are @p wanted [heads, T, T] with tokens at @p tokens, and zero elsewhere.
bool isUnsorted(const AttentionMaps& maps, const Tensor& wanted, const std::vector<int>& tokens) {
    const auto rows = wanted.contiguous();
    const auto values = rows.accessor<float, 3>();
    double sum = 0, all = 0;
    for (int h = 0; h < maps.heads; ++h) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            for (std::size_t k = 0; k < tokens.size(); ++k) {
                const float weight = weightAt(maps, h, tokens[i], tokens[k]);
                if (std::abs(
                        weight
                        - values[h][static_cast<std::int64_t>(i)][static_cast<std::int64_t>(k)])
                    > 1e-5F) {
                    return false;
                }
                sum += weight;
            }
        }
    }
    for (const float weight : maps.weights) {
        all += weight;
    }
    return std::abs(all - sum) < 1e-4;
}

/// softmax(q k^T / sqrt(d)), head by head.
Tensor written(const ModelConfig& config, const Block& block, const Tensor& tokens, int heads) {
    const auto x = at::layer_norm(tokens, {tokens.size(1)}, block.norm1.weight, block.norm1.bias,
                                  config.layerNormEps); // [T, D]
    const auto qkv = at::linear(x, block.qkv.weight, block.qkv.bias);
    const auto width = tokens.size(1), d = width / heads;
    std::vector<Tensor> maps;
    for (std::int64_t h = 0; h < heads; ++h) {
        const auto q = qkv.slice(1, h * d, (h + 1) * d),
                   k = qkv.slice(1, width + h * d, width + (h + 1) * d);
        maps.push_back(
            at::softmax(at::matmul(q, k.t()) / std::sqrt(static_cast<double>(d)), -1).unsqueeze(0));
    }
    return at::cat(maps);
}

struct Inputs {
    Tensor rows{}; ///< [1, V, P*P*C]
    MaskIds ids{};
};
Inputs inputsOf(const Model& model, const Image& picture, const Mask& mask) {
    const auto ids = toIds(mask);
    return {gatherRows(patchesOf(picture, model).unsqueeze(0), ids.visible), ids};
}

} // namespace

class TestAttentionMaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void rowsSumToOneWhereThereIsAToken() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(20, 12);
        const auto mask = randomMask({3, 5});
        for (const auto part : {AttentionPart::Encoder, AttentionPart::Decoder}) {
            for (const int block : {0, 1, 2}) {
                const auto maps = attentionMaps(model, picture, mask, part, block);
                const int heads = part == AttentionPart::Encoder ? 3 : 2;
                QCOMPARE(maps.heads, block == 0 ? 1 : heads);
                QCOMPARE(maps.blocks, 2);
                QCOMPARE(maps.block, block);
                QCOMPARE(maps.tokens(), 16);
                QVERIFY(maps.original == picture && maps.hidden == mask.hidden());
                for (int h = 0; h < maps.heads; ++h) {
                    for (int from = 0; from < 16; ++from) {
                        double sum = 0;
                        for (int to = 0; to < 16; ++to) {
                            sum += weightAt(maps, h, from, to);
                            const bool seen = maps.sees(from) && maps.sees(to);
                            QVERIFY(seen || weightAt(maps, h, from, to) == 0);
                        }
                        QVERIFY(std::abs(sum - (maps.sees(from) ? 1 : 0)) < 1e-5);
                    }
                }
            }
        }
    }

    void theEncoderSeesVisiblePatchesOnly() {
        const auto mask = randomMask({4, 4});
        const auto maps = attentionMaps(test::toyModel(), test::noisyPicture(16, 16), mask,
                                        AttentionPart::Encoder, 1);
        QVERIFY(maps.sees(0) && !maps.sees(-1) && !maps.sees(17));
        for (const auto id : mask.visibleIds) {
            QVERIFY(maps.sees(id + 1));
        }
        for (const auto id : mask.hiddenIds) {
            QVERIFY(!maps.sees(id + 1));
        }
        const auto decoder = attentionMaps(test::toyModel(), test::noisyPicture(16, 16), mask,
                                           AttentionPart::Decoder, 1);
        QVERIFY(decoder.sees(16) && !decoder.sees(17));
    }

    void everyBlockIsASoftmaxOfQueriesAndKeys() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto in = inputsOf(model, picture, mask);
        for (const int block : {1, 2}) {
            const auto before =
                encodeBlocks(model.config, model.weights, in.rows, in.ids.visible, block - 1)[0];
            const auto wanted =
                written(model.config, model.weights.blocks[std::size_t(block - 1)], before, 3);
            QVERIFY(isUnsorted(attentionMaps(model, picture, mask, AttentionPart::Encoder, block),
                               wanted, places(mask, false)));
        }
    }

    void theDecodersAttentionIsUnsorted() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto in = inputsOf(model, picture, mask);
        const auto latent = encode(model.config, model.weights, in.rows, in.ids.visible);
        std::vector<Tensor> tokens;
        decodeAll(model.config, model.weights, latent, in.ids,
                  {.tokens = [&](int, const Tensor& x) { tokens.push_back(x[0]); }});
        QCOMPARE(tokens.size(), 4U); // before, after each block, normed
        for (const int block : {1, 2}) {
            const auto index = std::size_t(block - 1);
            const auto wanted =
                written(model.config, model.weights.decoderBlocks[index], tokens[index], 2);
            QVERIFY(isUnsorted(attentionMaps(model, picture, mask, AttentionPart::Decoder, block),
                               wanted, places(mask, true)));
        }
    }

    void theLastBlockIsWhatEncodeAndLookGives() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4}, 0);
        const auto in = inputsOf(model, picture, mask);
        const auto pass = encodeAndLook(model.config, model.weights, in.rows, in.ids.visible);
        QVERIFY(isUnsorted(attentionMaps(model, picture, mask, AttentionPart::Encoder, 2),
                           pass.attention[0], places(mask, false)));
    }

    void aRolloutOfOneBlockIsHalfItsMeanAndHalfTheTokenItself() {
        auto config = test::toyConfig();
        config.depth = 1;
        const auto model = test::toyModel(config);
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto block = attentionMaps(model, picture, mask, AttentionPart::Encoder, 1),
                   rollout = attentionMaps(model, picture, mask, AttentionPart::Encoder, 0);
        for (int from = 0; from < 17; ++from) {
            for (int to = 0; to < 17; ++to) {
                const float mean = (weightAt(block, 0, from, to) + weightAt(block, 1, from, to)
                                    + weightAt(block, 2, from, to))
                                   / 3;
                const float self = from == to && block.sees(from) ? 0.5F : 0.0F;
                QVERIFY(std::abs(weightAt(rollout, 0, from, to) - mean / 2 - self) < 1e-6F);
            }
        }
    }

    void aRolloutMultipliesFromTheFirstBlockToTheLast() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4}, 0);
        const auto mixed = [&](int block) {
            auto maps = attentionMaps(model, picture, mask, AttentionPart::Encoder, block);
            const auto mean = at::from_blob(maps.weights.data(), {3, 17, 17}, at::kFloat).mean(0);
            return (mean + at::eye(17)) / 2;
        };
        auto rollout = attentionMaps(model, picture, mask, AttentionPart::Encoder, 0);
        const auto got = at::from_blob(rollout.weights.data(), {17, 17}, at::kFloat);
        const auto wanted = at::matmul(mixed(2), mixed(1));
        QVERIFY((got - wanted).abs().max().item<float>() < 1e-5F);
    }

    void aRowIsOneHeadsOrTheMeanOfAll() {
        AttentionMaps maps{.grid = {1, 2}, .heads = 2};
        maps.weights = {.1F, .2F, .7F, .3F, .3F, .4F, .5F, .5F, 0, // head 0
                        .5F, .4F, .1F, .1F, .1F, .8F, 0,   0,   1};
        QVERIFY((maps.from(0, 0) == std::vector{.2F, .7F}));
        QVERIFY((maps.from(1, 1) == std::vector{.1F, .8F}));
        const auto mean = maps.from(2, -1);
        QVERIFY(std::abs(mean[0] - .25F) < 1e-6F && std::abs(mean[1] - .5F) < 1e-6F);
        QVERIFY_EXCEPTION_THROWN(maps.from(3, 0), Error);
        QVERIFY_EXCEPTION_THROWN(maps.from(-1, 0), Error);
        QVERIFY_EXCEPTION_THROWN(maps.from(0, 2), Error);
        QVERIFY_EXCEPTION_THROWN(maps.from(0, -2), Error);
    }

    void halfPrecisionIsClose() {
        auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto exact = attentionMaps(model, picture, mask, AttentionPart::Decoder, 0);
        model.weights = converted(model.weights, at::kBFloat16, at::kCPU);
        const auto rounded = attentionMaps(model, picture, mask, AttentionPart::Decoder, 0);
        for (std::size_t i = 0; i < exact.weights.size(); ++i) {
            QVERIFY(std::abs(exact.weights[i] - rounded.weights[i]) < 0.01F);
        }
    }

    void whatThereIsNotIsRefused() {
        auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto refused = [&](AttentionPart part, int block, const Mask& used) {
            QVERIFY_EXCEPTION_THROWN(attentionMaps(model, picture, used, part, block), Error);
        };
        refused(AttentionPart::Encoder, -1, mask);
        refused(AttentionPart::Encoder, 3, mask);
        refused(AttentionPart::Decoder, 3, mask);
        refused(AttentionPart::Encoder, 1, randomMask({4, 5}));
        QVERIFY_EXCEPTION_THROWN(attentionMaps(model, test::plainPicture(4 * 65, 4 * 64, {}),
                                               randomMask({64, 65}), AttentionPart::Encoder, 1),
                                 Error);
        model.weights.decoderPred = {};
        refused(AttentionPart::Decoder, 1, mask);
        QCOMPARE(attentionMaps(model, picture, mask, AttentionPart::Encoder, 2).heads, 3);
    }
};

QTEST_GUILESS_MAIN(TestAttentionMaps)
#include "tst_attention_maps.moc"
