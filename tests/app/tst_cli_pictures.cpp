// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "core/io/safetensors.h"
#include "core/masking/mask_file.h"

#include "tests/support/cli.h"
#include "tests/support/shared.h"
#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>

#include <QDir>
#include <QTest>
#include <cmath>

using namespace mae;
using mae::test::keysOf;
using mae::test::words;

/// `mae reconstruct`, `data` and `inspect` on real files.
class TestCliPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void the_sample_needs_no_file();
    void a_picture_gives_three_beside_each_other();
    void json_has_exactly_the_promised_keys();
    void a_seed_gives_the_same_masks_again_and_another_for_each_picture();
    void a_saved_mask_can_be_used_again();
    void masks_can_go_by_the_picture_data();
    void masks_can_go_by_the_picture();
    void a_window_can_be_put_somewhere();
    void views_write_what_they_promise_data();
    void views_write_what_they_promise();
    void names_never_collide_nor_overwrite_a_source();
    void a_mask_that_can_not_be_written_does_not_cost_the_numbers();
    void bad_pictures_are_reported_and_the_good_ones_done();
    void a_folder_of_text_files_is_refused();
    void an_experiment_reproduces_the_pictures_data();
    void an_experiment_reproduces_the_pictures();
    void a_whole_folder_is_listed_with_its_bad_files();
    void inspecting_the_bundled_model_tells_its_architecture();
    void verifying_says_how_much_could_be_compared();
    void nothing_is_written_over_what_is_read();
    void a_name_that_promises_another_format_is_refused();
    void inspecting_something_else_is_refused();
    void converting_writes_a_file_that_opens_and_replaces_none();
    void forward_parity_reads_and_writes_tensors();
    void decoder_positions_are_a_choice_of_forward_parity();

private:
    QJsonArray list(const QStringList& arguments) {
        const auto result = m_cli.run(words("reconstruct --json") + arguments);
        return result.code == 0 ? result.json().array() : QJsonArray{};
    }
    std::size_t entries(const QString& folder) const {
        return std::size_t(QDir(m_cli.path(folder)).entryList(QDir::Files).size());
    }

    test::Cli m_cli;
};

void TestCliPictures::initTestCase() {
    namespace fs = std::filesystem;
    const fs::path pictures = m_cli.pathText(QStringLiteral("pictures"));
    for (const int i : {0, 1, 2}) {
        const auto folder = pictures / (i == 2 ? "round" : "flat");
        fs::create_directories(folder);
        writePng(folder / ("scene" + std::to_string(i) + ".png"),
                 drawScene(7, std::uint64_t(i), 120, 100));
    }
    fs::create_directories(pictures.parent_path() / "texts");
    writeFileAtomically(pictures.parent_path() / "texts/a.txt", "not a picture\n");
    auto bytes = encodePng(drawScene(7, 3, 64, 64));
    bytes.resize(bytes.size() / 2);
    writeFileAtomically(pictures.parent_path() / "half.png",
                        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    writeFileAtomically(pictures.parent_path() / "words.jpg", "these are words");
}

void TestCliPictures::the_sample_needs_no_file() {
    const auto result = m_cli.run(words("reconstruct --sample --output sample"));
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.startsWith("Picture "), result.out.constData());
    QCOMPARE(entries(QStringLiteral("sample")), std::size_t{1});
    QVERIFY2(!result.err.contains('\r') && !result.err.contains('\033'), result.err.constData());
}

void TestCliPictures::a_picture_gives_three_beside_each_other() {
    const auto result = m_cli.run(words("reconstruct pictures/flat/scene0.png --output one"));
    QCOMPARE(result.code, 0);
    const auto picture = readImage(m_cli.pathText(QStringLiteral("one/scene0-mae.png")));
    QVERIFY(picture.width > 3 * picture.height);
}

