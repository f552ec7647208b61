// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/pickle.h"

#include "core/io/pickle_input.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace mae {
namespace {

using Id = Pickle::Id;
using Kind = Pickle::Kind;

// Far above what checkpoints hold (one of ViT-H has some 20,000 values), and 50 MB at most.
constexpr std::size_t kMostValues = 200'000, kMostReferences = 2'000'000, kMostMarks = 10'000,
                      kLongestNames = 4 << 20;

/// The stack machine of a pickle. Source of the opcodes: Lib/pickletools.py of Python.
class Machine : private PickleInput {
public:
    Machine(std::span<const std::byte> bytes, const std::string& file) : PickleInput(bytes, file) {
        m_none = add({.kind = Kind::None});
        m_false = add({.kind = Kind::Bool, .integer = 0});
        m_true = add({.kind = Kind::Bool, .integer = 1});
    }

    Pickle run(std::size_t& used) {
        while (!m_done) {
            step(std::to_integer<std::uint8_t>(take(1)[0]));
        }
        used = position();
        return std::move(m_pickle);
    }

private:
    enum Op : std::uint8_t {
        Mark = '(',
        Stop = '.',
        Pop = '0',
        PopMark = '1',
        BinFloat = 'G',
        BinInt = 'J',
        BinInt1 = 'K',
        BinInt2 = 'M',
        None = 'N',
        BinPersId = 'Q',
        Reduce = 'R',
        BinString = 'T',
        ShortBinString = 'U',
        BinUnicode = 'X',
        Append = 'a',
        Build = 'b',
        Global = 'c',
        Dup = '2',
        Appends = 'e',
        BinGet = 'h',
        LongBinGet = 'j',
        EmptyDict = '}',
        EmptyList = ']',
        EmptyTuple = ')',
        BinPut = 'q',
        LongBinPut = 'r',
        SetItem = 's',
        Tuple = 't',
        SetItems = 'u',
        BinBytes = 'B',
        ShortBinBytes = 'C',
        Proto = 0x80,
        NewObj = 0x81,
        Tuple1 = 0x85,
        Tuple2 = 0x86,
        Tuple3 = 0x87,
        NewTrue = 0x88,
        NewFalse = 0x89,
        Long1 = 0x8a,
        ShortBinUnicode = 0x8c,
        EmptySet = 0x8f,
        AddItems = 0x90,
        StackGlobal = 0x93,
        Memoize = 0x94,
        Frame = 0x95,
    };

    Id add(Pickle::Value value) {
        if (m_pickle.values.size() >= kMostValues) {
            refuse("it holds more values than a checkpoint has");
        }
        m_pickle.values.push_back(std::move(value));
        return static_cast<Id>(m_pickle.values.size() - 1);
    }
    Pickle::Value& at(Id id) { return m_pickle.values[id]; }
    void count(std::size_t references) {
        m_references += references;
        if (m_references > kMostReferences) {
            refuse("it holds more values than a checkpoint has");
        }
    }

    void push(Id id) {
        count(1);
        m_stack.push_back(id);
    }
    void push(Kind kind, std::string value) { push(add({.kind = kind, .text = std::move(value)})); }
    void pushInteger(std::int64_t value) { push(add({.kind = Kind::Integer, .integer = value})); }

    /// How many values lie above the last mark.
    std::size_t aboveMark() const {
        return m_stack.size() - (m_marks.empty() ? 0 : m_marks.back());
    }
    Id top() const {
        if (aboveMark() == 0) {
            refuse("its stack runs empty");
        }
        return m_stack.back();
    }
    Id pop() {
        const auto id = top();
        m_stack.pop_back();
        return id;
    }
    std::vector<Id> popMany(std::size_t wanted) {
        if (aboveMark() < wanted) {
            refuse("its stack runs empty");
        }
        std::vector<Id> items(m_stack.end() - static_cast<std::ptrdiff_t>(wanted), m_stack.end());
        m_stack.resize(m_stack.size() - wanted);
        count(wanted);
        return items;
    }
    std::vector<Id> popToMark() {
        if (m_marks.empty()) {
            refuse("a mark is missing");
        }
        auto items = popMany(aboveMark());
        m_marks.pop_back();
        return items;
    }
    void pushItems(Kind kind, std::vector<Id> items) {
        push(add({.kind = kind, .items = std::move(items)}));
    }

