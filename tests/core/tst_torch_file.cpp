// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/io/export_model.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/io/torch_file.h"

#include "tests/support/read_all.h"
#include "tests/support/shared.h"
#include "tests/support/torch_bytes.h"
#include <ATen/ops/allclose.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <optional>

using namespace mae;
using namespace mae::test;
namespace fs = std::filesystem;

namespace {

/// {"w": value}
std::string pickle(const std::string& value) { return stateDict(value); }

} // namespace

/// Files of torch.save(): read without executing anything.
class TestTorchFile : public QObject {
    Q_OBJECT

    /// In memory where there is such a place: it is written tens of thousands of times.
    QTemporaryDir m_folder{QFileInfo(QStringLiteral("/dev/shm")).isWritable()
                               ? QStringLiteral("/dev/shm/mae-XXXXXX")
                               : QDir::tempPath() + QStringLiteral("/mae-XXXXXX")};

    fs::path write(const std::string& bytes) const {
        const fs::path path = m_folder.filePath(QStringLiteral("file.pth")).toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    /// Why a file is refused; empty if it is not.
    std::optional<std::string> refusal(const std::string& bytes) const {
        try {
            test::readAll(TorchFile(write(bytes)));
            return std::nullopt;
        } catch (const Error& error) {
            return (error.kind() == ErrorKind::Format ? "" : "wrong kind: ")
                   + std::string(error.what());
        }
    }

private Q_SLOTS:
    void bothFormatsGiveTheTensors_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        row("zip", checkpoint(pickle(good())));
        row("legacy", legacy(pickle(good())));
        row("parameter", checkpoint(pickle("ctorch._utils\n_rebuild_parameter\n(" + good() + "\x88"
                                           + "ccollections\nOrderedDict\n)RtR")));
        row("below model",
            checkpoint("\x80\x02}" + text("model") + "}" + text("w") + good() + "ss."));
    }
    void bothFormatsGiveTheTensors() {
        QFETCH(QByteArray, bytes);
        const auto tensors = test::readAll(TorchFile(write(bytes.toStdString())));
        QCOMPARE(tensors.size(), 1U);
        QCOMPARE(tensors[0].name, std::string("w"));
        QVERIFY(at::equal(tensors[0].tensor, at::arange(6, at::kFloat).view({2, 3})));
    }

    void stridesAreHonoured() {
        const auto file = checkpoint(pickle(tensor(storage(6), 1, {2, 2}, {1, 3})));
        const auto tensors = test::readAll(TorchFile(write(file)));
        QVERIFY(at::equal(tensors[0].tensor.flatten(),
                          at::arange(6, at::kFloat).as_strided({2, 2}, {1, 3}, 1).flatten()));
    }

    void whatIsNotATensorIsNeverBuilt() {
        // os.system("touch …") beside a tensor: a name and a text, nothing more.
        const auto mark = m_folder.filePath(QStringLiteral("executed"));
        const auto attack = "cposix\nsystem\n(" + text("touch " + mark.toStdString()) + "tR";
        const auto file = checkpoint("\x80\x02}(" + text("gadget") + attack + text("w") + good()
                                     + text("epoch") + number(7) + "u.");
        const TorchFile opened(write(file));
        QCOMPARE(opened.entries().size(), 1U);
        QVERIFY(!QFile::exists(mark));
    }

