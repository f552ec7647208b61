// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/run_folder.h"
#include "core/io/run_notes.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

using namespace mae;
namespace fs = std::filesystem;

class TestRunNotes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void notesComeBackAsTheyWereWritten() {
        const RunNotes notes{.tags = {"paper", "größer"}, .text = "line one\nline \"two\"\n"};
        writeNotes(run(), notes);
        QVERIFY(readNotes(run()) == notes);
        writeNotes(run(), {});
        QVERIFY(!fs::exists(run() / "notes.json"));
        QVERIFY(readNotes(run()) == RunNotes{});
        writeNotes(run(), {}); // there was none already
    }

    void damagedNotesAreNone() {
        for (const auto* text :
             {"", "{", "[]", "{\"tags\": 3, \"text\": []}", "\xff\xfe", "null"}) {
            write("notes.json", text);
            QVERIFY(readNotes(run()) == RunNotes{});
        }
        write("notes.json", R"({"tags": ["a", 3, "", "b"], "text": "x", "more": 1})");
        QVERIFY(readNotes(run()) == (RunNotes{.tags = {"a", "b"}, .text = "x"}));
        write("notes.json", std::string(2u << 20, ' '));
        QVERIFY(readNotes(run()) == RunNotes{});
    }

    void notesThatCannotBeWrittenAreAnError() {
        QVERIFY_EXCEPTION_THROWN(writeNotes(run() / "none", {.text = "x"}), Error);
    }

    void tagsAreSeparatedByCommas() {
        QCOMPARE(tagsFrom(" a, b c ,,a,\td"), (std::vector<std::string>{"a", "b c", "d"}));
        QVERIFY(tagsFrom(" , ").empty());
    }

    void aGrowingLogIsReadPieceByPiece() {
        auto tail = readMetricsFrom(run(), 0);
        QVERIFY(tail.steps.empty());
        const auto first = metricsLine({.step = 1, .loss = 0.5}) + "\n";
        const auto second = metricsLine({.step = 2, .loss = 0.4, .validationLoss = 0.6}) + "\n";
        write("metrics.jsonl", first + second.substr(0, 20));
        tail = readMetricsFrom(run(), tail.end);
        QCOMPARE(tail.steps.size(), std::size_t{1});
        QCOMPARE(tail.end, std::uint64_t{first.size()});
        write("metrics.jsonl", first + second);
        tail = readMetricsFrom(run(), tail.end);
        QCOMPARE(tail.steps.size(), std::size_t{1});
        QCOMPARE(tail.steps[0].validationLoss, std::optional(0.6));
        QVERIFY(!tail.restarted);
        write("metrics.jsonl", first);
        tail = readMetricsFrom(run(), tail.end);
        QVERIFY(tail.restarted);
        QCOMPARE(tail.steps.size(), std::size_t{1});
    }

private:
    fs::path run() const { return m_folder->path().toStdString(); }
    void write(const char* name, const std::string& text) {
        std::ofstream(run() / name, std::ios::binary) << text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestRunNotes)
#include "tst_run_notes.moc"