    void memoize(std::uint64_t index) {
        if (index > kMostValues) {
            refuse("its memo is larger than a checkpoint needs");
        }
        m_memo[index] = top();
    }
    void recall(std::uint64_t index) {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) {
            refuse("it refers to a value that it has not given");
        }
        push(found->second);
    }

    /// Adds to the container below, which must be of that kind; an object's own items are dropped,
    /// for example those of a subclass of dict.
    void extend(Kind kind, const std::vector<Id>& items) {
        auto& target = at(top());
        if (target.kind == Kind::Object) {
            return;
        }
        if (target.kind != kind) {
            refuse("it adds items to what is no container for them");
        }
        if (kind == Kind::Dict && items.size() % 2 != 0) {
            refuse("a key of it has no value");
        }
        target.items.insert(target.items.end(), items.begin(), items.end());
    }

    void call(Id callee, Id arguments) {
        static constexpr std::string_view kDicts[] = {"collections OrderedDict",
                                                      "collections defaultdict"};
        const auto& called = at(callee);
        const auto& given = at(arguments);
        const bool global = called.kind == Kind::Global;
        if (global && std::ranges::find(kDicts, called.text) != std::end(kDicts)) {
            push(dictFrom(given));
        } else if (global && called.text == "__builtin__ set" && given.items.size() == 1) {
            pushCopy(Kind::Set, given.items[0]);
        } else if (global && called.text == "torch Size" && given.items.size() == 1) {
            pushCopy(Kind::Tuple, given.items[0]);
        } else {
            pushItems(Kind::Object, {callee, arguments, m_none});
        }
    }
    void pushCopy(Kind kind, Id of) {
        count(at(of).items.size());
        pushItems(kind, at(of).items);
    }
    /// An OrderedDict from what it is called with: nothing, or a list of pairs.
    Id dictFrom(const Pickle::Value& arguments) {
        std::vector<Id> items;
        if (arguments.items.size() == 1) {
            count(at(arguments.items[0]).items.size());
            for (const auto pair : at(arguments.items[0]).items) {
                if (at(pair).items.size() == 2) {
                    count(2);
                    items.insert(items.end(), at(pair).items.begin(), at(pair).items.end());
                }
            }
        }
        return add({.kind = Kind::Dict, .items = std::move(items)});
    }

    void build(Id state) {
        auto& target = at(top());
        if (target.kind == Kind::Object) {
            target.items[2] = state;
        } // a dict's state is its attributes (_metadata of a state dict): of no use here
    }

    void wideInteger(std::size_t length) {
        if (length <= 8) {
            auto value = number(length);
            if (length > 0 && length < 8 && (value >> (8 * length - 1)) != 0) {
                value |= ~std::uint64_t{0} << (8 * length); // negative
            }
            pushInteger(static_cast<std::int64_t>(value));
        } else {
            push(Kind::Text, text(length));
        }
    }

    void global(const std::string& module, const std::string& name) {
        m_names += module.size() + name.size(); // five bytes of a pickle join two long ones
        if (m_names > kLongestNames) {
            refuse("it names more classes than a checkpoint needs");
        }
        push(Kind::Global, module + " " + name);
    }
    void stackGlobal() {
        const auto name = pop(), module = pop();
        if (at(name).kind != Kind::Text || at(module).kind != Kind::Text) {
            refuse("a name in it is no text");
        }
        requireShort(at(module).text);
        requireShort(at(name).text);
        global(at(module).text, at(name).text);
    }

    void stop() {
        m_pickle.root = pop();
        if (!m_stack.empty() || !m_marks.empty()) {
            refuse("it ends with values left over");
        }
        m_done = true;
    }

    void step(std::uint8_t op) {
        if (!scalar(op) && !container(op) && !object(op)) {
            constexpr std::string_view kDigits = "0123456789abcdef";
            refuse(std::string("it uses opcode 0x") + kDigits[op >> 4U] + kDigits[op & 15U]
                   + ", which no checkpoint needs");
        }
    }

