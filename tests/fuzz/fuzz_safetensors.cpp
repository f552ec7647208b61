// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are either a safetensors file or refused with Error(Format): no crash, no other
// exception, no allocation beyond a few times the input. What is accepted keeps its promises, and a
// model is built from it or refused with an Error.
//
//   fuzz_safetensors CORPUS            libFuzzer's options apply
//   fuzz_safetensors --write-corpus DIRECTORY
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/model_file.h"
#include "core/io/safetensors.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace {

namespace fs = std::filesystem;
using namespace mae;

void require(bool good, const char* what) {
    if (!good) {
        std::cerr << "broken promise: " << what << '\n';
        std::abort();
    }
}

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

void writeCorpus(const fs::path& folder) {
    fs::create_directories(folder);
    writeSafetensors(folder / "empty", {}, {});
    std::vector<NamedTensor> tensors;
    for (const auto type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt,
                            at::kShort, at::kChar, at::kByte, at::kBool}) {
        const std::string name = c10::toString(type);
        tensors.push_back({name, at::arange(2, at::kLong).to(type)});
        tensors.push_back({name + ".none", at::empty({0, 3}, type)});
    }
    writeSafetensors(folder / "types", tensors, {{"a", "b"}, {"format", "pt"}});
    Model model{.config = {.imageSize = 8,
                           .patchSize = 4,
                           .width = 4,
                           .depth = 1,
                           .heads = 1,
                           .decoderWidth = 4,
                           .decoderDepth = 1,
                           .decoderHeads = 1}};
    model.weights = initialWeights(model.config, 0);
    saveModel(folder / "model", model, at::kHalf);
    const std::string bare = "{\"x\":{\"dtype\":\"U8\",\"shape\":[2,1],\"data_offsets\":[0,2]}}  ";
    std::uint64_t length = bare.size();
    std::string text(sizeof length, '\0');
    std::memcpy(text.data(), &length, sizeof length);
    writeFileAtomically(folder / "bare", text + bare + "ab");
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    if (*argc == 3 && std::string((*argv)[1]) == "--write-corpus") {
        writeCorpus((*argv)[2]);
        std::exit(0); // NOLINT(concurrency-mt-unsafe): nothing runs yet
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        checkHeader(parseSafetensorsHeader({data, size}, size, "x"), size);
        const auto file = parseSafetensors({data, size}, "x");
        readEveryByte(file);
        const auto model = modelFromTensors(file, "x", {.heads = 1, .decoderHeads = 1});
        require(model.config.patchCount() > 0, "a model has patches");
    } catch (const Error& error) {
        const bool expected =
            error.kind() == ErrorKind::Format || error.kind() == ErrorKind::InvalidConfig;
        require(expected && std::strlen(error.what()) < 5000, "a short reason of the right kind");
    }
    return 0;
}
