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

private Q_SLOTS:
    void everySchemeHasOneNameForEveryTensorAndReadsItBack() {
        for (const auto& scheme : namingSchemes()) {
            std::set<std::string> all;
            for (const auto& [name, shape] : tensorShapes(deep())) {
                const auto foreign = fromPublished(scheme, name);
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
                    QVERIFY(toPublished(scheme, "module." + foreign[part]) == back);
                }
            }
        }
    }

    void everySchemeIsRecognisedAndWhole() {
        for (const auto& scheme : namingSchemes()) {
            std::vector<std::string> names;
            for (const auto& [name, shape] : tensorShapes(deep())) {
                for (auto& foreign : fromPublished(scheme, name)) {
                    names.push_back(std::move(foreign));
                }
            }
            const auto map = mapNames(names, "x");
            QCOMPARE(map.scheme, &scheme);
            QCOMPARE(map.tensors.size(), tensorShapes(deep()).size());
            QVERIFY(map.unexpected.empty());
        }
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
              "Cls_token", "head.weight", "fc_norm.weight", "norm", "norm.weight ",
              "module.module.norm.weight", "blocks.1.attn.q_norm.weight", "blocks.1.ls1.gamma"}) {
            QVERIFY2(!toPublished(published, name), name);
        }
        QVERIFY(recogniseScheme({"a", "b.weight"}) == nullptr);
        QVERIFY(recogniseScheme({}) == nullptr);
        const auto map = mapNames({"a", "norm.bias"}, "x");
        QCOMPARE(map.unexpected, std::vector<std::string>{"a"});
    }

    void twoNamesForOneTensorAreRefused() {
        QVERIFY_EXCEPTION_THROWN(mapNames({"norm.bias", "module.norm.bias"}, "x"), Error);
    }
};

QTEST_GUILESS_MAIN(TestPublishedWeights)
#include "tst_published_weights.moc"
