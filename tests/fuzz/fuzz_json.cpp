// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are settings of this program, of a Hugging Face folder or of its index, or refused with
// an Error that says why. Settings that were read are written and read again without a change.
//
// The first byte of an input chooses the reader.
#include "core/base/error.h"
#include "core/config/config_json.h"
#include "core/io/huggingface.h"
#include "core/io/model_hints.h"

#include "tests/fuzz/fuzz_support.h"
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace {

using namespace mae;
using fuzz::require;
namespace fs = std::filesystem;

/// A folder whose files lie in memory.
class Folder {
public:
    Folder() {
        auto pattern = (fs::temp_directory_path() / "fuzz-json-XXXXXX").string();
        require(::mkdtemp(pattern.data()) != nullptr, "there is a place for a folder");
        m_path = pattern;
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            m_files[i].write(std::string("{}"));
            fs::create_symlink(m_files[i].path(), m_path / kNames[i]);
        }
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path& path() const { return m_path; }
    void write(std::size_t file, const std::string& text) const { m_files.at(file).write(text); }

private:
    static constexpr std::array kNames{"config.json", "preprocessor_config.json",
                                       "model.safetensors.index.json"};
    fs::path m_path;
    std::array<fuzz::MemoryFile, kNames.size()> m_files{};
};

void readRun(const std::string& text) {
    const auto config = trainConfigFromJson(text);
    const auto written = toJson(config);
    require(toJson(trainConfigFromJson(written)) == written, "settings come back");
    require(difference(config, trainConfigFromJson(written)).empty(), "nothing differs");
    validate(config);
    listSettings(config);
}

void readModel(const std::string& text) {
    const auto config = modelConfigFromJson(text);
    require(toJson(modelConfigFromJson(toJson(config))) == toJson(config), "settings come back");
    validate(config);
}

void readIndex(const Folder& folder) {
    const auto weights = huggingFaceWeights(folder.path());
    for (const auto& file : weights.files) {
        require(file.parent_path() == folder.path(), "weights lie beside the index");
    }
}

void read(unsigned reader, const std::string& text) {
    static const Folder folder;
    switch (reader % 6) {
    case 0: readRun(text); break;
    case 1: readModel(text); break;
    case 2:
    case 3:
        folder.write(reader % 6 - 2, text);
        readHuggingFaceSettings(folder.path());
        break;
    case 4:
        folder.write(2, text);
        readIndex(folder);
        break;
    default: hintsFromMetadata({{"format", "mae-explorer"}, {"config", text}}, "x"); break;
    }
}

} // namespace

void fuzz::writeCorpus(const fs::path& folder) {
    seed(folder, "run", "0" + toJson(TrainConfig{}));
    seed(folder, "model", "1" + toJson(ModelConfig{}));
    seed(
        folder, "config",
        R"(2{"model_type":"vit_mae","hidden_size":48,"num_hidden_layers":2,"num_attention_heads":3,)"
        R"("image_size":32,"patch_size":8,"num_channels":3,"decoder_hidden_size":32,)"
        R"("decoder_num_hidden_layers":1,"decoder_num_attention_heads":4,"layer_norm_eps":1e-12,)"
        R"("norm_pix_loss":true,"hidden_act":"gelu","mask_ratio":0.75,"torch_dtype":null})");
    seed(folder, "preprocessor",
         R"(3{"do_normalize":true,"image_mean":[0.5,0.5,0.5],"image_std":[0.2,0.2,0.2],)"
         R"("rescale_factor":0.00392156862745098,"size":{"height":224}})");
    seed(folder, "index",
         R"(4{"metadata":{"total_size":8},"weight_map":{"a":"model-1.safetensors","b":"x"}})");
    seed(folder, "metadata",
         "5{\"model\":" + toJson(ModelConfig{}) + R"(,"data":{"mean":[0.4],"std":[0.2]}})");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    try {
        read(data[0] % unsigned{'0'}, {reinterpret_cast<const char*>(data) + 1, size - 1});
    } catch (const std::exception& error) {
        fuzz::requireRefusal(error);
    }
    return 0;
}
