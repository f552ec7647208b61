// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/folder_scan.h"
#include "core/data/picture_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>

using namespace mae;
namespace fs = std::filesystem;

class TestPictureReport : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;

    void picture(const char* name, int width, int height, int grey) const {
        Image image{.width = width, .height = height, .pixels = {}};
        image.pixels.assign(std::size_t(width * height * 3), std::uint8_t(grey));
        fs::create_directories((m_root / name).parent_path());
        writePng(m_root / name, image);
    }
    PictureReport report(const std::vector<std::string>& folders) const {
        std::vector<std::string> paths;
        for (const auto& folder : folders) {
            paths.push_back((m_root / folder).string());
        }
        return reportPictures(paths, 2, {}, {});
    }

private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        const fs::path place = m_temporary->path().toStdString();
        qputenv("MAE_HOME", QByteArray::fromStdString((place / "home").string()));
        m_root = place / "pictures";
        picture("one/cat/1.png", 20, 30, 0);
        picture("one/cat/2.png", 40, 31, 10);
        picture("one/dog/3.png", 64, 50, 20);
        picture("two/dog/4.png", 300, 64, 255);
        picture("two/owl/5.png", 20, 30, 0); // as 1
        std::ofstream(m_root / "two" / "owl" / "6.png") << "no picture";
    }

    void oneFolderIsAsItsScan() {
        const auto scan = scanRemembered(m_root / "one", {}, 1, {}, {});
        const auto same = report({"one"});
        QCOMPARE(same.good, scan.good);
        QCOMPARE(same.mean, scan.mean); // to the last bit
        QCOMPARE(same.std, scan.std);
        QCOMPARE(same.sides, scan.sides);
        QVERIFY(same.remembered);
    }

    void severalFoldersAreOneCollection() {
        const auto all = report({"one", "two"});
        QCOMPARE(all.good, 5);
        QCOMPARE(all.classes, (std::vector<ClassCount>{{.name = "cat", .pictures = 2},
                                                       {.name = "dog", .pictures = 2},
                                                       {.name = "owl", .pictures = 1}}));
        QCOMPARE(all.minWidth, 20);
        QCOMPARE(all.maxWidth, 300);
        QCOMPARE(all.minHeight, 30);
        QCOMPARE(all.maxHeight, 64);
        QCOMPARE(medianSide(all.sides), 31); // of 20 20 31 50 64
        QCOMPARE(all.bad.size(), 1U);
        QCOMPARE(all.bad[0].path, m_root / "two/owl/6.png");
        QVERIFY(!all.remembered);
        QVERIFY(report({"two", "one"}).remembered); // each folder is
    }

    void meanAndDeviationAreThoseOfAllPictures() {
        const auto all = report({"one", "two"});
        const double values[] = {0, 10, 20, 255, 0};
        double mean = 0, square = 0;
        for (const double value : values) {
            mean += value / 255 / 5;
            square += value * value / (255.0 * 255) / 5;
        }
        QVERIFY(std::abs(all.mean[1] - mean) < 1e-12);
        QVERIFY(std::abs(all.std[1] - std::sqrt(square - mean * mean)) < 1e-12);
    }

    void theSameBytesAreFoundAcrossFolders() {
        using Groups = std::vector<std::vector<fs::path>>;
        QCOMPARE(report({"one"}).duplicates, Groups{});
        QCOMPARE(report({"one", "two"}).duplicates,
                 (Groups{{m_root / "one/cat/1.png", m_root / "two/owl/5.png"}}));
        const auto nested = report({"one", "one/dog"}); // a file that is learned from twice
        QCOMPARE(nested.duplicates, (Groups{{m_root / "one/dog/3.png", m_root / "one/dog/3.png"}}));
    }

    void progressIsOfAllFolders() {
        std::vector<std::int64_t> totals;
        std::int64_t last = 0;
        const auto tell = [&](std::int64_t done, std::int64_t total) {
            totals.push_back(total);
            last = std::max(last, done);
        };
        reportPictures({(m_root / "one").string(), (m_root / "two").string()}, 1, tell, {});
        QVERIFY(!totals.empty());
        QCOMPARE(std::ranges::count(totals, 6), std::ssize(totals));
        QCOMPARE(last, 6);
    }

    void aMissingFolderIsNamed() { QVERIFY_THROWS_EXCEPTION(Error, report({"one", "nowhere"})); }

    void settingsHaveFourDecimalsAndAPossibleDeviation() {
        const auto settings =
            asSettings({.mean = {0.123449, 0.5, 1}, .std = {0.98765, 0.00004, 0.2}});
        QCOMPARE(settings.mean, (std::array{0.1234, 0.5, 1.0}));
        QCOMPARE(settings.std, (std::array{0.9877, 0.001, 0.2}));
    }
};

QTEST_GUILESS_MAIN(TestPictureReport)
#include "tst_picture_report.moc"