void TestCliPictures::json_has_exactly_the_promised_keys() {
    const auto array = list(words("pictures/flat/scene0.png --mask-ratio 0.5"));
    QCOMPARE(array.size(), 1);
    const auto object = array.at(0).toObject();
    QCOMPARE(keysOf(object), "baselines error error_pixels files height hidden image milliseconds "
                             "psnr ssim visible width");
    QCOMPARE(keysOf(object["baselines"].toObject()), "inpaint_ns inpaint_telea mean");
    for (const auto& baseline : object["baselines"].toObject()) {
        QCOMPARE(keysOf(baseline.toObject()), "psnr ssim");
        QVERIFY(baseline.toObject()["psnr"].toDouble() > 3);
    }
    QCOMPARE(object["width"].toInt(), 120);
    QCOMPARE(object["height"].toInt(), 100);
    QCOMPARE(object["hidden"].toInt(), object["visible"].toInt());
    QVERIFY(object["error"].toDouble() > 0);
    // PSNR is of pixels rounded to 8 bits, error_pixels is not.
    const double psnr = -10 * std::log10(object["error_pixels"].toDouble());
    QVERIFY(std::abs(object["psnr"].toDouble() - psnr) < 1);
    QVERIFY(object["files"].toArray().isEmpty());
}

void TestCliPictures::a_seed_gives_the_same_masks_again_and_another_for_each_picture() {
    const auto error = [this](const char* arguments, int picture) {
        return list(words(arguments)).at(picture).toObject()["error"].toDouble();
    };
    const auto* const twice = "pictures/flat/scene0.png pictures/flat/scene0.png --seed 5";
    const double first = error(twice, 0);
    QVERIFY(first > 0);
    QCOMPARE(error("pictures/flat/scene0.png --seed 5", 0), first);
    QVERIFY(error(twice, 1) != first);
    QVERIFY(error("pictures/flat/scene0.png --seed 6", 0) != first);
}

void TestCliPictures::a_saved_mask_can_be_used_again() {
    const auto before = list(words("pictures --strategy block --save-mask masks.json"));
    const auto after = list(words("pictures --mask masks.json --seed 99"));
    QCOMPARE(before.size(), 3);
    QCOMPARE(after.size(), 3);
    for (int i = 0; i < 3; ++i) { // the order of the patches, so of sums, is another
        const double first = before[i].toObject()["error"].toDouble();
        QVERIFY(std::abs(after[i].toObject()["error"].toDouble() - first) < 1e-4 * first);
    }
}

void TestCliPictures::masks_can_go_by_the_picture_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("detail") << "--strategy detail"
                            << "--strategy detail --mask.order least";
    QTest::newRow("brightness") << "--strategy brightness"
                                << "--strategy brightness --mask.tone dark";
}

void TestCliPictures::masks_can_go_by_the_picture() {
    QFETCH(const QString, first);
    QFETCH(const QString, second);
    const auto masksOf = [this](const QString& options) {
        const auto result = m_cli.run(words("reconstruct pictures --mask-ratio 0.5 --json "
                                            "--view strip --output by-picture "
                                            "--save-mask by-picture.json")
                                      + options.split(u' '));
        return result.code == 0 ? readMasks(m_cli.pathText(QStringLiteral("by-picture.json")), {})
                                : std::vector<Mask>{};
    };
    const auto masks = masksOf(first), others = masksOf(second);
    QCOMPARE(masks.size(), 3U);
    QCOMPARE(others.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        // What one hides the other shows, but for equal patches in the middle of the order.
        const auto hidden = masks[i].hidden(), other = others[i].hidden();
        int both = 0;
        for (std::size_t j = 0; j < hidden.size(); ++j) {
            both += hidden[j] & other[j];
        }
        QVERIFY(10 * both < masks[i].grid.count());
    }
    QVERIFY(masks[0].hiddenIds != masks[1].hiddenIds);
}

void TestCliPictures::a_window_can_be_put_somewhere() {
    const auto result =
        m_cli.run(words("reconstruct pictures/flat/scene0.png --strategy crop --mask.place chosen "
                        "--mask.across 1 --mask.down 0 --json --save-mask window.json"));
    QCOMPARE(result.code, 0);
    const auto mask = readMasks(m_cli.pathText(QStringLiteral("window.json")), {}).front();
    for (const auto id : mask.visibleIds) {
        QVERIFY(id / mask.grid.columns < mask.grid.rows / 2);
        QVERIFY(id % mask.grid.columns >= mask.grid.columns / 2);
    }
}

void TestCliPictures::views_write_what_they_promise_data() {
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("files");
    const auto row = [](const char* view, const char* files) {
        QTest::newRow(view) << QString::fromUtf8(view) << QString::fromUtf8(files);
    };
    row("triptych", "scene0-mae.png scene1-mae.png");
    row("sheet", "mae-sheet.png");
    row("strategies", "scene0-strategies.png scene1-strategies.png");
    row("error", "scene0-error.png scene1-error.png");
    row("attention", "scene0-attention.png scene1-attention.png");
    row("strip", "scene0-strip.png scene1-strip.png");
    row("parts", "scene0-masked.png scene0-original.png scene0-reconstruction.png "
                 "scene1-masked.png scene1-original.png scene1-reconstruction.png");
}

