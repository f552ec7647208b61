// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/data/folder_scan.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
namespace fs = std::filesystem;

class TestFolderScan : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;

    void picture(const char* name, int width, int height, int grey) const {
        Image image{.width = width, .height = height, .pixels = {}};
        image.pixels.assign(std::size_t(width * height * 3), std::uint8_t(grey));
        fs::create_directories((m_root / name).parent_path());
        writePng(m_root / name, image);
    }
    FolderScan scan() const { return scanRemembered(m_root, {}, 2, {}, {}); }

private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        const fs::path place = m_temporary->path().toStdString();
        qputenv("MAE_HOME", QByteArray::fromStdString((place / "home").string()));
        m_root = place / "pictures";
        picture("a/1.png", 20, 30, 10);
        picture("a/2.png", 40, 31, 10);
        picture("b/3.png", 20, 30, 10); // as 1
        picture("b/4.png", 20, 30, 11);
        picture("b/5.png", 20, 30, 10); // as 1
        picture("b/6.png", 40, 31, 10); // as 2
        picture("b/7.png", 300, 64, 1);
    }

    void theSameBytesAreFoundInGroups() {
        using Groups = std::vector<std::vector<std::int64_t>>;
        QCOMPARE(scan().duplicates, (Groups{{0, 2, 4}, {1, 5}}));
    }

    void shorterSidesAreCountedFromPowerToPower() {
        const std::vector<SizeBin> wanted{{.from = 16, .to = 31, .pictures = 6},
                                          {.from = 64, .to = 127, .pictures = 1}};
        QCOMPARE(scan().sizes, wanted);
        const std::vector<SideCount> sides{
            {.side = 20, .pictures = 4}, {.side = 31, .pictures = 2}, {.side = 64, .pictures = 1}};
        QCOMPARE(scan().sides, sides);
        QCOMPARE(medianSide(sides), 20);
        QCOMPARE(medianSide({}), 0);
    }

    void aSecondScanIsRemembered() {
        std::ofstream(m_root / "b" / "bad.png") << "no picture";
        const auto first = scan(), second = scan();
        QVERIFY(!first.remembered);
        QVERIFY(second.remembered);
        QCOMPARE(second.good, first.good);
        QCOMPARE(second.bytes, first.bytes);
        QCOMPARE(second.perClass, first.perClass);
        QCOMPARE(second.mean, first.mean); // to the last bit
        QCOMPARE(second.std, first.std);
        QCOMPARE(second.sizes, first.sizes);
        QCOMPARE(second.sides, first.sides);
        QCOMPARE(second.hashes, first.hashes);
        QCOMPARE(second.duplicates, first.duplicates);
        QCOMPARE(second.maxWidth, 300);
        QCOMPARE(second.bad.size(), 1U);
        QCOMPARE(second.bad[0].path, first.bad[0].path);
        QCOMPARE(second.bad[0].reason, first.bad[0].reason);
    }

    void whatChangedIsScannedAgain() {
        scan();
        picture("a/8.png", 5, 5, 5);
        QVERIFY(!scan().remembered);
        QVERIFY(scan().remembered);
        fs::last_write_time(m_root / "a/1.png",
                            fs::last_write_time(m_root / "a/1.png") + std::chrono::seconds(1));
        QVERIFY(!scan().remembered);
    }

    void aDamagedMemoryIsIgnored() {
        scan();
        int files = 0;
        for (const auto& entry : fs::directory_iterator(cacheFolder() / "scans")) {
            fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
            ++files;
        }
        QCOMPARE(files, 1);
        QVERIFY(!scan().remembered);
        QVERIFY(scan().remembered);
    }

    void aScanThatWasStoppedIsNotRemembered() {
        std::stop_source stop;
        const auto stopAtOnce = [&stop](std::int64_t, std::int64_t) { stop.request_stop(); };
        scanRemembered(m_root, {}, 1, stopAtOnce, stop.get_token());
        std::stop_source before;
        before.request_stop();
        scanRemembered(m_root, {}, 1, {}, before.get_token());
        QCOMPARE(scan().good, 7);
    }

    void whereNothingCanBeRememberedItStillScans() {
        std::ofstream(m_root.parent_path() / "home") << "a file where the folder should be";
        QCOMPARE(scan().good, 7);
        QCOMPARE(scan().good, 7);
    }
};

QTEST_GUILESS_MAIN(TestFolderScan)
#include "tst_folder_scan.moc"
