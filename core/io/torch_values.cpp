// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_values.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/io/safetensors_format.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace mae {
namespace {

using Id = Pickle::Id;
using Kind = Pickle::Kind;
using Value = Pickle::Value;

constexpr std::int64_t kMostElements = std::int64_t{1} << 40;
constexpr std::size_t kMostDimensions = 64, kMostArguments = 500, kLongestArgument = 200;
// A pickle may name one tensor, or one dict of tensors, as often as it likes.
constexpr std::size_t kMostDescribed = 8 << 20, kMostSteps = 4'000'000;
constexpr std::uint64_t kMostSharedBytes = 16 << 20;

struct TypeName {
    const char* storage = ""; ///< class torch.…
    const char* name = "";    ///< torch.…
    at::ScalarType type = at::ScalarType::Undefined;
};
constexpr std::array kTypes{TypeName{"FloatStorage", "float32", at::kFloat},
                            TypeName{"HalfStorage", "float16", at::kHalf},
                            TypeName{"BFloat16Storage", "bfloat16", at::kBFloat16},
                            TypeName{"DoubleStorage", "float64", at::kDouble},
                            TypeName{"LongStorage", "int64", at::kLong},
                            TypeName{"IntStorage", "int32", at::kInt},
                            TypeName{"ShortStorage", "int16", at::kShort},
                            TypeName{"CharStorage", "int8", at::kChar},
                            TypeName{"ByteStorage", "uint8", at::kByte},
                            TypeName{"BoolStorage", "bool", at::kBool}};

/// Keys under which programs keep the weights of a model, the most telling first.
constexpr std::array<std::string_view, 7> kStateKeys{
    "model", "state_dict", "model_state", "module", "teacher", "target_encoder", "student"};

class Finder {
public:
    Finder(const Pickle& pickle, const std::string& name) : m_pickle(pickle), m_name(name) {}

