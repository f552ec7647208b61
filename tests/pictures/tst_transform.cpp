// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/colour_jitter.h"
#include "core/data/decode.h"
#include "core/data/resample.h"
#include "core/data/transform.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>

#include <QTest>
#include <cmath>
#include <cstring>
#include <set>

using namespace mae;
using nlohmann::json;

namespace {

/// Just enough of safetensors to read the golden files without the code under test elsewhere.
class Golden {
public:
    explicit Golden(const std::filesystem::path& path) : m_bytes(readFile(path, 1u << 26)) {
        std::uint64_t length = 0;
        std::memcpy(&length, m_bytes.data(), 8);
        m_data = 8 + length;
        m_header = json::parse(m_bytes.begin() + 8, m_bytes.begin() + std::ptrdiff_t(m_data));
    }
    std::vector<std::uint8_t> bytes(const std::string& name) const {
        const auto range = m_header.at(name).at("data_offsets");
        const auto from = m_bytes.begin() + std::ptrdiff_t(m_data);
        return {from + range[0].get<std::ptrdiff_t>(), from + range[1].get<std::ptrdiff_t>()};
    }
    std::vector<float> floats(const std::string& name) const {
        const auto raw = bytes(name);
        std::vector<float> result(raw.size() / 4);
        std::memcpy(result.data(), raw.data(), raw.size());
        return result;
    }

private:
    std::vector<std::uint8_t> m_bytes;
    std::uint64_t m_data = 0;
    json m_header;
};

std::filesystem::path cases(const char* name) {
    return test::shared("reference/cases/transforms") / name;
}

/// transforms.json. NaN stands where a quantity has no value; JSON proper knows none.
json description() {
    auto text = readText(cases("transforms.json"));
    for (auto at = text.find("NaN"); at != std::string::npos; at = text.find("NaN")) {
        text.replace(at, 3, "0.0");
    }
    return json::parse(text);
}

int largestDifference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    if (a.size() != b.size()) {
        return 256;
    }
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
    }
    return largest;
}

/// Largest difference from golden values [3][S][S] after normalising as the settings say.
float normalisedDifference(const Image& image, const std::vector<float>& golden) {
    const double mean[] = {0.485, 0.456, 0.406}, deviation[] = {0.229, 0.224, 0.225};
    const auto plane = std::size_t(image.width * image.height);
    float largest = 0;
    for (std::size_t i = 0; i < plane; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            const auto value = (image.pixels[3 * i + c] / 255.0 - mean[c]) / deviation[c];
            largest = std::max(largest, std::abs(float(value) - golden[c * plane + i]));
        }
    }
    return largest;
}

Image noiseImage(int width, int height) {
    Image image{.width = width, .height = height, .pixels = {}};
    Rng rng(3, Purpose::Test);
    for (int i = 0; i < width * height * 3; ++i) {
        image.pixels.push_back(std::uint8_t(rng.below(256)));
    }
    return image;
}

CropBox wholeOf(const Image& image) { return {0, 0, image.height, image.width}; }

struct Moments {
    double sum = 0, squares = 0, count = 0;
    void add(double x) { sum += x, squares += x * x, ++count; }
    double mean() const { return sum / count; }
    double deviation() const { return std::sqrt(std::max(0.0, squares / count - mean() * mean())); }
};

} // namespace

class TestTransform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cropsEqualTorchvisionsToTheBit_data();
    void cropsEqualTorchvisionsToTheBit();
    void evaluationEqualsTorchvisionsToTheBit();
    void fixedCropsHaveOneSizeAndLieAnywhere();
    void coloursAreJitteredAsPillowDoes_data();
    void coloursAreJitteredAsPillowDoes();
    void jitterIsDrawnWithinItsBounds();
    void boxesAreDistributedAsTorchvisions_data();
    void boxesAreDistributedAsTorchvisions();
    void boxesLieInside();
    void sameSizeChangesNothing();
    void constantPicturesStayConstant();
    void pixelsOutsideTheBoxHaveNoInfluence();
    void aRowAloneIsResampledAsAmongOthers();
    void flippingTwiceIsNothing();
    void boxesOutsideArePointedOut();
    void centreSquareIsCentred();
};

