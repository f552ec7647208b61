// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/export_model.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"

#include "tests/support/torch_bytes.h"
#include <malloc.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

using namespace mae;
using namespace mae::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMegabyte = 1 << 20;

// --- what hostile pickles are made of ---

/// Names of 1,000 letters, joined again and again: kilobytes from five bytes.
std::string manyGlobals() {
    const std::string name(1000, 'x');
    return "\x80\x02" + text(name) + "q\x01"
           + repeated("h\x01h\x01\x93"
                      "0",
                      240'000)
           + "0" + good() + ".";
}
std::string manyReferences() { return "\x80\x02(" + repeated("N", 950'000) + "t0" + good() + "."; }
std::string manyLists() { return "\x80\x02" + repeated("]0", 199'000) + good() + "."; }
std::string fullMemo() {
    std::string pickle = "\x80\x02N";
    for (std::uint64_t i = 0; i < 199'999; ++i) {
        pickle += "r" + little(i, 4);
    }
    return pickle + "0" + good() + ".";
}
/// A state dict of one tensor with 64 dimensions under very many names.
std::string manyNames() {
    const std::vector<std::uint64_t> ones(64, 1);
    std::string pickle = "\x80\x02}" + tensor(storage(6), 0, ones, ones)
                         + "q\x01"
                           "0(";
    for (int i = 0; i < 99'000; ++i) {
        pickle += text(std::to_string(i)) + "h\x01";
    }
    return pickle + "u.";
}
/// {'optimizer': {'state': {0: d, 1: d, …}}} with one d that all share.
std::string manyStates(const std::string& shared, int count) {
    std::string pickle = "\x80\x02}(" + text("w") + good() + text("optimizer") + "}" + text("state")
                         + "}" + shared
                         + "q\x01"
                           "0(";
    for (int i = 0; i < count; ++i) {
        pickle += number(static_cast<std::uint64_t>(i)) + "h\x01";
    }
    return pickle + "usu.";
}
std::string longNamesOfStates() {
    return manyStates("}" + text(std::string(kMegabyte, 'x')) + good() + "s", 100'000);
}
std::string manyTensorsOfStates() {
    std::string shared = "}" + good()
                         + "q\x02"
                           "0(";
    for (int i = 0; i < 20'000; ++i) {
        shared += text(std::to_string(i)) + "h\x02";
    }
    return manyStates(shared + "u", 20'000);
}
std::string manyNothingsOfStates() {
    return manyStates("}(" + repeated("NN", 150'000) + "u", 100'000);
}
/// OrderedDict(list) of one long list, over and over.
std::string manyDicts() {
    return "\x80\x02](" + repeated("N", 1'000'000)
           + "e\x85q\x01"
             "0"
           + global("collections", "OrderedDict")
           + "q\x02"
             "0"
           + repeated("h\x02h\x01R0", 200'000) + good() + ".";
}
/// A model that seems to be huge: all its tensors lie in one small storage of half precision.
std::string sharedStorage() {
    std::string pickle = "\x80\x02}"
                         + tensor(storage(1 << 20, "HalfStorage"), 0, {1024, 1024}, {1024, 1})
                         + "q\x01"
                           "0(";
    for (int i = 0; i < 10'000; ++i) {
        pickle += text("blocks." + std::to_string(i) + ".mlp.fc1.weight") + "h\x01";
    }
    return pickle + "u.";
}

// --- and headers of safetensors ---

std::string manyTensors() {
    std::string header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    for (int i = 0; i < 400'000; ++i) {
        header += ",\"" + std::to_string(i)
                  + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    }
    return header + "}";
}
std::string manyDimensions() {
    const auto shape = repeated("0,", 63) + "0";
    std::string header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    for (int i = 0; i < 60'000; ++i) {
        header += ",\"" + std::to_string(i) + "\":{\"dtype\":\"U8\",\"shape\":[" + shape
                  + "],\"data_offsets\":[0,0]}";
    }
    return header + "}";
}
std::string manyMetadata() {
    std::string header = "{\"__metadata__\":{\"a\":\"\"";
    for (int i = 0; i < 1'000'000; ++i) {
        header += ",\"" + std::to_string(i) + "\":\"\"";
    }
    return header + "}}";
}
std::string settings(const std::string& config) {
    return R"({"__metadata__":{"format":"mae-explorer","version":"1","config":")" + config + "\"}}";
}

} // namespace

/// A file from a stranger never makes the program take more memory than twice the file's size and
/// 64 MB before it is refused.
class TestHostileMemory : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/mae-XXXXXX")};

    fs::path place(const char* name) const {
        return fs::path(m_folder.path().toStdString()) / name;
    }
    fs::path put(const char* name, const std::string& bytes) const {
        fs::create_directories(place(name).parent_path());
        std::ofstream(place(name), std::ios::binary) << bytes;
        return place(name);
    }
    static std::int64_t sizeOf(const fs::path& path) {
        if (fs::is_regular_file(path)) {
            return static_cast<std::int64_t>(fs::file_size(path));
        }
        std::int64_t size = 0;
        for (const auto& entry : fs::directory_iterator(path)) {
            size += static_cast<std::int64_t>(entry.file_size());
        }
        return size;
    }

    /// Bytes, from a line of /proc/self/status.
    static std::int64_t memory(const std::string& what) {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with(what + ":")) {
                return std::stoll(line.substr(what.size() + 1)) * 1024;
            }
        }
        return 0;
    }
    /// By how much the memory of this process grows at most while @p work is done; empty if the
    /// kernel does not tell.
    static std::optional<std::int64_t> peakOf(const std::function<void()>& work) {
        ::malloc_trim(0); // what was freed before must not hide what is taken now
        std::ofstream reset("/proc/self/clear_refs");
        if (!(reset << "5" << std::flush)) {
            return std::nullopt;
        }
        const auto before = memory("VmRSS");
        work();
        return memory("VmHWM") - before;
    }

    fs::path hostileFile() const {
        QFETCH(std::string, name);
        QFETCH(std::string, bytes);
        QFETCH(qint64, sparse);
        const auto path = put(name.c_str(), bytes);
        if (sparse > 0) { // takes no room on the disk
            fs::resize_file(path, static_cast<std::uintmax_t>(sparse));
        }
        return path.filename() == "config.json" || name.find('/') != std::string::npos
                   ? path.parent_path()
                   : path;
    }

private Q_SLOTS:
    void initTestCase() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer takes memory of its own");
#endif
        // What is set up once, on the first model of each kind, is no cost of a file.
        const auto model = openModel("bundled");
        for (const auto format : {ModelFormat::Official, ModelFormat::HuggingFace}) {
            const auto path = place(format == ModelFormat::Official ? "good.pth" : "good");
            exportModel(path, model, format, at::kFloat);
            inspectModel(path.string());
            openModel(path.string(), {.heads = 3, .decoderHeads = 4, .target = "pixels"});
        }
        if (!peakOf([] {})) {
            QSKIP("this kernel does not forget the peak of memory (/proc/self/clear_refs)");
        }
    }

    void theMeasurementSeesMemory() {
        const auto peak = peakOf([] {
            std::vector<char> bytes(50 * kMegabyte, 1);
            QVERIFY(bytes[1] == 1);
        });
        QVERIFY2(*peak > 49 * kMegabyte && *peak < 60 * kMegabyte,
                 std::to_string(*peak / kMegabyte).c_str());
    }

    void hostileFilesTakeLittle_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<qint64>("sparse");
        const auto row = [](const char* what, const std::string& name, const std::string& bytes,
                            qint64 sparse = 0) { QTest::newRow(what) << name << bytes << sparse; };
        constexpr qint64 kHuge = qint64{4} << 30;

        const std::vector<std::pair<const char*, std::string>> pickles{
            {"globals", manyGlobals()},
            {"references", manyReferences()},
            {"lists", manyLists()},
            {"memo", fullMemo()},
            {"names of one tensor", manyNames()},
            {"long names of states", longNamesOfStates()},
            {"tensors of states", manyTensorsOfStates()},
            {"nothings of states", manyNothingsOfStates()},
            {"dicts", manyDicts()},
            {"text", "\x80\x02" + text(std::string(30 * kMegabyte, 'x')) + "0" + good() + "."},
        };
        for (const auto& [what, pickle] : pickles) {
            row((std::string("zip: ") + what).c_str(), "x.pth", checkpoint(pickle));
            row((std::string("legacy: ") + what).c_str(), "x.pth", legacy(pickle));
        }
        const auto heavy = [](const std::string& root) {
            return "\x80\x02" + repeated("]0", 190'000) + "(" + repeated("N", 900'000) + "t0" + root
                   + ".";
        };
        row("legacy: four large pickles", "x.pth",
            heavy(text("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19")) + heavy("N")
                + heavy("}" + text("little_endian") + "\x88s")
                + heavy("}" + text("w") + good() + "s") + heavy("N"));
        row("zip: one storage for a whole model", "x.pth",
            zip({{"a/data.pkl", sharedStorage()}, {"a/data/0", std::string(2 << 20, '\0')}}));
        std::vector<ZipPart> parts(60'000);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            parts[i].name = "a/" + std::to_string(i);
        }
        row("zip: many parts", "x.pth", zip(parts));
        parts.assign(400, {});
        for (std::size_t i = 0; i < parts.size(); ++i) {
            parts[i].name = "a/" + std::to_string(i) + std::string(65'000, 'x');
        }
        row("zip: long names", "x.pth", zip(parts));
        row("zip: a directory that is not there", "x.pth",
            zip({{"a/data.pkl", "x"}}, {.claimed = 65'000, .sizeOff = 30'000'000}));

        row("safetensors: tensors", "x.safetensors", safetensors(manyTensors()));
        row("safetensors: dimensions", "x.safetensors", safetensors(manyDimensions()));
        row("safetensors: metadata", "x.safetensors", safetensors(manyMetadata()));
        const std::string huge(40 * kMegabyte, '1');
        row("safetensors: long name", "x.safetensors", safetensors("{\"" + huge + "\":{}}"));
        row("safetensors: long number", "x.safetensors", safetensors("{\"a\":" + huge + "}"));
        row("safetensors: long text", "x.safetensors",
            safetensors("{\"__metadata__\":{\"a\":\"" + huge + "\"}}"));
        row("safetensors: deep settings", "x.safetensors",
            safetensors(settings("{\\\"model\\\":{\\\"x\\\":" + repeated("[", 500'000)
                                 + repeated("]", 500'000) + "}}")));
        row("safetensors: wide settings", "x.safetensors",
            safetensors(
                settings("{\\\"model\\\":{\\\"x\\\":[" + repeated("{},", 330'000) + "0]}}")));
        row("safetensors: a header that is not there", "x.safetensors",
            little(99'000'000, 8) + "{}");

        for (const auto* name : {"config.json", "preprocessor_config.json",
                                 "model.safetensors.index.json", "pytorch_model.bin.index.json"}) {
            const std::string folder = "hf-" + std::string(name) + "/";
            for (const std::size_t times : {450'000, 10'000'000}) {
                row((std::string(name) + ": deep, " + std::to_string(times)).c_str(), folder + name,
                    "{\"x\":" + repeated("[", times) + repeated("]", times) + "}");
                row((std::string(name) + ": wide, " + std::to_string(times)).c_str(), folder + name,
                    "{\"x\":[" + repeated("{},", times * 2 / 3) + "0]}");
            }
            put((folder + "pytorch_model.bin").c_str(), checkpoint(stateDict(good())));
        }

        row("safetensors of 4 GB", "x.safetensors", little(99'000'000, 8) + "{", kHuge);
        row("safetensors of 4 GB that seems to have a tensor", "x.safetensors",
            safetensors(
                R"({"x":{"dtype":"F32","shape":[1073741824],"data_offsets":[0,4294967296]}})"),
            kHuge);
        row("zip of 4 GB", "x.pth", checkpoint(stateDict(good())), kHuge);
        row("legacy of 4 GB", "x.pth", legacy(stateDict(good())), kHuge);
        row("pickle of 4 GB", "x.pth", "\x80\x02(", kHuge);
        row("nothing of 4 GB", "x.bin", "", kHuge);
        row("settings of 4 GB", "hf-huge/config.json", "{", kHuge);
    }
    void hostileFilesTakeLittle() {
        const auto path = hostileFile();
        const auto most = 2 * sizeOf(path) + 64 * kMegabyte;
        bool refused = false;
        std::string why;
        const auto attempt = [&](const std::function<void()>& open) {
            try {
                open();
                refused = false;
            } catch (const Error& error) {
                refused = error.kind() == ErrorKind::Format || error.kind() == ErrorKind::Io;
                why = error.what();
            }
        };
        const auto look = peakOf([&] { attempt([&] { inspectModel(path.string()); }); });
        QVERIFY2(*look <= most, qPrintable(QStringLiteral("looking at it takes %1 MB, not %2")
                                               .arg(*look / kMegabyte)
                                               .arg(most / kMegabyte)));
        const auto open = peakOf([&] { attempt([&] { openModel(path.string()); }); });
        QVERIFY2(*open <= most, qPrintable(QStringLiteral("opening it takes %1 MB, not %2")
                                               .arg(*open / kMegabyte)
                                               .arg(most / kMegabyte)));
        QVERIFY2(refused, why.empty() ? "accepted" : why.c_str());
        QVERIFY2(why.size() < 5000, why.c_str());
    }
};

QTEST_GUILESS_MAIN(TestHostileMemory)
#include "tst_hostile_memory.moc"