    void hostileFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(reason);
        };
        const auto description = [&](const char* name, const std::string& bytes, const char* why) {
            row(name, checkpoint(bytes), why);
        };
        description("a pickle that is none", "I1\n.", "opcode 0x49");
        description("pickled module", "\x80\x02" + global("models", "Net") + ")\x81.",
                    "models Net");
        description("no tensors", "\x80\x02}.", "no state dict");
        description("beyond the storage", pickle(tensor(storage(6), 0, {7}, {1})), "beyond");
        description("storage of another size", pickle(tensor(storage(7), 0, {6}, {1})),
                    "of another size");
        description("missing storage", pickle(tensor(storage(6, "FloatStorage", "9"), 0, {6}, {1})),
                    "missing");
        const auto data = pickle(good());
        row("no directory", "PK\x03\x04 and nothing", "no directory");
        row("no data.pkl", zip({{"a/version", "3"}}), "no data.pkl");
        row("compressed", zip({{"a/data.pkl", data, 8}}), "compressed");
        row("wrong checksum",
            zip({{.name = "a/data.pkl", .data = data, .crcOff = 1}, {"a/data/0", sixFloats()}}),
            "does not fit its checksum");
        row("wrong checksum of data",
            zip({{"a/data.pkl", data}, {.name = "a/data/0", .data = sixFloats(), .crcOff = 1}}),
            "not fit their checksum");
        row("upwards", zip({{"a/../data.pkl", data}}), "a name that no checkpoint needs");
        row("two folders", zip({{"a/data.pkl", data}, {"b/data.pkl", data}}), "two of its folders");
        row("TorchScript", zip({{"a/data.pkl", data}, {"a/constants.pkl", ""}}), "torch.jit.load");
        row("exported", zip({{"a/archive_format", "pt2"}}), "torch.export.load");
        row("big endian", zip({{"a/data.pkl", data}, {"a/byteorder", "big"}}), "big-endian");
        row("plain pickle", "\x80\x02}.", "none of torch.save()");
        row("empty", "", "too short");
        const auto old = legacy(data);
        row("legacy, no list of storages", old.substr(0, old.size() - 32 - 12) + "\x80\x02N.",
            "list of its storages");
        row("legacy, storage twice",
            old.substr(0, old.size() - 32 - 12) + "\x80\x02](" + text("0") + text("0") + "e."
                + repeated(little(6, 8) + sixFloats(), 2),
            "list of storages does not fit");
        row("legacy, no storage", old.substr(0, old.size() - 32 - 12) + "\x80\x02].", "missing");
        row("legacy, storage of another size",
            old.substr(0, old.size() - 32) + little(~std::uint64_t{0}, 8) + sixFloats(),
            "another size");
        row("legacy, big endian",
            old.substr(0, 15) + std::string("\x80\x02M\xe9\x03.", 6) + "\x80\x02}"
                + text("little_endian") + "\x89s.",
            "big-endian");
        row("legacy, cut off", legacy(data).substr(0, legacy(data).size() - 3), "cut off");
    }
    void hostileFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, reason);
        const auto why = refusal(bytes.toStdString());
        QVERIFY2(why.has_value(), "accepted");
        QVERIFY2(why->find(reason.toStdString()) != std::string::npos
                     && !why->starts_with("wrong kind"),
                 why->c_str());
    }

    void everyTruncationIsRefused() {
        for (const auto& whole : {checkpoint(pickle(good())), legacy(pickle(good()))}) {
            for (std::size_t length = 0; length < whole.size(); ++length) {
                const auto why = refusal(whole.substr(0, length));
                QVERIFY2(why && !why->starts_with("wrong kind"), std::to_string(length).c_str());
            }
        }
    }

    void damagesNeitherCrashNorAddData() {
        Rng rng(7, Purpose::Test);
        const std::vector<std::string> wholes{checkpoint(pickle(good())), legacy(pickle(good()))};
        int accepted = 0;
        for (int i = 0; i < 20'000; ++i) {
            auto bytes = wholes[rng.below(2)];
            for (auto changes = 1 + rng.below(4); changes > 0; --changes) {
                const auto place = rng.below(static_cast<std::uint32_t>(bytes.size()));
                switch (rng.below(3)) {
                case 0: bytes[place] = static_cast<char>(rng.below(256)); break;
                case 1: bytes.erase(place, 1 + rng.below(4)); break;
                default: bytes.insert(place, bytes.substr(place, rng.below(40))); break;
                }
            }
            if (const auto why = refusal(bytes)) {
                QVERIFY2(!why->starts_with("wrong kind") && why->size() < 2000, why->c_str());
                continue;
            }
            ++accepted;
            for (const auto& named : test::readAll(TorchFile(write(bytes)))) {
                QVERIFY(named.tensor.nbytes() <= bytes.size());
            }
        }
        QVERIFY(accepted > 100);
    }

    void referenceFilesGiveTheSameModel_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<double>("tolerance");
        for (const auto& [file, tolerance] : {std::pair{"official/micro_full.pth", 0.0},
                                              {"official/micro_full_legacy.pth", 0.0},
                                              {"official/micro_full_fp16.pth", 1e-3},
                                              {"official/micro_full_bf16.pth", 1e-2},
                                              {"hf/micro/pytorch_model.bin", 0.0}}) {
            QTest::newRow(file) << QByteArray(file) << tolerance;
        }
    }
    void referenceFilesGiveTheSameModel() {
        MAE_NEEDS_SHARED("reference");
        QFETCH(QByteArray, file);
        QFETCH(double, tolerance);
        const ModelOverrides overrides{.heads = 3, .decoderHeads = 4, .target = "pixels"};
        const auto wanted = openModel(test::shared("reference/hf/micro").string(), overrides);
        const auto model =
            openModel(test::shared(("reference/" + file).constData()).string(), overrides);
        std::vector<Tensor> expected;
        forEachTensor(wanted.weights, [&](const std::string&, const Tensor& tensor) {
            expected.push_back(tensor);
        });
        std::size_t i = 0;
        forEachTensor(model.weights, [&](const std::string& name, const Tensor& tensor) {
            QVERIFY2(at::allclose(tensor, expected[i++], tolerance, tolerance), name.c_str());
        });
    }

    void exportedModelsComeBack_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("name");
        QTest::newRow("official") << int(ModelFormat::Official) << QStringLiteral("m.pth");
        QTest::newRow("official, safetensors")
            << int(ModelFormat::Official) << QStringLiteral("m.safetensors");
        QTest::newRow("Hugging Face") << int(ModelFormat::HuggingFace) << QStringLiteral("hf");
    }
    void exportedModelsComeBack() {
        QFETCH(int, format);
        QFETCH(QString, name);
        const auto model = openModel("bundled");
        const auto path = m_folder.filePath(name).toStdString();
        exportModel(path, model, ModelFormat(format), at::kFloat);
        const auto again = openModel(path, {.heads = model.config.heads,
                                            .decoderHeads = model.config.decoderHeads,
                                            .target = "pixels"});
        QVERIFY(again.config == model.config);
        std::vector<Tensor> expected;
        forEachTensor(model.weights, [&](const std::string&, const Tensor& tensor) {
            expected.push_back(tensor);
        });
        std::size_t i = 0;
        forEachTensor(again.weights, [&](const std::string& tensorName, const Tensor& tensor) {
            QVERIFY2(at::equal(tensor, expected[i++]), tensorName.c_str());
        });
    }

    void shardsOfAHuggingFaceFolderAreFound() {
        const fs::path folder = m_folder.filePath(QStringLiteral("shards")).toStdString();
        fs::create_directories(folder);
        const auto put = [&](const char* name, const std::string& bytes) {
            std::ofstream(folder / name, std::ios::binary) << bytes;
        };
        put("pytorch_model.bin.index.json", R"({"weight_map":{"w":"1.bin","v":"2.bin"}})");
        put("1.bin", checkpoint(pickle(good())));
        put("2.bin", checkpoint("\x80\x02}" + text("v") + good() + "s."));
        QCOMPARE(inspectModel(folder.string()).tensors.size(), 2U);
        QCOMPARE(inspectModel((folder / "pytorch_model.bin.index.json").string()).tensors.size(),
                 2U);
        put("model.safetensors", "preferred"); // as the program itself would
        QVERIFY_EXCEPTION_THROWN(inspectModel(folder.string()), Error);
    }

    void anEncoderForTimmHasNoDecoder() {
        const auto path = m_folder.filePath(QStringLiteral("timm.safetensors")).toStdString();
        const auto model = openModel("bundled");
        exportModel(path, model, ModelFormat::Timm, at::kHalf);
        const auto report = inspectModel(path);
        QCOMPARE(report.kind, std::string("encoder"));
        QCOMPARE(report.tensors.size(), std::size_t(4 + 2 + 12 * model.config.depth));
        QCOMPARE(report.tensors[0].dtype, std::string("F16"));
    }

    void aTrainingCheckpointTellsItsSettings() {
        MAE_NEEDS_SHARED("reference");
        const TorchFile file(test::shared("reference/official/micro_checkpoint.pth"));
        QVERIFY(file.arguments().contains("epoch"));
        QCOMPARE(file.arguments().at("args.model"), std::string("mae_vit_large_patch16"));
        const auto optimizer = std::ranges::count_if(file.entries(), [](const TorchEntry& entry) {
            return entry.name.starts_with("optimizer.") && entry.name.ends_with(".exp_avg");
        });
        QCOMPARE(optimizer, 60);
        for (const auto& named : test::readAll(file)) {
            QVERIFY(!named.name.starts_with("optimizer."));
        }
        const auto report =
            inspectModel(test::shared("reference/official/micro_checkpoint.pth").string());
        QCOMPARE(report.kind, std::string("training checkpoint"));
        QCOMPARE(report.target, std::string("pixels"));
    }
};

QTEST_GUILESS_MAIN(TestTorchFile)
#include "tst_torch_file.moc"
