// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/train/layer_decay.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>

#include <QTest>
#include <cmath>
#include <fstream>
#include <map>

using namespace mae;

namespace {

/// The tensors of a classifier in the order in which the published code lists them.
std::vector<TensorShape> classifier(int depth, bool globalPool) {
    const auto shapes = tensorShapes({.imageSize = 32,
                                      .patchSize = 8,
                                      .width = 48,
                                      .depth = depth,
                                      .heads = 3,
                                      .decoderWidth = 32,
                                      .decoderDepth = 1,
                                      .decoderHeads = 4});
    std::vector<TensorShape> own;
    for (const auto& one : shapes) {
        const bool ofDecoder = one.name.starts_with("decoder") || one.name == "mask_token";
        const bool replaced = globalPool && one.name.starts_with("norm.");
        if (!ofDecoder && !replaced) {
            own.push_back(one);
        }
    }
    own.push_back({"head.weight", {10, 48}});
    own.push_back({"head.bias", {10}});
    if (globalPool) {
        own.push_back({"fc_norm.weight", {48}});
        own.push_back({"fc_norm.bias", {48}});
    }
    return own;
}

} // namespace

class TestLayerDecay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/layer_decay.json");
        std::ifstream file(test::shared("reference/cases/layer_decay.json"));
        const auto cases = nlohmann::json::parse(file);
        QCOMPARE(cases.size(), std::size_t{4});
        for (const auto& one : cases) {
            const int depth = one["depth"];
            const auto parameters = classifier(depth, one["global_pool"]);
            const auto groups =
                layerDecayGroups(parameters, depth,
                                 {.decay = one["layer_decay"], .weightDecay = one["weight_decay"]});
            QCOMPARE(groups.size(), one["groups"].size());
            std::size_t tensors = 0;
            for (std::size_t i = 0; i < groups.size(); ++i) {
                const auto& wanted = one["groups"][i];
                QCOMPARE(groups[i].lrScale, wanted["lr_scale"].get<double>());
                QCOMPARE(groups[i].weightDecay, wanted["weight_decay"].get<double>());
                QVERIFY(groups[i].names == wanted["params"].get<std::vector<std::string>>());
                for (const auto& name : groups[i].names) {
                    const auto& single = one["parameters"].at(name);
                    QCOMPARE(groups[i].lrScale, single["lr_scale"].get<double>());
                    QCOMPARE(groups[i].weightDecay, single["weight_decay"].get<double>());
                    QCOMPARE(layerOf(name, depth), groups[i].layer);
                    ++tensors;
                }
            }
            QCOMPARE(tensors, one["parameters"].size());
            QCOMPARE(one["num_layers"].get<int>(), depth + 1);
        }
    }

    void layersCountFromThePatchesToTheHead() {
        const std::map<std::string, int> wanted{{"cls_token", 0},
                                                {"pos_embed", 0},
                                                {"patch_embed.proj.weight", 0},
                                                {"blocks.0.norm1.bias", 1},
                                                {"blocks.9.mlp.fc1.bias", 10},
                                                {"blocks.11.x", 12},
                                                {"norm.weight", 13},
                                                {"fc_norm.bias", 13},
                                                {"head.weight", 13}};
        for (const auto& [name, layer] : wanted) {
            QCOMPARE(layerOf(name, 12), layer);
        }
    }

    void scalesFallByTheSameFactorFromLayerToLayer() {
        for (const auto& group : layerDecayGroups(classifier(5, true), 5, {.decay = 0.5})) {
            QCOMPARE(group.lrScale, std::ldexp(1.0, group.layer - 6));
        }
    }

    void withoutWeightDecayTheGroupsStay() {
        const auto groups = layerDecayGroups(classifier(2, true), 2, {.weightDecay = 0});
        QCOMPARE(groups.size(), layerDecayGroups(classifier(2, true), 2).size());
    }

    void unknownBlocksAreRefused() {
        for (const char* name : {"blocks.2.norm1.bias", "blocks.-1.x", "blocks.x.y", "blocks.1",
                                 "blocks..x", "blocks.99999999999.x", "blocks.1x.y", "blocks."}) {
            QVERIFY_EXCEPTION_THROWN(layerOf(name, 2), Error);
        }
    }

    void absurdSettingsAreRefused() {
        const auto parameters = classifier(2, true);
        for (const double decay : {0.0, -0.5, 1.01, std::nan("")}) {
            QVERIFY_EXCEPTION_THROWN(layerDecayGroups(parameters, 2, {.decay = decay}), Error);
        }
        QVERIFY_EXCEPTION_THROWN(layerDecayGroups(parameters, 2, {.weightDecay = -1}), Error);
        QVERIFY_EXCEPTION_THROWN(layerDecayGroups(parameters, -1), Error);
        const std::vector<TensorShape> twice{{"head.bias", {10}}, {"head.bias", {10}}};
        QVERIFY_EXCEPTION_THROWN(layerDecayGroups(twice, 2), Error);
    }
};

QTEST_GUILESS_MAIN(TestLayerDecay)
#include "tst_layer_decay.moc"
