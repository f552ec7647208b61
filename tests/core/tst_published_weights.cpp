// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/published_weights.h"
#include "core/model/weights.h"

#include <QTest>
#include <set>
#include <string>

using namespace mae;

class TestPublishedWeights : public QObject {
    Q_OBJECT

    static ModelConfig deep() { return {.depth = 12, .decoderDepth = 11}; }

    /// Of the published names those that a scheme must have.
    static std::vector<std::string> namesIn(const NamingScheme& scheme) {
        const bool encoderOnly = std::string_view(scheme.id) == "beit";
        std::vector<std::string> names;
        for (const auto& [name, shape] : tensorShapes(deep())) {
            const bool decoder = name.starts_with("decoder") || name == "mask_token";
            if (!(encoderOnly && decoder)) {
                names.push_back(name);
            }
        }
        return names;
    }

private Q_SLOTS:
    void everySchemeHasOneNameForEveryTensorAndReadsItBack() {
        for (const auto& scheme : namingSchemes()) {
            std::set<std::string> all;
            for (const auto& name : namesIn(scheme)) {
                const auto foreign = fromPublished(scheme, name);
                if (foreign.size() == 2) {
                    continue; // below: aKeyWithoutBiasIsReadAndWritten()
                }
                const bool split = foreign.size() == 3;
                QVERIFY2(foreign.size() == 1
                             || (split && name.find(".attn.qkv.") != std::string::npos),
                         (std::string(scheme.layout) + ": " + name).c_str());
                for (std::size_t part = 0; part < foreign.size(); ++part) {
                    QVERIFY2(all.insert(foreign[part]).second, foreign[part].c_str());
                    const auto back = toPublished(scheme, foreign[part]);
                    QVERIFY2(back, foreign[part].c_str());
                    QCOMPARE(back->name, name);
                    QCOMPARE(back->part, split ? static_cast<int>(part) : -1);
                }
            }
        }
    }

    void everySchemeIsRecognisedAndWhole() {
        for (const auto& scheme : namingSchemes()) {
            for (const std::string prefix : {"", "module.", "module.base_encoder.", "a.b.c."}) {
                std::vector<std::string> names{"other.weight"};
                for (const auto& name : namesIn(scheme)) {
                    for (const auto& foreign : fromPublished(scheme, name)) {
                        names.push_back(prefix + foreign);
                    }
                }
                const auto map = mapNames(names, "x");
                QCOMPARE(map.scheme, &scheme);
                QCOMPARE(map.prefix, prefix);
                QCOMPARE(map.tensors.size(), namesIn(scheme).size());
                QCOMPARE(map.unexpected, std::vector<std::string>{"other.weight"});
            }
        }
    }

    void ofTwoEncodersTheFirstInTheAlphabetIsTaken() {
        std::vector<std::string> names;
        for (const std::string prefix : {"module.momentum_encoder.", "module.base_encoder."}) {
            for (const auto& [name, shape] : tensorShapes(deep())) {
                names.push_back(prefix + name);
            }
        }
        const auto map = mapNames(names, "x");
        QCOMPARE(map.prefix, std::string("module.base_encoder."));
        QCOMPARE(map.unexpected.size(), tensorShapes(deep()).size());
    }

    void aKeyWithoutBiasIsReadAndWritten() {
        const auto& beit = namingSchemes().back();
        QCOMPARE(std::string(beit.id), std::string("beit"));
        const auto names = fromPublished(beit, "blocks.3.attn.qkv.bias");
        QCOMPARE(names, (std::vector<std::string>{"blocks.3.attn.q_bias", "blocks.3.attn.v_bias"}));
        QVERIFY(toPublished(beit, names[1]) == (PublishedName{"blocks.3.attn.qkv.bias", 2}));
    }

    void encodersWithoutTheirPrefixAreRead() {
        const auto name = toPublished(namingSchemes()[1], "encoder.layer.7.output.dense.bias");
        QVERIFY(name);
        QCOMPARE(name->name, std::string("blocks.7.mlp.fc2.bias"));
    }

    void otherNamesAreNotTaken() {
        const auto& published = namingSchemes().front();
        for (const char* name :
             {"", "blocks", "blocks..norm1.weight", "blocks.x.norm1.weight",
              "blocks.01.norm1.weight", "blocks.-1.norm1.weight", "blocks.99999.norm1.weight",
              "blocks.1.norm1.weight.more", "blocks.1.norm1.", "blocks.1.norm1.gamma", "cls_token2",
              "Cls_token", "head.mlp.0.weight", "norm", "norm.weight ", "module.norm.weight",
              "blocks.1.attn.q_norm.weight", "blocks.1.ls1.weight"}) {
            QVERIFY2(!toPublished(published, name), name);
        }
        QVERIFY(recogniseScheme({"a", "b.weight"}).scheme == nullptr);
        QVERIFY(recogniseScheme({}).scheme == nullptr);
        const auto map = mapNames({"a", "norm.bias"}, "x");
        QCOMPARE(map.unexpected, std::vector<std::string>{"a"});
    }

    void twoNamesForOneTensorAreRefused() {
        QVERIFY_EXCEPTION_THROWN(mapNames({"vit.layernorm.bias", "layernorm.bias"}, "x"), Error);
    }
};

QTEST_GUILESS_MAIN(TestPublishedWeights)
#include "tst_published_weights.moc"
