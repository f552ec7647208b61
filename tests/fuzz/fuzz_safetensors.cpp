// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are either a safetensors file or refused with Error(Format): no crash, no other
// exception, no allocation beyond a few times the input. What is accepted keeps its promises, and
// what model it holds is told or refused with an Error.
#include "core/base/error.h"
#include "core/io/model_layout.h"
#include "core/io/safetensors.h"
#include "core/model/weights.h"

#include "tests/fuzz/fuzz_support.h"
#include "tests/support/torch_bytes.h"
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

namespace {

namespace fs = std::filesystem;
using namespace mae;
using fuzz::require;

void checkHeader(const SafetensorsHeader& header, std::uint64_t size) {
    std::uint64_t end = 0;
    for (const auto& entry : header.entries) {
        require(entry.begin == end && entry.end >= entry.begin, "tensors follow each other");
        end = entry.end;
    }
    require(header.dataBegin + end == size, "tensors fill the file");
}

void readEveryByte(const Safetensors& file) {
    volatile unsigned sum = 0;
    for (const auto& [name, tensor] : file.tensors) {
        const auto* bytes = static_cast<const unsigned char*>(tensor.const_data_ptr());
        for (std::size_t i = 0; i < tensor.nbytes(); ++i) {
            sum = sum + bytes[i];
        }
    }
}

void lookForModel(const Safetensors& file) {
    std::vector<TensorHeader> tensors;
    for (const auto& [name, tensor] : file.tensors) {
        tensors.push_back({name, tensor.sizes().vec()});
    }
    const auto hints = hintsFromMetadata(file.metadata, "x");
    auto layout = layoutOf(tensors, hints, "x");
    licenceNote(layout, hints, "x");
    if (layout.hasArchitecture && layout.hasDecoder) {
        applyOverrides(layout, {.heads = 1, .decoderHeads = 1}, "x");
        require(layout.config.patchCount() > 0, "a model has patches");
    }
}

std::vector<NamedTensor> modelTensors(const ModelConfig& config) {
    std::vector<NamedTensor> tensors;
    for (const auto& [name, shape] : tensorShapes(config)) {
        tensors.push_back({name, at::zeros(shape, at::kHalf)});
    }
    return tensors;
}

} // namespace

void fuzz::writeCorpus(const fs::path& folder) {
    writeSafetensors(folder / "empty", {}, {});
    std::vector<NamedTensor> tensors;
    for (const auto type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt,
                            at::kShort, at::kChar, at::kByte, at::kBool}) {
        const std::string name = c10::toString(type);
        tensors.push_back({name, at::arange(2, at::kLong).to(type)});
        tensors.push_back({name + ".none", at::empty({0, 3}, type)});
    }
    writeSafetensors(folder / "types", tensors, {{"a", "b"}, {"format", "pt"}});
    const ModelConfig config{.imageSize = 8,
                             .patchSize = 4,
                             .width = 4,
                             .depth = 1,
                             .heads = 1,
                             .decoderWidth = 4,
                             .decoderDepth = 1,
                             .decoderHeads = 1};
    writeSafetensors(folder / "model", modelTensors(config), {});
    // Without checksums, so that changes reach what lies behind them.
    seed(folder, "bare",
         test::safetensors(R"({"x":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}  )", "ab"));
    seed(folder, "settings",
         test::safetensors(R"({"__metadata__":{"format":"mae-explorer","version":"1","config":)"
                           R"("{\"model\":{\"width\":4},\"data\":{\"mean\":[0.5]}}"}})"));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        checkHeader(parseSafetensorsHeader({data, size}, size, "x"), size);
        const auto file = parseSafetensors({data, size}, "x");
        readEveryByte(file);
        lookForModel(file);
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
    }
    return 0;
}