void TestCliPictures::views_write_what_they_promise() {
    QFETCH(const QString, view);
    QFETCH(const QString, files);
    const auto folder = QStringLiteral("view-") + view;
    const auto array =
        list(words("pictures/flat --output") + QStringList{folder, QStringLiteral("--view"), view});
    QCOMPARE(array.size(), 2);
    QCOMPARE(QDir(m_cli.path(folder)).entryList(QDir::Files).join(QLatin1Char(' ')), files);
    for (const auto& picture : array) {
        for (const auto& file : picture.toObject()["files"].toArray()) {
            QVERIFY(readImage(m_cli.pathText(file.toString())).width > 0);
        }
    }
}

void TestCliPictures::names_never_collide_nor_overwrite_a_source() {
    const auto image = drawScene(7, 9, 96, 96);
    for (const char* name : {"own/x.png", "own/x-mae.png", "own/deep/x.png"}) {
        const std::filesystem::path path = m_cli.pathText(QString::fromUtf8(name));
        std::filesystem::create_directories(path.parent_path());
        writePng(path, image);
    }
    const auto result = m_cli.run(words("reconstruct own --output own --json"));
    QCOMPARE(result.code, 0);
    QStringList files;
    for (const auto& picture : result.json().array()) {
        files += picture.toObject()["files"].toArray().at(0).toString();
    }
    QCOMPARE(QSet<QString>(files.begin(), files.end()).size(), 3);
    QCOMPARE(readImage(m_cli.pathText(QStringLiteral("own/x-mae.png"))), image);
    QVERIFY(!files.contains(QStringLiteral("own/x-mae.png")));
}

void TestCliPictures::a_mask_that_can_not_be_written_does_not_cost_the_numbers() {
    const auto result = m_cli.run(
        words("reconstruct --json pictures/flat/scene0.png --save-mask nowhere/mask.json"));
    QCOMPARE(result.code, 1);
    QCOMPARE(result.json().array().size(), 1);
    QVERIFY2(result.says("nowhere"), result.err.constData());
}

void TestCliPictures::bad_pictures_are_reported_and_the_good_ones_done() {
    const auto result = m_cli.run(
        words("reconstruct --json half.png pictures/flat/scene0.png words.jpg nothing.png texts"));
    QCOMPARE(result.code, 1);
    QCOMPARE(result.json().array().size(), 1);
    for (const char* name : {"half.png", "words.jpg", "nothing.png", "texts"}) {
        QVERIFY2(result.says(name), result.err.constData());
    }
}

void TestCliPictures::a_folder_of_text_files_is_refused() {
    for (const char* command : {"reconstruct --json texts", "data texts --json",
                                "train --data texts --output text-run --json"}) {
        const auto result = m_cli.run(words(command));
        QVERIFY2(result.code == 1 || result.code == 2, command);
        QVERIFY2(result.says("texts"), result.err.constData());
    }
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("text-run"))));
}

void TestCliPictures::an_experiment_reproduces_the_pictures_data() {
    QTest::addColumn<QString>("mask");
    QTest::newRow("uniform") << "--strategy uniform --mask.cell 3";
    QTest::newRow("detail") << "--strategy detail --mask.order least";
    QTest::newRow("a chosen window") << "--strategy crop --mask.place chosen --mask.across 0.2";
}

void TestCliPictures::an_experiment_reproduces_the_pictures() {
    QFETCH(const QString, mask);
    const auto made = m_cli.run(words("reconstruct pictures/flat --seed 3 --raw --fit stretch "
                                      "--save-experiment e.mae.json --output before")
                                + mask.split(u' '));
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(m_cli.run(words("reconstruct --experiment e.mae.json --output after")).code, 0);
    for (const char* name : {"scene0-mae.png", "scene1-mae.png"}) {
        const auto file = QString::fromUtf8(name);
        QCOMPARE(readImage(m_cli.pathText(QStringLiteral("after/") + file)),
                 readImage(m_cli.pathText(QStringLiteral("before/") + file)));
    }
    const auto both = m_cli.run(words("reconstruct --experiment e.mae.json --seed 4"));
    QCOMPARE(both.code, 2);
}

