// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes, strides, offsets and counts of any size, in a pickle and in a safetensors header: what is
// accepted is exactly what fits by arithmetic with numbers that can't overflow.
#include "core/base/error.h"
#include "core/io/pickle.h"
#include "core/io/safetensors.h"
#include "core/io/torch_values.h"

#include "tests/fuzz/fuzz_support.h"
#include "tests/support/torch_bytes.h"

#include <algorithm>
#include <optional>

namespace {

using namespace mae;
using fuzz::require;
__extension__ using Wide = __int128;

// As large as any number in a pickle may be, and far below what Wide holds.
constexpr Wide kMost = Wide{1} << 40, kHuge = Wide{1} << 64;

struct Case {
    std::vector<std::uint64_t> shape{};
    std::vector<std::uint64_t> strides{};
    std::uint64_t offset = 0;
    std::uint64_t count = 0;
};

Case caseFrom(fuzz::Numbers& numbers) {
    Case made;
    const auto dimensions = numbers.byte() % 70U;
    for (unsigned i = 0; i < (dimensions > 65 ? dimensions : dimensions % 6); ++i) {
        made.shape.push_back(dimensions > 65 ? 1 : numbers.wide());
        made.strides.push_back(numbers.wide());
    }
    made.offset = numbers.wide();
    made.count = numbers.wide();
    return made;
}

Wide capped(Wide value) { return std::min(value, kHuge); }

/// Whether a tensor lies inside its storage.
bool fits(const Case& tested) {
    const auto small = [](std::uint64_t value) { return Wide{value} <= kMost; };
    if (tested.shape.size() > 64 || !small(tested.offset) || !small(tested.count)
        || !std::ranges::all_of(tested.shape, small) || !std::ranges::all_of(tested.strides, small)
        || tested.offset > tested.count) {
        return false;
    }
    const bool empty = std::ranges::count(tested.shape, 0U) > 0;
    Wide elements = 1, last = tested.offset;
    for (std::size_t i = 0; i < tested.shape.size(); ++i) {
        elements = capped(elements * std::max<Wide>(tested.shape[i], 1));
        last = capped(last + (Wide{tested.shape[i]} - 1) * tested.strides[i]);
    }
    return empty ? elements <= kMost : elements <= tested.count && last < tested.count;
}

bool acceptedInPickle(const Case& tested) {
    const auto bytes = test::stateDict(
        test::tensor(test::storage(tested.count), tested.offset, tested.shape, tested.strides));
    try {
        std::size_t used = 0;
        findTensors(parsePickle(std::as_bytes(std::span(bytes)), "x", used), "x");
        return true;
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
        return false;
    }
}

/// How many bytes a safetensors file keeps for a shape of float32; empty if that is no number.
std::optional<Wide> bytesOf(const std::vector<std::uint64_t>& shape) {
    constexpr Wide kLargest = ~std::uint64_t{0} >> 1;
    Wide span = 4;
    for (const auto size : shape) {
        span = capped(span * std::max<Wide>(size, 1));
        if (Wide{size} > kLargest || span > kLargest) {
            return std::nullopt;
        }
    }
    return std::ranges::count(shape, 0U) > 0 ? 0 : span;
}

bool acceptedInHeader(const Case& tested, std::uint64_t begin, std::uint64_t end,
                      std::uint64_t dataBytes) {
    std::string shape;
    for (const auto size : tested.shape) {
        shape += (shape.empty() ? "" : ",") + std::to_string(size);
    }
    const auto file =
        test::safetensors(R"({"x":{"dtype":"F32","shape":[)" + shape + R"(],"data_offsets":[)"
                          + std::to_string(begin) + "," + std::to_string(end) + "]}}");
    const std::vector<std::uint8_t> start(file.begin(), file.end());
    try {
        parseSafetensorsHeader(start, start.size() + dataBytes, "x");
        return true;
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
        return false;
    }
}

} // namespace

void fuzz::writeCorpus(const std::filesystem::path& folder) {
    // Choices below 48 mean a number of the table, from 48 to 199 the lowest four bits.
    seed(folder, "good", {3, 50, 51, 50, 50, 49, 49, 48, 54, 1, 0, 0});
    seed(folder, "overflow", {9, 46, 46, 46, 46, 46, 46, 48, 46, 0, 0, 0});
    seed(folder, "dimensions", {66, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    seed(folder, "empty", {2, 48, 38, 38, 48, 48, 48, 1});
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Numbers numbers(data, size);
    const auto tested = caseFrom(numbers);
    require(acceptedInPickle(tested) == fits(tested), "a tensor is accepted if it fits");

    // Most often the right number of bytes: else hardly any would be accepted.
    const auto bytes = bytesOf(tested.shape);
    const bool honest = bytes && numbers.byte() % 4 != 0;
    const auto begin = honest ? 0 : numbers.wide();
    const auto end = honest ? static_cast<std::uint64_t>(*bytes) : numbers.wide();
    constexpr auto kLargestFile = ~std::uint64_t{0} >> 1;
    const auto dataBytes =
        std::min(numbers.byte() % 4 != 0 ? end : numbers.wide(), kLargestFile - 10'000);
    const bool right =
        tested.shape.size() <= 64 && bytes && begin == 0 && Wide{end} == *bytes && end == dataBytes;
    require(acceptedInHeader(tested, begin, end, dataBytes) == right,
            "a header is accepted if its tensor fills the file");
    return 0;
}