    TorchContents run() {
        for (Id id = 0; id < m_pickle.values.size(); ++id) {
            if (m_pickle[id].kind == Kind::Persistent) {
                addStorage(id);
            }
        }
        const auto& root = m_pickle[m_pickle.root];
        if (root.kind == Kind::Object) {
            refuse("holds a pickled " + className(root)
                   + ", which only its own program could build. Load it there and save its "
                     "weights: torch.save(model.state_dict(), 'weights.pth')");
        }
        const auto* state = stateIn(root);
        if (state == nullptr) {
            refuse("holds no state dict: no tensors under model, state_dict, or by themselves");
        }
        addState(*state);
        requireOwnData();
        addOptimizer(root);
        addArguments(root, state);
        noteOthers(root, state);
        return std::move(m_contents);
    }

private:
    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Format, "'" + m_name + "' " + reason + ".");
    }

    const Value& item(const Value& value, std::size_t index) const {
        static const Value kNothing;
        return index < value.items.size() ? m_pickle[value.items[index]] : kNothing;
    }
    std::string className(const Value& object) const {
        const auto& callee = item(object, 0);
        return callee.kind == Kind::Global ? "object of class " + printable(callee.text) : "object";
    }
    /// Whether the object is the result of calling torch._utils.@p function.
    bool isCall(const Value& object, std::string_view module, std::string_view function) const {
        const auto& callee = item(object, 0);
        return object.kind == Kind::Object && callee.kind == Kind::Global
               && callee.text == std::string(module) + " " + std::string(function);
    }

    /// ('storage', class, key, device, number of elements[, view])
    void addStorage(Id id) {
        const auto& parts = item(m_pickle[id], 0);
        const auto& type = item(parts, 1);
        const auto& key = item(parts, 2);
        const auto& count = item(parts, 4);
        if (item(parts, 0).text != "storage" || type.kind != Kind::Global || key.kind != Kind::Text
            || count.kind != Kind::Integer || count.integer < 0 || count.integer > kMostElements
            || item(parts, 5).kind != Kind::None) {
            refuse("is damaged: a storage in it is described wrongly");
        }
        const auto space = type.text.rfind(' ');
        const auto className = std::string_view(type.text).substr(space + 1);
        auto found = std::ranges::find_if(
            kTypes, [className](const TypeName& known) { return className == known.storage; });
        TorchStorage storage{.key = key.text, .count = count.integer};
        if (found != kTypes.end()) {
            storage.type = found->type;
        } else if (className == "UntypedStorage") {
            storage.type = at::kByte;
        } else {
            refuse("holds numbers of a kind that is not supported: " + printable(type.text));
        }
        const auto [known, isNew] = m_byKey.emplace(storage.key, m_contents.storages.size());
        if (isNew) {
            m_contents.storages.push_back(std::move(storage));
        } else if (const auto& first = m_contents.storages[known->second];
                   first.type != storage.type || first.count != storage.count) {
            refuse("is damaged: its storage " + printable(key.text) + " has two descriptions");
        }
        m_storageOf[id] = known->second;
    }

    /// The tensor that a value describes; empty if it describes none.
    std::optional<TorchEntry> tensorOf(Id id, int depth = 0) const {
        constexpr int kDeepest = 4;
        const auto& value = m_pickle[id];
        if (value.kind != Kind::Object || depth > kDeepest) {
            return std::nullopt;
        }
        const auto& arguments = item(value, 1);
        const auto isTensor = [&](const char* function) {
            return isCall(value, "torch._utils", function) && arguments.items.size() >= 4;
        };
        if (isCall(value, "torch._utils", "_rebuild_parameter") && !arguments.items.empty()) {
            return tensorOf(arguments.items[0], depth + 1);
        }
        if (isTensor("_rebuild_tensor_v2") || isTensor("_rebuild_tensor")) {
            return described(arguments, {});
        }
        if (isTensor("_rebuild_tensor_v3")) { // its seventh argument is the type
            return described(arguments, item(arguments, 6).text);
        }
        return std::nullopt;
    }

    /// (storage, offset, shape, strides, …). @param type  "torch float32"; empty: the storage's
    TorchEntry described(const Value& arguments, const std::string& type) const {
        const auto storage = m_storageOf.find(arguments.items[0]);
        const auto& offset = item(arguments, 1);
        TorchEntry entry{.shape = numbers(item(arguments, 2)),
                         .strides = numbers(item(arguments, 3)),
                         .offset = offset.integer};
        if (storage == m_storageOf.end() || offset.kind != Kind::Integer
            || entry.shape.size() != entry.strides.size()) {
            refuse("is damaged: a tensor in it is described wrongly");
        }
        entry.storage = storage->second;
        const auto& held = m_contents.storages[entry.storage];
        entry.type = type.empty() ? held.type : typeNamed(type);
        if (entry.type != held.type && held.type != at::kByte) {
            refuse("is damaged: a tensor in it is of another type than its storage");
        }
        requireInside(entry, held.count * static_cast<std::int64_t>(at::elementSize(held.type))
                                 / static_cast<std::int64_t>(at::elementSize(entry.type)));
        return entry;
    }

    at::ScalarType typeNamed(const std::string& type) const {
        const auto found = std::ranges::find_if(kTypes, [&type](const TypeName& known) {
            return "torch " + std::string(known.name) == type;
        });
        if (found == kTypes.end()) {
            refuse("holds numbers of a kind that is not supported: " + printable(type));
        }
        return found->type;
    }

    std::vector<std::int64_t> numbers(const Value& tuple) const {
        std::vector<std::int64_t> values;
        if (tuple.kind != Kind::Tuple || tuple.items.size() > kMostDimensions) {
            refuse("is damaged: a tensor's shape in it is none");
        }
        for (const auto id : tuple.items) {
            const auto& value = m_pickle[id];
            if (value.kind != Kind::Integer || value.integer < 0 || value.integer > kMostElements) {
                refuse("is damaged: a tensor's shape in it is impossible");
            }
            values.push_back(value.integer);
        }
        return values;
    }

    /// No element lies outside, and there are not more elements than the storage has.
    void requireInside(const TorchEntry& entry, std::int64_t count) const {
        const auto outside = [this] {
            refuse("is damaged: a tensor in it reaches beyond its storage");
        };
        if (entry.offset < 0 || entry.offset > count) {
            outside();
        }
        const bool empty = std::ranges::find(entry.shape, 0) != entry.shape.end();
        const auto most = empty ? kMostElements : count;
        std::int64_t elements = 1, last = entry.offset;
        for (std::size_t i = 0; i < entry.shape.size(); ++i) {
            const auto size = std::max<std::int64_t>(entry.shape[i], 1), stride = entry.strides[i];
            // Both factors are at most 2^40, so a product is compared by division.
            if (elements > most / size
                || (!empty && stride > 0 && size - 1 > (count - last) / stride)) {
                outside();
            }
            elements *= size;
            last += empty ? 0 : (size - 1) * stride;
        }
        if (!empty && last >= count) {
            outside();
        }
    }

    bool holdsTensors(const Value& dict) const {
        if (dict.kind != Kind::Dict) {
            return false;
        }
        for (std::size_t i = 1; i < dict.items.size(); i += 2) {
            const auto& value = m_pickle[dict.items[i]];
            if (isCall(value, "torch._utils", "_rebuild_tensor_v2")
                || isCall(value, "torch._utils", "_rebuild_tensor_v3")
                || isCall(value, "torch._utils", "_rebuild_tensor")
                || isCall(value, "torch._utils", "_rebuild_parameter")) {
                return true;
            }
        }
        return false;
    }

    const Value* stateIn(const Value& root) const {
        for (const auto key : kStateKeys) {
            const auto* candidate = m_pickle.find(root, key);
            if (candidate != nullptr && holdsTensors(*candidate)) {
                return candidate;
            }
        }
        return holdsTensors(root) ? &root : nullptr;
    }

    /// Tensors may share a storage, but what they hold together is not much more than all of them.
    void requireOwnData() const {
        std::uint64_t stored = kMostSharedBytes, claimed = 0;
        for (const auto& storage : m_contents.storages) {
            stored += static_cast<std::uint64_t>(storage.count) * c10::elementSize(storage.type);
        }
        for (const auto& entry : m_contents.entries) {
            std::uint64_t bytes = c10::elementSize(entry.type);
            for (const auto size : entry.shape) {
                bytes *= static_cast<std::uint64_t>(size);
            }
            claimed += bytes; // each at most its storage, which is at most 2^43
            if (claimed > stored) {
                refuse("claims more data than it holds");
            }
        }
    }

    void addState(const Value& dict) {
        for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
            const auto& key = m_pickle[dict.items[i]];
            if (key.kind != Kind::Text) {
                continue;
            }
            if (auto entry = tensorOf(dict.items[i + 1])) {
                addEntry(key.text, std::move(*entry));
            }
        }
    }
    void addEntry(const std::string& name, TorchEntry entry) {
        constexpr std::size_t kOwn = 200; // bytes that an entry without name and shape takes
        m_described += kOwn + 2 * name.size() + 16 * entry.shape.size();
        if (m_described > kMostDescribed) {
            refuse("describes more tensors than a checkpoint has");
        }
        if (!m_names.insert(name).second) {
            refuse("names tensor " + printable(name) + " twice");
        }
        entry.name = name;
        m_contents.entries.push_back(std::move(entry));
    }

    /// {'state': {0: {'exp_avg': tensor, …}, …}}, as torch.optim writes it.
    void addOptimizer(const Value& root) {
        const auto* optimizer = m_pickle.find(root, "optimizer");
        const auto* states = optimizer == nullptr ? nullptr : m_pickle.find(*optimizer, "state");
        if (states == nullptr || states->kind != Kind::Dict) {
            return;
        }
        for (std::size_t i = 0; i + 1 < states->items.size(); i += 2) {
            const auto& number = m_pickle[states->items[i]];
            const auto& state = m_pickle[states->items[i + 1]];
            if (number.kind != Kind::Integer || state.kind != Kind::Dict) {
                continue;
            }
            m_steps += state.items.size();
            if (m_steps > kMostSteps) {
                refuse("describes more tensors than a checkpoint has");
            }
            for (std::size_t j = 0; j + 1 < state.items.size(); j += 2) {
                if (auto entry = tensorOf(state.items[j + 1])) {
                    addEntry("optimizer." + std::to_string(number.integer) + "."
                                 + m_pickle[state.items[j]].text,
                             std::move(*entry));
                }
            }
        }
    }

    /// Self-supervised training keeps several encoders: which one this is should not be a riddle.
    void noteOthers(const Value& root, const Value* state) {
        std::string taken, others;
        for (const auto key : kStateKeys) {
            const auto* candidate = m_pickle.find(root, key);
            if (candidate == state) {
                taken = key;
            } else if (candidate != nullptr && holdsTensors(*candidate)) {
                others += (others.empty() ? "" : ", ") + std::string(key);
            }
        }
        if (!others.empty()) {
            m_contents.arguments["(weights of)"] = taken;
            m_contents.arguments["(left aside)"] = others;
        }
    }

    /// Scalars beside the state dict, and the settings of a training script.
    void addArguments(const Value& root, const Value* state) {
        if (&root == state || root.kind != Kind::Dict) {
            return;
        }
        addScalars("", root);
        if (const auto* args = m_pickle.find(root, "args")) {
            addScalars("args.", args->kind == Kind::Object ? item(*args, 2) : *args);
        }
    }
    void addScalars(const std::string& prefix, const Value& dict) {
        if (dict.kind != Kind::Dict) {
            return;
        }
        for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
            const auto& key = m_pickle[dict.items[i]];
            const auto text = scalarText(m_pickle[dict.items[i + 1]]);
            if (key.kind == Kind::Text && text && m_contents.arguments.size() < kMostArguments) {
                m_contents.arguments[prefix + key.text.substr(0, kLongestArgument)] = *text;
            }
        }
    }
    std::optional<std::string> scalarText(const Value& value) const {
        switch (value.kind) {
        case Kind::Bool: return value.integer != 0 ? "true" : "false";
        case Kind::Integer: return std::to_string(value.integer);
        case Kind::Real: return toText(value.real);
        case Kind::Text: return value.text.substr(0, kLongestArgument);
        default: return std::nullopt;
        }
    }

    const Pickle& m_pickle;
    const std::string& m_name;
    TorchContents m_contents{};
    std::map<std::string, std::size_t> m_byKey{};
    std::map<Id, std::size_t> m_storageOf{};
    std::set<std::string> m_names{};
    std::size_t m_described = 0; ///< bytes that the entries take
    std::size_t m_steps = 0;
};

} // namespace

TorchContents findTensors(const Pickle& pickle, const std::string& name) {
    return Finder(pickle, name).run();
}

const char* torchStorageClass(at::ScalarType type) {
    const auto* found = std::ranges::find(kTypes, type, &TypeName::type);
    return found == kTypes.end() ? nullptr : found->storage;
}

} // namespace mae
