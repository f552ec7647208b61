// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/io/model_file.h"
#include "core/masking/sample_mask.h"
#include "core/train/lr_schedule.h"
#include "core/train/parity.h"
#include "core/train/trainer.h"

#include "tests/support/shared.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>

using namespace mae;

namespace {

/// A model small enough to train in a moment.
ModelConfig smallModel() {
    return {.imageSize = 16,
            .patchSize = 4,
            .width = 24,
            .depth = 2,
            .heads = 2,
            .decoderWidth = 16,
            .decoderDepth = 2,
            .decoderHeads = 2};
}

nlohmann::json readJson(const std::filesystem::path& path) {
    std::ifstream stream(path);
    return nlohmann::json::parse(stream);
}

/// Float images as the reference's README says.
Tensor normalisedImages(const Tensor& bytes) {
    const auto shape = [](std::vector<float> values) {
        return at::tensor(values, at::kFloat).view({3, 1, 1});
    };
    return (bytes.to(at::kFloat) / 255 - shape({0.485F, 0.456F, 0.406F}))
           / shape({0.229F, 0.224F, 0.225F});
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreads(1); } // so small a model only waits for a second thread

    void learningRateEqualsThePublishedSchedule() {
        MAE_NEEDS_SHARED("reference/cases/lr_schedule.json");
        const auto json = readJson(test::shared("reference/cases/lr_schedule.json"));
        int points = 0;
        for (const auto& run : json["cases"]) {
            const LrSchedule schedule{.peak = run["lr"],
                                      .end = run["min_lr"],
                                      .warmupEpochs = run["warmup_epochs"],
                                      .epochs = run["epochs"]};
            for (const auto& point : run["points"]) {
                const double wanted = point[1];
                QVERIFY(std::abs(schedule.at(point[0]) - wanted)
                        <= 1e-12 * std::max(1.0, wanted / 1e-3));
                ++points;
            }
        }
        QVERIFY(points > 50);
    }

