// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/masking/mask_file.h"
#include "core/masking/sample_mask.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace mae;

class TestMaskFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    /// A mask with ids in ascending order, as files keep them.
    static Mask drawn(PatchGrid grid, std::uint64_t seed) {
        const auto mask = sampleMask({.ratio = 0.6}, grid, Rng(seed, Purpose::Mask));
        return maskFromHidden(grid, mask.hidden());
    }

    /// What the refusal of @p text says; fails if it is not refused.
    QString refusal(const std::string& text) {
        writeFileAtomically(path("bad.json"), text);
        try {
            readMasks(path("bad.json"), {2, 3});
        } catch (const Error& error) {
            const auto said = QString::fromStdString(error.what());
            return error.kind() == ErrorKind::Format && said.contains(QLatin1String("bad.json"))
                       ? said
                       : QStringLiteral("wrong kind of refusal: ") + said;
        }
        return QStringLiteral("it was read");
    }

private Q_SLOTS:
    void jsonReadsBackWhatWasWritten() {
        const std::vector<Mask> masks{drawn({3, 5}, 1), drawn({3, 5}, 2), drawn({8, 2}, 3)};
        writeMasks(path("one.json"), std::span(masks).first(1));
        writeMasks(path("three.json"), masks);
        QVERIFY(readMasks(path("one.json"), {9, 9}) == std::vector{masks[0]});
        QVERIFY(readMasks(path("three.json"), {9, 9}) == masks);
    }

    void jsonIsTheDocumentedOne() {
        const std::vector<Mask> mask{maskFromHidden({2, 3}, {0, 1, 0, 0, 1, 1})};
        writeMasks(path("small.json"), mask);
        QCOMPARE(QString::fromStdString(readText(path("small.json"))),
                 QStringLiteral("{\"rows\":2,\"columns\":3,\"hidden\":[1,4,5]}\n"));
        writeFileAtomically(path("other.json"),
                            " [ {\"hidden\": [5,1,4], \"columns\":3, \"rows\" :2} ]");
        QVERIFY(readMasks(path("other.json"), {2, 3}) == mask);
    }

    void pngReadsBackWhatWasWritten() {
        const std::vector<Mask> masks{drawn({7, 4}, 1), drawn({7, 4}, 2)};
        writeMasks(path("mask.PNG"), masks);
        QVERIFY(readMasks(path("mask.PNG"), {7, 4}) == std::vector{masks[0]});
        const auto picture = readImage(path("mask.PNG"));
        QVERIFY(picture.width == 4 && picture.height == 7);
    }

    void aPictureOfThePicturesSizeIsRead_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("whole patches") << 40 << 56;
        QTest::newRow("rounded to patches") << 43 << 57; // patches of 10 would be 4.3 x 5.7
    }
    void aPictureOfThePicturesSizeIsRead() {
        QFETCH(int, width);
        QFETCH(int, height);
        const PatchGrid grid{6, 4};
        const auto mask = drawn(grid, 4);
        const auto marks = mask.hidden();
        Image image{.width = width, .height = height, .pixels = {}};
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const auto patch =
                    static_cast<std::size_t>(y * grid.rows / height * 4 + x * 4 / width);
                image.pixels.insert(image.pixels.end(), 3, marks[patch] != 0 ? 20 : 230);
            }
        }
        if (width == 40) { // 56 rows of pixels are not 6 patches of the same side
            writePng(path("tall.png"), image);
            QVERIFY_EXCEPTION_THROWN(readMasks(path("tall.png"), {4, 6}), Error);
        }
        writePng(path("large.png"), image);
        QVERIFY(readMasks(path("large.png"), grid) == std::vector{mask});
    }

    void theDarkerHalfOfAPatchDecides() {
        Image image{.width = 8, .height = 4, .pixels = std::vector<std::uint8_t>(96, 255)};
        const auto darken = [&image](int x, int pixels) {
            for (int i = 0; i < pixels; ++i) {
                const auto at = static_cast<std::size_t>((i / 4) * 8 + x + i % 4) * 3;
                std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(at), 3, 0);
            }
        };
        darken(0, 9); // of 16
        darken(4, 7);
        writePng(path("drawn.png"), image);
        QVERIFY(readMasks(path("drawn.png"), {1, 2}).front().hiddenIds == std::vector{0});
    }

    void whatIsNoMaskIsRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* text, const char* reason) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(reason);
        };
        row("", "neither JSON nor a PNG");
        row("hidden", "neither JSON nor a PNG");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[1]", "neither JSON");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[1]} x", "neither JSON");
        row("3", "must be an object");
        row("null", "must be an object");
        row("[]", "empty list");
        row("[1]", "must be an object");
        row("{}", "rows must be");
        row("{\"rows\":2,\"hidden\":[1]}", "columns must be");
        row("{\"rows\":2,\"columns\":3}", "hidden must be a list");
        row("{\"rows\":2,\"columns\":3,\"hidden\":5}", "hidden must be a list");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[6]}", "from 0 to 5, not 6");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[-1]}", "from 0 to 5, not -1");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[1.5]}", "from 0 to 5, not 1.5");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[\"1\"]}", "from 0 to 5");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[18446744073709551615]}", "from 0 to 5");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[1,2,1]}", "twice");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[0,1,2,3,4,5]}", "every patch");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[],\"more\":1}", "unknown entry 'more'");
        row("{\"rows\":0,\"columns\":3,\"hidden\":[]}", "rows must be between");
        row("{\"rows\":-2,\"columns\":3,\"hidden\":[]}", "rows must be between");
        row("{\"rows\":2.0,\"columns\":3,\"hidden\":[]}", "rows must be a whole number");
        row("{\"rows\":4294967298,\"columns\":3,\"hidden\":[]}", "rows must be between");
        row("{\"rows\":16777216,\"columns\":16777216,\"hidden\":[]}", "more than");
        row("{\"rows\":2,\"columns\":3,\"hidden\":[[[[1]]]]}", "too deeply");
    }
    void whatIsNoMaskIsRefused() {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto said = refusal(text.toStdString());
        QVERIFY2(said.contains(reason), qPrintable(said));
    }

    void aShortTextCannotAskForMuchMemory() {
        std::string many = "[";
        for (int i = 0; i < 200; ++i) {
            many += "{\"rows\":1000,\"columns\":1000,\"hidden\":[]},";
        }
        many.back() = ']';
        QVERIFY(refusal(many).contains(QLatin1String("more than")));
        QVERIFY(refusal(std::string(1'000'000, '[')).contains(QLatin1String("too deeply")));
    }

    void picturesThatDoNotFitAreRefused() {
        writePng(path("wide.png"),
                 {.width = 4, .height = 2, .pixels = std::vector<std::uint8_t>(24)});
        QVERIFY_EXCEPTION_THROWN(readMasks(path("wide.png"), {4, 2}), Error);
        QVERIFY_EXCEPTION_THROWN(readMasks(path("wide.png"), {2, 4}), Error); // hides everything
        QVERIFY_EXCEPTION_THROWN(readMasks(path("wide.png"), {20, 40}), Error);
        auto bytes = readFile(path("wide.png"), 1000);
        bytes.resize(bytes.size() - 20);
        writeFileAtomically(path("torn.png"),
                            {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        QVERIFY_EXCEPTION_THROWN(readMasks(path("torn.png"), {2, 4}), Error);
    }

    void missingFilesAndFoldersAreErrors() {
        for (const auto* name : {"missing.json", "."}) {
            try {
                readMasks(path(name), {2, 2});
                QFAIL("read");
            } catch (const Error& error) {
                QCOMPARE(error.kind(), ErrorKind::Io);
            }
        }
        QVERIFY_EXCEPTION_THROWN(writeMasks(path("none.json"), {}), Error);
        const std::vector<Mask> masks{drawn({2, 2}, 1)};
        QVERIFY_EXCEPTION_THROWN(writeMasks(path("no/such/folder.json"), masks), Error);
        QVERIFY_EXCEPTION_THROWN(writeMasks(path("no/such/folder.png"), masks), Error);
    }
};

QTEST_GUILESS_MAIN(TestMaskFile)
#include "tst_mask_file.moc"
