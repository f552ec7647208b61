// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are either a pickle or refused with Error(Format). Whatever it describes refers only to
// what there is; a tensor lies inside its storage; and with data of the sizes that it asks for the
// file opens, in both formats of torch.save().
#include "core/base/error.h"
#include "core/io/pickle.h"
#include "core/io/torch_file.h"
#include "core/io/torch_values.h"

#include "tests/fuzz/fuzz_support.h"
#include "tests/support/read_all.h"
#include "tests/support/torch_bytes.h"

#include <set>

namespace {

using namespace mae;
using fuzz::require;

void checkPickle(const Pickle& pickle, std::size_t used, std::size_t size) {
    require(used <= size, "no more is used than there is");
    require(pickle.root < pickle.values.size(), "the root is a value");
    for (const auto& value : pickle.values) {
        for (const auto id : value.items) {
            require(id < pickle.values.size(), "items are values");
        }
        require(value.kind != Pickle::Kind::Dict || value.items.size() % 2 == 0,
                "every key has a value");
    }
}

void checkContents(const TorchContents& contents) {
    std::set<std::string> names;
    for (const auto& entry : contents.entries) {
        require(names.insert(entry.name).second, "names are unique");
        require(entry.shape.size() == entry.strides.size(), "a stride for every dimension");
        const auto count = contents.storages.at(entry.storage).count;
        __extension__ __int128 last = entry.offset;
        bool empty = false;
        for (std::size_t i = 0; i < entry.shape.size(); ++i) {
            require(entry.shape[i] >= 0 && entry.strides[i] >= 0, "nothing is negative");
            empty = empty || entry.shape[i] == 0;
            last += static_cast<__int128>(entry.shape[i] - 1) * entry.strides[i];
        }
        require(entry.offset >= 0 && entry.offset <= count && (empty || last < count),
                "a tensor lies inside its storage");
    }
}

/// The file that has this pickle and, as it says, so many numbers in each storage.
void openWhole(const std::string& pickle, const TorchContents& contents) {
    constexpr std::int64_t kMost = 1 << 16;
    static const fuzz::MemoryFile file;
    std::vector<test::ZipPart> parts{{"a/data.pkl", pickle}};
    std::int64_t total = 0;
    for (const auto& storage : contents.storages) {
        total += storage.count < kMost ? storage.count : kMost;
        if (total >= kMost || storage.key.find('\0') != std::string::npos) {
            return;
        }
        const auto bytes = static_cast<std::size_t>(storage.count) * c10::elementSize(storage.type);
        parts.push_back({"a/data/" + storage.key, std::string(bytes, '\0')});
    }
    file.write(test::zip(parts));
    const auto read = test::readAll(TorchFile(file.path()));
    require(read.size() <= contents.entries.size(), "no tensors but those of the pickle");
}

} // namespace

void fuzz::writeCorpus(const std::filesystem::path& folder) {
    using namespace test;
    seed(folder, "good", stateDict(good()));
    seed(folder, "below_model", "\x80\x02}" + text("model") + "}" + text("w") + good() + "ss.");
    seed(folder, "parameter",
         stateDict(global("torch._utils", "_rebuild_parameter") + "(" + good() + "\x88"
                   + global("collections", "OrderedDict") + ")RtR"));
    seed(folder, "strides", stateDict(tensor(storage(6), 1, {2, 2}, {1, 3})));
    for (const auto* type :
         {"HalfStorage", "BFloat16Storage", "DoubleStorage", "LongStorage", "IntStorage",
          "ShortStorage", "CharStorage", "ByteStorage", "BoolStorage", "UntypedStorage"}) {
        seed(folder, type, stateDict(tensor(storage(4, type, "k"), 0, {4}, {1})));
    }
    seed(folder, "gadget",
         "\x80\x02}(" + text("x") + global("posix", "system") + "(" + text("true") + "tR"
             + text("w") + good() + text("epoch") + number(7) + "u.");
    seed(folder, "module", "\x80\x02" + global("models", "Net") + ")\x81}b.");
    seed(folder, "optimizer",
         "\x80\x02}(" + text("model") + "}" + text("w") + good() + "s" + text("optimizer") + "}"
             + text("state") + "}K\x00}" + text("exp_avg") + good() + "ssss" + text("args")
             + global("argparse", "Namespace") + ")\x81}" + text("lr") + "G?\xf0" + little(0, 6)
             + "sbu.");
    // Protocol 4: frames, short texts, the memo without numbers.
    seed(folder, "protocol4",
         "\x80\x04\x95" + little(40, 8)
             + "}\x94(\x8c\x01"
               "a\x94K\x05\x8c\x01"
               "b\x94]\x94(h\x01h\x02M\x01\x02"
               "eu.");
    seed(folder, "opcodes",
         "\x80\x02(NK\x01M\x01\x02J\x01\x02\x03\x04\x8a\x02\xff\xff\x88\x89U\x01"
         "aC\x01"
         "a\x8f(K\x01\x90]K\x01"
         "a2q\x05h\x05r\x06"
             + little(0, 3) + "j\x06" + little(0, 3) + "\x85\x85N\x86NN\x87)0(N1t.");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    try {
        std::size_t used = 0;
        const auto pickle = parsePickle(bytes, "x", used);
        checkPickle(pickle, used, size);
        const auto contents = findTensors(pickle, "x");
        checkContents(contents);
        openWhole({reinterpret_cast<const char*>(data), size}, contents);
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
    }
    return 0;
}
