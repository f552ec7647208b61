// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include "tests/pictures/picture_bytes.h"
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
using namespace mae::test;

namespace {

/// A PNG as OpenCV sees it: independent of the decoder under test.
Image golden(const std::string& name) {
    const auto pixels = cv::imread(shared((kCases + name).c_str()).string(), cv::IMREAD_COLOR);
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

std::string readRefusal(const std::filesystem::path& path) {
    try {
        readImage(path);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
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
};

void DecodeTest::everyReferencePictureLooksAsPillowSeesIt_data() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    QTest::addColumn<QString>("entry");
    const auto manifest =
        nlohmann::json::parse(readText(shared((kCases + "manifest.json").c_str())), nullptr, false);
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
    QVERIFY(contains(refusal(claim("\xFF\xD8\xFF\xC0\x00\x11\x08\xEA\x60\xEA\x60\x03", 12)),
                     "cut off"));
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

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