    void twentyStepsEqualTheReference_data() {
        QTest::addColumn<QString>("run");
        QTest::newRow("pixels") << QStringLiteral("pixel");
        QTest::newRow("normalised pixels") << QStringLiteral("normpix");
        QTest::newRow("accumulation and clipping") << QStringLiteral("accum2_clip1");
    }
    void twentyStepsEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/micro_training.safetensors");
        QFETCH(QString, run);
        const auto json = readJson(test::shared("reference/cases/micro_training.json"));
        const auto facts = json["runs"][run.toStdString()];
        const auto given =
            readSafetensors(test::shared("reference/cases/micro_training.safetensors"));
        const QTemporaryDir folder;
        const std::filesystem::path root(folder.path().toStdString());
        const auto images =
            normalisedImages(*given.find("imgs_u8")) * facts["images_multiplied_by"].get<double>();
        writeSafetensors(root / "in.safetensors",
                         {{"imgs", images.contiguous()}, {"noise", *given.find("noise")}}, {});
        nlohmann::json config{{"base_lr", facts["base_lr"]},
                              {"min_lr", facts["min_lr"]},
                              {"warmup_epochs", facts["warmup_epochs"]},
                              {"epochs", facts["epochs"]},
                              {"steps_per_epoch", facts["iterations_per_epoch"]},
                              {"weight_decay", json["weight_decay"]},
                              {"betas", {0.9, 0.95}},
                              {"mask_ratio", json["mask_ratio"]},
                              {"norm_pix", facts["norm_pix_loss"]},
                              {"accumulate", facts["accum_iter"]},
                              {"clip", facts["clip_grad"]}};
        std::ofstream(root / "config.json") << config.dump();
        parityTraining({.model = test::shared("reference/hf/micro").string(),
                        .input = root / "in.safetensors",
                        .config = root / "config.json",
                        .output = root / "out.safetensors"});
        const auto ours = readSafetensors(root / "out.safetensors");
        for (std::int64_t i = 0; i < 20; ++i) {
            const double loss = (*ours.find("loss"))[i].item<double>(),
                         wanted = facts["loss"][static_cast<std::size_t>(i)];
            QVERIFY2(std::abs(loss - wanted) <= 1e-5 * std::max(1.0, wanted),
                     qPrintable(QString::number(i)));
        }
        int compared = 0;
        for (const auto& [name, wanted] : given.tensors) {
            const auto prefix = run.toStdString() + "/";
            if (!name.starts_with(prefix)) {
                continue;
            }
            auto got = *ours.find(name.substr(prefix.size()));
            auto theirs = wanted;
            if (name.ends_with("attn.qkv.bias")) { // the key third has no true gradient
                const auto d = got.size(0) / 3;
                got = at::cat({got.slice(0, 0, d), got.slice(0, 2 * d)});
                theirs = at::cat({theirs.slice(0, 0, d), theirs.slice(0, 2 * d)});
            }
            QVERIFY2((got - theirs).abs().max().item<double>() <= 1e-5, name.c_str());
            ++compared;
        }
        QVERIFY(compared > 10);
    }

    void lossFallsInEitherPrecision_data() {
        QTest::addColumn<bool>("lower");
        QTest::newRow("float32") << false;
        QTest::newRow("bfloat16") << true;
    }
    void lossFallsInEitherPrecision() {
        QFETCH(bool, lower);
        const auto config = smallModel();
        Trainer trainer(config, {}, initialWeights(config, 1), lower ? at::kBFloat16 : at::kFloat,
                        at::kCPU);
        Tensor images = at::empty({8, 3, 16, 16});
        Rng rng(1, Purpose::Test);
        for (auto* value = images.data_ptr<float>();
             value != images.data_ptr<float>() + images.numel(); ++value) {
            *value = static_cast<float>(rng.normal());
        }
        images = images.mean(std::vector<std::int64_t>{2, 3}, true)
                     .expand({8, 3, 16, 16}); // one colour each
        const auto noise = at::tensor(std::vector<float>(16, 0.F)).expand({8, 16});
        const auto input = trainInput(images, idsFromNoise(noise, 4), config);
        const double first = trainer.accumulate(input, 1);
        trainer.discard();
        for (int i = 0; i < 150; ++i) {
            trainer.accumulate(input, 1);
            trainer.update(3e-3, trainer.gradientNorm());
        }
        const double last = trainer.accumulate(input, 1);
        QVERIFY2(last < 0.1 * first,
                 (std::to_string(first) + " -> " + std::to_string(last)).c_str());
    }

    void accumulatedGradientsEqualThoseOfTheWholeBatch() {
        const auto config = smallModel();
        const auto weights = initialWeights(config, 3);
        const auto images = at::rand({4, 3, 16, 16}), noise = at::rand({4, 16});
        const auto input = [&](std::int64_t from, std::int64_t to) {
            return trainInput(images.slice(0, from, to), idsFromNoise(noise.slice(0, from, to), 4),
                              config);
        };
        Trainer whole(config, {}, weights, at::kFloat, at::kCPU),
            parts(config, {}, weights, at::kFloat, at::kCPU);
        const double loss = whole.accumulate(input(0, 4), 1);
        const double mean =
            (parts.accumulate(input(0, 2), 2) + parts.accumulate(input(2, 4), 2)) / 2;
        QVERIFY(std::abs(loss - mean) < 1e-6);
        QVERIFY(std::abs(whole.gradientNorm() - parts.gradientNorm()) < 1e-5);
    }

    void sharesOfABatchGiveTheGradientOfTheWhole() {
        const auto config = smallModel();
        const auto weights = initialWeights(config, 3);
        const auto input =
            trainInput(at::rand({9, 3, 16, 16}), idsFromNoise(at::rand({9, 16}), 4), config);
        const int before = at::get_num_threads();
        double loss = 0;
        std::vector<NamedTensor> wanted;
        for (const int threads : {1, 2}) {
            setThreads(threads);
            Trainer trainer(config, {}, weights, at::kFloat, at::kCPU);
            const double own = trainer.accumulate(input, 1);
            const auto gradients = trainer.gradients();
            if (threads == 1) {
                loss = own;
                wanted = gradients;
                continue;
            }
            QVERIFY(std::abs(own - loss) < 1e-6);
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                QVERIFY2(at::allclose(gradients[i].tensor, wanted[i].tensor, 1e-4, 1e-7),
                         wanted[i].name.c_str());
            }
        }
        setThreads(before);
    }

    void clippingLimitsTheUpdate() {
        auto optim = OptimConfig{};
        optim.clipNorm = 1e-3;
        optim.weightDecay = 0;
        const auto config = smallModel();
        Trainer trainer(config, optim, initialWeights(config, 3), at::kFloat, at::kCPU);
        trainer.accumulate(
            trainInput(at::rand({2, 3, 16, 16}), idsFromNoise(at::rand({2, 16}), 4), config), 1);
        const double norm = trainer.gradientNorm();
        QVERIFY(norm > 1e-3);
        trainer.update(1e-3, norm);
        QVERIFY(std::abs(trainer.gradientNorm() - 1e-3) < 1e-6);
    }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
