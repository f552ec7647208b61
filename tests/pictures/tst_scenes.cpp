// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/scenes.h"
#include "core/data/transform.h"

#include <QTest>
#include <cmath>
#include <set>
#include <string>

using namespace mae;

namespace {

int classCount() { return int(sceneClasses().size()); }

Image shrunk(const Image& image, int width, int height) {
    return resizeBicubic(image, {0, 0, image.height, image.width}, width, height);
}

/// Mean absolute difference in grey levels.
double difference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        sum += std::abs(a.pixels[i] - b.pixels[i]);
    }
    return sum / double(a.pixels.size());
}

/// Standard deviation of the grey levels.
double contrast(const Image& image) {
    double sum = 0, squares = 0;
    for (const double v : image.pixels) {
        sum += v;
        squares += v * v;
    }
    const double n = double(image.pixels.size());
    return std::sqrt(std::max(0.0, squares / n - sum / n * sum / n));
}

} // namespace

class TestScenes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreAtLeastTenClassesWithDifferentNames();
    void labelsTakeTurns();
    void aSceneIsAFunctionOfSeedAndIndex();
    void scenesDiffer();
    void anotherSizeShowsTheSameComposition_data();
    void anotherSizeShowsTheSameComposition();
    void aWiderPictureShowsMoreOfTheSame();
    void everyPictureHasContrastAndColour();
    void classesCanBeToldApart();
    void anySizeFromEightPixelsOn();
};

void TestScenes::thereAreAtLeastTenClassesWithDifferentNames() {
    std::set<std::string> names(sceneClasses().begin(), sceneClasses().end());
    QVERIFY(names.size() >= 10);
    QCOMPARE(names.size(), sceneClasses().size());
}

void TestScenes::labelsTakeTurns() {
    std::vector<int> seen(sceneClasses().size());
    for (std::uint64_t i = 0; i < 10 * seen.size(); ++i) {
        ++seen.at(std::size_t(sceneLabel(i)));
    }
    QVERIFY(std::ranges::all_of(seen, [](int n) { return n == 10; }));
    QVERIFY(sceneLabel(~0ull) >= 0 && sceneLabel(~0ull) < classCount());
}

void TestScenes::aSceneIsAFunctionOfSeedAndIndex() {
    for (std::uint64_t i = 0; i < sceneClasses().size(); ++i) {
        const auto image = drawScene(3, i, 32, 24);
        QCOMPARE(image.width, 32);
        QCOMPARE(image.height, 24);
        QCOMPARE(image.pixels.size(), std::size_t(32 * 24 * 3));
        QCOMPARE(drawScene(3, i, 32, 24), image);
        QVERIFY(!(drawScene(4, i, 32, 24) == image));
    }
}

void TestScenes::scenesDiffer() {
    std::set<std::vector<std::uint8_t>> seen;
    for (std::uint64_t i = 0; i < 20 * sceneClasses().size(); ++i) {
        seen.insert(drawScene(0, i, 16, 16).pixels);
    }
    QCOMPARE(seen.size(), 20 * sceneClasses().size());
}

void TestScenes::anotherSizeShowsTheSameComposition_data() {
    QTest::addColumn<int>("label");
    for (int label = 0; label < classCount(); ++label) {
        QTest::newRow(sceneClasses()[std::size_t(label)]) << label;
    }
}

void TestScenes::anotherSizeShowsTheSameComposition() {
    QFETCH(int, label);
    for (int k = 0; k < 3; ++k) {
        const auto index = std::uint64_t(label + k * classCount());
        const auto small = drawScene(0, index, 40, 40);
        const auto large = shrunk(drawScene(0, index, 160, 160), 40, 40);
        const auto other = drawScene(0, index + std::uint64_t(classCount()), 40, 40);
        QVERIFY2(difference(small, large) < 7, std::to_string(difference(small, large)).c_str());
        QVERIFY(difference(small, large) < 0.25 * difference(small, other));
    }
}

