// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/pickle.h"
#include "core/io/torch_values.h"

#include "tests/support/torch_bytes.h"

#include <QTest>

using namespace mae;
using namespace mae::test;
using Kind = Pickle::Kind;

namespace {

std::size_t ignored = 0;

Pickle parse(const std::string& bytes, std::size_t& used = ignored) {
    return parsePickle(std::as_bytes(std::span(bytes)), "x.pth", used);
}

std::string shortText(const std::string& value) { return "\x8c" + little(value.size(), 1) + value; }

} // namespace

/// Pickles, read as plain values; and the tensors that they describe.
class TestPickle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opcodesGivePlainValues() {
        const auto pickle =
            parse("\x80\x02(NK\x05M\x01\x02J\xff\xff\xff\xff\x8a\x02\xff\xff\x8a"
                  + std::string("\x00", 1) + "\x88\x89G\x3f\xf8" + std::string(6, '\0')
                  + "U\x01"
                    "aC\x02"
                    "bc]q\x07(K\x01K\x02"
                    "eh\x07\x86t.");
        std::vector<std::int64_t> integers;
        const auto& root = pickle[pickle.root];
        QVERIFY(root.kind == Kind::Tuple);
        QCOMPARE(root.items.size(), 12U);
        for (std::size_t i = 1; i < 8; ++i) {
            integers.push_back(pickle[root.items[i]].integer);
        }
        QVERIFY(integers == std::vector<std::int64_t>({5, 513, -1, -1, 0, 1, 0}));
        QVERIFY(pickle[root.items[0]].kind == Kind::None);
        QCOMPARE(pickle[root.items[8]].real, 1.5);
        QCOMPARE(pickle[root.items[9]].text, std::string("a"));
        QVERIFY(pickle[root.items[10]].kind == Kind::Bytes);
        const auto& pair = pickle[root.items[11]];
        QCOMPARE(pair.items.size(), 2U);
        QCOMPARE(pair.items[0], pair.items[1]); // one list, known by its number in the memo
        QCOMPARE(pickle[pair.items[0]].items.size(), 2U);
    }

    void protocolFourIsRead() {
        std::size_t used = 0;
        const auto bytes = "\x80\x04\x95" + little(99, 8) + "}\x94(" + shortText("a") + "\x94K\x05"
                           + shortText("b") + "h\x01u.";
        const auto pickle = parse(bytes + "more", used);
        QCOMPARE(used, bytes.size());
        const auto& root = pickle[pickle.root];
        QCOMPARE(pickle.find(root, "a")->integer, 5);
        QCOMPARE(pickle.find(root, "b")->text, std::string("a"));
        QVERIFY(pickle.find(root, "c") == nullptr);
    }

    void attacks_data() {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << bytes << std::string(reason);
        };
        const auto pickle = [&row](const char* name, const std::string& code, const char* reason) {
            row(name, "\x80\x02" + code, reason);
        };
        row("nothing", "", "cut off");
        row("no end", "\x80\x02N", "cut off");
        row("text protocol", "I1\n.", "opcode 0x49");
        row("protocol 9", "\x80\x09N.", "protocol is 9");
        pickle("unknown opcode", "\xff.", "opcode 0xff");

        pickle("stack underflow, SETITEM", "s.", "stack runs empty");
        pickle("stack underflow, POP", "0.", "stack runs empty");
        pickle("stack underflow, DUP", "2.", "stack runs empty");
        pickle("stack underflow, STOP", ".", "stack runs empty");
        pickle("stack underflow, TUPLE3", "NN\x87.", "stack runs empty");
        pickle("stack underflow, REDUCE", ")R.", "stack runs empty");
        pickle("stack underflow, NEWOBJ", ")\x81.", "stack runs empty");
        pickle("stack underflow, BUILD", "}b.", "stack runs empty");
        pickle("stack underflow, BINPERSID", "Q.", "stack runs empty");
        pickle("stack underflow, STACK_GLOBAL", (shortText("os") + "\x93.").c_str(),
               "stack runs empty");
        pickle("below a mark, APPEND", "](Na.", "stack runs empty");
        pickle("below a mark, TUPLE2", "N(N\x86t.", "stack runs empty");
        pickle("below a mark, BUILD", "}(Nb.", "stack runs empty");
        pickle("below a mark, BINPUT", "N(q\x01.", "stack runs empty");
        pickle("no mark", "t.", "mark is missing");
        pickle("no mark for APPENDS", "]e.", "mark is missing");
        pickle("no mark for POP_MARK", "N1.", "mark is missing");
        pickle("marks without end", std::string(20'000, '('), "nested deeper");
        pickle("stack without end", std::string(5'000'000, 'N'), "more values");
        pickle("ends below a mark", "(N.", "left over");
        pickle("ends with more", "NN.", "left over");

        pickle("no such memo", "h\x05.", "has not given");
        pickle("no such long memo", "j\xff\xff\xff\x7f.", "has not given");
        pickle("memo beyond all", "Nr\xff\xff\xff\xff.", "memo is larger");
        pickle("memo of nothing", "q\x01.", "stack runs empty");
        pickle("memo of nothing, protocol 4", "\x94.", "stack runs empty");
        pickle("memo used before", "h\x01Nq\x01.", "has not given");

        pickle("text longer than the file", "X\xff\xff\xff\x7f", "cut off");
        pickle("bytes longer than the file", "B\xff\xff\xff\xff", "cut off");
        pickle("integer longer than the file",
               "\x8a\xff"
               "1",
               "cut off");
        pickle("text of 64 bits", "\x8d" + std::string(8, '\xff') + ".", "opcode 0x8d");
        pickle("bytes of 64 bits", "\x8e" + std::string(8, '\xff') + ".", "opcode 0x8e");
        pickle("integer of 32 bits", "\x8b\xff\xff\xff\xff.", "opcode 0x8b");
        pickle("byte array", "\x96" + std::string(8, '\xff') + ".", "opcode 0x96");
        pickle("buffers beside it", "\x97.", "opcode 0x97");
        pickle("extensions", "\x82\x01.", "opcode 0x82");
        pickle("name without end", "c" + std::string(2'000'000, 'x'), "longer than any");
        pickle("long name on the stack", text(std::string(2000, 'x')) + text("y") + "\x93.",
               "longer than any");
        pickle("name that is a number", "K\x01K\x02\x93.", "no text");
        pickle("names joined without end",
               text(std::string(1000, 'x')) + "q\x01"
                   + repeated("h\x01h\x01\x93"
                              "0",
                              50'000),
               "more classes");
        pickle("dicts of one list without end",
               "](" + repeated("N", 500'000)
                   + "e\x85q\x01"
                     "0"
                   + global("collections", "OrderedDict")
                   + "q\x02"
                     "0"
                   + repeated("h\x02h\x01R0", 1000),
               "more values");
        pickle("copies of one list without end",
               "](" + repeated("N", 500'000)
                   + "e\x85q\x01"
                     "0"
                   + global("torch", "Size")
                   + "q\x02"
                     "0"
                   + repeated("h\x02h\x01R0", 1000),
               "more values");
        pickle("list doubled without end",
               "](NNNNNNNNe"
                   + repeated("q\x01(h\x01h\x01"
                              "e",
                              10)
                   + ".",
               "no state dict"); // eleven references, and circles

        pickle("append to a number", "K\x01Na.", "no container");
        pickle("append to a tuple", ")Na.", "no container");
        pickle("append to a dict", "}Na.", "no container");
        pickle("set items of a list", "](NNu.", "no container");
        pickle("add items to a list", "](N\x90.", "no container");
        pickle("key without value", "}(Nu.", "has no value");

        pickle("pickled module", global("models", "Net") + ")\x81.", "models Net");
        pickle("pickled function's result", global("os", "getcwd") + ")R.", "os getcwd");
        pickle("deep tuples", "N" + std::string(150'000, '\x85') + ".", "no state dict");
        pickle("deep lists", std::string(9'000, ']') + std::string(8'999, 'a') + ".",
               "no state dict");
        pickle("a list in itself",
               "]q\x01h\x01"
               "a.",
               "no state dict");
        pickle("a dict as its own model", "}q\x01" + text("model") + "h\x01s.", "no state dict");
        pickle("no tensors", "}.", "no state dict");
        pickle("a number", "K\x01.", "no state dict");

        const auto shaped = [&row](const char* name, const std::string& value, const char* why) {
            row(name, stateDict(value), why);
        };
        shaped("not a storage", tensor("N", 0, {6}, {1}), "described wrongly");
        shaped("storage without description", tensor("NQ", 0, {6}, {1}), "described wrongly");
        shaped("storage of a short tuple", tensor("(" + text("storage") + "tQ", 0, {6}, {1}),
               "described wrongly");
        shaped("storage of negative size", tensor(storage(~std::uint64_t{0}), 0, {6}, {1}),
               "described wrongly");
        shaped("storage larger than any", tensor(storage(std::uint64_t{1} << 62), 0, {6}, {1}),
               "described wrongly");
        shaped("unknown numbers", tensor(storage(6, "QInt8Storage"), 0, {6}, {1}), "not supported");
        shaped("complex numbers", tensor(storage(6, "ComplexFloatStorage"), 0, {6}, {1}),
               "not supported");
        shaped("two descriptions of a storage",
               good() + "s" + text("v") + tensor(storage(7), 0, {6}, {1}), "two descriptions");
        shaped("two types of a storage",
               good() + "s" + text("v") + tensor(storage(6, "IntStorage"), 0, {6}, {1}),
               "two descriptions");
        shaped("beyond the storage", tensor(storage(6), 0, {7}, {1}), "beyond");
        shaped("offset beyond", tensor(storage(6), 5, {2}, {1}), "beyond");
        shaped("offset far beyond", tensor(storage(6), std::uint64_t{1} << 62, {0}, {1}), "beyond");
        shaped("negative offset", tensor(storage(6), ~std::uint64_t{0}, {2}, {1}), "beyond");
        shaped("offset that overflows", tensor(storage(6), ~std::uint64_t{0} >> 1, {2}, {1}),
               "beyond");
        shaped("stride beyond", tensor(storage(6), 0, {2}, {6}), "beyond");
        shaped("stride 0", tensor(storage(6), 0, {1000000}, {0}), "beyond");
        shaped("negative stride", tensor(storage(6), 5, {6}, {~std::uint64_t{0}}), "impossible");
        shaped("stride that overflows", tensor(storage(6), 0, {3}, {(std::uint64_t{1} << 63) + 1}),
               "impossible");
        shaped("largest stride", tensor(storage(6), 0, {2}, {std::uint64_t{1} << 40}), "beyond");
        shaped("negative size", tensor(storage(6), 0, {~std::uint64_t{0}}, {1}), "impossible");
        shaped("sizes that overflow to 4",
               tensor(storage(6), 0, {(std::uint64_t{1} << 62) + 1, 4}, {1, 1}), "impossible");
        shaped("sizes that overflow to 0",
               tensor(storage(6), 0, std::vector<std::uint64_t>(2, std::uint64_t{1} << 32), {0, 0}),
               "beyond");
        shaped(
            "sizes that overflow, hidden by 0",
            tensor(storage(6), 0, {0, std::uint64_t{1} << 40, std::uint64_t{1} << 40}, {1, 1, 1}),
            "beyond");
        shaped("more strides than sizes", tensor(storage(6), 0, {6}, {1, 1}), "described wrongly");
        shaped("65 dimensions",
               tensor(storage(6), 0, std::vector<std::uint64_t>(65, 1),
                      std::vector<std::uint64_t>(65, 1)),
               "shape");
        shaped("a size that is a text",
               global("torch._utils", "_rebuild_tensor_v2") + "(" + storage(6) + number(0) + "("
                   + text("6") + "t(K\x01t\x89NtR",
               "impossible");
        row("two names", "\x80\x02}(" + text("w") + good() + text("w") + good() + "u.", "twice");
        row(
            "one tensor under names without end",
            "\x80\x02}" + good()
                + "q\x01"
                  "0("
                +
                [] {
                    std::string names;
                    for (int i = 0; i < 60'000; ++i) {
                        names += text(std::to_string(i)) + "h\x01";
                    }
                    return names;
                }()
                + "u.",
            "more tensors than");
        row(
            "one storage for more data than there are",
            "\x80\x02}" + tensor(storage(1 << 20), 0, {1 << 20}, {1})
                + "q\x01"
                  "0("
                +
                [] {
                    std::string names;
                    for (int i = 0; i < 10; ++i) {
                        names += text(std::to_string(i)) + "h\x01";
                    }
                    return names;
                }()
                + "u.",
            "more data than");
    }
    void attacks() {
        QFETCH(std::string, bytes);
        QFETCH(std::string, reason);
        std::string why;
        try {
            findTensors(parse(bytes), "x.pth");
        } catch (const Error& error) {
            QVERIFY(error.kind() == ErrorKind::Format);
            why = error.what();
        }
        QVERIFY2(!why.empty(), "accepted");
        QVERIFY2(why.find(reason) != std::string::npos, why.c_str());
        QVERIFY2(why.starts_with("'x.pth' ") && why.size() < 400, why.c_str());
    }

    void whatIsNoContainerForThemDropsItems() {
        // The items of an object of whatever class, a tensor among them, are of no use to anybody.
        const auto contents =
            findTensors(parse("\x80\x02}(" + text("x") + global("models", "Dict") + ")\x81(NNu"
                              + text("y") + good() + "(K\x01K\x02u" + text("w") + good() + "u."),
                        "x.pth");
        QCOMPARE(contents.entries.size(), 2U);
    }

    void anEmptyTensorIsNoDamage() {
        for (const auto& [shape, strides] :
             {std::pair(std::vector<std::uint64_t>{0}, std::vector<std::uint64_t>{1}),
              {{5, 0}, {1, 1}},
              {{0, 5}, {5, 1}}}) {
            const auto contents =
                findTensors(parse(stateDict(tensor(storage(0), 0, shape, strides))), "x.pth");
            QCOMPARE(contents.entries.size(), 1U);
        }
    }
};

QTEST_GUILESS_MAIN(TestPickle)
#include "tst_pickle.moc"
