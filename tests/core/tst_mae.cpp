// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/model_file.h"
#include "core/io/safetensors.h"
#include "core/masking/sample_mask.h"
#include "core/model/mae.h"
#include "core/model/patches.h"

#include "tests/support/shared.h"
#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

/// Largest difference over the largest value of what is wanted.
double relative(const Tensor& got, const Tensor& wanted) {
    return ((got - wanted).abs().max() / wanted.abs().max()).item<double>();
}

/// Tensors of a reference case by name; those of a ratio have a prefix.
struct Case {
    Safetensors file;
    std::string prefix;

    explicit Case(const char* name, std::string ratio = {})
        : file(readSafetensors(test::shared("reference/cases") / name)), prefix(std::move(ratio)) {}

    Tensor operator[](const std::string& name) const {
        const auto* found = file.find(prefix + name);
        found = found ? found : file.find(name);
        if (!found) {
            throw Error(ErrorKind::Format, "no " + name);
        }
        return *found;
    }
};

/// Pictures of 8 bits as the reference normalises them.
Tensor normalised(const Tensor& bytes) {
    const auto row = [](std::vector<double> v) {
        return at::tensor(v).to(at::kFloat).view({1, 3, 1, 1});
    };
    return (bytes.to(at::kFloat) / 255 - row({0.485, 0.456, 0.406})) / row({0.229, 0.224, 0.225});
}

/// What the model makes of a reference case.
struct Forward {
    MaskIds ids;
    Tensor patches, latent, all, hidden;

    Forward(const Model& model, const Tensor& imgs, const Tensor& noise, double ratio) {
        patches = patchify(imgs, model.config.patchSize);
        ids = idsFromNoise(noise, visibleCount(static_cast<int>(noise.size(1)), ratio));
        latent = encode(model.config, model.weights, gatherRows(patches, ids.visible), ids.visible);
        all = decodeAll(model.config, model.weights, latent, ids);
        hidden = decodeHidden(model.config, model.weights, latent, ids);
    }

    double loss(ModelConfig config, Target target) const {
        config.target = target;
        return maeLoss(config, hidden, gatherRows(patches, ids.hidden)).item<double>();
    }
};

void compare(const Model& model, const Case& wanted, const Tensor& imgs, double ratio,
             const std::string& every) {
    const Forward got(model, imgs, wanted["noise"], ratio);
    QVERIFY(at::equal(got.ids.visible, wanted["ids_keep"]));
    const auto order = at::cat({got.ids.visible, got.ids.hidden}, 1);
    QVERIFY(at::equal(at::argsort(order, true, 1, false), wanted["ids_restore"]));
    const auto mask = at::ones(wanted["mask"].sizes()).scatter(1, got.ids.visible, 0);
    QVERIFY(at::equal(mask, wanted["mask"]));

    const auto thinned = [&every](const Tensor& t) {
        return every.empty() ? t : t.slice(1, 0, {}, 14);
    };
    QVERIFY(relative(got.latent, wanted["latent"]) < 1e-5);
    QVERIFY(relative(thinned(got.all), wanted["pred" + every]) < 1e-5);
    QVERIFY(at::equal(thinned(got.patches), wanted["target" + every]));
    const auto normed = normalisedPatches(got.patches);
    QVERIFY(relative(thinned(normed), wanted["target_normpix" + every]) < 1e-5);
    const auto patchLoss = [&](const Tensor& target) {
        return (got.all - target).square().mean(-1);
    };
    QVERIFY(relative(patchLoss(got.patches), wanted["patch_loss_pixel"]) < 1e-5);
    QVERIFY(relative(patchLoss(normed), wanted["patch_loss_normpix"]) < 1e-5);
    for (const auto& [target, name] :
         {std::pair{Target::Pixels, "loss_pixel"}, std::pair{Target::Normalised, "loss_normpix"}}) {
        const auto loss = wanted[name].item<double>();
        QVERIFY(std::abs(got.loss(model.config, target) - loss) < 2e-6 * loss);
    }
}

/// The encoder on whole pictures, row by row.
void compareWhole(const Model& model, const Case& wanted, const Tensor& imgs,
                  const std::string& every) {
    const auto patches = patchify(imgs, model.config.patchSize);
    const auto everything = at::arange(patches.size(1)).expand({patches.size(0), -1});
    const auto tokens = encode(model.config, model.weights, patches, everything);
    const auto thinned = every.empty() ? tokens : tokens.slice(1, 0, {}, 14);
    QVERIFY(relative(thinned, wanted["r0/tokens" + every]) < 1e-5);
    QVERIFY(relative(tokens.select(1, 0), wanted["r0/cls"]) < 1e-5);
    QVERIFY(relative(tokens.slice(1, 1).mean(1), wanted["r0/patch_mean"]) < 1e-5);
}

} // namespace