    bool scalar(std::uint8_t op) {
        switch (op) {
        case None: push(m_none); break;
        case NewTrue: push(m_true); break;
        case NewFalse: push(m_false); break;
        case BinInt: pushInteger(static_cast<std::int32_t>(number(4))); break;
        case BinInt1: pushInteger(static_cast<std::int64_t>(number(1))); break;
        case BinInt2: pushInteger(static_cast<std::int64_t>(number(2))); break;
        case Long1: wideInteger(static_cast<std::size_t>(number(1))); break;
        case BinFloat: {
            std::uint64_t bits = 0;
            for (const auto byte : take(8)) {
                bits = bits << 8U | std::to_integer<std::uint64_t>(byte);
            }
            push(add({.kind = Kind::Real, .real = std::bit_cast<double>(bits)}));
            break;
        }
        case BinUnicode:
        case BinString: push(Kind::Text, text(number(4))); break;
        case ShortBinUnicode:
        case ShortBinString: push(Kind::Text, text(number(1))); break;
        case BinBytes: push(Kind::Bytes, text(number(4))); break;
        case ShortBinBytes: push(Kind::Bytes, text(number(1))); break;
        default: return false;
        }
        return true;
    }

    bool container(std::uint8_t op) {
        switch (op) {
        case Mark:
            if (m_marks.size() >= kMostMarks) {
                refuse("it is nested deeper than a checkpoint");
            }
            m_marks.push_back(m_stack.size());
            break;
        case Pop:
            if (aboveMark() == 0 && !m_marks.empty()) {
                m_marks.pop_back();
            } else {
                pop();
            }
            break;
        case PopMark: popToMark(); break;
        case Dup: push(top()); break;
        case EmptyDict: pushItems(Kind::Dict, {}); break;
        case EmptyList: pushItems(Kind::List, {}); break;
        case EmptyTuple: pushItems(Kind::Tuple, {}); break;
        case EmptySet: pushItems(Kind::Set, {}); break;
        case Tuple: pushItems(Kind::Tuple, popToMark()); break;
        case Tuple1: pushItems(Kind::Tuple, popMany(1)); break;
        case Tuple2: pushItems(Kind::Tuple, popMany(2)); break;
        case Tuple3: pushItems(Kind::Tuple, popMany(3)); break;
        case Append: extend(Kind::List, popMany(1)); break;
        case Appends: extend(Kind::List, popToMark()); break;
        case AddItems: extend(Kind::Set, popToMark()); break;
        case SetItem: extend(Kind::Dict, popMany(2)); break;
        case SetItems: extend(Kind::Dict, popToMark()); break;
        default: return false;
        }
        return true;
    }

    bool object(std::uint8_t op) {
        switch (op) {
        case Proto:
            if (const auto version = number(1); version < 2 || version > 5) {
                refuse("its pickle protocol is " + std::to_string(version) + ", not 2 to 5");
            }
            break;
        case Frame: number(8); break; // how much to read ahead: only a hint
        case Global: {
            const auto module = line();
            global(module, line());
            break;
        }
        case StackGlobal: stackGlobal(); break;
        case BinPut: memoize(number(1)); break;
        case LongBinPut: memoize(number(4)); break;
        case Memoize: memoize(m_memo.size()); break;
        case BinGet: recall(number(1)); break;
        case LongBinGet: recall(number(4)); break;
        case BinPersId: pushItems(Kind::Persistent, popMany(1)); break;
        case NewObj:
        case Reduce: {
            const auto arguments = pop();
            const auto callee = pop();
            call(callee, arguments);
            break;
        }
        case Build: build(pop()); break;
        case Stop: stop(); break;
        default: return false;
        }
        return true;
    }

    bool m_done = false;
    Pickle m_pickle{};
    std::vector<Id> m_stack{};
    std::vector<std::size_t> m_marks{}; ///< heights of the stack
    std::unordered_map<std::uint64_t, Id> m_memo{};
    std::size_t m_references = 0;
    std::size_t m_names = 0; ///< bytes
    Id m_none = 0, m_false = 0, m_true = 0;
};

} // namespace

const Pickle::Value* Pickle::find(const Value& dict, std::string_view key) const {
    if (dict.kind != Kind::Dict) {
        return nullptr;
    }
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const auto& candidate = values[dict.items[i]];
        if (candidate.kind == Kind::Text && candidate.text == key) {
            return &values[dict.items[i + 1]];
        }
    }
    return nullptr;
}

Pickle parsePickle(std::span<const std::byte> bytes, const std::string& name, std::size_t& used) {
    return Machine(bytes, name).run(used);
}

} // namespace mae
