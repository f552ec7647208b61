// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include "tests/pictures/picture_bytes.h"

#include <QTemporaryDir>
#include <algorithm>

using namespace mae;
using namespace mae::test;

namespace {

Bytes smallGif() { // 3 x 2, two colours, the second transparent
    return bytesOf(std::string_view("GIF89a\x03\x00\x02\x00\x80\x00\x00\xFF\x00\x00\x00\xFF\x00"
                                    "\x21\xF9\x04\x01\x00\x00\x01\x00"
                                    "\x2C\x00\x00\x00\x00\x03\x00\x02\x00\x00"
                                    "\x02\x03\x44\x6c\x05\x00\x3B",
                                    45));
}

/// A TIFF without compression, one strip, with the numbers of pixels as 8 or 16 bits.
struct TiffMaker {
    std::uint16_t bits = 8;
    std::uint16_t photometric = 2; ///< 0: grey, 0 is white; 1: grey; 2: RGB
    std::uint16_t samples = 3;
    std::uint16_t orientation = 1;
    std::uint16_t extra = 0; ///< kind of the last sample: 1 premultiplied, 2 plain alpha

    Bytes make(std::uint32_t width, std::uint32_t height,
               const std::vector<unsigned>& values) const {
        Bytes file = bytesOf(std::string_view("II*\0\x08\0\0\0", 8));
        const std::vector<std::array<std::uint32_t, 3>> entries{
            // tag, type, value
            {256, 4, width},       {257, 4, height},
            {258, 3, bits},        {259, 3, 1},
            {262, 3, photometric}, {273, 4, kPixelsAt},
            {274, 3, orientation}, {277, 3, samples},
            {278, 4, height},      {279, 4, static_cast<std::uint32_t>(values.size() * bits / 8)},
            {338, 3, extra}};
        const auto count = entries.size() - (extra == 0 ? 1 : 0);
        put(file, count, 2);
        for (std::size_t i = 0; i < count; ++i) {
            put(file, entries[i][0], 2);
            put(file, entries[i][1], 2);
            put(file, 1, 4);
            put(file, entries[i][2], 4);
        }
        file.resize(kPixelsAt);
        for (const auto value : values) {
            put(file, value, bits / 8);
        }
        return file;
    }

private:
    static constexpr std::uint32_t kPixelsAt = 256;
    static void put(Bytes& bytes, std::uint64_t value, int count) {
        for (int i = 0; i < count; ++i) {
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }
};

Bytes le32(std::size_t value) {
    return {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 24)};
}

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes result;
    for (const auto& part : parts) {
        result.insert(result.end(), part.begin(), part.end());
    }
    return result;
}

Bytes riffChunk(std::string_view type, const Bytes& data) {
    return joined({bytesOf(type), le32(data.size()), data, Bytes(data.size() % 2)});
}

Bytes webpFile(const Bytes& chunks) {
    return joined({bytesOf("RIFF"), le32(chunks.size() + 4), bytesOf("WEBP"), chunks});
}

/// Width and height of an extended WebP, less one, in three bytes each.
Bytes lessOne(std::uint8_t width, std::uint8_t height) {
    return {static_cast<std::uint8_t>(width - 1),  0, 0,
            static_cast<std::uint8_t>(height - 1), 0, 0};
}

/// A PNG of 8-bit grey whose pixel data are stored, not packed.
Bytes greyPng(std::uint8_t width, std::uint8_t height, const Bytes& filteredRows) {
    const auto chunk = [](std::string_view type, const Bytes& data) {
        auto body = joined({bytesOf(type), data});
        std::uint32_t crc = ~0u;
        for (const auto byte : body) {
            crc ^= byte;
            for (int bit = 0; bit < 8; ++bit) {
                crc = (crc & 1u) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            }
        }
        auto length = le32(data.size()), check = le32(~crc);
        std::ranges::reverse(length);
        std::ranges::reverse(check);
        return joined({length, body, check});
    };
    std::uint32_t a = 1, b = 0; // Adler-32
    for (const auto byte : filteredRows) {
        a = (a + byte) % 65521;
        b = (b + a) % 65521;
    }
    auto adler = le32(b << 16 | a);
    std::ranges::reverse(adler);
    const auto size = static_cast<std::uint8_t>(filteredRows.size());
    const Bytes stored{0x78, 0x01, 0x01, size, 0, static_cast<std::uint8_t>(~size), 0xFF};
    return joined({bytesOf("\x89PNG\r\n\x1A\n"),
                   chunk("IHDR", {0, 0, 0, width, 0, 0, 0, height, 8, 0, 0, 0, 0}),
                   chunk("IDAT", joined({stored, filteredRows, adler})), chunk("IEND", {})});
}

} // namespace

class FormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPngWithTooFewRowsIsRefused();
    void encodingAPngIsDeterministicAndExact();
    void tiffsAreTurnedByTheirOrientation();
    void deepTiffsGiveTheirHighBytes();
    void tiffAlphaLiesOverWhite();
    void aWebPIsTurnedByItsExif();
    void theFirstFrameOfAWebPAnimationIsRead();
    void bitmapsOfEveryKindAreRead();
    void plainAndBinaryPnmAgree();
    void aGifsTransparentColourIsWhite();
    void anInterlacedGifIsSorted();
    void suffixesAreRecognisedInAnyCase();
};

void FormatsTest::aPngWithTooFewRowsIsRefused() {
    // Checksums are right in all of them: only the pixels tell.
    QCOMPARE(decodeImage(greyPng(2, 2, {0, 10, 20, 0, 30, 40}), "the file").pixels,
             (Bytes{10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40}));
    for (std::size_t bytes = 0; bytes < 6; ++bytes) {
        Bytes rows{0, 10, 20, 0, 30, 40};
        rows.resize(bytes);
        QVERIFY(!refusal(greyPng(2, 2, rows)).empty());
    }
    QVERIFY(!refusal(greyPng(2, 2, {9, 10, 20, 0, 30, 40})).empty()); // no such filter
}

