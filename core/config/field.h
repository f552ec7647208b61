// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace mae {

/// Inclusive bounds of a numeric setting.
struct Range {
    double min = 0;
    double max = 0;
};

/// What a text names on the disk.
enum class FieldFile { None, Checkpoint };

/// What is said once about a setting: validation, the JSON codec, the form and the command line
/// are all generated from it.
struct Field {
    const char* key = "";   ///< stable name in files: snake_case, never translated
    const char* title = ""; ///< English label; the GUI translates it (context "Config")
    Range range{};          ///< of numbers; of the elements of a list of numbers
    const char* unit = "";
    const char* help = ""; ///< one English sentence; the GUI translates it (context "Config")
    bool advanced = false; ///< folded away in the form until asked for
    bool used = true;      ///< false: without effect while the other settings are as they are
    FieldFile file = FieldFile::None; ///< of texts: the form offers to choose it
};

/// One choice of an enum setting.
struct EnumName {
    const char* id = "";    ///< stable name in files
    const char* title = ""; ///< English label
};

/// Specialised next to each enum that is a setting: `static constexpr std::array kNames{…}` in the
/// order of the enumerators, which count from 0.
template <class E> struct EnumNames;

/// The stable name of an enum value.
template <class E> constexpr const char* idOf(E value) {
    return EnumNames<E>::kNames[static_cast<std::size_t>(value)].id;
}

} // namespace mae
