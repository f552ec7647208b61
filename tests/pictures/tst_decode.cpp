// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/data/decode.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdlib>
#include <functional>

using namespace mae;

namespace {

using Bytes = std::vector<std::uint8_t>;

const std::string kCases = "reference/cases/decode/";

Bytes caseFile(const std::string& name) {
    return readFile(test::shared((kCases + name).c_str()), 1u << 24);
}

Bytes bytesOf(std::string_view text) { return {text.begin(), text.end()}; }

/// A PNG as OpenCV sees it: independent of the decoder under test.
Image golden(const std::string& name) {
    const auto pixels =
        cv::imread(test::shared((kCases + name).c_str()).string(), cv::IMREAD_COLOR);
    Image image{.width = pixels.cols, .height = pixels.rows, .pixels = {}};
    for (int y = 0; y < pixels.rows; ++y) {
        for (int x = 0; x < pixels.cols; ++x) {
            const auto bgr = pixels.at<cv::Vec3b>(y, x);
            image.pixels.insert(image.pixels.end(), {bgr[2], bgr[1], bgr[0]});
        }
    }
    return image;
}

int largestDifference(const Image& a, const Image& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    }
    return largest;
}

/// What the decoder refuses a file with; empty if it delivers a picture.
std::string refusal(const Bytes& bytes, const DecodeLimits& limits = {}) {
    try {
        const auto image = decodeImage(bytes, "the file", 0, limits);
        const auto expected =
            static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3;
        return image.pixels.size() == expected ? "" : "a picture of the wrong size";
    } catch (const Error& error) {
        return error.what();
    }
}

std::string readRefusal(const std::filesystem::path& path) {
    try {
        readImage(path);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

bool contains(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) {
        return true;
    }
    qInfo("missing “%s” in “%s”", part.c_str(), text.c_str());
    return false;
}

Bytes smallGif() { // 3 x 2, two colours, the second transparent
    return bytesOf(std::string_view("GIF89a\x03\x00\x02\x00\x80\x00\x00\xFF\x00\x00\x00\xFF\x00"
                                    "\x21\xF9\x04\x01\x00\x00\x01\x00"
                                    "\x2C\x00\x00\x00\x00\x03\x00\x02\x00\x00"
                                    "\x02\x03\x44\x6c\x05\x00\x3B",
                                    45));
}

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReferencePictureLooksAsPillowSeesIt_data();
    void everyReferencePictureLooksAsPillowSeesIt();
    void aFileCutAnywhereIsNeverAPicture_data();
    void aFileCutAnywhereIsNeverAPicture();
    void flippedBytesNeverCrash_data();
    void flippedBytesNeverCrash();
    void aHugeClaimIsRefusedBeforeAnythingIsAllocated();
    void limitsCanBeLowered();
    void scaledDecodingKeepsTheShortSide();
    void whatIsNotReadIsNamed_data();
    void whatIsNotReadIsNamed();
    void whatIsNoRegularFileIsRefusedAtOnce();
    void bitmapsOfEveryKindAreRead();
    void plainAndBinaryPnmAgree();
    void aGifsTransparentColourIsWhite();
    void encodingAPngIsDeterministicAndExact();
    void suffixesAreRecognisedInAnyCase();
};

void DecodeTest::everyReferencePictureLooksAsPillowSeesIt_data() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    QTest::addColumn<QString>("entry");
    const auto manifest = nlohmann::json::parse(
        readText(test::shared((kCases + "manifest.json").c_str())), nullptr, false);
    for (const auto& entry : manifest.at("files")) {
        QTest::newRow(entry.at("file").get<std::string>().c_str())
            << QString::fromStdString(entry.dump());
    }
}

void DecodeTest::everyReferencePictureLooksAsPillowSeesIt() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    QFETCH(QString, entry);
    const auto expected = nlohmann::json::parse(entry.toStdString());
    const auto bytes = caseFile(expected.at("file"));
    if (expected.at("expect") == "error") {
        const auto reason = refusal(bytes);
        QVERIFY2(!reason.empty(), "a broken file gave a picture");
        QVERIFY2(contains(reason, "'the file'"), "the message names the file");
        return;
    }
    const auto header = probeImage(bytes, "the file");
    QCOMPARE(header.width, expected.at("width").get<int>());
    QCOMPARE(header.height, expected.at("height").get<int>());
    const auto image = decodeImage(bytes, "the file");
    const bool overWhite = expected.contains("golden_rgb_over_white");
    const auto reference = golden(expected.at(overWhite ? "golden_rgb_over_white" : "golden_rgb"));
    QCOMPARE(image.width, reference.width);
    QCOMPARE(image.height, reference.height);
    QCOMPARE_LE(largestDifference(image, reference), expected.at("max_abs_tolerance").get<int>());
}