void TestTransform::cropsEqualTorchvisionsToTheBit_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("landscape") << "landscape";
    QTest::newRow("portrait") << "portrait";
}

void TestTransform::cropsEqualTorchvisionsToTheBit() {
    MAE_NEEDS_SHARED("reference/cases/transforms");
    QFETCH(QString, source);
    const auto name = source.toStdString();
    const auto image = readImage(cases((name + ".png").c_str()));
    const Golden golden(cases("transforms.safetensors"));
    const auto boxes = description()["boxes"][name];
    QCOMPARE(boxes.size(), std::size_t(6));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const CropBox box{boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3]};
        const auto key = name + "/box" + std::to_string(i);
        for (const int size : {32, 64}) {
            const auto result = resizeBicubic(image, box, size, size);
            QCOMPARE(largestDifference(result.pixels,
                                       golden.bytes(key + "/" + std::to_string(size) + "/u8")),
                     0);
        }
        const auto small = resizeBicubic(image, box, 32, 32);
        QVERIFY(normalisedDifference(small, golden.floats(key + "/32/normalized")) < 2e-6F);
        if (i < 2) {
            QVERIFY(normalisedDifference(flipHorizontally(small),
                                         golden.floats(key + "/32/normalized_flip"))
                    < 2e-6F);
        }
    }
}

void TestTransform::evaluationEqualsTorchvisionsToTheBit() {
    MAE_NEEDS_SHARED("reference/cases/transforms");
    const Golden golden(cases("transforms.safetensors"));
    for (const std::string name : {"landscape", "portrait"}) {
        const auto image = readImage(cases((name + ".png").c_str()));
        for (const int size : {32, 64}) {
            const auto key = name + "/eval/" + std::to_string(size);
            const auto result = evaluationTransform(image, size);
            QCOMPARE(result.width, size);
            QCOMPARE(largestDifference(result.pixels, golden.bytes(key + "/u8")), 0);
            QVERIFY(normalisedDifference(result, golden.floats(key + "/normalized")) < 2e-6F);
        }
    }
    const auto large = evaluationTransform(readImage(cases("landscape.png")), 224);
    QCOMPARE(largestDifference(large.pixels, readImage(cases("landscape_eval224.png")).pixels), 0);
}

void TestTransform::boxesAreDistributedAsTorchvisions_data() {
    QTest::addColumn<QString>("key");
    QTest::newRow("usual") << "torchvision_scale_0.2_1";
    QTest::newRow("too wide for any box") << "torchvision_scale_0.2_1_extreme_image";
}

void TestTransform::boxesAreDistributedAsTorchvisions() {
    MAE_NEEDS_SHARED("reference/cases/transforms");
    QFETCH(QString, key);
    const auto golden = description()["random_resized_crop"][key.toStdString()];
    const int width = golden["width"], height = golden["height"];
    Moments area, aspect, boxHeight, boxWidth, left;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Rng rng(1, Purpose::Crop, 0, i);
        const auto box = randomCropBox(rng, width, height, 0.2);
        area.add(double(box.width) * box.height / width / height);
        aspect.add(std::log(double(box.width) / box.height));
        boxHeight.add(box.height);
        boxWidth.add(box.width);
        if (box.width < width) {
            left.add(double(box.left) / (width - box.width));
        }
    }
    const auto agrees = [&golden](const Moments& ours, const char* name) {
        const double mean = golden[name]["mean"], deviation = golden[name]["std"];
        const double error =
            deviation * std::sqrt(1 / ours.count + 1 / golden["draws"].get<double>());
        return std::abs(ours.mean() - mean) <= 4 * error + 1e-9
               && std::abs(ours.deviation() - deviation) <= 4 * error + 1e-6;
    };
    QVERIFY(agrees(area, "area_fraction"));
    QVERIFY(agrees(aspect, "log_aspect_w_over_h"));
    QVERIFY(agrees(boxHeight, "crop_height"));
    QVERIFY(agrees(boxWidth, "crop_width"));
    QVERIFY(agrees(left, "relative_left"));
}

