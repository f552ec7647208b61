// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/probe/experiment.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>
#include <limits>

using namespace mae;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class TestExperiment : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const std::string& name) const {
        return fs::path(m_folder.path().toStdString()) / name;
    }

    /// Two pictures and a model below the folder.
    Experiment sample() const {
        fs::create_directories(path("pictures"));
        writeFileAtomically(path("pictures/cat.png"), "123456789");
        writeFileAtomically(path("pictures/dog.png"), "woof");
        writeFileAtomically(path("model.safetensors"), "weights");
        return {.program = "0.1.0",
                .model = {.path = path("model.safetensors").string(), .checksum = ""},
                .overrides = {.heads = 3, .decoderHeads = 4, .target = "normalised"},
                .precision = Precision::BFloat16,
                .pictures = {{path("pictures/cat.png").string(), ""},
                             {path("pictures/dog.png").string(), ""}},
                .mask = {.strategy = BlockMask{.blocks = 3, .aspect = 0.7}, .ratio = 0.1 + 0.2},
                .seed = std::numeric_limits<std::uint64_t>::max(),
                .painted = {},
                .display = {
                    .pasteVisible = false, .normPix = NormPixDisplay::True, .fit = Fit::Native}};
    }

    static Experiment withChecksums(Experiment experiment) {
        experiment.model.checksum = fileChecksum(experiment.model.path);
        for (auto& picture : experiment.pictures) {
            picture.checksum = fileChecksum(picture.path);
        }
        return experiment;
    }

    QString refusal(const std::string& text) const {
        try {
            experimentFromJson(text, m_folder.path().toStdString(), "bad.mae.json");
        } catch (const Error& error) {
            const auto said = QString::fromStdString(error.what());
            return error.kind() == ErrorKind::Format && said.contains(QLatin1String("bad.mae.json"))
                       ? said
                       : QStringLiteral("wrong kind of refusal: ") + said;
        }
        return QStringLiteral("it was read");
    }

