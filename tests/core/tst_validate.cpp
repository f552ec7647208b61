// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/config/config_json.h"
#include "core/config/validate.h"
#include "core/recipes/recipes.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

using namespace mae;

namespace {

std::vector<std::string> paths(const std::vector<ConfigIssue>& issues) {
    std::vector<std::string> result;
    for (const auto& issue : issues) {
        result.push_back(issue.path);
    }
    return result;
}

using Paths = std::vector<std::string>;

/// Sets every field that it visits to something between sensible and absurd.
struct Scramble {
    Rng& rng;

    template <class T> void operator()(T& value, const Field& field) const {
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            strategy(value);
        } else if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(static_cast<int>(rng.below(6)) - 1);
        } else if constexpr (std::is_same_v<T, bool>) {
            value = rng.below(2) == 0;
        } else if constexpr (std::is_same_v<T, std::string>) {
            constexpr std::array kTexts{"", "1:0.5", "2:block:0.25, 3:0.9", "x", ":,:"};
            value = kTexts[rng.below(5)] + std::string(rng.below(2) * rng.below(6000), 'x');
        } else if constexpr (std::is_arithmetic_v<T>) {
            number(value, field);
        } else if constexpr (std::is_same_v<T, std::vector<double>>) {
            value.resize(rng.below(5));
            for (auto& element : value) {
                number(element, field);
            }
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            value.assign(rng.below(3), std::string(rng.below(2) * rng.below(6000), 'x'));
        } else {
            T::fields(value, *this);
        }
    }

    template <class T> void number(T& value, const Field& field) const {
        using Limits = std::numeric_limits<T>;
        switch (rng.below(8)) {
        case 0: value = 0; break;
        case 1: value = Limits::max(); break;
        case 2: value = Limits::lowest(); break;
        case 3: value = static_cast<T>(-1); break;
        case 4:
            value = std::is_floating_point_v<T> ? Limits::quiet_NaN() : static_cast<T>(1);
            break;
        case 5: value = std::is_floating_point_v<T> ? Limits::infinity() : static_cast<T>(7); break;
        case 6: break; // as it was
        default: value = static_cast<T>(rng.uniform(field.range.min, field.range.max));
        }
    }

    void strategy(MaskStrategy& value) const {
        const auto choose = [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto chosen = rng.below(sizeof...(I));
            ((chosen == I ? void(value = std::variant_alternative_t<I, MaskStrategy>{}) : void()),
             ...);
        };
        choose(std::make_index_sequence<std::variant_size_v<MaskStrategy>>{});
        std::visit([this](auto& chosen) { chosen.fields(chosen, *this); }, value);
    }
};

/// Checks that a value out of its range is reported under its own path.
struct Exceed {
    std::string prefix;
    const TrainConfig& whole;

    template <class T> void operator()(T& value, const Field& field) const {
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            std::visit([this](auto& chosen) { chosen.fields(chosen, *this); }, value);
        } else if constexpr (std::is_enum_v<T>) {
            expectIssue(value, static_cast<T>(99), field);
        } else if constexpr (std::is_same_v<T, bool>) { // either is fine
        } else if constexpr (std::is_same_v<T, std::string>) {
            expectIssue(value, std::string(5000, 'x'), field);
            expectIssue(value, std::string("caf\xE9"), field);
        } else if constexpr (std::is_arithmetic_v<T>) {
            expectIssue(value, static_cast<T>(field.range.max * 2 + 1), field);
            if constexpr (std::is_signed_v<T>) {
                expectIssue(value, static_cast<T>(field.range.min - 1), field);
            }
        } else if constexpr (!std::is_same_v<T, std::vector<double>> //
                             && !std::is_same_v<T, std::vector<std::string>>) {
            T::fields(value, Exceed{prefix + field.key + ".", whole});
        }
    }

    template <class T> void expectIssue(T& value, T wrong, const Field& field) const {
        const auto path = prefix + field.key;
        const T before = std::exchange(value, wrong);
        const auto found = paths(validate(whole));
        value = before;
        QVERIFY2(std::ranges::find(found, path) != found.end(), path.c_str());
    }
};

} // namespace

class ValidateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsAndRecipesAreValid();
    void everySettingOutOfRangeIsReportedByItsPath();
    void allIssuesAreReportedAtOnce();
    void theMessageNamesRangeAndValue();
    void rulesBetweenFieldsAreChecked_data();
    void rulesBetweenFieldsAreChecked();
    void partsAreValidatedAlone();
    void pathsHaveToBeUtf8();
    void absurdSettingsNeverCrash();
    void requireValidThrowsAllOfThem();
};

void ValidateTest::defaultsAndRecipesAreValid() {
    QCOMPARE(describe(validate(TrainConfig{})), std::string());
    for (const auto& recipe : recipes()) {
        QCOMPARE(describe(validate(recipe.make())), std::string());
    }
}

void ValidateTest::everySettingOutOfRangeIsReportedByItsPath() {
    TrainConfig config;
    TrainConfig::fields(config, Exceed{"", config});
    for (const MaskStrategy& strategy :
         {MaskStrategy(BlockMask{}), MaskStrategy(UniformMask{}), MaskStrategy(HalfMask{}),
          MaskStrategy(CheckerboardMask{}), MaskStrategy(CropMask{}), MaskStrategy(DetailMask{}),
          MaskStrategy(BrightnessMask{})}) {
        config.mask.strategy = strategy;
        MaskConfig::fields(config.mask, Exceed{"mask.", config});
    }
}

