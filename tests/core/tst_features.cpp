// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/export_model.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/model/attention.h"
#include "core/model/mae.h"
#include "core/model/patches.h"
#include "core/probe/features.h"
#include "core/probe/look.h"

#include "tests/support/shared.h"
#include "tests/support/toy_model.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace mae;

class TestFeatures : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string file(const char* name) const {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }

    static Model opened(const char* path, ModelUse use = ModelUse::Look) {
        return openModel(test::shared("reference") / path, {.heads = 3, .decoderHeads = 4}, use);
    }
    static Safetensors golden(const char* name) {
        return readSafetensors(test::shared("reference/cases") / name);
    }
    static double worst(const Tensor& ours, const Tensor& theirs) {
        return ours.sizes() == theirs.sizes() ? (ours - theirs).abs().max().item<double>() : 1e9;
    }
    static bool equal(const Tensor& a, const Tensor& b) { return worst(a, b) == 0; }
    static Tensor patchesOfImages(const Tensor& images, int patch = 8) {
        return patchify(images, patch);
    }

private Q_SLOTS:
    void featuresWithoutAMaskAreThoseOfTimm() {
        MAE_NEEDS_SHARED("reference/timm/micro_features.safetensors");
        const auto model = opened("timm/micro.safetensors");
        QVERIFY(!model.weights.hasDecoder() && !model.card.reconstructs);
        const auto wanted =
            readSafetensors(test::shared("reference/timm/micro_features.safetensors"));
        const auto patches = patchesOfImages(*wanted.find("imgs"));
        const auto all = features(model, patches, {4, 4}, Pool::All);
        QVERIFY(worst(all, *wanted.find("forward_features")) < 2e-5);
        QVERIFY(worst(features(model, patches, {4, 4}, Pool::Class), *wanted.find("cls")) < 2e-5);
        QVERIFY(worst(features(model, patches, {4, 4}, Pool::Mean), *wanted.find("patch_mean"))
                < 2e-5);
        QCOMPARE(features(model, patches, {4, 4}, Pool::All, 1).sizes(), all.sizes());
    }

    void featuresAreTheEncoderAtRatioZero() {
        MAE_NEEDS_SHARED("reference/cases/micro_forward.safetensors");
        const auto wanted = golden("micro_forward.safetensors");
        for (const char* path : {"official/micro_full.pth", "official/micro_encoder.pth",
                                 "hf/micro", "hf/micro_sharded"}) {
            const auto model = opened(path);
            const double tolerance = QByteArray(path).endsWith("sharded") ? 2e-2 : 2e-5; // fp16
            const auto patches = patchesOfImages(*wanted.find("imgs"));
            QVERIFY(worst(features(model, patches, {4, 4}, Pool::All), *wanted.find("r0/tokens"))
                    < tolerance);
            QVERIFY(worst(features(model, patches, {4, 4}, Pool::Class), *wanted.find("r0/cls"))
                    < tolerance);
            QVERIFY(
                worst(features(model, patches, {4, 4}, Pool::Mean), *wanted.find("r0/patch_mean"))
                < tolerance);
        }
    }

    void largerGridsHaveInterpolatedPositions() {
        MAE_NEEDS_SHARED("reference/timm/strip_features.safetensors");
        const auto wanted = golden("strip_forward.safetensors");
        const auto theirs =
            readSafetensors(test::shared("reference/timm/strip_features.safetensors"));
        const auto model = opened("official/strip_full.pth");
        const auto u8 = wanted.find("imgs_u8")->to(at::kFloat) / 255.0;
        auto images = u8.clone();
        const double mean[] = {0.485, 0.456, 0.406}, deviation[] = {0.229, 0.224, 0.225};
        for (int c = 0; c < 3; ++c) {
            images.select(1, c).sub_(mean[c]).div_(deviation[c]);
        }
        const auto patches = patchesOfImages(images, 16);
        const auto all = features(model, patches, {14, 14}, Pool::All);
        QVERIFY(worst(all.slice(1, 0, all.size(1), 14), *theirs.find("forward_features_every14"))
                < 2e-5);
        const auto larger = at::randn({1, 14 * 20, 16 * 16 * 3}, at::kFloat);
        QCOMPARE(features(model, larger, {14, 20}, Pool::All).size(1), 14 * 20 + 1);
    }

    void classifiersSayWhatTheOriginalsSay() {
        MAE_NEEDS_SHARED("reference/cases/fine_tune.safetensors");
        const auto wanted = golden("fine_tune.safetensors");
        const auto patches = patchesOfImages(*wanted.find("imgs"));
        const auto fineTuned = opened("official/micro_finetuned.pth");
        QCOMPARE(fineTuned.card.classes, 10);
        QVERIFY(worst(features(fineTuned, patches, {4, 4}, Pool::Mean),
                      *wanted.find("global_pool/features"))
                < 1e-5);
        QVERIFY(worst(logits(fineTuned, patches, {4, 4}), *wanted.find("global_pool/logits"))
                < 1e-5);
        const auto probe = opened("official/micro_linprobe.pth");
        QVERIFY(worst(logits(probe, patches, {4, 4}), *wanted.find("linprobe/logits")) < 1e-5);
        auto classToken = opened("official/micro_encoder.pth");
        QVERIFY(worst(features(classToken, patches, {4, 4}, Pool::Class),
                      *wanted.find("cls_pool/features"))
                < 1e-5);
        classToken.classifier.head = fineTuned.classifier.head;
        QVERIFY(worst(logits(classToken, patches, {4, 4}), *wanted.find("cls_pool/logits")) < 1e-5);
    }

    void headsSurviveConversion_data() {
        QTest::addColumn<QString>("input");
        QTest::addColumn<int>("format");
        for (const char* input :
             {"micro_finetuned.pth", "micro_linprobe.pth", "micro_encoder.pth"}) {
            for (const auto format : {ModelFormat::Mae, ModelFormat::Official, ModelFormat::Timm}) {
                QTest::addRow("%s to %s", input, idOf(format))
                    << QString::fromLatin1(input) << int(format);
            }
        }
    }
    void headsSurviveConversion() {
        MAE_NEEDS_SHARED("reference/official/micro_finetuned.pth");
        QFETCH(QString, input);
        QFETCH(int, format);
        const auto model = opened(("official/" + input.toLatin1()).constData());
        const auto path = file(format == int(ModelFormat::Official) ? "c.pth" : "c.safetensors");
        exportModel(path, model, ModelFormat(format), at::kFloat);
        const auto again = openModel(path, {.heads = 3}, ModelUse::Look);
        const auto patches = at::randn({2, 16, 8 * 8 * 3}, at::kFloat);
        QVERIFY(equal(features(again, patches, {4, 4}, Pool::All),
                      features(model, patches, {4, 4}, Pool::All)));
        QCOMPARE(again.classifier.exists(), model.classifier.exists());
        if (model.classifier.exists()) {
            // A linear probe's batch normalisation is part of its layer then.
            QVERIFY(worst(logits(again, patches, {4, 4}), logits(model, patches, {4, 4})) < 1e-5);
        }
    }

    void encodersOfOtherKindsComputeWhatTimmComputes_data() {
        QTest::addColumn<std::string>("name");
        QTest::newRow("BEiT") << std::string("beit");
        QTest::newRow("BEiT, one table for all") << std::string("beit_shared");
        QTest::newRow("LayerScale") << std::string("layerscale");
    }
    void encodersOfOtherKindsComputeWhatTimmComputes() {
        QFETCH(std::string, name);
        const auto golden = readSafetensors(std::string(MAE_TEST_DATA) + "/encoders.safetensors");
        std::vector<NamedTensor> tensors;
        for (const auto& [key, tensor] : golden.tensors) {
            if (key.starts_with(name + "/")) {
                tensors.push_back({key.substr(name.size() + 1), tensor});
            }
        }
        const auto path = file("golden.safetensors");
        writeSafetensors(path, tensors, {});
        auto model = openModel(path, {.heads = 3}, ModelUse::Look);
        const auto patches = patchesOfImages(*golden.find("imgs"), 4);
        const auto& wanted = *golden.find(name + ":features");
        for (const auto format : {ModelFormat::Mae, ModelFormat::Timm}) {
            QVERIFY(worst(features(model, patches, {3, 3}, Pool::All), wanted) < 1e-5);
            if (const auto* said = golden.find(name + ":logits")) {
                QVERIFY(worst(logits(model, patches, {3, 3}), *said) < 1e-5);
            }
            exportModel(path, model, format, at::kFloat);
            model = openModel(path, {.heads = 3}, ModelUse::Look);
        }
        // The order of the visible patches says nothing about their places.
        const auto order = at::tensor({4, 0, 8, 2, 6}, at::kLong).unsqueeze(0);
        const auto sorted = at::tensor({0, 2, 4, 6, 8}, at::kLong).unsqueeze(0);
        const auto one = patches.slice(0, 0, 1);
        const auto a =
            encode(model.config, model.weights, gatherRows(one, order), order).slice(1, 1);
        const auto b =
            encode(model.config, model.weights, gatherRows(one, sorted), sorted).slice(1, 1);
        QVERIFY(worst(a.select(1, 0), b.select(1, 2)) < 1e-5);
        QVERIFY(worst(a.select(1, 2), b.select(1, 4)) < 1e-5);
    }

    void aLinearProbeFitsIntoOneLayerForTimm() {
        MAE_NEEDS_SHARED("reference/official/micro_linprobe.pth");
        const auto probe = opened("official/micro_linprobe.pth");
        const auto path = file("probe.safetensors");
        exportModel(path, probe, ModelFormat::Timm, at::kFloat);
        const auto plain = openModel(path, {.heads = 3}, ModelUse::Look);
        QVERIFY(!plain.classifier.runningMean.defined());
        const auto wanted = golden("fine_tune.safetensors");
        const auto patches = patchesOfImages(*wanted.find("imgs"));
        QVERIFY(worst(logits(plain, patches, {4, 4}), *wanted.find("linprobe/logits")) < 1e-5);
        QVERIFY_EXCEPTION_THROWN(
            exportModel(file("hf"), probe, ModelFormat::HuggingFace, at::kFloat), Error);
    }

    void anEncoderIsNeverGivenADecoder() {
        MAE_NEEDS_SHARED("reference/official/micro_encoder.pth");
        QVERIFY_EXCEPTION_THROWN(opened("official/micro_encoder.pth", ModelUse::Reconstruct),
                                 Error);
        const auto report =
            inspectModel(test::shared("reference/official/micro_encoder.pth").string());
        QVERIFY(report.looks && !report.reconstructs);
        QVERIFY(report.summary.find("without a decoder") != std::string::npos);
        QVERIFY(!report.problems.empty() && !report.problems.front().remedy.empty());
        const auto model = opened("official/micro_encoder.pth");
        QVERIFY(!model.weights.decoderEmbed.weight.defined());
        QCOMPARE(model.config.decoderDepth, 0);
        QVERIFY_EXCEPTION_THROWN(logits(model, at::zeros({1, 16, 192}, at::kFloat), {4, 4}), Error);
    }

    void relativePositionsAreAddedByDifference() {
        const auto table = at::arange(3 * 3 + 3, at::kFloat).view({12, 1}); // a grid of 2 x 2
        const auto bias = relativeBias(table, relativeIndex(2, 2))[0][0];
        // From patch (0, 0) to (1, 1) it is one row and one column back: the first of the table.
        QCOMPARE(bias[1][4].item<float>(), 0.0F);
        QCOMPARE(bias[4][1].item<float>(), 8.0F);
        QCOMPARE(bias[2][2].item<float>(), 4.0F);
        QCOMPARE(bias[0][3].item<float>(), 9.0F);
        QCOMPARE(bias[3][0].item<float>(), 10.0F);
        QCOMPARE(bias[0][0].item<float>(), 11.0F);
    }

    void aPictureOfFeaturesShowsWhatIsAlike() {
        auto model = test::toyModel();
        const int side = model.config.imageSize, p = model.config.patchSize;
        Image picture{.width = side, .height = side, .pixels = {}};
        picture.pixels.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3,
                              40);
        const auto seen = look(model, picture);
        QCOMPARE(seen.features.width, side);
        QCOMPARE(seen.grid.columns, side / p);
        QCOMPARE(seen.block, model.config.depth);
        QVERIFY(seen.strongest > 0 && seen.strongest <= 1);
        QCOMPARE(look(model, picture).features, seen.features); // always the same colours
    }
};

QTEST_GUILESS_MAIN(TestFeatures)
#include "tst_features.moc"