private Q_SLOTS:
    void framesAndTilesReadBack() {
        auto experiment = sample();
        experiment.display.fit = Fit::Tiled;
        writeExperiment(path("tiled.mae.json"), experiment);
        QVERIFY(readExperiment(path("tiled.mae.json")) == withChecksums(experiment));
        experiment.display.fit = Fit::Crop;
        experiment.display.frame = {.across = 0.1 + 0.2, .down = 1, .size = 1 / 3.0};
        writeExperiment(path("frame.mae.json"), experiment);
        QVERIFY(readExperiment(path("frame.mae.json")) == withChecksums(experiment));
    }

    void aFrameInTheMiddleIsNotWritten() { // earlier versions know none
        auto experiment = sample();
        experiment.display.fit = Fit::Crop;
        const auto json = Json::parse(toJson(experiment, m_folder.path().toStdString()));
        QVERIFY(!json["display"].contains("frame"));
        QVERIFY(experimentFromJson(json.dump(), m_folder.path().toStdString(), "x").display
                == experiment.display);
    }

    void framesThatAreNoneAreRefused_data() {
        QTest::addColumn<QByteArray>("frame");
        const auto row = [](const char* frame) { QTest::newRow(frame) << QByteArray(frame); };
        row("1");
        row("{}");
        row(R"({"across": 0, "down": 0})");
        row(R"({"across": -0.1, "down": 0, "size": 1})");
        row(R"({"across": 0, "down": 1.1, "size": 1})");
        row(R"({"across": 0, "down": 0, "size": 0.001})");
        row(R"({"across": 0, "down": 0, "size": "1"})");
        row(R"({"across": 0, "down": 0, "size": 1, "turn": 90})");
    }
    void framesThatAreNoneAreRefused() {
        QFETCH(const QByteArray, frame);
        auto experiment = sample();
        experiment.display.fit = Fit::Crop;
        auto json = Json::parse(toJson(experiment, m_folder.path().toStdString()));
        json["display"]["frame"] = Json::parse(frame.toStdString());
        QVERIFY2(refusal(json.dump()).contains(QLatin1String("display.frame")),
                 qPrintable(refusal(json.dump())));
        json["display"]["frame"] = {{"across", 0}, {"down", 1}, {"size", 0.5}};
        QCOMPARE(refusal(json.dump()), QStringLiteral("it was read"));
        json["display"]["fit"] = "native";
        QVERIFY(refusal(json.dump()).contains(QLatin1String("display.frame")));
    }

    void everyEntryReadsBack() {
        auto experiment = sample();
        writeExperiment(path("a.mae.json"), experiment);
        QVERIFY(readExperiment(path("a.mae.json")) == withChecksums(experiment));

        experiment.mask.strategy = HalfMask{Side::Top};
        experiment.painted = {maskFromHidden({1, 3}, {1, 0, 1}), maskFromHidden({2, 1}, {0, 1})};
        writeExperiment(path("b.mae.json"), experiment);
        QVERIFY(readExperiment(path("b.mae.json")) == withChecksums(experiment));

        experiment.painted.resize(1); // one for all pictures
        experiment.model = {.path = "bundled", .checksum = ""};
        experiment.overrides = {};
        writeExperiment(path("c.mae.json"), experiment);
        const auto read = readExperiment(path("c.mae.json"));
        QVERIFY(read == withChecksums(experiment));
        QCOMPARE(read.model.path, std::string("bundled"));
        verifyFiles(read);
    }

    void checksumsAreCrc32cOfTheFile() {
        const auto experiment = withChecksums(sample());
        QCOMPARE(experiment.pictures[0].checksum, std::string("e3069283"));
        // A folder is its weights and settings; other files in it do not matter.
        fs::create_directories(path("hf"));
        writeFileAtomically(path("hf/config.json"), "{}");
        writeFileAtomically(path("hf/model.safetensors"), "weights");
        const auto sum = fileChecksum(path("hf").string());
        writeFileAtomically(path("hf/README.md"), "read me");
        QCOMPARE(fileChecksum(path("hf").string()), sum);
        writeFileAtomically(path("hf/model.safetensors"), "others!");
        QVERIFY(fileChecksum(path("hf").string()) != sum);
        QVERIFY_EXCEPTION_THROWN(fileChecksum(path("missing").string()), Error);
    }

    void aFolderCanBeMovedWithItsExperiment() {
        fs::create_directories(path("here"));
        writeFileAtomically(path("here/cat.png"), "cat");
        writeFileAtomically(path("outside.png"), "outside");
        auto experiment = sample();
        experiment.pictures = {{path("here/cat.png").string(), ""},
                               {path("outside.png").string(), ""}};
        writeExperiment(path("here/x.mae.json"), experiment);
        fs::rename(path("here"), path("there"));
        const auto read = readExperiment(path("there/x.mae.json"));
        QCOMPARE(read.pictures[0].path, path("there/cat.png").string());
        QCOMPARE(read.pictures[1].path, path("outside.png").string());
        verifyFiles(read);
    }

    void changedAndVanishedFilesAreNamed() {
        writeExperiment(path("v.mae.json"), sample());
        const auto read = readExperiment(path("v.mae.json"));
        verifyFiles(read);
        const auto complaint = [&read] {
            try {
                verifyFiles(read);
            } catch (const Error& error) {
                return QString::fromStdString(error.what());
            }
            return QString();
        };
        writeFileAtomically(path("pictures/dog.png"), "meow");
        QVERIFY(complaint().contains(QLatin1String("dog.png is not the picture")));
        fs::remove(path("pictures/dog.png"));
        QVERIFY(complaint().contains(QLatin1String("dog.png is missing")));
        writeFileAtomically(path("model.safetensors"), "other weights");
        QVERIFY(complaint().contains(QLatin1String("model.safetensors is not the model")));
    }

    void withoutAChecksumNothingIsCompared() {
        auto experiment = sample();
        const auto text = toJson(experiment, m_folder.path().toStdString());
        verifyFiles(experimentFromJson(text, m_folder.path().toStdString(), "x"));
    }

    void wrongEntriesAreRefusedByName_data() {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value"); ///< JSON; empty: the entry is taken out
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* pointer, const char* value, const char* reason) {
            QTest::addRow("%s = %s", pointer, value)
                << QString::fromLatin1(pointer) << QString::fromLatin1(value)
                << QString::fromLatin1(reason);
        };
        row("/format", "\"other\"", "format must be mae-experiment");
        row("/format", "", "format must be");
        row("/version", "2", "version is not 1");
        row("/version", "-1", "version must be");
        row("/program", "1", "program must be a text");
        row("/extra", "1", "extra is unknown");
        row("/model", "", "model must be an object");
        row("/model", "[]", "model must be an object");
        row("/model/path", "\"\"", "model.path must name");
        row("/model/path", "\"a\\u0000b\"", "model.path must name");
        row("/model/checksum", "\"xyz\"", "model.checksum must be 8");
        row("/model/checksum", "\"E3069283\"", "model.checksum must be 8");
        row("/model/heads", "1000000", "model.heads must be at most");
        row("/model/heads", "-3", "model.heads must be a whole number");
        row("/model/target", "\"colours\"", "model.target must be");
        row("/model/colour", "1", "model.colour is unknown");
        row("/precision", "\"half\"", "precision must be one of auto, float32, bfloat16");
        row("/pictures", "[]", "at least one picture");
        row("/pictures", "{}", "pictures must be a list");
        row("/pictures", "[1]", "list of objects");
        row("/pictures/0/size", "1", "pictures.size is unknown");
        row("/pictures/0/path", "", "pictures.path must be a text");
        row("/mask/strategy", "\"wave\"", "strategy must be one of random");
        row("/mask/ratio", "1.5", "mask.ratio must be between");
        row("/mask/ratio", "\"much\"", "mask.ratio must be a number");
        row("/mask/blocks", "99", "mask.blocks must be between");
        row("/mask/cell", "2", "mask.cell is unknown");
        row("/mask/seed", "-1", "mask.seed must be");
        row("/mask/seed", "1.5", "mask.seed must be");
        row("/mask/seed", "", "mask.seed must be");
        row("/display/fit", "\"tight\"", "display.fit must be one of crop");
        row("/display/paste_visible", "1", "display.paste_visible must be true or false");
        row("/display/zoom", "1", "display.zoom is unknown");
        row("/painted", "[]", "empty list");
        row("/painted", "{\"rows\":1,\"columns\":2,\"hidden\":[0,1]}", "every patch");
        row("/painted",
            "[{\"rows\":1,\"columns\":2,\"hidden\":[0]},{\"rows\":1,\"columns\":2,\"hidden\":[0]},"
            "{\"rows\":1,\"columns\":2,\"hidden\":[0]}]",
            "one mask, or one for each picture");
    }
    void wrongEntriesAreRefusedByName() {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, reason);
        auto json = Json::parse(toJson(sample(), m_folder.path().toStdString()));
        const Json::json_pointer at(pointer.toStdString());
        if (value.isEmpty()) {
            json[at.parent_pointer()].erase(at.back());
        } else {
            json[at] = Json::parse(value.toStdString());
        }
        const auto said = refusal(json.dump());
        QVERIFY2(said.contains(reason), qPrintable(said));
    }

    void whatIsNoJsonIsRefused() {
        for (const std::string text : {"", "{", "[]", "3", "\"text\"", "null", "{\"format\":1}"}) {
            const auto said = refusal(text);
            QVERIFY2(said.contains(QLatin1String("is not an experiment")), qPrintable(said));
        }
        QVERIFY(refusal(std::string(100'000, '[')).contains(QLatin1String("too deeply")));
        const auto whole = toJson(sample(), m_folder.path().toStdString());
        for (std::size_t length = 0; length < whole.size(); length += 7) {
            QVERIFY(refusal(whole.substr(0, length)).contains(QLatin1String("not valid JSON")));
        }
    }

    void namesThatAreNoTextAreRefused() {
        auto experiment = sample();
        experiment.pictures[0].path = path("\xff\xfe.png").string();
        QVERIFY_EXCEPTION_THROWN(toJson(experiment, m_folder.path().toStdString()), Error);
    }

    void missingAndUnwritableFilesAreErrors() {
        QVERIFY_EXCEPTION_THROWN(readExperiment(path("missing.mae.json")), Error);
        QVERIFY_EXCEPTION_THROWN(writeExperiment(path("no/such/a.mae.json"), sample()), Error);
        auto experiment = sample();
        experiment.pictures[0].path = path("gone.png").string();
        QVERIFY_EXCEPTION_THROWN(writeExperiment(path("a.mae.json"), experiment), Error);
    }
};

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