void DecodeTest::aFileCutAnywhereIsNeverAPicture_data() {
    QTest::addColumn<QString>("file");
    for (const char* name :
         {"baseline_420.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "rgb.png", "palette.png",
          "interlaced.png", "lossy.webp", "lossless_alpha.webp", "lzw.tif", "deflate.tif",
          "rgb16.tif", "rgb.bmp", "palette.bmp", "animated.gif"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void DecodeTest::aFileCutAnywhereIsNeverAPicture() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    QFETCH(QString, file);
    const auto whole = caseFile(file.toStdString());
    QCOMPARE(refusal(whole), std::string());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const auto reason = refusal(cut);
        QVERIFY2(
            !reason.empty(),
            qPrintable(
                QStringLiteral("%1 of %2 bytes gave a picture").arg(length).arg(whole.size())));
        QCOMPARE_NE(reason, std::string("a picture of the wrong size"));
    }
}

void DecodeTest::flippedBytesNeverCrash_data() { aFileCutAnywhereIsNeverAPicture_data(); }

void DecodeTest::flippedBytesNeverCrash() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    QFETCH(QString, file);
    const auto whole = caseFile(file.toStdString());
    const DecodeLimits limits{.maxPixels = 1'000'000};
    for (std::uint64_t trial = 0; trial < 1500; ++trial) {
        Rng rng(7, Purpose::Test, 0, trial);
        auto bytes = whole;
        for (std::uint32_t flips = 1 + rng.below(4); flips > 0; --flips) {
            // Every other one hits the headers, where most decisions are.
            const auto reach = static_cast<std::uint32_t>(bytes.size());
            const auto at = rng.below(trial % 2 == 0 ? reach : std::min(reach, 200u));
            bytes[at] = static_cast<std::uint8_t>(rng.bits());
        }
        QCOMPARE_NE(refusal(bytes, limits), std::string("a picture of the wrong size"));
    }
}

void DecodeTest::aHugeClaimIsRefusedBeforeAnythingIsAllocated() {
    const auto claim = [](std::string_view text, std::size_t length) {
        return bytesOf({text.data(), length});
    };
    QElapsedTimer timer;
    timer.start();
    // 60000 x 60000, each in its own way.
    QVERIFY(contains(refusal(bytesOf("P6 60000 60000 255\n")), "60000 x 60000"));
    QVERIFY(
        contains(refusal(claim("GIF89a\x60\xEA\x60\xEA\x00\x00\x00\x3B", 14)), "60000 x 60000"));
    QVERIFY(contains(refusal(claim("\xFF\xD8\xFF\xC0\x00\x11\x08\xEA\x60\xEA\x60\x03", 12)), ""));
    // Within the limits, but more than the bytes can hold.
    QVERIFY(contains(refusal(bytesOf("P6 16000 16000 255\n")), "cut off"));
    QVERIFY(contains(refusal(bytesOf("P3 16000 16000 255\n1 2 3")), "cut off"));
    const auto jpeg = claim("\xFF\xD8\xFF\xC0\x00\x11\x08\x3E\x80\x3E\x80\x03\x01\x22\x00\x02\x11"
                            "\x01\x03\x11\x01\xFF\xD9",
                            23);
    QVERIFY(contains(refusal(jpeg), "cut off"));
    QCOMPARE_LT(timer.elapsed(), 500);
}

void DecodeTest::limitsCanBeLowered() {
    const Image image{.width = 40, .height = 30, .pixels = Bytes(40 * 30 * 3, 9)};
    const auto bytes = encodePng(image);
    QCOMPARE(refusal(bytes, {.maxPixels = 1200}), std::string());
    QVERIFY(contains(refusal(bytes, {.maxPixels = 1199}), "40 x 30"));
    QVERIFY(contains(refusal(bytes, {.maxSide = 39}), "40 x 30"));
    QVERIFY(contains(refusal(bytes, {.maxBytes = 20}), "at most 20"));
}

