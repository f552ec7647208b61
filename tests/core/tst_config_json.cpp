// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"

#include <nlohmann/json.hpp>

#include <QTest>
#include <algorithm>
#include <clocale>

using namespace mae;

namespace {

struct Refusal {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;

    bool names(const std::string& path) const { return message.find(path) != std::string::npos; }
};

template <class Action> Refusal refusal(Action&& action) {
    try {
        action();
        return {};
    } catch (const Error& error) {
        return {.kind = error.kind(), .message = error.what()};
    }
}

Refusal refusedJson(const std::string& text) {
    return refusal([&text] { trainConfigFromJson(text); });
}
Refusal refusedSetting(const std::string& path, const std::string& value) {
    return refusal([&] {
        TrainConfig config;
        setSetting(config, path, value);
    });
}

/// Configurations that between them have every setting there is.
std::vector<TrainConfig> configurations() {
    std::vector<TrainConfig> result;
    for (const auto& recipe : recipes()) {
        result.push_back(recipe.make());
    }
    for (const MaskStrategy& strategy :
         {MaskStrategy(BlockMask{.blocks = 3, .aspect = 2}), MaskStrategy(GridMask{}),
          MaskStrategy(UniformMask{.cell = 4}), MaskStrategy(CropMask{}),
          MaskStrategy(CropMask{.place = WindowPlace::Chosen, .across = 0.125, .down = 1}),
          MaskStrategy(DetailMask{.order = DetailOrder::Least}),
          MaskStrategy(BrightnessMask{.tone = Tone::Dark}),
          MaskStrategy(HalfMask{.side = Side::Top}), MaskStrategy(CheckerboardMask{.square = 2})}) {
        TrainConfig config;
        config.mask.strategy = strategy;
        result.push_back(config);
    }
    return result;
}

/// Another value of the same type than @p value, as text.
std::string anotherValue(const std::string& path, const std::string& value) {
    if (path == "data.paths") {
        return "/pictures/more,relative folder";
    }
    if (path == "data.validation") {
        return "/pictures/held";
    }
    if (path == "data.mean" || path == "data.std" || path == "data.weights") {
        return "0.1,0.25,0.3";
    }
    if (path == "train.freeze") {
        return value == "none" ? "encoder" : "none";
    }
    if (path == "mask.place") {
        return value == "random" ? "chosen" : "random";
    }
    if (path == "mask.steps" || path == "train.init") {
        return value.empty() ? "5:0.5, 7:block:0.25" : "";
    }
    if (const auto number = toDouble(value)) {
        return *number == 1 ? "2" : "1";
    }
    const std::vector<std::vector<std::string>> choices{
        {"pixels", "normalised"}, {"random", "crop"},     {"left", "right", "top"},
        {"most", "least"},        {"bright", "dark"},     {"none", "random_crop"},
        {"auto", "float32"},      {"constant", "cosine"}, {"hidden", "all"},
        {"none", "encoder"},      {"true", "false"}};
    for (const auto& ids : choices) {
        if (std::ranges::find(ids, value) != ids.end()) {
            return ids.front() == value ? ids.back() : ids.front();
        }
    }
    return path == "mask.strategy" ? "random" : "";
}

} // namespace

class ConfigJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyConfigurationSurvivesTheRoundTrip();
    void extremeNumbersSurviveTheRoundTrip();
    void everySettingCanBeSetByItsPath();
    void switchesAreWrittenInWords();
    void dashesAndUnderscoresAreAlike();
    void unknownSettingsAreRefusedByName();
    void textsOfTheWrongTypeAreRefusedByName_data();
    void textsOfTheWrongTypeAreRefusedByName();
    void missingValuesKeepTheirDefaultsAndUnknownOnesAreIgnored();
    void valuesOfTheWrongTypeAreRefusedByName();
    void whatIsNoJsonObjectIsRefused();
    void differencesAreFoundByPath();
    void numbersDoNotDependOnTheLocale();
    void pathsThatAreNoUtf8DoNotThrow();
};

void ConfigJsonTest::everyConfigurationSurvivesTheRoundTrip() {
    for (const auto& config : configurations()) {
        const auto text = toJson(config);
        QVERIFY(trainConfigFromJson(text) == config);
        QCOMPARE(toJson(trainConfigFromJson(text)), text);
        QVERIFY(modelConfigFromJson(toJson(config.model)) == config.model);
    }
    const ModelConfig model{.channels = 1, .layerNormEps = 1e-12};
    QVERIFY(modelConfigFromJson(toJson(model)) == model);
}