void ValidateTest::allIssuesAreReportedAtOnce() {
    TrainConfig config;
    config.model.depth = 0;
    config.mask.ratio = 1.5;
    config.mask.strategy = BlockMask{.blocks = 0, .aspect = 100};
    config.train.batchSize = -3;
    config.train.baseLr = std::numeric_limits<double>::quiet_NaN();
    config.data.mean = {0.5, 2.0, 0.5};
    config.log.everySteps = 0;
    config.model.imageSize = 97; // in range, but against a rule: left for when all are in range
    auto found = paths(validate(config));
    for (const char* path : {"model.depth", "mask.ratio", "mask.blocks", "mask.aspect",
                             "train.batch_size", "train.base_lr", "data.mean", "log.every_steps"}) {
        QVERIFY2(std::ranges::find(found, path) != found.end(), path);
    }
    QCOMPARE(found.size(), std::size_t{8});
}

void ValidateTest::theMessageNamesRangeAndValue() {
    TrainConfig config;
    config.mask.ratio = 1.5;
    QCOMPARE(describe(validate(config)),
             std::string("mask.ratio must be between 0 and 0.99, not 1.5."));
}

void ValidateTest::rulesBetweenFieldsAreChecked_data() {
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* settings, const char* path) {
        QTest::newRow(settings) << QString::fromLatin1(settings) << QString::fromLatin1(path);
    };
    row("model.patch_size=7", "model.patch_size");
    row("model.patch_size=96", "model.patch_size");
    row("model.width=190", "model.width");
    row("model.heads=5", "model.width");
    row("model.decoder_width=126", "model.decoder_width");
    row("model.width=8192 model.depth=128 model.heads=128", "model.width");
    row("train.epochs=3 train.warmup_epochs=4", "train.warmup_epochs");
    row("train.base_lr=0", "train.base_lr");
    row("mask.ratio=0", "mask.ratio");
    row("mask.schedule=cosine mask.end_ratio=0", "mask.end_ratio");
    row("mask.schedule=steps", "mask.steps");
    row("mask.schedule=steps mask.steps=1:0.5,2:0", "mask.steps");
    row("mask.schedule=steps mask.steps=1:spiral:0.5", "mask.steps");
    row("train.freeze=encoder", "train.freeze");
    row("data.mean=0.5", "data.mean");
    row("data.std=0.5,0.5", "data.std");
}

void ValidateTest::rulesBetweenFieldsAreChecked() {
    QFETCH(QString, settings);
    QFETCH(QString, path);
    TrainConfig config;
    for (const auto& setting : settings.split(QLatin1Char(' '))) {
        const auto parts = setting.split(QLatin1Char('='));
        setSetting(config, parts[0].toStdString(), parts[1].toStdString());
    }
    QCOMPARE(paths(validate(config)), Paths{path.toStdString()});
}

void ValidateTest::partsAreValidatedAlone() {
    QCOMPARE(paths(validate(ModelConfig{.depth = 0})), Paths{"model.depth"});
    QCOMPARE(paths(validate(ModelConfig{.patchSize = 0})), Paths{"model.patch_size"});
    QCOMPARE(paths(validate(MaskConfig{.ratio = -1})), Paths{"mask.ratio"});
    QVERIFY(validate(ModelConfig{}).empty());
}

void ValidateTest::pathsHaveToBeUtf8() {
    TrainConfig config;
    for (const char* name : {"/pictures", "caf\xC3\xA9", "\xE7\x8C\xAB", "\xF0\x9F\x90\x88"}) {
        config.data.paths = {name};
        QVERIFY2(validate(config).empty(), name);
    }
    for (const char* name : {"caf\xE9", "\xC3", "\xC0\x80", "\xE7\x8C", "a\x80", "\xFF"}) {
        config.data.paths = {name};
        QCOMPARE(paths(validate(config)), Paths{"data.paths"});
    }
}

void ValidateTest::absurdSettingsNeverCrash() {
    int valid = 0;
    for (std::uint64_t trial = 0; trial < 2000; ++trial) {
        Rng rng(16, Purpose::Test, 0, trial);
        TrainConfig config;
        TrainConfig::fields(config, Scramble{rng});
        const auto issues = validate(config);
        const auto alone = validate(config.model);
        QVERIFY(issues.empty() || !describe(issues).empty());
        QVERIFY(alone.size() <= issues.size());
        valid += issues.empty() ? 1 : 0;
    }
    QCOMPARE_LT(valid, 20);
    // Only one absurd setting among sensible ones gets further.
    for (std::uint64_t trial = 0; trial < 2000; ++trial) {
        Rng rng(17, Purpose::Test, 0, trial);
        TrainConfig config;
        TrainConfig::fields(config, [&rng]<class T>(T& section, const Field&) {
            T::fields(section, [&rng](auto& value, const Field& field) {
                if (rng.below(20) == 0) {
                    Scramble{rng}(value, field);
                }
            });
        });
        if (validate(config).empty()) {
            ++valid;
            QVERIFY(trainConfigFromJson(toJson(config)) == config);
        }
    }
    QCOMPARE_LT(50, valid);
}

void ValidateTest::requireValidThrowsAllOfThem() {
    TrainConfig config;
    requireValid(validate(config));
    config.mask.ratio = 2;
    config.model.depth = 1000;
    try {
        requireValid(validate(config));
        QFAIL("nothing was thrown");
    } catch (const Error& error) {
        QCOMPARE(error.kind(), ErrorKind::InvalidConfig);
        QVERIFY(std::string(error.what()).find("mask.ratio") != std::string::npos);
        QVERIFY(std::string(error.what()).find("model.depth") != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(ValidateTest)
#include "tst_validate.moc"
