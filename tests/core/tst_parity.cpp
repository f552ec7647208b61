// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/safetensors.h"
#include "core/model/patches.h"
#include "core/train/parity.h"

#include "tests/support/shared.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <tuple>

using namespace mae;

namespace {

/// Half of the distance between neighbouring numbers around 1: what rounding moves a weight by,
/// at most, of itself.
constexpr double kHalf = 0x1p-11, kBfloat = 0x1p-8;

/// Largest difference over the largest value of what is wanted.
double relative(const Tensor& got, const Tensor& wanted) {
    if (got.sizes() != wanted.sizes()) {
        return INFINITY;
    }
    const double largest = wanted.abs().max().item<double>();
    return (got - wanted).abs().max().item<double>() / std::max(largest, 1e-12);
}

double absolute(const Tensor& got, const Tensor& wanted) {
    return got.sizes() != wanted.sizes() ? INFINITY : (got - wanted).abs().max().item<double>();
}

Tensor named(const Safetensors& file, const std::string& name) {
    const auto* found = file.find(name);
    if (found == nullptr) {
        throw Error(ErrorKind::Format, "no " + name);
    }
    return *found;
}

/// Pictures of 8 bits as the reference normalises them.
Tensor normalised(const Tensor& bytes) {
    const auto row = [](std::vector<float> v) { return at::tensor(v).view({1, 3, 1, 1}); };
    return (bytes.to(at::kFloat) / 255 - row({0.485F, 0.456F, 0.406F}))
           / row({0.229F, 0.224F, 0.225F});
}

/// Length of all gradients together.
double gradientNorm(const Safetensors& file) {
    double squares = 0;
    for (const auto& [name, tensor] : file.tensors) {
        if (name.starts_with("grad.")) {
            squares += tensor.to(at::kDouble).square().sum().item<double>();
        }
    }
    return std::sqrt(squares);
}

bool near(double got, double wanted, double share) {
    return std::abs(got - wanted) <= share * std::abs(wanted);
}

/// What another program found for a pair of targets; made with transformers 4.46.3, float32.
struct Wanted {
    double pixelLoss, normalisedLoss, pixelNorm, normalisedNorm, latentSum, predSum;
};

} // namespace

