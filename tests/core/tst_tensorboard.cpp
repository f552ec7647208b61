// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crc32c.h"
#include "core/base/files.h"
#include "core/io/tensorboard.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <bit>
#include <csignal>
#include <cstring>

using namespace mae;
namespace fs = std::filesystem;

namespace {

template <class T> T number(const std::string& bytes, std::size_t at) {
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

std::uint32_t masked(std::string_view data) {
    const auto crc = crc32c(std::as_bytes(std::span(data)));
    return ((crc >> 15u) | (crc << 17u)) + 0xa282ead8u;
}

/// The records of an event file; fails if one is torn or its checksums do not fit.
std::vector<std::string> recordsOf(const fs::path& path) {
    const auto bytes = readText(path);
    std::vector<std::string> records;
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes.size() - at < 12) {
            qFatal("a torn header");
        }
        const auto length = number<std::uint64_t>(bytes, at);
        if (bytes.size() - at - 16 < length
            || number<std::uint32_t>(bytes, at + 8)
                   != masked(std::string_view(bytes).substr(at, 8))) {
            qFatal("a torn record");
        }
        records.push_back(bytes.substr(at + 12, length));
        if (number<std::uint32_t>(bytes, at + 12 + length) != masked(records.back())) {
            qFatal("a wrong checksum");
        }
        at += 16 + length;
    }
    return records;
}

std::vector<fs::path> eventFiles(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with("events.out.tfevents.")) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

} // namespace

class TestTensorboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ourBytesAreTheReferencesBytes() {
        MAE_NEEDS_SHARED("reference/cases/tensorboard");
        const auto folder = test::shared("reference/cases/tensorboard");
        const auto contents = nlohmann::json::parse(readText(folder / "contents.json"));
        const auto path = folder / "events.out.tfevents.1700000000.host.1.0";
        const auto records = recordsOf(path);
        std::string whole;
        for (const auto& record : records) {
            const auto wall = number<double>(record, 1);
            const auto mine = rebuilt(contents, record, wall, whole.empty());
            QCOMPARE(QByteArray::fromStdString(mine), QByteArray::fromStdString(record));
            whole += eventRecord(mine);
        }
        QCOMPARE(whole, readText(path));
        QCOMPARE(records.size(), 27U); // version, 12 of each curve, a picture, a text
    }

    void theAxisIsThatOfThePublishedScript_data() {
        QTest::addColumn<qint64>("step");
        QTest::addColumn<qint64>("perEpoch");
        QTest::addColumn<qint64>("wanted");
        QTest::newRow("the first step") << qint64{1} << qint64{4} << qint64{0};
        QTest::newRow("the second") << qint64{2} << qint64{4} << qint64{250};
        QTest::newRow("the last of an epoch") << qint64{4} << qint64{4} << qint64{750};
        QTest::newRow("the first of the next") << qint64{5} << qint64{4} << qint64{1000};
        QTest::newRow("rounded down") << qint64{3} << qint64{3} << qint64{666};
        // int((1 / 100 + 1) * 1000) and int((36 / 100 + 1) * 1000) of Python
        QTest::newRow("as floats give it") << qint64{102} << qint64{100} << qint64{1010};
        QTest::newRow("below the exact value") << qint64{137} << qint64{100} << qint64{1359};
    }
    void theAxisIsThatOfThePublishedScript() {
        QFETCH(qint64, step);
        QFETCH(qint64, perEpoch);
        QTEST(qint64{epochThousandths(step, perEpoch)}, "wanted");
    }

    void aRestartWritesANewFileBeside() {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        for (const std::int64_t restart : {0, 250}) {
            EventFile file(path, restart);
            file.add(scalarEvent({.wall = 1, .step = 2}, "lr", 0.5));
        }
        const auto files = eventFiles(path);
        QCOMPARE(files.size(), 2U);
        QCOMPARE(recordsOf(files[0]).size(), 2U);
        const auto second = recordsOf(files[1]);
        QCOMPARE(second.size(), 3U);
        // step 250, session_log { status: START }
        QCOMPARE(QByteArray::fromStdString(second[1]).sliced(9).toHex(),
                 QByteArray("10fa013a020801"));
    }

    void aFullDiskLosesNothingAndTearsNothing() {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        std::signal(SIGXFSZ, SIG_IGN); // a write beyond the limit fails instead
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        {
            EventFile file(path, 0);
            file.flush();
            const rlimit full{.rlim_cur = 150, .rlim_max = before.rlim_max};
            ::setrlimit(RLIMIT_FSIZE, &full);
            for (int i = 1; i <= 5; ++i) {
                file.add(scalarEvent({.wall = 1, .step = i}, "train_loss", 0.5));
                file.flush();
                recordsOf(file.path()); // whole at any time
            }
            const bool waits = !file.isWritten();
            ::setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(waits);
            file.flush();
            QVERIFY(file.isWritten());
        }
        QCOMPARE(recordsOf(eventFiles(path).at(0)).size(), 6U);
    }

    void aFolderThatIsGoneStopsNobody() {
        EventFile file("/nonexistent/run", 0);
        file.add(scalarEvent({}, "lr", 1));
        file.flush();
        QVERIFY(!file.isWritten());
    }

private:
    /// The record made anew from what contents.json says of it.
    static std::string rebuilt(const nlohmann::json& contents, const std::string& record,
                               double wall, bool first) {
        if (first) {
            return versionEvent(wall, "tensorboard.summary.writer.event_file_writer");
        }
        for (const auto& [tag, points] : contents["scalars"].items()) {
            for (const auto& point : points) {
                auto mine =
                    scalarEvent({.wall = wall, .step = point[0]}, tag, point[1].get<double>());
                if (mine == record) {
                    return mine;
                }
            }
        }
        const auto& image = contents["image"];
        const auto png = record.find("\x89PNG");
        if (png != std::string::npos) { // its pixels are OpenCV's matter, see tst_formats
            const auto bytes = record.substr(png);
            return imageEvent({.wall = wall, .step = image["step"]},
                              image["tag"].get<std::string>(), image["width"], image["height"],
                              {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
        }
        const auto& text = contents["text"];
        return textEvent({.wall = wall, .step = text["step"]}, text["tag"].get<std::string>(),
                         text["value"].get<std::string>());
    }
};

QTEST_GUILESS_MAIN(TestTensorboard)
#include "tst_tensorboard.moc"