void TestTransform::boxesLieInside() {
    for (std::uint64_t i = 0; i < 3'000; ++i) {
        Rng rng(2, Purpose::Crop, 0, i);
        const int width = 1 + int(rng.below(i % 3 == 0 ? 3 : 400));
        const int height = 1 + int(rng.below(i % 5 == 0 ? 3 : 400));
        const auto box = randomCropBox(rng, width, height, 0.01);
        QVERIFY(box.width >= 1 && box.height >= 1 && box.top >= 0 && box.left >= 0);
        QVERIFY(box.top + box.height <= height && box.left + box.width <= width);
    }
}

void TestTransform::sameSizeChangesNothing() {
    const auto image = noiseImage(17, 11);
    QCOMPARE(resizeBicubic(image, wholeOf(image), 17, 11), image);
}

void TestTransform::constantPicturesStayConstant() {
    for (const int value : {0, 1, 127, 254, 255}) {
        Image image{.width = 37, .height = 23, .pixels = {}};
        image.pixels.assign(37 * 23 * 3, std::uint8_t(value));
        for (const int size : {1, 8, 36, 100}) {
            const auto result = resizeBicubic(image, wholeOf(image), size, size);
            QVERIFY(std::ranges::all_of(result.pixels, [&](int v) { return v == value; }));
        }
    }
}

void TestTransform::pixelsOutsideTheBoxHaveNoInfluence() {
    auto image = noiseImage(40, 30);
    const CropBox box{7, 9, 12, 20};
    const auto before = resizeBicubic(image, box, 16, 16);
    const auto part = resizeBicubic(image, box, 20, 12); // the box alone, cut out
    QCOMPARE(resizeBicubic(part, wholeOf(part), 16, 16), before);
}

void TestTransform::aRowAloneIsResampledAsAmongOthers() {
    // A single row and a narrow strip take the plain loops, the rest takes vectors where there are.
    const auto image = noiseImage(61, 47);
    const auto stride = std::size_t(61 * 3);
    for (const int size : {7, 20, 90}) {
        const auto across = makeTaps(61, size), down = makeTaps(47, size);
        const auto row = std::size_t(size) * 3;
        std::vector<std::uint8_t> wide(row * 47), tall(stride * std::size_t(size)), one(row);
        resampleWidth(across, {image.pixels.data(), stride}, 47, wide.data());
        for (std::size_t y = 0; y < 47; ++y) {
            resampleWidth(across, {image.pixels.data() + y * stride, stride}, 1, one.data());
            QVERIFY(std::equal(one.begin(), one.end(), wide.begin() + std::ptrdiff_t(y * row)));
        }
        resampleHeight(down, {image.pixels.data(), stride}, stride, tall.data());
        std::vector<std::uint8_t> strip(3 * std::size_t(size));
        for (std::size_t x = 0; x < 61; ++x) {
            resampleHeight(down, {image.pixels.data() + 3 * x, stride}, 3, strip.data());
            for (std::size_t y = 0; y < std::size_t(size); ++y) {
                QCOMPARE(strip[3 * y + 1], tall[y * stride + 3 * x + 1]);
            }
        }
    }
}

void TestTransform::flippingTwiceIsNothing() {
    const auto image = noiseImage(9, 4);
    const auto flipped = flipHorizontally(image);
    QVERIFY(!(flipped == image));
    QCOMPARE(flipped.pixels[0], image.pixels[8 * 3]);
    QCOMPARE(flipHorizontally(flipped), image);
}

void TestTransform::boxesOutsideArePointedOut() {
    const auto image = noiseImage(9, 4);
    QVERIFY_THROWS_EXCEPTION(Error, resizeBicubic(image, {0, 0, 5, 9}, 8, 8));
    QVERIFY_THROWS_EXCEPTION(Error, resizeBicubic(image, {-1, 0, 2, 2}, 8, 8));
    QVERIFY_THROWS_EXCEPTION(Error, resizeBicubic(image, {0, 0, 2, 2}, 0, 8));
}

