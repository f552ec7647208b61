// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/pickle.h"
#include "core/io/torch_values.h"

#include "tests/support/torch_bytes.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
using namespace mae::test;

namespace {

Pickle parse(const std::string& bytes) {
    std::size_t used = 0;
    return parsePickle(std::as_bytes(std::span(bytes)), "x.pth", used);
}

std::string shortText(const std::string& value) { return "\x8c" + little(value.size(), 1) + value; }
/// As protocol 4 names a class.
std::string stackGlobal(const std::string& module, const std::string& name) {
    return shortText(module) + shortText(name) + "\x93";
}

/// What Python would execute on loading a value, and how it would be brought to that.
struct Gadget {
    const char* name = "";
    std::string code{};   ///< pickle of one value
    bool refused = false; ///< by an opcode that no checkpoint uses; else it stays a value
    char protocol = 2;    ///< of Python's pickles; dotted names need 4
};

/// Each of these creates the file @p mark when Python's own unpickler loads it.
std::vector<Gadget> gadgets(const std::string& mark) {
    const auto command = text("touch " + mark);
    const auto python = text("__import__('os').system('touch " + mark + "')");
    const auto words = "](" + text("touch") + text(mark) + "e";
    const auto reduce = [](const std::string& callee, const std::string& argument) {
        return callee + argument + "\x85R";
    };
    return {
        {"REDUCE posix.system", reduce(global("posix", "system"), command)},
        {"REDUCE os.system", reduce(global("os", "system"), command)},
        {"STACK_GLOBAL os.system", reduce(stackGlobal("os", "system"), command)},
        {"REDUCE builtins.eval", reduce(global("builtins", "eval"), python)},
        {"REDUCE builtins.exec", reduce(global("builtins", "exec"), python)},
        {"REDUCE __builtin__.eval", reduce(global("__builtin__", "eval"), python)},
        {"REDUCE subprocess.call", reduce(global("subprocess", "call"), words)},
        {"REDUCE subprocess.Popen", reduce(global("subprocess", "Popen"), words)},
        {"REDUCE cProfile.run", reduce(global("cProfile", "run"), python)},
        {"REDUCE pathlib.Path.touch",
         reduce(stackGlobal("pathlib", "Path.touch"),
                reduce(global("pathlib", "Path"), text(mark))),
         false, 4},
        // open(mark, 'w')
        {"REDUCE io.open", global("io", "open") + text(mark) + text("w") + "\x86R"},
        // getattr(__import__('os'), 'system')(command)
        {"REDUCE getattr",
         reduce(global("builtins", "getattr") + reduce(global("builtins", "__import__"), text("os"))
                    + text("system") + "\x86R",
                command)},
        // tuple(map(os.system, [command])), by __new__ alone
        {"NEWOBJ map", global("builtins", "tuple")
                           + (global("builtins", "map") + "(" + global("os", "system") + "]("
                              + command + "et\x81")
                           + "\x85\x81"},
        {"NEWOBJ_EX map",
         global("builtins", "tuple")
             + (global("builtins", "map") + "(" + global("os", "system") + "](" + command
                + "et}\x92")
             + "\x85\x81",
         true},
        // An object whose __setstate__ becomes os.system.
        {"BUILD __setstate__", global("argparse", "Namespace") + ")\x81}" + text("__setstate__")
                                   + global("os", "system") + "sb" + command + "b"},
        {"inside the state of a dict", global("collections", "OrderedDict") + ")R}"
                                           + text("_metadata")
                                           + reduce(global("os", "system"), command) + "sb"},
        {"as the key of a dict", "}" + reduce(global("os", "system"), command) + "Ns"},
        {"as a persistent identifier's neighbour",
         "(" + reduce(global("os", "system"), command) + "Nt"},
        {"in a nested pickle",
         reduce(global("pickle", "loads"),
                [&] {
                    const auto inner = "\x80\x02" + reduce(global("os", "system"), command) + ".";
                    return "C" + little(inner.size(), 1) + inner;
                }())},
        {"popped before the end", reduce(global("os", "system"), command) + "0N"},
        {"INST os.system", "(" + command + "ios\nsystem\n", true},
        {"OBJ os.system", "(" + global("os", "system") + command + "o", true},
    };
}

} // namespace

/// Pickles that execute something in Python execute nothing here.
class TestGadgets : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string mark(std::size_t number = 0) const {
        return m_folder.filePath(QStringLiteral("executed%1").arg(number)).toStdString();
    }
    static bool exists(const std::string& path) {
        return QFile::exists(QString::fromStdString(path));
    }

private Q_SLOTS:
    void gadgetsExecuteNothing_data() {
        QTest::addColumn<std::string>("code");
        QTest::addColumn<bool>("isRefused");
        for (const auto& gadget : gadgets(mark())) {
            QTest::newRow(gadget.name) << gadget.code << gadget.refused;
        }
    }
    void gadgetsExecuteNothing() {
        QFETCH(std::string, code);
        QFETCH(bool, isRefused);
        // Wherever it stands: alone, beside a tensor, as a tensor, as its data, in the settings.
        const auto state = text("w") + good();
        const std::vector<std::string> pickles{
            "\x80\x02" + code + ".",
            "\x80\x02}(" + text("x") + code + state + "u.",
            "\x80\x02}(" + text("x") + code + text("model") + "}" + state + "s" + text("args")
                + global("argparse", "Namespace") + ")\x81}" + text("lr") + code + "sbu.",
            "\x80\x02}(" + text("w") + tensor(code, 0, {6}, {1}) + "u.",
            "\x80\x02}(" + text("w") + tensor("(" + code + "tQ", 0, {6}, {1}) + "u.",
            "\x80\x02}(" + state + text("optimizer") + "}" + text("state") + "}K\x01" + code
                + "ssu."};
        int opened = 0;
        for (const auto& bytes : pickles) {
            try {
                const auto contents = findTensors(parse(bytes), "x.pth");
                QCOMPARE(contents.entries.size(), 1U);
                ++opened;
            } catch (const Error& error) {
                QVERIFY2(error.kind() == ErrorKind::Format, error.what());
            }
            QVERIFY2(!exists(mark()), bytes.c_str());
        }
        QVERIFY2(isRefused ? opened == 0 : opened > 0, std::to_string(opened).c_str());
    }

    /// The proof that the test above tests something: Python does execute them.
    void gadgetsExecuteInPython() {
        const auto python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty()) {
            QSKIP("there is no python3 to compare with");
        }
        constexpr std::size_t kFirst = 1000; // not the mark of the test above
        const auto count = gadgets("").size();
        QStringList arguments{
            QStringLiteral("-c"),
            QStringLiteral("import pickle, sys\n"
                           "for path in sys.argv[1:]:\n"
                           "    try: pickle.load(open(path, 'rb'))\n"
                           "    except Exception as error: print(path, error)\n")};
        for (std::size_t i = 0; i < count; ++i) {
            const auto path = m_folder.filePath(QStringLiteral("gadget%1").arg(i));
            const auto gadget = gadgets(mark(kFirst + i))[i];
            std::ofstream(path.toStdString(), std::ios::binary)
                << '\x80' << gadget.protocol << gadget.code << '.';
            arguments << path;
        }
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(python, arguments);
        QVERIFY(process.waitForFinished());
        const auto output = process.readAllStandardOutput();
        for (std::size_t i = 0; i < count; ++i) {
            // Popen does not wait for what it starts.
            const auto what = gadgets("")[i].name + output;
            QTRY_VERIFY2(exists(mark(kFirst + i)), what.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestGadgets)
#include "tst_gadgets.moc"