void TestCliPictures::a_whole_folder_is_listed_with_its_bad_files() {
    std::filesystem::copy_file(m_cli.pathText(QStringLiteral("half.png")),
                               m_cli.pathText(QStringLiteral("pictures/round/half.png")));
    const auto result = m_cli.run(words("data pictures --json"));
    std::filesystem::remove(m_cli.pathText(QStringLiteral("pictures/round/half.png")));
    QCOMPARE(result.code, 0);
    const auto object = result.json().object();
    QCOMPARE(keysOf(object),
             "bad bytes classes duplicates folder height layout mean median_side pictures "
             "remembered sizes split splits std width");
    QCOMPARE(object["pictures"].toInt(), 3);
    QCOMPARE(object["layout"].toString(), "classes");
    QCOMPARE(object["classes"].toArray().size(), 2);
    QCOMPARE(object["classes"].toArray()[0].toObject()["name"].toString(), "flat");
    QCOMPARE(object["classes"].toArray()[0].toObject()["pictures"].toInt(), 2);
    QCOMPARE(object["bad"].toArray().size(), 1);
    QVERIFY(object["bad"].toArray()[0].toObject()["file"].toString().endsWith(u"half.png"));
    QCOMPARE(object["width"].toObject()["min"].toInt(), 120);
    QCOMPARE(object["mean"].toArray().size(), 3);
    QVERIFY(object["std"].toArray()[1].toDouble() > 0);
}

void TestCliPictures::inspecting_the_bundled_model_tells_its_architecture() {
    const auto result = m_cli.run(words("inspect bundled --json"));
    QCOMPARE(result.code, 0);
    const auto object = result.json().object();
    QCOMPARE(keysOf(object), "architecture arguments features files format heads_from kind licence "
                             "missing parts problems reconstructs scheme summary target "
                             "target_from tensors trained_on unexpected");
    QCOMPARE(object["kind"].toString(), "masked autoencoder");
    QCOMPARE(object["scheme"].toString(), "published");
    QVERIFY(object["missing"].toArray().isEmpty());
    QVERIFY(object["architecture"].toObject()["width"].toInt() > 0);
    const auto tensor = object["tensors"].toArray().at(0).toObject();
    QCOMPARE(keysOf(tensor), "dtype name shape");
}

void TestCliPictures::verifying_says_how_much_could_be_compared() {
    const auto own = m_cli.run(words("inspect bundled --verify --json"));
    QCOMPARE(own.code, 0);
    const auto all = own.json().object()["verified"].toObject();
    QVERIFY(all["all_bytes"].toDouble() > 1e6);
    QCOMPARE(all["compared_bytes"].toDouble(), all["all_bytes"].toDouble());
    QVERIFY(own.err.contains("Every checksum fits"));
}

void TestCliPictures::nothing_is_written_over_what_is_read() {
    QCOMPARE(m_cli.run(words("convert bundled own.safetensors")).code, 0);
    const auto before = m_cli.run(words("inspect own.safetensors --verify"));
    for (const char* call :
         {"features pictures/flat --model own.safetensors --output own.safetensors",
          "parity forward --model own.safetensors --input x --output own.safetensors"}) {
        const auto result = m_cli.run(words(call));
        QCOMPARE(result.code, 2);
        QVERIFY(result.err.contains("which is read"));
    }
    QCOMPARE(m_cli.run(words("inspect own.safetensors --verify")).out, before.out);
}

void TestCliPictures::a_name_that_promises_another_format_is_refused() {
    const auto result = m_cli.run(words("convert bundled wrong.pth"));
    QCOMPARE(result.code, 2);
    QVERIFY(result.err.contains("official"));
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("wrong.pth"))));
    const auto warned = m_cli.run(words("convert bundled six.safetensors --heads 6"));
    QCOMPARE(warned.code, 0);
    QVERIFY(warned.err.contains("taken for 6"));
}

void TestCliPictures::inspecting_something_else_is_refused() {
    for (const char* name : {"half.png", "texts/a.txt", "texts"}) {
        const auto result = m_cli.run({QStringLiteral("inspect"), QString::fromUtf8(name)});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.says(name), result.err.constData());
    }
}

