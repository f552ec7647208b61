// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/zip_archive.h"

#include "tests/support/torch_bytes.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
using namespace mae::test;
namespace fs = std::filesystem;

namespace {

const std::string kName = "a/data.pkl", kData = "0123456789";

/// Where the local header of the only part ends and its data begin.
constexpr std::size_t kDataBegin = 30 + 10;

/// The only part with its size and place in the extra field.
ZipPart widePart(const std::vector<std::uint64_t>& values) {
    return {.name = kName, .data = kData, .extra = zip64Extra(values), .narrow = false};
}
/// An archive of that part with a 64-bit directory; @p off is added to what it says.
std::string wideArchive(std::uint64_t entriesOff = 0, std::uint64_t sizeOff = 0,
                        std::uint64_t offsetOff = 0, std::uint64_t placeOff = 0) {
    const auto part = widePart({kData.size(), kData.size(), 0});
    const auto offset = kDataBegin + kData.size();
    const auto size = 46 + kName.size() + part.extra.size();
    return zip({part}, {.before = zip64End(1 + entriesOff, size + sizeOff, offset + offsetOff,
                                           offset + size + placeOff)});
}

} // namespace

/// The directory of zip archives; what is in doubt is refused.
class TestZipArchive : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::vector<ZipEntry> read(const std::string& bytes) const {
        const fs::path path = m_folder.filePath(QStringLiteral("x.pth")).toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return readZipDirectory(InputFile(path), "x.pth");
    }