void ConfigJsonTest::extremeNumbersSurviveTheRoundTrip() {
    TrainConfig config;
    config.train.seed = ~0ull;
    config.train.steps = std::numeric_limits<std::int64_t>::max();
    config.train.baseLr = 0.1 + 0.2; // not the shortest decimal
    config.train.minLr = std::numeric_limits<double>::denorm_min();
    config.data.paths = {"/with \"quotes\" \\ and\nlines", "ümläut", ""};
    QVERIFY(trainConfigFromJson(toJson(config)) == config);
}

void ConfigJsonTest::everySettingCanBeSetByItsPath() {
    for (const auto& original : configurations()) {
        const auto settings = listSettings(original);
        QCOMPARE_LT(30u, settings.size());
        for (const auto& setting : settings) {
            QVERIFY2(!setting.help.empty(), setting.path.c_str());
            auto config = original;
            setSetting(config, setting.path, setting.value);
            QVERIFY2(config == original, setting.path.c_str());

            const auto other = anotherValue(setting.path, setting.value);
            setSetting(config, setting.path, other);
            QCOMPARE(getSetting(config, setting.path), other);
            QVERIFY2(config != original, setting.path.c_str());
            QVERIFY(trainConfigFromJson(toJson(config)) == config);
            const auto differences = difference(original, config);
            const auto isIt = [&setting](const auto& d) { return d.path == setting.path; };
            QVERIFY2(std::ranges::any_of(differences, isIt), setting.path.c_str());
        }
    }
}

void ConfigJsonTest::switchesAreWrittenInWords() {
    TrainConfig config;
    for (const char* on : {"true", "on", "yes", "1"}) {
        config.train.gradientCheckpointing = false;
        setSetting(config, "train.gradient_checkpointing", on);
        QVERIFY2(config.train.gradientCheckpointing, on);
    }
    for (const char* off : {"false", "off", "no", "0"}) {
        config.train.gradientCheckpointing = true;
        setSetting(config, "train.gradient_checkpointing", off);
        QVERIFY2(!config.train.gradientCheckpointing, off);
    }
    QCOMPARE(getSetting(config, "train.gradient_checkpointing"), std::string("false"));
}

void ConfigJsonTest::dashesAndUnderscoresAreAlike() {
    TrainConfig config;
    setSetting(config, "train.batch-size", "77");
    QCOMPARE(config.train.batchSize, 77);
    QCOMPARE(getSetting(config, "train.batch_size"), std::string("77"));
}

void ConfigJsonTest::unknownSettingsAreRefusedByName() {
    for (const char* path : {"train.batchsize", "batch_size", "train", "train.", "", "mask.cell",
                             "model.width.x", "tr\xE4in.seed"}) {
        const auto refused = refusedSetting(path, "1");
        QCOMPARE(refused.kind, ErrorKind::InvalidConfig);
        QVERIFY2(refused.names(path), path);
    }
    TrainConfig config; // a strategy brings its own settings
    setSetting(config, "mask.strategy", "uniform");
    setSetting(config, "mask.cell", "3");
    QCOMPARE(std::get<UniformMask>(config.mask.strategy).cell, 3);
}

void ConfigJsonTest::textsOfTheWrongTypeAreRefusedByName_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* path, const char* value) {
        QTest::addRow("%s=%s", path, value)
            << QString::fromLatin1(path) << QString::fromLatin1(value);
    };
    for (const char* value : {"", "x", "1.5", "1e3", "99999999999", "1 ", " 1", "0x10", "1,5"}) {
        row("train.batch_size", value);
    }
    row("train.seed", "-1");
    row("train.seed", "18446744073709551616");
    for (const char* value : {"", "fast", "0,5", "1e999", "1.5x", "--1"}) {
        row("train.base_lr", value);
    }
    row("train.precision", "float64");
    row("mask.strategy", "spiral");
    for (const char* value : {"", "maybe", "2", "True", " on"}) {
        row("model.mask_tokens_in_encoder", value);
    }
    row("data.mean", "0.5;0.5;0.5");
    row("data.mean", "0.5,,0.5");
}

void ConfigJsonTest::textsOfTheWrongTypeAreRefusedByName() {
    QFETCH(QString, path);
    QFETCH(QString, value);
    const auto refused = refusedSetting(path.toStdString(), value.toStdString());
    QCOMPARE(refused.kind, ErrorKind::InvalidConfig);
    QVERIFY(refused.names(path.toStdString()));
}