void TestCliPictures::converting_writes_a_file_that_opens_and_replaces_none() {
    QCOMPARE(
        m_cli.run(words("convert bundled half.safetensors --dtype float16 --licence mine")).code,
        0);
    QCOMPARE(m_cli.run(words("convert half.safetensors whole.safetensors")).code, 0);
    const auto half = m_cli.run(words("inspect half.safetensors --json")).json().object();
    QCOMPARE(half["tensors"].toArray()[0].toObject()["dtype"].toString(), "F16");
    QCOMPARE(half["licence"].toString(), "mine");
    const auto whole = m_cli.run(words("inspect whole.safetensors --json")).json().object();
    QCOMPARE(whole["tensors"].toArray()[0].toObject()["dtype"].toString(), "F32");
    QCOMPARE(whole["architecture"], half["architecture"]);
    const auto again = m_cli.run(words("convert bundled half.safetensors"));
    QCOMPARE(again.code, 2);
    QVERIFY(again.says("--force"));
    QCOMPARE(m_cli.run(words("convert bundled x.onnx --to onnx")).code, 2);
    QCOMPARE(m_cli.run(words("convert bundled folder --to huggingface")).code, 0);
    QCOMPARE(m_cli.run(words("convert folder model.pth --to official")).code, 0);
    const auto official = m_cli.run(words("inspect model.pth --json")).json().object();
    QCOMPARE(official["kind"].toString(), "masked autoencoder");
    QCOMPARE(m_cli
                 .run(words("convert model.pth encoder.safetensors --to timm --heads 3 "
                            "--decoder-heads 4 --target pixels"))
                 .code,
             0);
    QCOMPARE(m_cli.run(words("convert half.png x.safetensors")).code, 1);
}

void TestCliPictures::forward_parity_reads_and_writes_tensors() {
    MAE_NEEDS_SHARED("reference/hf/micro/model.safetensors");
    const auto model = QString::fromStdString(test::shared("reference/hf/micro").string());
    const auto input =
        QString::fromStdString(test::shared("reference/cases/micro_forward.safetensors").string());
    const auto result = m_cli.run(
        words("parity forward --output out.safetensors --gradients")
        + QStringList{QStringLiteral("--model"), model, QStringLiteral("--input"), input});
    QVERIFY2(result.code == 0, result.err.constData());
    const auto ours = readSafetensors(m_cli.pathText(QStringLiteral("out.safetensors")));
    const auto theirs = readSafetensors(input.toStdString());
    for (const char* name : {"latent", "pred", "mask"}) {
        QVERIFY2(at::allclose(*ours.find(name), *theirs.find(name), 1e-5, 1e-5), name);
    }
    QVERIFY(ours.find("grad.blocks.0.attn.qkv.weight") != nullptr);
}

void TestCliPictures::decoder_positions_are_a_choice_of_forward_parity() {
    QVERIFY(m_cli.run(words("parity forward --help")).out.contains("Hugging Face"));
    QCOMPARE(m_cli
                 .run(words("parity forward --model bundled --input a --output b "
                            "--decoder-positions 3d"))
                 .code,
             2);
    MAE_NEEDS_SHARED("reference/cases/pos_embed_interpolation.safetensors");
    const auto golden =
        readSafetensors(test::shared("reference/cases/pos_embed_interpolation.safetensors"));
    writeSafetensors(
        m_cli.pathText(QStringLiteral("wide.safetensors")),
        {{"imgs", *golden.find("hf_48x80/imgs")}, {"noise", *golden.find("hf_48x80/noise")}}, {});
    const auto model = QString::fromStdString(test::shared("reference/hf/micro").string());
    const auto predicted = [&](const char* choice) {
        const auto result =
            m_cli.run(words("parity forward --input wide.safetensors --output out.safetensors")
                      + words(choice) + QStringList{QStringLiteral("--model"), model});
        return result.code == 0
                   ? *readSafetensors(m_cli.pathText(QStringLiteral("out.safetensors")))
                          .find("pred")
                   : at::Tensor();
    };
    const auto& wanted = *golden.find("hf_48x80/pred");
    QVERIFY(at::allclose(predicted("--decoder-positions 1d"), wanted, 1e-5, 1e-5));
    QVERIFY(!at::allclose(predicted("--decoder-positions 2d"), wanted, 1e-2, 1e-2));
    QVERIFY(at::equal(predicted("--decoder_positions 2d"), predicted("")));
}

QTEST_GUILESS_MAIN(TestCliPictures)
#include "tst_cli_pictures.moc"