void DecodeTest::scaledDecodingKeepsTheShortSide() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    const auto bytes = caseFile("baseline_444.jpg"); // 48 x 36
    const auto sizeFor = [&bytes](int minShortSide) {
        const auto image = decodeImage(bytes, "the file", minShortSide);
        return std::pair(image.width, image.height);
    };
    QCOMPARE(sizeFor(0), std::pair(48, 36));
    QCOMPARE(sizeFor(36), std::pair(48, 36));
    QCOMPARE(sizeFor(19), std::pair(48, 36));
    QCOMPARE(sizeFor(18), std::pair(24, 18));
    QCOMPARE(sizeFor(9), std::pair(12, 9));
    QCOMPARE(sizeFor(1), std::pair(6, 5));
    // Turned by EXIF, and of other formats.
    const auto turned = decodeImage(caseFile("exif_6.jpg"), "the file", 18);
    QCOMPARE(turned.width, 24);
    QCOMPARE(decodeImage(caseFile("rgb.png"), "the file", 4).width, 48);
}

void DecodeTest::whatIsNotReadIsNamed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, QByteArray bytes, const char* said) {
        QTest::newRow(name) << bytes << QString::fromLatin1(said);
    };
    row("HEIC",
        QByteArray("\0\0\0\x18"
                   "ftypheic\0\0\0\0",
                   16),
        "HEIC");
    row("AVIF",
        QByteArray("\0\0\0\x18"
                   "ftypavif\0\0\0\0",
                   16),
        "AVIF");
    row("JPEG XL", QByteArray("\xFF\x0A\x10\x10\x55", 5), "JPEG XL");
    row("JPEG XL in a box", QByteArray("\0\0\0\x0CJXL \r\n\x87\n\0\0", 14), "JPEG XL");
    row("SVG", "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG");
    row("PDF", "%PDF-1.7\n", "PDF");
    row("video",
        QByteArray("\0\0\0\x18"
                   "ftypisom\0\0\0\0",
                   16),
        "video");
    row("web page", "<!DOCTYPE html><html><body>404</body></html>", "web page");
    row("Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull");
    row("text", "a list of things\n", "text");
    row("empty", "", "empty");
    row("noise", QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08", 8), "JPEG, PNG");
}

void DecodeTest::whatIsNotReadIsNamed() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    QVERIFY(contains(refusal({bytes.begin(), bytes.end()}), said.toStdString()));
}