void ConfigJsonTest::missingValuesKeepTheirDefaultsAndUnknownOnesAreIgnored() {
    QVERIFY(trainConfigFromJson("{}") == TrainConfig{});
    TrainConfig expected;
    expected.train.batchSize = 5;
    QVERIFY(trainConfigFromJson(R"({"train": {"batch_size": 5, "from_the_future": [1]}, "new": 1})")
            == expected);
}

void ConfigJsonTest::valuesOfTheWrongTypeAreRefusedByName() {
    for (const auto& config : configurations()) {
        const auto whole = nlohmann::json::parse(toJson(config));
        for (const auto& [section, values] : whole.items()) {
            for (const auto& [key, value] : values.items()) {
                for (const auto& wrong :
                     {nlohmann::json::object(), nlohmann::json(nullptr), nlohmann::json(true),
                      nlohmann::json::array({nlohmann::json::array()})}) {
                    if (value.is_boolean() && wrong.is_boolean()) {
                        continue;
                    }
                    auto changed = whole;
                    changed[section][key] = wrong;
                    const auto refused = refusedJson(changed.dump());
                    QCOMPARE(refused.kind, ErrorKind::Format);
                    QVERIFY2(refused.names(section + "." + key), refused.message.c_str());
                }
            }
            auto changed = whole;
            changed[section] = 1;
            QVERIFY(refusedJson(changed.dump()).names(section));
        }
    }
    for (const char* text :
         {R"({"train": {"batch_size": 1e3}})", R"({"train": {"batch_size": 4294967297}})",
          R"({"train": {"batch_size": "5"}})",
          R"({"train": {"batch_size": -9223372036854775809}})"}) {
        QVERIFY2(refusedJson(text).names("train.batch_size"), text);
    }
    QVERIFY(refusedJson(R"({"train": {"seed": -1}})").names("train.seed"));
    QVERIFY(refusedJson(R"({"mask": {"strategy": "spiral"}})").names("one of random"));
}

void ConfigJsonTest::whatIsNoJsonObjectIsRefused() {
    for (const std::string& text :
         {std::string(), std::string("{"), std::string("[]"), std::string("1"), std::string("{} x"),
          std::string("\0\0", 2), std::string("{\"a\": \"\xFF\"}"), std::string(100'000, '[')}) {
        QCOMPARE(refusedJson(text).kind, ErrorKind::Format);
        QCOMPARE(refusal([&text] { modelConfigFromJson(text); }).kind, ErrorKind::Format);
    }
}

void ConfigJsonTest::differencesAreFoundByPath() {
    TrainConfig a, b;
    QVERIFY(difference(a, b).empty());
    b.train.batchSize = 1;
    b.mask.ratio = 0.5;
    const auto differences = difference(a, b);
    QCOMPARE(differences.size(), std::size_t{2});
    QCOMPARE(differences[0].path, std::string("mask.ratio"));
    QCOMPARE(differences[0].a, std::string("0.75"));
    QCOMPARE(differences[0].b, std::string("0.5"));
    QCOMPARE(differences[1].path, std::string("train.batch_size"));
    // Settings that only the second one's strategy has are differences too.
    TrainConfig block;
    block.mask.strategy = BlockMask{.blocks = 2};
    QCOMPARE(difference(a, block).size(), difference(block, a).size());
}

void ConfigJsonTest::numbersDoNotDependOnTheLocale() {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    const char* german = nullptr;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8"}) {
        german = german != nullptr ? german : std::setlocale(LC_ALL, name);
    }
    if (german == nullptr) {
        QSKIP("this machine has no locale with a decimal comma");
    }
    TrainConfig config;
    config.train.baseLr = 0.75;
    const auto text = toJson(config);
    const bool same = trainConfigFromJson(text) == config;
    const auto value = getSetting(config, "train.base_lr");
    const auto shown = toText(1234567.891, 2);
    const auto parsed = toDouble("2.5");
    const auto withComma = toDouble("2,5");
    std::setlocale(LC_ALL, before.c_str());
    QVERIFY(text.find("0.75") != std::string::npos);
    QVERIFY(same);
    QCOMPARE(value, std::string("0.75"));
    QCOMPARE(shown, std::string("1234567.89"));
    QCOMPARE(parsed.value_or(0), 2.5);
    QVERIFY(!withComma);
}

void ConfigJsonTest::pathsThatAreNoUtf8DoNotThrow() {
    TrainConfig config;
    config.data.paths = {"/pictures/caf\xE9"};
    QVERIFY(toJson(config).find("/pictures/caf") != std::string::npos);
}

QTEST_GUILESS_MAIN(ConfigJsonTest)
#include "tst_config_json.moc"