class TestParity : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    /// Runs `mae parity forward` on a model of the reference data. Files of the published layout do
    /// not say how many heads they have.
    Safetensors forward(const std::string& model, ParityForward request) const {
        request.model = test::shared(("reference/" + model).c_str()).string();
        if (model.starts_with("official")) {
            request.overrides = {.heads = 3, .decoderHeads = 4};
        }
        request.output = path("out.safetensors");
        parityForward(request);
        return readSafetensors(request.output);
    }

    static std::filesystem::path micro() {
        return test::shared("reference/cases/micro_forward.safetensors");
    }

    /// The pictures of 48 x 80 pixels as an input of their own.
    std::filesystem::path wide(const Safetensors& golden) const {
        const auto input = path("wide.safetensors");
        writeSafetensors(
            input,
            {{"imgs", named(golden, "hf_48x80/imgs")}, {"noise", named(golden, "hf_48x80/noise")}},
            {});
        return input;
    }

    void compareWithSums(const std::string& model, ParityForward request, const Wanted& wanted) {
        request.gradients = true;
        for (const bool normPix : {false, true}) {
            request.normPix = normPix;
            const auto got = forward(model, request);
            const double loss = named(got, "loss").item<double>();
            QVERIFY(near(loss, normPix ? wanted.normalisedLoss : wanted.pixelLoss, 2e-6));
            const auto patchLoss = named(got, "patch_loss"), mask = named(got, "mask");
            const double again = ((patchLoss * mask).sum() / mask.sum()).item<double>();
            QVERIFY(near(again, loss, 1e-6));
            QVERIFY(
                near(gradientNorm(got), normPix ? wanted.normalisedNorm : wanted.pixelNorm, 1e-5));
            const auto sum = [&got](const char* name) {
                return named(got, name).to(at::kDouble).abs().sum().item<double>();
            };
            QVERIFY(near(sum("latent"), wanted.latentSum, 1e-6));
            QVERIFY(near(sum("pred"), wanted.predSum, 1e-6));
        }
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); } // so small a model only waits for a second thread

    void everyLayoutEqualsTheReference_data() {
        QTest::addColumn<std::string>("model");
        QTest::addColumn<double>("rounding");
        const auto row = [](const char* model, double rounding) {
            QTest::newRow(model) << std::string(model) << rounding;
        };
        row("hf/micro", 0);
        row("hf/micro/pytorch_model.bin", 0);
        row("hf/micro_sharded", kHalf);
        row("hf/micro_v5_fp16", kHalf);
        row("hf/micro_v5_native_fp16", kHalf);
        row("official/micro_full.pth", 0);
        row("official/micro_full_legacy.pth", 0);
        row("official/micro_full_fp16.pth", kHalf);
        row("official/micro_full_bf16.pth", kBfloat);
    }

    // A number passes some 12 products with rounded weights in series. Within a product the errors
    // average out, and those of different products are independent: sqrt(12) = 3.5 roundings of a
    // typical value, so 4 of the largest are ample (the published code itself with these weights:
    // 1.0 half, 1.8 bfloat). Gradients pass all of them twice and divide by what may be smaller
    // than 1 in each norm: 16 (measured: 6.0 and 5.2). A loss averages over thousands of errors: 1
    // (measured: 0.1).
    void everyLayoutEqualsTheReference() {
        MAE_NEEDS_SHARED("reference/cases/micro_gradients.safetensors");
        QFETCH(std::string, model);
        QFETCH(double, rounding);
        const auto wanted = readSafetensors(micro());
        const auto gradients =
            readSafetensors(test::shared("reference/cases/micro_gradients.safetensors"));
        for (const bool normPix : {false, true}) {
            const std::string target = normPix ? "normpix" : "pixel";
            const auto got =
                forward(model, {.input = micro(), .normPix = normPix, .gradients = true});
            QVERIFY(at::equal(named(got, "mask"), named(wanted, "mask")));
            QVERIFY(at::equal(named(got, "ids_restore"), named(wanted, "ids_restore")));
            const auto fits = [&](const char* name, const std::string& golden, double exact,
                                  double roundings) {
                const auto &ours = named(got, name), theirs = named(wanted, golden);
                return rounding == 0 ? absolute(ours, theirs) < exact
                                     : relative(ours, theirs) < roundings * rounding;
            };
            QVERIFY(fits("latent", "latent", 2e-5, 4));
            QVERIFY(fits("pred", "pred", 1e-5, 4));
            QVERIFY(fits("patch_loss", "patch_loss_" + target, 1e-5, 4));
            const double loss = named(got, "loss").item<double>();
            QVERIFY(near(loss, named(wanted, "loss_" + target).item<double>(),
                         std::max(1.5e-6, rounding)));
            int compared = 0;
            for (const auto& [name, tensor] : gradients.tensors) {
                if (name.starts_with(target + "/")) {
                    const auto plain = "grad." + name.substr(target.size() + 1);
                    const auto ours = named(got, plain);
                    QVERIFY2(rounding == 0 ? absolute(ours, tensor) < 1e-6
                                           : relative(ours, tensor) < 16 * rounding,
                             plain.c_str());
                    ++compared;
                }
            }
            QCOMPARE(compared, 60);
            QCOMPARE(got.tensors.size(), std::size_t{6 + 60});
        }
    }

    void stripEqualsTheReference_data() {
        QTest::addColumn<std::string>("model");
        QTest::newRow("Hugging Face") << std::string("hf/strip");
        QTest::newRow("published") << std::string("official/strip_full.pth");
    }

    void stripEqualsTheReference() {
        MAE_NEEDS_SHARED("reference/cases/strip_forward.safetensors");
        QFETCH(std::string, model);
        const auto golden =
            readSafetensors(test::shared("reference/cases/strip_forward.safetensors"));
        for (const auto& [ratio, pixelNorm, normalisedNorm] :
             {std::tuple{0.8, 0.178761352, 0.191581333},
              std::tuple{0.75, 0.176698619, 0.189093775}}) {
            const auto wanted = [&golden, r = ratio](const std::string& name) {
                return named(golden, (r == 0.8 ? "r0.8/" : "r0.75/") + name);
            };
            writeSafetensors(path("in.safetensors"),
                             {{"imgs", normalised(named(golden, "imgs_u8")).contiguous()},
                              {"noise", wanted("noise")}},
                             {});
            for (const bool normPix : {false, true}) {
                const std::string target = normPix ? "normpix" : "pixel";
                const auto got = forward(model, {.input = path("in.safetensors"),
                                                 .maskRatio = ratio,
                                                 .normPix = normPix,
                                                 .gradients = true});
                QVERIFY(at::equal(named(got, "mask"), wanted("mask")));
                QVERIFY(at::equal(named(got, "ids_restore"), wanted("ids_restore")));
                QVERIFY(absolute(named(got, "latent"), wanted("latent")) < 2e-5);
                const auto pred = named(got, "pred").slice(1, 0, {}, 14);
                QVERIFY(absolute(pred, wanted("pred_every14")) < 1e-5);
                QVERIFY(absolute(named(got, "patch_loss"), wanted("patch_loss_" + target)) < 1e-5);
                const double loss = named(got, "loss").item<double>();
                QVERIFY(std::abs(loss - wanted("loss_" + target).item<double>()) < 2e-6);
                QVERIFY(near(gradientNorm(got), normPix ? normalisedNorm : pixelNorm, 1e-5));
            }
        }
    }

    void aTrainingCheckpointIsItsWeights() {
        MAE_NEEDS_SHARED("reference/official/micro_checkpoint.pth");
        compareWithSums("official/micro_checkpoint.pth", {.input = micro()},
                        {1.05260658, 1.21944594, 0.740003658, 0.870203338, 585.899452, 3912.63599});
    }

    void anyRatioEqualsAnotherProgram_data() {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<int>("visible");
        QTest::addColumn<Wanted>("wanted");
        const auto row = [](double ratio, int visible, const Wanted& wanted) {
            QTest::addRow("%g", ratio) << ratio << visible << wanted;
        };
        row(0.25, 12, {1.16853666, 1.27561784, 0.892932459, 0.833022633, 1514.14339, 4084.38799});
        row(0.5, 8, {1.13443327, 1.20069182, 0.822974016, 0.766674699, 1046.8464, 4066.92835});
        row(0.75, 4, {1.10718703, 1.22243917, 0.777493993, 0.837530022, 582.271472, 3962.9408});
        row(0.9375, 1, {1.07175338, 1.19454682, 0.80957633, 0.89478819, 230.073646, 4014.96592});
        const Wanted alone{1.065889, 1.19660938, 0.863430628, 0.983132136, 114.345021, 3993.94632};
        row(0.95, 0, alone); // int(16 * 0.05): the class token is alone
        row(1, 0, alone);
    }

    void anyRatioEqualsAnotherProgram() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        QFETCH(double, ratio);
        QFETCH(int, visible);
        QFETCH(Wanted, wanted);
        compareWithSums("hf/micro", {.input = micro(), .maskRatio = ratio}, wanted);
        const auto got = forward("hf/micro", {.input = micro(), .maskRatio = ratio});
        QCOMPARE(got.tensors.size(), std::size_t{6});
        QVERIFY((named(got, "latent").sizes() == at::IntArrayRef{3, visible + 1, 48}));
        QCOMPARE(named(got, "mask").sum().item<int>(), 3 * (16 - visible));
    }

    void withoutAMaskTheLossIsNotANumberAndTheRestIs_data() {
        QTest::addColumn<bool>("normPix");
        QTest::newRow("pixels") << false;
        QTest::newRow("normalised pixels") << true;
    }

    void withoutAMaskTheLossIsNotANumberAndTheRestIs() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        QFETCH(bool, normPix);
        const auto golden = readSafetensors(micro());
        const auto got = forward(
            "hf/micro", {.input = micro(), .maskRatio = 0, .normPix = normPix, .gradients = true});
        QVERIFY(std::isnan(named(got, "loss").item<float>()));
        QVERIFY(named(got, "mask").abs().max().item<float>() == 0);
        QVERIFY(at::equal(named(got, "ids_restore"), named(golden, "ids_restore")));
        // The tokens are in the order of the noise, also here: ids_restore leads back.
        const auto latent = named(got, "latent"), tokens = named(golden, "r0/tokens");
        QVERIFY(absolute(latent.select(1, 0), named(golden, "r0/cls")) < 2e-5);
        const auto ids = named(golden, "ids_restore").unsqueeze(-1).expand({3, 16, 48});
        QVERIFY(absolute(latent.slice(1, 1).gather(1, ids), tokens.slice(1, 1)) < 2e-5);
        const double sum = named(got, "pred").to(at::kDouble).abs().sum().item<double>();
        QVERIFY(near(sum, 4136.52716, 1e-6)); // of transformers 4.46.3
        const auto patches = patchify(named(golden, "imgs"), 8);
        const auto target = normPix ? normalisedPatches(patches) : patches;
        const auto patchLoss = (named(got, "pred") - target).square().mean(-1);
        QVERIFY(absolute(named(got, "patch_loss"), patchLoss) < 1e-6);
        // 0/0 reaches every parameter but the one that takes no part, as with the published code.
        int gradients = 0;
        for (const auto& [name, tensor] : got.tensors) {
            if (name == "grad.mask_token") {
                QVERIFY(at::equal(tensor, tensor.new_zeros({1, 1, 32})));
            } else if (name.starts_with("grad.")) {
                QVERIFY2(tensor.isnan().all().item<bool>(), name.c_str());
            }
            gradients += name.starts_with("grad.") ? 1 : 0;
        }
        QCOMPARE(gradients, 60);
    }

    void inOneDimensionOtherGridsEqualHuggingFace() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
        const auto golden =
            readSafetensors(test::shared("reference/cases/pos_embed_interpolation.safetensors"));
        const auto wanted = [&golden](const char* name) {
            return named(golden, std::string("hf_48x80/") + name);
        };
        const ParityForward request{.input = wide(golden),
                                    .decoderPositions = DecoderPositions::OneDimensional};
        const auto got = forward("hf/micro", request);
        QVERIFY(absolute(named(got, "latent"), wanted("latent")) < 2e-5);
        QVERIFY(absolute(named(got, "pred"), wanted("pred")) < 1e-5);
        QVERIFY(at::equal(named(got, "mask"), wanted("mask")));
        QVERIFY(at::equal(named(got, "ids_restore"), wanted("ids_restore")));
        const double loss = named(got, "loss").item<double>();
        QVERIFY(std::abs(loss - wanted("loss_pixel").item<double>()) < 2e-6);
        compareWithSums("hf/micro", request,
                        {1.69607913, 1.29699838, 0.753839776, 0.821371513, 1240.86369, 9992.47613});
    }

    void otherwiseTheDecoderKnowsRowsAndColumns() {
        MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
        const auto golden =
            readSafetensors(test::shared("reference/cases/pos_embed_interpolation.safetensors"));
        const auto got = forward("hf/micro", {.input = wide(golden)});
        QVERIFY(absolute(named(got, "latent"), named(golden, "hf_48x80/latent")) < 2e-5);
        QVERIFY(absolute(named(got, "pred"), named(golden, "hf_48x80/pred")) > 0.01);
    }

    void onItsOwnGridTheDecodersTableIsUntouchedEitherWay() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        const auto grid = forward("hf/micro", {.input = micro()});
        const auto line = forward(
            "hf/micro", {.input = micro(), .decoderPositions = DecoderPositions::OneDimensional});
        QVERIFY(at::equal(named(grid, "pred"), named(line, "pred")));
    }

    void whatDoesNotFitIsRefused() {
        MAE_NEEDS_SHARED("reference/hf/micro");
        const auto refused = [this](const Tensor& images, const Tensor& noise, double ratio) {
            writeSafetensors(path("in.safetensors"), {{"imgs", images}, {"noise", noise}}, {});
            try {
                forward("hf/micro", {.input = path("in.safetensors"), .maskRatio = ratio});
            } catch (const Error& error) {
                return error.kind() == ErrorKind::InvalidConfig;
            }
            return false;
        };
        const auto images = at::rand({2, 3, 32, 32}), noise = at::rand({2, 16});
        QVERIFY(!refused(images, noise, 0.75));
        for (const double ratio : {-0.1, 1.1, std::nan("")}) {
            QVERIFY(refused(images, noise, ratio));
        }
        QVERIFY(refused(images, at::rand({2, 15}), 0.75));
        QVERIFY(refused(images, at::rand({1, 16}), 0.75));
        QVERIFY(refused(at::rand({2, 4, 32, 32}), noise, 0.75));
        QVERIFY(refused(at::rand({2, 3, 32, 36}), noise, 0.75));
    }

    void anEncoderAloneGivesItsLatent() {
        MAE_NEEDS_SHARED("reference/official/micro_encoder.pth");
        const auto whole = forward("official/micro_full.pth", {.input = micro()});
        const auto alone = forward("official/micro_encoder.pth", {.input = micro()});
        QVERIFY(alone.find("latent")->equal(*whole.find("latent")));
        QVERIFY(alone.find("mask")->equal(*whole.find("mask")));
        QVERIFY(alone.find("pred") == nullptr && alone.find("loss") == nullptr);
        const auto classifier =
            forward("official/micro_finetuned.pth", {.input = micro(), .maskRatio = 0});
        QCOMPARE(classifier.find("logits")->size(1), 10);
        try {
            forward("official/micro_encoder.pth", {.input = micro(), .gradients = true});
            QFAIL("an encoder has no loss");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("decoder")));
        }
    }
};

QTEST_GUILESS_MAIN(TestParity)
#include "tst_parity.moc"