void FormatsTest::encodingAPngIsDeterministicAndExact() {
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

void FormatsTest::tiffsAreTurnedByTheirOrientation() {
    // Three pixels in a row: where each of them comes to lie.
    const std::vector<unsigned> row{1, 1, 1, 2, 2, 2, 3, 3, 3};
    for (std::uint16_t orientation = 1; orientation <= 8; ++orientation) {
        const auto file = TiffMaker{.orientation = orientation}.make(3, 1, row);
        const auto header = probeImage(file, "the file");
        const auto image = decodeImage(file, "the file");
        QCOMPARE(image.width, orientation < 5 ? 3 : 1);
        QCOMPARE(header.width, image.width);
        QCOMPARE(header.height, image.height);
        const bool backwards =
            orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        QCOMPARE(image.pixels,
                 (backwards ? Bytes{3, 3, 3, 2, 2, 2, 1, 1, 1} : Bytes{1, 1, 1, 2, 2, 2, 3, 3, 3}));
    }
    const auto odd = TiffMaker{.orientation = 9}.make(3, 1, row);
    QCOMPARE(probeImage(odd, "the file").orientation, 1);
}

void FormatsTest::deepTiffsGiveTheirHighBytes() {
    const auto pixels = [](const TiffMaker& maker, const std::vector<unsigned>& values) {
        return decodeImage(maker.make(1, 1, values), "the file").pixels;
    };
    QCOMPARE(pixels({.bits = 16}, {0x01FF, 0x0200, 0xFFFF}), (Bytes{1, 2, 255}));
    QCOMPARE(pixels({.bits = 16, .photometric = 1, .samples = 1}, {0x7FFF}), Bytes(3, 0x7F));
    QCOMPARE(pixels({.bits = 16, .photometric = 0, .samples = 1}, {0x01FF}), Bytes(3, 0xFE));
    QCOMPARE(pixels({.photometric = 0, .samples = 1}, {1}), Bytes(3, 0xFE));
}

void FormatsTest::tiffAlphaLiesOverWhite() {
    const auto pixels = [](std::uint16_t bits, std::uint16_t extra,
                           const std::vector<unsigned>& values) {
        const TiffMaker maker{.bits = bits, .samples = 4, .extra = extra};
        return decodeImage(maker.make(1, 1, values), "the file").pixels;
    };
    QCOMPARE(pixels(8, 2, {10, 20, 30, 0}), Bytes(3, 255));
    QCOMPARE(pixels(8, 2, {10, 20, 30, 255}), (Bytes{10, 20, 30}));
    QCOMPARE(pixels(8, 1, {100, 0, 50, 155}), (Bytes{200, 100, 150}));
    QCOMPARE(pixels(16, 2, {0x0A00, 0x1400, 0x1E00, 0}), Bytes(3, 255));
    QCOMPARE(pixels(16, 1, {100 << 8, 0, 50 << 8, 155 << 8}), (Bytes{200, 100, 150}));
}

void FormatsTest::aWebPIsTurnedByItsExif() {
    MAE_NEEDS_SHARED("reference/cases/decode/lossy.webp");
    const auto plain = caseFile("lossy.webp"); // 48 x 36, a single chunk
    const Bytes chunk(plain.begin() + 12, plain.end());
    auto exif = TiffMaker{.orientation = 6}.make(1, 1, {});
    const auto turned =
        webpFile(joined({riffChunk("VP8X", joined({{0x08, 0, 0, 0}, lessOne(48, 36)})), chunk,
                         riffChunk("EXIF", joined({bytesOf({"Exif\0\0", 6}), exif}))}));
    const auto header = probeImage(turned, "the file");
    QCOMPARE(header.orientation, 6);
    QCOMPARE(header.width, 36);
    const auto image = decodeImage(turned, "the file"), upright = decodeImage(plain, "the file");
    QCOMPARE(image.width, 36);
    for (int y = 0; y < 48; ++y) { // clockwise: the left column becomes the top row
        const auto at = [](const Image& picture, int row, int column) {
            const auto* pixel = picture.pixels.data() + (row * picture.width + column) * 3;
            return Bytes(pixel, pixel + 3);
        };
        QCOMPARE(at(image, y, 35), at(upright, 0, y));
        QCOMPARE(at(image, y, 0), at(upright, 35, y));
    }
}

void FormatsTest::theFirstFrameOfAWebPAnimationIsRead() {
    MAE_NEEDS_SHARED("reference/cases/decode/lossy.webp");
    for (const char* name : {"lossy.webp", "lossless_alpha.webp"}) {
        const auto still = caseFile(name);
        const auto picture = decodeImage(still, "the file");
        // The chunks with pixels, without the header of an extended file.
        const bool isExtended = still[15] == 'X';
        const Bytes chunks(still.begin() + (isExtended ? 30 : 12), still.end());
        const auto frame = [&chunks](std::uint8_t x, std::uint8_t y) {
            return riffChunk("ANMF",
                             joined({{x, 0, 0, y, 0, 0}, lessOne(48, 36), {100, 0, 0, 0}, chunks}));
        };
        const auto animation =
            webpFile(joined({riffChunk("VP8X", joined({{0x12, 0, 0, 0}, lessOne(60, 50)})),
                             riffChunk("ANIM", Bytes(6)), frame(1, 2), frame(0, 0)}));
        const auto image = decodeImage(animation, "the file");
        QCOMPARE(image.width, 60);
        QCOMPARE(image.height, 50);
        QCOMPARE(Bytes(image.pixels.begin(), image.pixels.begin() + 3), Bytes(3, 255));
        for (int y = 0; y < 36; ++y) { // the frame lies at (2, 4)
            const auto* in = picture.pixels.data() + y * 48 * 3;
            const auto* out = image.pixels.data() + ((y + 4) * 60 + 2) * 3;
            QVERIFY(std::equal(in, in + 48 * 3, out));
        }
        auto cut = animation;
        cut.resize(cut.size() - 5);
        QVERIFY(!refusal(cut).empty());
    }
}

void FormatsTest::bitmapsOfEveryKindAreRead() {
    const auto header = [](int height, unsigned bits, unsigned compression, unsigned colours) {
        Bytes bytes = bytesOf("BM");
        const auto put = [&bytes](std::uint32_t value, int count) {
            for (int i = 0; i < count; ++i) {
                bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
            }
        };
        const auto putZeros = [&bytes](std::size_t count) { bytes.resize(bytes.size() + count); };
        putZeros(8);
        put(54 + 4 * colours, 4);
        put(40, 4);
        put(2, 4);
        put(static_cast<std::uint32_t>(height), 4);
        put(1, 2);
        put(bits, 2);
        put(compression, 4);
        putZeros(12);
        put(colours, 4);
        putZeros(4);
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

void FormatsTest::plainAndBinaryPnmAgree() {
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

void FormatsTest::aGifsTransparentColourIsWhite() {
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

void FormatsTest::anInterlacedGifIsSorted() {
    // 1 x 5; each row a colour of its own, stored as rows 0, 4, 2, 1, 3.
    const auto file = bytesOf(std::string_view("GIF87a\x01\0\x05\0\x82\0\0"
                                               "\0\0\0\x01\x01\x01\x02\x02\x02\x03\x03\x03"
                                               "\x04\x04\x04\x05\x05\x05\x06\x06\x06\x07\x07\x07"
                                               "\x2C\0\0\0\0\x01\0\x05\0\x40"
                                               "\x03\x04\x08\x24\x31\x09\0\x3B",
                                               55));
    QCOMPARE(decodeImage(file, "the file").pixels,
             (Bytes{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4}));
}

void FormatsTest::suffixesAreRecognisedInAnyCase() {
    for (const char* name : {"a.jpg", "a.JPEG", "b/c.Png", "a.webp", "a.tif", "a.TIFF", "a.bmp",
                             "a.pgm", "a.ppm", "a.pbm", "a.pnm", "a.gif"}) {
        QVERIFY2(hasImageSuffix(name), name);
    }
    for (const char* name : {"a.txt", "jpg", ".jpg", "a.jpg.part", "a", "", "a.heic"}) {
        QVERIFY2(!hasImageSuffix(name), name);
    }
}

QTEST_GUILESS_MAIN(FormatsTest)
#include "tst_formats.moc"