private Q_SLOTS:
    void entriesAreFound_data() {
        QTest::addColumn<std::string>("bytes");
        const ZipPart part{.name = kName, .data = kData};
        QTest::newRow("plain") << zip({part});
        QTest::newRow("comment") << zip({part}, {.comment = "a comment"});
        QTest::newRow("comment like an end")
            << zip({part}, {.comment = "PK\x05\x06" + std::string(30, '\0')});
        QTest::newRow("sizes of 64 bits") << zip({widePart({kData.size(), kData.size(), 0})});
        QTest::newRow("directory of 64 bits") << wideArchive();
    }
    void entriesAreFound() {
        QFETCH(std::string, bytes);
        const auto entries = read(bytes);
        QCOMPARE(entries.size(), 1U);
        QCOMPARE(entries[0].name, kName);
        QCOMPARE(entries[0].offset, std::uint64_t{kDataBegin});
        QCOMPARE(entries[0].size, std::uint64_t{10});
        QCOMPARE(entries[0].crc, zipChecksum(std::as_bytes(std::span(kData))));
    }

    void entriesComeInTheOrderOfTheirData() {
        const auto entries = read(zip({{"a/1", "one"}, {"a/0", ""}, {"a/2", "two"}}));
        QCOMPARE(entries.size(), 3U);
        QCOMPARE(entries[0].name, std::string("a/1"));
        QCOMPARE(entries[2].name, std::string("a/2"));
        QVERIFY(read(zip({})).empty());
    }

    void attacks_data() {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << bytes << std::string(reason);
        };
        const auto part = [&row](const char* name, const ZipPart& lying, const char* reason) {
            row(name, zip({lying}), reason);
        };
        const auto end = [&row](const char* name, const ZipEnd& lying, const char* reason) {
            row(name, zip({{kName, kData}, {"a/2", "more"}}, lying), reason);
        };
        const auto whole = zip({{kName, kData}});
        row("nothing", "", "no directory");
        row("no directory", "PK\x03\x04 and nothing", "no directory");
        row("end only begun", "PK\x05\x06", "no directory");
        row("something behind the end", whole + "x", "no directory");
        row("something before it", "x" + whole, "not where or as");
        row("directory cut off", whole.substr(0, kDataBegin + kData.size() + 20), "no directory");

        part("compressed", {.name = kName, .data = kData, .method = 8}, "compressed");
        part("encrypted", {.name = kName, .data = kData, .flags = 1}, "encrypted");
        part("larger than it is", {.name = kName, .data = kData, .sizeOff = 1}, "overlaps");
        part("larger than the file", {.name = kName, .data = kData, .sizeOff = 1'000'000},
             "beyond its end");
        part("no local header there", {.name = kName, .data = kData, .localOff = 1},
             "not where the directory says");
        part("local header beyond the file", {.name = kName, .data = kData, .localOff = 1'000'000},
             "cut off");
        part("another name in the local header",
             {.name = kName, .data = kData, .localName = "b/data.pkl"}, "contradicts");
        part("a longer name in the local header",
             {.name = kName, .data = kData, .localName = "a/data.pkl2"}, "contradicts");
        part("on another disk", {.name = kName, .data = kData, .disk = 3}, "several volumes");
        part("no name", {.name = "", .data = kData}, "no checkpoint needs");
        for (const auto* name : {"/etc/passwd", "../data.pkl", "a/../data.pkl", "a/..", "..",
                                 "a\\..\\data.pkl", "C:\\data.pkl"}) {
            part(name, {.name = name, .data = kData}, "a name that no checkpoint needs");
        }
        part("zero in a name", {.name = std::string("a/\0b", 4), .data = kData},
             "a name that no checkpoint needs");

        row("twice", zip({{kName, kData}, {kName, kData}}), "two of its entries");
        // The second begins where the first does: the directory points to one local header twice.
        row("one local header for two",
            zip({{kName, kData}, {.name = kName, .data = kData, .localOff = -50}}), "overlaps");
        // The first reaches into the header of the second, then into its data.
        row("overlap with a header",
            zip({{.name = kName, .data = kData, .sizeOff = 1}, {"a/2", ""}}), "overlaps");
        row("overlap", zip({{.name = kName, .data = kData, .sizeOff = 20}, {"a/2", "more"}}),
            "overlaps");
        // A bomb of the kind that quotes the local headers of the next parts as its own data.
        row("quoted headers",
            zip({{.name = "a/0", .data = "x", .sizeOff = 34},
                 {.name = "a/1", .data = "x", .sizeOff = 34},
                 {"a/2", "x"}}),
            "overlaps");
        row("reaches into the directory", zip({{.name = kName, .data = kData, .sizeOff = 30}}),
            "overlaps");

        end("more entries than there are", {.claimed = 60'000}, "not where or as");
        end("one entry too many", {.claimed = 3}, "not where or as");
        end("one entry too few", {.claimed = 1}, "more than it says");
        end("directory too long", {.sizeOff = 1}, "not where or as");
        end("directory too short", {.sizeOff = -1}, "not where or as");
        end("directory of 4 GB", {.sizeOff = 0x7FFFFFFF}, "not where or as");
        end("directory beyond the file", {.offsetOff = 0x7FFFFFFF}, "not where or as");
        end("several volumes", {.disk = 1}, "several volumes");
        end("something before the end", {.before = "xxxx"}, "not where or as");

        constexpr auto kAll = ~std::uint64_t{0};
        part("64 bits without an extra field", {.name = kName, .data = kData, .narrow = false},
             "cut off");
        part("64 bits in half an extra field", widePart({kData.size()}), "cut off");
        part("64-bit size beyond all", widePart({kAll, kAll, 0}), "beyond its end");
        part("64-bit size that overflows", widePart({kAll - 30, kAll - 30, 0}), "beyond its end");
        part("64-bit place beyond all", widePart({10, 10, kAll}), "cut off");
        part("64-bit place that overflows", widePart({10, 10, kAll - 29}), "cut off");
        part("64-bit sizes that differ", widePart({10, 11, 0}), "compressed");
        row("64-bit directory: entries without end", wideArchive(kAll - 1), "not where or as");
        row("64-bit directory: more entries", wideArchive(std::uint64_t{1} << 60),
            "not where or as");
        row("64-bit directory: size beyond all", wideArchive(0, kAll / 2), "not where or as");
        row("64-bit directory: place that overflows", wideArchive(0, 0, kAll), "not where or as");
        row("64-bit directory: place beyond all", wideArchive(0, 0, kAll / 2), "not where or as");
        row("64-bit directory: not there", wideArchive(0, 0, 0, 1), "not where it says");
        row("64-bit directory: far away", wideArchive(0, 0, 0, kAll / 2), "not where it says");
        row("64-bit directory: overflow", wideArchive(0, 0, 0, kAll - 100), "not where it says");
        row("64-bit directory: none", zip({{kName, kData}}, {.claimed = 0xFFFF}), "is missing");
    }
    void attacks() {
        QFETCH(std::string, bytes);
        QFETCH(std::string, reason);
        std::string why;
        try {
            read(bytes);
        } catch (const Error& error) {
            QVERIFY2(error.kind() == ErrorKind::Format, error.what());
            why = error.what();
        }
        QVERIFY2(!why.empty(), "accepted");
        QVERIFY2(why.find(reason) != std::string::npos, why.c_str());
        QVERIFY2(why.starts_with("'x.pth' is not a readable zip archive") && why.size() < 400,
                 why.c_str());
    }

    void everyTruncationIsRefused() {
        for (const auto& whole : {zip({{kName, kData}, {"a/2", "more"}}), wideArchive()}) {
            for (std::size_t length = 0; length < whole.size(); ++length) {
                QVERIFY_EXCEPTION_THROWN(read(whole.substr(0, length)), Error);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestZipArchive)
#include "tst_zip_archive.moc"