void TestTransform::centreSquareIsCentred() {
    QCOMPARE(centreSquare(10, 6), (CropBox{0, 2, 6, 6}));
    QCOMPARE(centreSquare(6, 11), (CropBox{2, 0, 6, 6}));
}

void TestTransform::fixedCropsHaveOneSizeAndLieAnywhere() {
    std::set<int> tops, lefts;
    for (std::uint64_t i = 0; i < 400; ++i) {
        Rng rng(1, Purpose::Test, 0, i);
        const auto box = fixedCropBox(rng, 20, 16);
        QCOMPARE(box.width, 14); // 16 * 224 / 256
        QCOMPARE(box.height, 14);
        tops.insert(box.top);
        lefts.insert(box.left);
    }
    QCOMPARE(tops, (std::set<int>{0, 1, 2}));
    QCOMPARE(lefts, (std::set<int>{0, 1, 2, 3, 4, 5, 6}));
    Rng rng(1, Purpose::Test);
    QCOMPARE(fixedCropBox(rng, 1, 1), (CropBox{0, 0, 1, 1}));
}

void TestTransform::coloursAreJitteredAsPillowDoes_data() {
    // Worked out by hand with the formulas of Pillow 11: blend() cuts off, convert("L") is fixed
    // point, HSV has 8 bits.
    using Pixels = std::vector<std::uint8_t>;
    QTest::addColumn<Jitter>("jitter");
    QTest::addColumn<Pixels>("expected");
    const auto row = [](const char* name, const Jitter& jitter, const Pixels& expected) {
        QTest::newRow(name) << jitter << expected;
    };
    // Of the pixels (200, 100, 50) and (10, 20, 30), whose lumas are 124 and 18, their mean 71.
    row("nothing", {}, {200, 100, 50, 10, 20, 30});
    row("darker", {.brightness = 0.75}, {150, 75, 37, 7, 15, 22});
    row("brighter", {.brightness = 1.375}, {255, 137, 68, 13, 27, 41});
    row("less contrast", {.contrast = 0.75}, {167, 92, 55, 25, 32, 40});
    row("more contrast", {.contrast = 1.25}, {232, 107, 44, 0, 7, 19});
    row("less colour", {.saturation = 0.75}, {181, 106, 68, 12, 19, 27});
    row("more colour", {.saturation = 1.25}, {219, 94, 31, 8, 20, 33});
    // Hue 14 of 255 and saturation 191; 25 steps on it is 39, and 148 becomes 173.
    row("another hue", {.hue = 0.1}, {200, 188, 50, 11, 10, 30});
    row("darker, then less contrast", {.brightness = 0.75, .contrast = 0.75},
        {125, 69, 41, 18, 24, 29});
}

void TestTransform::coloursAreJitteredAsPillowDoes() {
    QFETCH(Jitter, jitter);
    QFETCH(std::vector<std::uint8_t>, expected);
    Image image{.width = 2, .height = 1, .pixels = {200, 100, 50, 10, 20, 30}};
    jitterColours(image, jitter);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(int{image.pixels[i]}, int{expected[i]});
    }
}

void TestTransform::jitterIsDrawnWithinItsBounds() {
    std::set<std::array<Jitter::Part, 4>> orders;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        Rng rng(1, Purpose::Test, 0, i), again(1, Purpose::Test, 0, i);
        const auto jitter = drawJitter(rng);
        QCOMPARE(jitter, drawJitter(again));
        for (const double factor : {jitter.brightness, jitter.contrast, jitter.saturation}) {
            QVERIFY(factor >= 0.6 && factor <= 1.4);
        }
        QVERIFY(std::abs(jitter.hue) <= 0.1);
        orders.insert(jitter.order);
    }
    QCOMPARE(orders.size(), 24U);
}

QTEST_GUILESS_MAIN(TestTransform)
#include "tst_transform.moc"
