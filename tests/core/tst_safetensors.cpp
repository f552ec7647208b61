// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/io/safetensors.h"

#include "tests/support/shared.h"
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/zeros.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>

using namespace mae;
namespace fs = std::filesystem;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A file of a given header and number of data bytes.
Bytes fileOf(const std::string& header, std::size_t dataBytes) {
    Bytes bytes(8 + header.size() + dataBytes, 1);
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, 8);
    std::memcpy(bytes.data() + 8, header.data(), header.size());
    return bytes;
}

/// JSON written with single quotes.
std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

/// The reason for which a file is refused; empty: it is not.
std::optional<std::string> refusal(const Bytes& bytes) {
    try {
        parseSafetensors(bytes, "x.safetensors");
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Format) {
            return "wrong kind: " + std::string(error.what());
        }
        return error.what();
    }
    return std::nullopt;
}

bool sameTensors(const Safetensors& a, const Safetensors& b) {
    if (a.tensors.size() != b.tensors.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.tensors.size(); ++i) {
        const auto& x = a.tensors[i];
        const auto& y = b.tensors[i];
        if (x.name != y.name || x.tensor.scalar_type() != y.tensor.scalar_type()
            || x.tensor.sizes() != y.tensor.sizes()
            || (x.tensor.numel() > 0
                && std::memcmp(x.tensor.const_data_ptr(), y.tensor.const_data_ptr(),
                               x.tensor.nbytes())
                       != 0)) {
            return false;
        }
    }
    return true;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    /// A small file with several types and metadata, as bytes.
    Bytes smallFile() const {
        const auto path = file("small.safetensors");
        writeSafetensors(path,
                         {{"weight", at::arange(12, at::kFloat).reshape({3, 4})},
                          {"half", at::arange(5, at::kHalf)},
                          {"counter", at::scalar_tensor(12345, at::kLong)}},
                         {{"format", "mae-explorer"}, {"step", "12345"}});
        return readFile(path, 1 << 20);
    }

private Q_SLOTS:
    void everyTypeAndShapeComesBack() {
        std::vector<NamedTensor> tensors;
        for (const auto type : {at::kByte, at::kDouble, at::kFloat, at::kHalf, at::kBFloat16,
                                at::kLong, at::kInt, at::kShort, at::kChar, at::kBool}) {
            const std::string name = c10::toString(type);
            tensors.push_back({name + ".scalar", at::scalar_tensor(1, type)});
            tensors.push_back({name + ".empty", at::empty({3, 0, 2}, type)});
            tensors.push_back({name + ".odd", at::arange(-3, 4, at::kInt).to(type)});
            tensors.push_back(
                {name + ".turned", at::arange(6, at::kInt).to(type).reshape({2, 3}).t()});
        }
        const std::map<std::string, std::string> metadata{
            {"format", "mae-explorer"}, {"quote\"s", "tab\t line\n ü 🂡"}, {"", ""}};
        writeSafetensors(file("types.safetensors"), tensors, metadata);
        const auto read = readSafetensors(file("types.safetensors"));
        for (const auto& [key, value] : metadata) {
            QCOMPARE(read.metadata.at(key), value);
        }
        QCOMPARE(read.tensors.size(), tensors.size());
        for (const auto& [name, tensor] : tensors) {
            const auto* found = read.find(name);
            QVERIFY2(found, name.c_str());
            QVERIFY2(found->scalar_type() == tensor.scalar_type(), name.c_str());
            QVERIFY2(found->sizes() == tensor.sizes() && found->equal(tensor), name.c_str());
            QVERIFY(found->is_contiguous());
        }
        QVERIFY(read.find("absent") == nullptr);
    }

    void aFileWithoutTensorsIsValid() {
        writeSafetensors(file("none.safetensors"), {}, {});
        QVERIFY(readSafetensors(file("none.safetensors")).tensors.empty());
        QVERIFY(!refusal(fileOf("{}", 0)));
        QVERIFY(!refusal(fileOf("{}      ", 0)));
    }

    void dataAreAlignedAndTensorsOutliveTheFile() {
        Tensor kept;
        {
            const auto bytes = smallFile();
            const auto header = parseSafetensorsHeader(bytes, bytes.size(), "small");
            QCOMPARE(header.dataBegin % 64, 0u);
            kept = *parseSafetensors(bytes, "small").find("weight");
        }
        QVERIFY(kept.equal(at::arange(12, at::kFloat).reshape({3, 4})));
        for (const auto& named : readSafetensors(file("small.safetensors")).tensors) {
            const auto address = reinterpret_cast<std::uintptr_t>(named.tensor.const_data_ptr());
            QCOMPARE(address % static_cast<std::size_t>(named.tensor.element_size()), 0u);
        }
    }

    void unalignedTensorsOfOtherProgramsAreRead() {
        const auto bytes = fileOf(json("{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},"
                                       "'b':{'dtype':'I32','shape':[2],'data_offsets':[1,9]}}"),
                                  9);
        const auto read = parseSafetensors(bytes, "unaligned");
        QCOMPARE(read.find("b")->const_data_ptr<int>()[1], 0x01010101);
    }

    void everyFlippedBitIsNoticed() {
        const auto bytes = smallFile();
        const auto original = parseSafetensors(bytes, "small");
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            auto damaged = bytes;
            damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1u << (bit % 8)));
            if (refusal(damaged)) {
                continue;
            }
            // Only the name or the form of a checksum may have been hit: then nothing else changed.
            const auto read = parseSafetensors(damaged, "small");
            QVERIFY2(sameTensors(read, original), std::to_string(bit).c_str());
            QCOMPARE(read.metadata.at("step"), std::string("12345"));
        }
    }

    void everyTruncationAndExtensionIsRefused() {
        auto bytes = smallFile();
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            QVERIFY2(refusal(Bytes(bytes.begin(), bytes.begin() + static_cast<long>(length))),
                     std::to_string(length).c_str());
        }
        bytes.push_back(0);
        QVERIFY(refusal(bytes));
    }

    void truncatedFilesOnDiskAreRefused() {
        const auto bytes = smallFile();
        for (const std::size_t length :
             {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() - 1}) {
            std::ofstream(file("cut.safetensors"), std::ios::binary)
                .write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<std::streamsize>(length));
            QVERIFY_EXCEPTION_THROWN(readSafetensors(file("cut.safetensors")), Error);
            QVERIFY_EXCEPTION_THROWN(readSafetensorsHeader(file("cut.safetensors")), Error);
        }
        QVERIFY_EXCEPTION_THROWN(readSafetensors(file("absent.safetensors")), Error);
        QVERIFY_EXCEPTION_THROWN(readSafetensors(file("")), Error); // a folder
    }

    void attacks_data() {
        QTest::addColumn<std::string>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::addColumn<std::string>("reason");
        const auto row = [](const char* name, const std::string& header, int dataBytes,
                            const std::string& reason) {
            QTest::newRow(name) << json(header) << dataBytes << reason;
        };
        const auto tensor = [](const std::string& shape, const std::string& offsets,
                               const std::string& dtype = "F32") {
            return "{'dtype':'" + dtype + "','shape':" + shape + ",'data_offsets':" + offsets + "}";
        };
        const auto one = [&](const std::string& shape, const std::string& offsets,
                             const std::string& dtype = "F32") {
            return "{'a':" + tensor(shape, offsets, dtype) + "}";
        };
        const auto repeated = [](const std::string& text, int times) {
            std::string result;
            for (int i = 0; i < times; ++i) {
                result += text;
            }
            return result;
        };
        row("empty", "", 0, "not a JSON object");
        row("spaces", "    ", 0, "not a JSON object");
        row("space first", " {}", 0, "not a JSON object");
        row("array", "[]", 0, "not a JSON object");
        row("no end", "{'a':", 0, "not a JSON object");
        row("two objects", "{}{}", 0, "not JSON at byte");
        row("comma at the end", "{'a':{},}", 0, "");
        row("line at the end", "{}\n", 0, "not a JSON object");
        row("zero byte", std::string("{}\0{}", 5), 0, "not a JSON object");
        row("NaN", one("[NaN]", "[0,4]"), 4, "not JSON");
        row("comment", "{/**/}", 0, "not JSON");
        row("bad UTF-8", "{'\xC0\x80':1}", 0, "");
        row("number for a tensor", "{'a':1}", 0, "not an object");
        row("null for a tensor", "{'a':null}", 0, "not an object");
        row("list for a tensor", "{'a':[1]}", 0, "not an object");
        row("metadata is a list", "{'__metadata__':['a']}", 0, "not an object");
        row("metadata number", "{'__metadata__':{'a':1}}", 0, "is not a text");
        row("metadata nested", "{'__metadata__':{'a':{'b':'c'}}}", 0, "is not a text");
        row("metadata twice", "{'__metadata__':{},'__metadata__':{}}", 0, "comes twice");
        row("metadata key twice", "{'__metadata__':{'a':'1','a':'2'}}", 0, "comes twice");
        row("tensor twice",
            "{'a':" + tensor("[1]", "[0,4]") + ",'a':" + tensor("[1]", "[4,8]") + "}", 8,
            "comes twice");
        row("tensor twice, escaped",
            "{'a':" + tensor("[1]", "[0,4]") + ",'\\u0061':" + tensor("[1]", "[4,8]") + "}", 8,
            "comes twice");
        row("field twice", "{'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
            4, "comes twice");
        row("unknown field", "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':[1]}}", 4,
            "unknown key");
        row("no dtype", "{'a':{'shape':[1],'data_offsets':[0,4]}}", 4, "lacks");
        row("no shape", "{'a':{'dtype':'F32','data_offsets':[0,4]}}", 4, "lacks");
        row("no offsets", "{'a':{'dtype':'F32','shape':[1]}}", 4, "lacks");
        row("dtype is a list", "{'a':{'dtype':['F32'],'shape':[1],'data_offsets':[0,4]}}", 4,
            "wrong type");
        row("shape is a text", "{'a':{'dtype':'F32','shape':'[1]','data_offsets':[0,4]}}", 4,
            "wrong type");
        row("unknown type", one("[1]", "[0,4]", "F33"), 4, "'F33'");
        row("type in small letters", one("[1]", "[0,4]", "f32"), 4, "'f32'");
        row("one offset", one("[1]", "[0]"), 4, "two data_offsets");
        row("three offsets", one("[1]", "[0,4,8]"), 4, "wrong type");
        row("nested shape", one("[[1]]", "[0,4]"), 4, "wrong type");
        row("negative size", one("[-1]", "[0,4]"), 4, "negative");
        row("minus zero", one("[-0]", "[0,0]"), 0, "negative");
        row("fraction", one("[1.0]", "[0,4]"), 4, "not whole");
        row("exponent", one("[1e0]", "[0,4]"), 4, "not whole");
        row("larger than 64 bits", one("[18446744073709551617]", "[0,4]"), 4,
            "not whole or too large");
        row("larger than signed", one("[9223372036854775808]", "[0,4]"), 4, "too large");
        row("product overflows to 4", one("[4611686018427387905,4]", "[0,16]"), 16, "too large");
        row("product overflows to 0", one("[4294967296,4294967296]", "[0,0]"), 0, "too large");
        row("overflow hidden by 0", one("[0,9223372036854775807,9223372036854775807]", "[0,0]"), 0,
            "too large");
        row("bytes overflow", one("[4611686018427387904]", "[0,0]"), 0, "too large");
        row("65 dimensions", one("[" + repeated("1,", 64) + "1]", "[0,4]"), 4,
            "more than 64 dimensions");
        row("offsets turned round", one("[1]", "[4,0]"), 4, "data_offsets");
        row("too few bytes", one("[2]", "[0,4]"), 4, "data_offsets");
        row("too many bytes", one("[1]", "[0,8]"), 8, "data_offsets");
        row("behind the end", one("[2]", "[0,8]"), 4, "cut off");
        row("far behind the end", one("[4611686018427387]", "[0,18446744073709548]"), 4, "cut off");
        row("hole at the start", one("[1]", "[4,8]"), 8, "hole");
        row("hole between",
            "{'a':" + tensor("[1]", "[0,4]") + ",'b':" + tensor("[1]", "[8,12]") + "}", 12, "hole");
        row("overlap", "{'a':" + tensor("[2]", "[0,8]") + ",'b':" + tensor("[2]", "[4,12]") + "}",
            12, "overlap");
        row("the same bytes",
            "{'a':" + tensor("[2]", "[0,8]") + ",'b':" + tensor("[2]", "[0,8]") + "}", 8,
            "overlap");
        row("bytes left over", one("[1]", "[0,4]"), 5, "need 4 bytes");
        row("no tensors but bytes", "{}", 5, "need 0 bytes");
        row("neither true nor false", one("[1]", "[0,1]", "BOOL"), 1, "");
        row("wrong checksum",
            "{'__metadata__':{'checksum':'crc32c:00000000'},'a':" + tensor("[1]", "[0,4]") + "}", 4,
            "checksum");
        row("deep nesting", "{'a':" + repeated("[", 100000) + repeated("]", 100000) + "}", 0,
            "not an object");
        row("deep nesting in a shape", one(repeated("[", 100000) + repeated("]", 100000), "[0,4]"),
            4, "wrong type");
        row("deep objects", repeated("{'a':", 100000) + "1" + repeated("}", 100000), 0, "");
    }

    void attacks() {
        QFETCH(std::string, header);
        QFETCH(int, dataBytes);
        QFETCH(std::string, reason);
        auto bytes = fileOf(header, static_cast<std::size_t>(dataBytes));
        if (qstrcmp(QTest::currentDataTag(), "neither true nor false") == 0) {
            bytes.back() = 2;
        }
        const auto why = refusal(bytes);
        QVERIFY2(why, "not refused");
        QVERIFY2(why->find(reason) != std::string::npos, why->c_str());
        QVERIFY2(why->starts_with("'x.safetensors' is not a valid"), why->c_str());
        QVERIFY(why->size() < 400);
    }

    void lyingHeaderLengthsAreRefused() {
        for (const std::uint64_t length :
             {std::uint64_t{3}, std::uint64_t{100000000}, std::uint64_t{100000001},
              std::uint64_t{1} << 63, ~std::uint64_t{0}, ~std::uint64_t{0} - 7}) {
            auto bytes = fileOf("{}", 0);
            std::memcpy(bytes.data(), &length, 8);
            QVERIFY(refusal(bytes));
        }
        const auto bytes = fileOf("{}", 0); // of a huge file, only the start is at hand
        QVERIFY_EXCEPTION_THROWN(parseSafetensorsHeader(std::span(bytes).first(9), 1000000, "x"),
                                 Error);
    }

    void hostileNamesAreShortAndHarmlessInMessages() {
        const auto why = refusal(fileOf("{\"\\u001b[2J" + std::string(1000000, 'x') + "\":1}", 0));
        QVERIFY(why);
        QVERIFY(why->size() < 300);
        QVERIFY(why->find('\x1b') == std::string::npos);
    }

    void whatCannotBeWrittenIsRefusedAndTheOldFileStays() {
        const auto before = smallFile();
        const auto path = file("small.safetensors");
        const auto good = at::zeros({2}, at::kFloat);
        QVERIFY_EXCEPTION_THROWN(writeSafetensors(path, {{"a", good}, {"a", good}}, {}), Error);
        QVERIFY_EXCEPTION_THROWN(writeSafetensors(path, {{"a", Tensor{}}}, {}), Error);
        QVERIFY_EXCEPTION_THROWN(writeSafetensors(path, {{"__metadata__", good}}, {}), Error);
        QVERIFY_EXCEPTION_THROWN(
            writeSafetensors(path, {{"a", at::zeros({2}, at::kComplexFloat)}}, {}), Error);
        QVERIFY(readFile(path, 1 << 20) == before);
        QVERIFY_EXCEPTION_THROWN(
            writeSafetensors(file("absent/folder.safetensors"), {{"a", good}}, {}), Error);
    }

    void twentyThousandRandomDamagesAreRefusedOrHarmless() {
        Rng rng(39, Purpose::Weights, 0, 0);
        const std::vector<std::string> pieces{"{",
                                              "}",
                                              "[",
                                              "]",
                                              ",",
                                              ":",
                                              "null",
                                              "-1",
                                              "0",
                                              "1e9",
                                              "18446744073709551616",
                                              "9223372036854775807",
                                              "'F16'",
                                              "'shape'",
                                              "'data_offsets'",
                                              "'__metadata__'",
                                              "\\u0000"};
        // Without checksums, so that damage reaches what lies behind them.
        const auto bare = fileOf(json("{'__metadata__':{'a':'b'},"
                                      "'x':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]},"
                                      "'y':{'dtype':'BOOL','shape':[],'data_offsets':[24,25]},"
                                      "'z':{'dtype':'I64','shape':[0],'data_offsets':[25,25]}}"),
                                 25);
        int accepted = 0;
        for (int i = 0; i < 20000; ++i) {
            auto bytes = bare;
            const auto place = [&] { return rng.below(static_cast<std::uint32_t>(bytes.size())); };
            for (auto changes = 1 + rng.below(3); changes > 0; --changes) {
                if (rng.below(2) == 0) {
                    bytes[place()] = static_cast<std::uint8_t>(rng.below(256));
                    continue;
                }
                const auto piece =
                    json(pieces[rng.below(static_cast<std::uint32_t>(pieces.size()))]);
                bytes.insert(bytes.begin() + place(), piece.begin(), piece.end());
            }
            if (rng.below(2) == 0 && bytes.size() > 33) { // the length fits again
                const std::uint64_t length = bytes.size() - 8 - 25;
                std::memcpy(bytes.data(), &length, 8);
            }
            if (const auto why = refusal(bytes)) {
                QVERIFY2(!why->starts_with("wrong kind") && why->size() < 500, why->c_str());
                continue;
            }
            ++accepted;
            std::uint64_t total = 0;
            for (const auto& named : parseSafetensors(bytes, "x").tensors) {
                total += named.tensor.nbytes();
            }
            QCOMPARE(total, std::uint64_t{25});
        }
        QVERIFY2(accepted > 100, std::to_string(accepted).c_str()); // changed data and names
    }

    void theSameTensorsGiveTheSameFile() { QVERIFY(smallFile() == smallFile()); }

    void filesOfOtherProgramsAreRead_data() {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<int>("tensors");
        QTest::newRow("timm") << std::string("reference/timm/micro.safetensors") << 30;
        QTest::newRow("huggingface") << std::string("reference/hf/micro/model.safetensors") << 78;
        QTest::newRow("half") << std::string("reference/hf/micro_v5_fp16/model.safetensors") << 78;
        QTest::newRow("forward case")
            << std::string("reference/cases/micro_forward.safetensors") << -1;
        QTest::newRow("training case")
            << std::string("reference/cases/micro_training.safetensors") << -1;
    }

    void filesOfOtherProgramsAreRead() {
        QFETCH(std::string, path);
        QFETCH(int, tensors);
        MAE_NEEDS_SHARED(path.c_str());
        const auto read = readSafetensors(test::shared(path.c_str()));
        QVERIFY(!read.tensors.empty());
        if (tensors >= 0) {
            QCOMPARE(static_cast<int>(read.tensors.size()), tensors);
        }
        writeSafetensors(file("again.safetensors"), read.tensors, read.metadata);
        const auto again = readSafetensors(file("again.safetensors"));
        QCOMPARE(again.tensors.size(), read.tensors.size());
        for (const auto& [name, tensor] : read.tensors) {
            const auto* other = again.find(name);
            QVERIFY2(other && other->scalar_type() == tensor.scalar_type() && other->equal(tensor),
                     name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
