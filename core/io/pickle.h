// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// What a pickle describes, as plain values: nothing is imported, called or built. Values refer to
/// each other by number, since a pickle may share them; a hostile one may even nest them in
/// circles, so whoever walks through them counts its steps.
struct Pickle {
    using Id = std::uint32_t;
    enum class Kind : std::uint8_t {
        None,
        Bool,       ///< integer
        Integer,    ///< integer
        Real,       ///< real
        Text,       ///< text: UTF-8, or the bytes of an old string or a number beyond 64 bits
        Bytes,      ///< text
        Tuple,      ///< items
        List,       ///< items
        Set,        ///< items
        Dict,       ///< items: key, value, key, value …; also of an OrderedDict
        Global,     ///< text: "module name"; never looked up
        Object,     ///< items: what would have been called, its arguments, its state or None
        Persistent, ///< items: the identifier; in files of torch.save() a storage
    };
    struct Value {
        Kind kind = Kind::None;
        std::int64_t integer = 0;
        double real = 0;
        std::string text{};
        std::vector<Id> items{};
    };

    std::vector<Value> values{};
    Id root = 0;

    const Value& operator[](Id id) const { return values[id]; }
    /// The value of a dict's key; null if @p dict is none or has no such text as a key.
    const Value* find(const Value& dict, std::string_view key) const;
};

/// Parses one pickle of protocol 2 to 5 with the opcodes of interfaces.md and takes @p used bytes
/// of @p bytes for it. Memory is bounded by the length of the input and by fixed limits.
/// @param name  of the file, for messages. @throws Error(Format)
Pickle parsePickle(std::span<const std::byte> bytes, const std::string& name, std::size_t& used);

} // namespace mae