void DecodeTest::whatIsNoRegularFileIsRefusedAtOnce() {
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    QVERIFY(contains(readRefusal(root / "missing.png"), "missing.png"));
    QVERIFY(contains(readRefusal(root), "not a regular file"));
    QVERIFY(contains(readRefusal("/dev/zero"), "not a regular file"));
    QCOMPARE(mkfifo((root / "pipe.png").c_str(), 0600), 0);
    QVERIFY(contains(readRefusal(root / "pipe.png"), "not a regular file"));

    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = (root / "s.png").string();
    QVERIFY(path.size() < sizeof(address.sun_path));
    std::ranges::copy(path, address.sun_path);
    QCOMPARE(bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    QVERIFY(contains(readRefusal(path), "s.png"));
    close(descriptor);
}

void DecodeTest::bitmapsOfEveryKindAreRead() {
    const auto header = [](int height, unsigned bits, unsigned compression, unsigned colours) {
        Bytes bytes = bytesOf("BM");
        const auto put = [&bytes](std::uint32_t value, int count) {
            for (int i = 0; i < count; ++i) {
                bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
            }
        };
        put(0, 8);
        put(54 + 4 * colours, 4);
        put(40, 4);
        put(2, 4);
        put(static_cast<std::uint32_t>(height), 4);
        put(1, 2);
        put(bits, 2);
        put(compression, 4);
        put(0, 12);
        put(colours, 4);
        put(0, 4);
        for (unsigned i = 0; i < colours; ++i) { // blue, green, red, 0
            put(0x010203 * (i + 1), 4);
        }
        return bytes;
    };
    const auto decoded = [](Bytes bytes, std::initializer_list<std::uint8_t> pixels) {
        bytes.insert(bytes.end(), pixels);
        return decodeImage(bytes, "the file").pixels;
    };
    const Bytes twoColours{1, 2, 3, 2, 4, 6};
    QCOMPARE(decoded(header(1, 1, 0, 2), {0x40, 0, 0, 0}), twoColours);
    QCOMPARE(decoded(header(1, 4, 0, 2), {0x01, 0, 0, 0}), twoColours);
    QCOMPARE(decoded(header(1, 8, 0, 2), {0, 1, 0, 0}), twoColours);
    QCOMPARE(decoded(header(1, 16, 0, 0), {0x00, 0x7C, 0x1F, 0x00}), (Bytes{255, 0, 0, 0, 0, 255}));
    QCOMPARE(decoded(header(1, 24, 0, 0), {3, 2, 1, 6, 4, 2, 0, 0}), twoColours);
    QCOMPARE(decoded(header(1, 32, 0, 0), {3, 2, 1, 0, 6, 4, 2, 0}), twoColours);
    // Rows from the bottom, or with a negative height from the top.
    QCOMPARE(decoded(header(2, 8, 0, 2), {0, 0, 0, 0, 1, 1, 0, 0}),
             (Bytes{2, 4, 6, 2, 4, 6, 1, 2, 3, 1, 2, 3}));
    QCOMPARE(decoded(header(-2, 8, 0, 2), {0, 0, 0, 0, 1, 1, 0, 0}),
             (Bytes{1, 2, 3, 1, 2, 3, 2, 4, 6, 2, 4, 6}));
    // Run lengths: a run, a literal of four bits a pixel, a skip, and no end.
    QCOMPARE(decoded(header(1, 8, 1, 2), {2, 1, 0, 1}), (Bytes{2, 4, 6, 2, 4, 6}));
    QCOMPARE(decoded(header(1, 4, 2, 2), {2, 0x01, 0, 1}), twoColours);
    QCOMPARE(decoded(header(1, 8, 1, 2), {0, 2, 1, 0, 1, 1, 0, 1}), twoColours);
    QVERIFY_EXCEPTION_THROWN(decoded(header(1, 8, 1, 2), {2, 1}), Error);
    QVERIFY_EXCEPTION_THROWN(decoded(header(1, 8, 1, 2), {3, 1, 0, 1}), Error);
}

void DecodeTest::plainAndBinaryPnmAgree() {
    const auto decoded = [](std::string_view text) {
        return decodeImage(bytesOf(text), "the file").pixels;
    };
    const Bytes blackWhite{0, 0, 0, 255, 255, 255};
    QCOMPARE(decoded("P1\n# a comment\n2 1\n1 0"), blackWhite);
    QCOMPARE(decoded("P1 2 1 10"), blackWhite);
    QCOMPARE(decoded("P4 2 1\n\x80"), blackWhite);
    QCOMPARE(decoded("P2 2 1 15\n0 15"), blackWhite);
    QCOMPARE(decoded(std::string_view("P5 2 1 255\n\0\xFF", 13)), blackWhite);
    QCOMPARE(decoded(std::string_view("P5 2 1 65535\n\0\xFF\xFF\0", 17)), blackWhite);
    QCOMPARE(decoded("P3 1 1 100 100 50 0"), (Bytes{255, 128, 0}));
    QCOMPARE(decoded("P6 1 1 255\nabc"), (Bytes{'a', 'b', 'c'}));
    for (const auto* cut : {"P6 1 1 255\nab", "P3 1 1 255 1 2", "P1 2 1 1", "P5 2", "P2 1 1 0 0"}) {
        QVERIFY2(!refusal(bytesOf(cut)).empty(), cut);
    }
}

void DecodeTest::aGifsTransparentColourIsWhite() {
    const auto image = decodeImage(smallGif(), "the file");
    QCOMPARE(image.width, 3);
    QCOMPARE(image.height, 2);
    QCOMPARE(image.pixels.size(), std::size_t{18});
    const Bytes red{255, 0, 0}, white{255, 255, 255};
    for (std::size_t i = 0; i < 6; ++i) {
        const auto* pixel = image.pixels.data() + 3 * i;
        QCOMPARE(Bytes(pixel, pixel + 3), i % 2 == 0 ? red : white);
    }
}

void DecodeTest::encodingAPngIsDeterministicAndExact() {
    Image image{.width = 33, .height = 17, .pixels = Bytes(33 * 17 * 3)};
    Rng rng(1, Purpose::Test);
    std::ranges::generate(image.pixels, [&rng] { return static_cast<std::uint8_t>(rng.bits()); });
    const auto bytes = encodePng(image);
    QCOMPARE(encodePng(image), bytes);
    QVERIFY(decodeImage(bytes, "the file") == image);

    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "picture.png";
    writePng(path, image);
    QVERIFY(readImage(path) == image);
    QVERIFY_EXCEPTION_THROWN(writePng("/nowhere/at/all.png", image), Error);
    QVERIFY_EXCEPTION_THROWN(encodePng(Image{}), Error);
}

void DecodeTest::suffixesAreRecognisedInAnyCase() {
    for (const char* name : {"a.jpg", "a.JPEG", "b/c.Png", "a.webp", "a.tif", "a.TIFF", "a.bmp",
                             "a.pgm", "a.ppm", "a.pbm", "a.pnm", "a.gif"}) {
        QVERIFY2(hasImageSuffix(name), name);
    }
    for (const char* name : {"a.txt", "jpg", ".jpg", "a.jpg.part", "a", "", "a.heic"}) {
        QVERIFY2(!hasImageSuffix(name), name);
    }
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