class TestMae : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); } // small tensors, and a machine that may be busy

    void unpatchifyUndoesPatchify() {
        for (const auto channels : {1, 3, 5}) {
            const auto images = at::rand({2, channels, 12, 20});
            const auto patches = patchify(images, 4);
            QVERIFY((patches.sizes() == at::IntArrayRef{2, 15, 16 * channels}));
            QVERIFY(at::equal(unpatchify(patches, 4, 12), images));
        }
    }

    void patchesHoldRowColumnChannel() {
        const auto images = at::arange(2 * 4 * 6).view({1, 2, 4, 6}).to(at::kFloat);
        const auto patch = patchify(images, 2)[0][4]; // row 1, column 1
        // Pixels (2,2) (2,3) (3,2) (3,3) of channel 0 are 14, 15, 20, 21; of channel 1 24 more.
        QVERIFY(
            at::equal(patch, at::tensor({14., 38., 15., 39., 20., 44., 21., 45.}).to(at::kFloat)));
    }

    void patchesMustDivideThePicture() {
        QVERIFY_EXCEPTION_THROWN(patchify(at::rand({1, 3, 10, 8}), 4), Error);
    }

    void aFlatPatchIsNormalisedToZero() {
        const auto flat = at::ones({1, 2, 48}) * 0.5;
        QVERIFY(normalisedPatches(flat).abs().max().item<double>() == 0);
    }

    void microAgreesWithThePublishedImplementation() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        const auto model = openModel(test::shared("reference/hf/micro").string());
        const Case wanted("micro_forward.safetensors");
        compare(model, wanted, wanted["imgs"], 0.75, "");
        compareWhole(model, wanted, wanted["imgs"], "");
    }

    void stripAgreesWithThePublishedImplementation() {
        MAE_NEEDS_SHARED("reference/hf/strip");
        const auto model = openModel(test::shared("reference/hf/strip").string());
        for (const auto& [prefix, ratio] : {std::pair{"r0.8/", 0.8}, std::pair{"r0.75/", 0.75}}) {
            const Case wanted("strip_forward.safetensors", prefix);
            const auto imgs = normalised(wanted["imgs_u8"]);
            QVERIFY(at::equal(imgs.slice(2, 0, {}, 37).slice(3, 0, {}, 41), wanted["imgs_check"]));
            compare(model, wanted, imgs, ratio, "_every14");
            compareWhole(model, wanted, imgs, "_every14");
        }
    }

    void decodingHiddenPatchesAloneGivesTheSameNumbers() {
        const auto model = test::toyModel();
        const auto images = at::rand({3, 3, 16, 16});
        for (const double ratio : {0.1, 0.5, 0.75, 0.93}) {
            const Forward got(model, images, at::rand({3, 16}), ratio);
            QVERIFY(relative(got.hidden, gatherRows(got.all, got.ids.hidden)) < 1e-5);
        }
    }

    void theEncoderSeesVisiblePatchesOnly() {
        const auto model = test::toyModel();
        const auto images = at::rand({1, 3, 16, 16}), noise = at::rand({1, 16});
        const Forward first(model, images, noise, 0.75);
        auto patches = patchify(images, 4);
        patches.index_fill_(1, first.ids.hidden[0], 7);
        const Forward second(model, unpatchify(patches, 4, 16), noise, 0.75);
        QVERIFY(at::equal(first.all, second.all));
    }

    void theOrderOfVisiblePatchesDoesNotMatter() {
        const auto model = test::toyModel();
        const auto patches = patchify(at::rand({1, 3, 16, 16}), 4);
        const MaskIds ids{
            at::tensor({9, 2, 14, 5}, at::kLong).unsqueeze(0),
            at::tensor({0, 1, 3, 4, 6, 7, 8, 10, 11, 12, 13, 15}, at::kLong).unsqueeze(0)};
        const MaskIds turned{ids.visible.flip(1), ids.hidden.flip(1)};
        const auto all = [&](const MaskIds& which) {
            const auto latent = encode(model.config, model.weights,
                                       gatherRows(patches, which.visible), which.visible);
            return decodeAll(model.config, model.weights, latent, which);
        };
        QVERIFY(relative(all(ids), all(turned)) < 1e-5);
    }

    void parameterCountsAreThePublishedOnes() {
        ModelConfig config{.imageSize = 224,
                           .patchSize = 16,
                           .width = 768,
                           .depth = 12,
                           .heads = 12,
                           .decoderWidth = 512,
                           .decoderDepth = 8,
                           .decoderHeads = 16};
        QCOMPARE(parameterCount(config), 111'907'840);
        config.width = 1024;
        config.depth = 24;
        QCOMPARE(parameterCount(config), 329'541'888);
        config.width = 1280;
        config.depth = 32;
        config.patchSize = 14;
        QCOMPARE(parameterCount(config), 657'074'508);
    }

    void parameterCountIsThatOfTheTensors() {
        for (const int patch : {2, 4, 8}) {
            auto config = test::toyConfig();
            config.patchSize = patch;
            std::int64_t count = 0;
            std::size_t tensors = 0;
            const auto weights = initialWeights(config, 1);
            forEachTensor(weights, [&](const std::string&, const Tensor& t) {
                count += t.numel();
                ++tensors;
            });
            QCOMPARE(count, parameterCount(config));
            QCOMPARE(tensors, tensorShapes(config).size());
        }
    }

    void weightsAreAFunctionOfTheSeed() {
        const auto a = test::toyModel().weights, b = test::toyModel().weights,
                   c = test::toyModel(test::toyConfig(), 2).weights;
        QVERIFY(at::equal(a.blocks[1].fc1.weight, b.blocks[1].fc1.weight));
        QVERIFY(!at::equal(a.blocks[1].fc1.weight, c.blocks[1].fc1.weight));
        QVERIFY(at::equal(a.posEmbed, c.posEmbed));
        // Xavier: uniform within sqrt(6 / (in + out)).
        const double bound = std::sqrt(6.0 / (24 + 96));
        const auto largest = a.blocks[1].fc1.weight.abs().max().item<double>();
        QVERIFY(largest <= bound && largest > 0.98 * bound);
    }
};

QTEST_GUILESS_MAIN(TestMae)
#include "tst_mae.moc"