void TestScenes::aWiderPictureShowsMoreOfTheSame() {
    // The unit is the shorter side: stars, clouds and places differ with the view, the sizes don't.
    for (std::uint64_t i = 0; i < sceneClasses().size(); ++i) {
        const auto wide = drawScene(0, i, 80, 40);
        QVERIFY(contrast(wide) > 5);
        QVERIFY(difference(wide, shrunk(drawScene(0, i, 160, 80), 80, 40)) < 6);
    }
}

void TestScenes::everyPictureHasContrastAndColour() {
    for (std::uint64_t i = 0; i < 10 * sceneClasses().size(); ++i) {
        const auto image = drawScene(1, i, 32, 32);
        QVERIFY2(contrast(image) > 8, std::to_string(i).c_str());
        double colour = 0;
        for (std::size_t p = 0; p < image.pixels.size(); p += 3) {
            colour += std::abs(image.pixels[p] - image.pixels[p + 2]);
        }
        QVERIFY2(colour / 1024 > 2, std::to_string(i).c_str());
    }
}

void TestScenes::classesCanBeToldApart() {
    // Where edges lie says something about a class whatever its colours: the nearest class mean of
    // edge maps is right far more often than chance.
    const auto classes = sceneClasses().size();
    const int train = 20, test = 6, side = 16;
    const auto edges = [&](std::uint64_t index) {
        const auto image = drawScene(2, index, 48, 48);
        std::vector<double> map(std::size_t(side * side));
        for (int y = 1; y < 48; ++y) {
            for (int x = 1; x < 48; ++x) {
                const auto at = std::size_t((y * 48 + x) * 3);
                const double dx = image.pixels[at] - image.pixels[at - 3];
                const double dy = image.pixels[at] - image.pixels[at - 48 * 3];
                map[std::size_t(y / 3 * side + x / 3)] += std::sqrt(dx * dx + dy * dy);
            }
        }
        double norm = 1e-9;
        for (const double v : map) {
            norm += v * v;
        }
        for (double& v : map) {
            v /= std::sqrt(norm);
        }
        return map;
    };
    std::vector<std::vector<double>> means(classes, std::vector<double>(std::size_t(side * side)));
    for (std::uint64_t i = 0; i < std::uint64_t(train) * classes; ++i) {
        const auto map = edges(i);
        auto& mean = means[std::size_t(sceneLabel(i))];
        for (std::size_t k = 0; k < map.size(); ++k) {
            mean[k] += map[k] / train;
        }
    }
    int right = 0, all = 0;
    for (std::uint64_t i = std::uint64_t(train) * classes;
         i < std::uint64_t(train + test) * classes; ++i, ++all) {
        const auto map = edges(i);
        std::size_t best = 0;
        double nearest = 1e9;
        for (std::size_t c = 0; c < classes; ++c) {
            double distance = 0;
            for (std::size_t k = 0; k < map.size(); ++k) {
                distance += (map[k] - means[c][k]) * (map[k] - means[c][k]);
            }
            if (distance < nearest) {
                nearest = distance;
                best = c;
            }
        }
        right += int(best) == sceneLabel(i) ? 1 : 0;
    }
    QVERIFY2(right * 3 > all, (std::to_string(right) + " of " + std::to_string(all)).c_str());
}

void TestScenes::anySizeFromEightPixelsOn() {
    for (std::uint64_t i = 0; i < sceneClasses().size(); ++i) {
        QCOMPARE(drawScene(0, i, 8, 8).pixels.size(), std::size_t(192));
        QCOMPARE(drawScene(0, i, 8, 100).height, 100);
        QCOMPARE(drawScene(0, i, 201, 9).width, 201);
    }
    QVERIFY_THROWS_EXCEPTION(Error, drawScene(0, 0, 7, 8));
}

QTEST_GUILESS_MAIN(TestScenes)
#include "tst_scenes.moc"
