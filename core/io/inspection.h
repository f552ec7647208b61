// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/progress.h"
#include "core/config/model_config.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mae {

/// What stands in the way of using a file, and what to do about it: a sentence each.
struct ModelProblem {
    std::string text{};
    std::string remedy{}; ///< empty: nothing can be done
};

/// What a file or folder is: the fields of `mae inspect --json`.
struct ModelReport {
    std::string summary{}; ///< one sentence
    std::string kind{};   ///< "masked autoencoder", "encoder", "classifier", "training checkpoint",
                          ///< "unknown"
    std::string scheme{}; ///< "published", "huggingface", "timm", "mmpretrain", "beit", "unknown"
    std::string format{}; ///< "safetensors", "torch zip", "torch legacy", "bundled"
    std::string source{}; ///< the path that was given, or the checkpoint of a run

    struct File {
        std::string path{};
        std::uint64_t bytes = 0;
    };
    std::vector<File> files{}; ///< that the tensors come from

    bool hasArchitecture = false;
    ModelConfig config{};    ///< if hasArchitecture; heads 0 where nobody can tell
    std::string headsFrom{}; ///< where heads are known from; empty: nobody can tell
    std::string target{};    ///< "pixels", "normalised" or "unknown"
    std::string targetFrom{};

    /// "encoder", "decoder", "classifier", "optimizer", "other": all five, in this order.
    struct Part {
        std::string id{};
        int tensors = 0; ///< 0: it is absent
        std::int64_t values = 0;
        std::string from{}; ///< what stands before its names, such as "module."
    };
    std::vector<Part> parts{};

    struct TensorInfo {
        std::string name{};
        std::vector<std::int64_t> shape{};
        std::string dtype{};     ///< as safetensors call it: "F32", "BF16", …
        std::string published{}; ///< name in the published state dict; empty: it has none
        std::size_t file = 0;    ///< index of files
    };
    std::vector<TensorInfo> tensors{};

    std::vector<std::string> missing{};
    std::vector<std::string> unexpected{};
    std::map<std::string, std::string> arguments{}; ///< settings and metadata found in the file
    std::string trainedOn{};
    std::string licence{};
    std::vector<ModelProblem> problems{};
    bool reconstructs = false; ///< Explore shows reconstructions (heads or target may be asked for)
    bool looks = false;        ///< Explore shows features and attention
};

/// The values of a tensor.
struct TensorStatistics {
    std::int64_t count = 0;
    std::int64_t notFinite = 0; ///< NaN or infinite; left out of everything below
    double min = 0, max = 0, mean = 0;
    double std = 0;                        ///< of the population
    std::vector<std::int64_t> histogram{}; ///< equal bins from min to max
};

/// A checkpoint under the eyes of a doctor who executes nothing: opening it reads what it says of
/// its tensors, the values are read when they are asked for. One thread at a time.
class Inspection {
public:
    /// @param path  a file, a folder, or "bundled". Of a run the newest checkpoint that verifies;
    /// our own files up to 256 MB are verified too, unless @p progress is stopped. @throws
    /// Error(Io), Error(Format)
    explicit Inspection(const std::string& path, const Progress& progress = {});
    ~Inspection();
    Inspection(Inspection&&) noexcept;
    Inspection& operator=(Inspection&&) noexcept;

    const ModelReport& report() const;

    /// @param tensor  index of report().tensors. @throws Error(Io), Error(Format)
    TensorStatistics statistics(std::size_t tensor) const;

    /// Compares all checksums that the files carry.
    /// @throws Error(Io), Error(Format) saying what is damaged
    Verification verify(const Progress& progress) const;

    /// The filters of the patch embedding side by side, each stretched to full contrast.
    /// Empty without one. @throws as statistics()
    Image filters() const;

    /// For each place of the grid a small map of how alike (cosine) its position embedding is to
    /// those of all places. Empty without one. @throws as statistics()
    Image positions() const;

private:
    struct Contents;
    std::unique_ptr<Contents> m_contents;
};

/// Describes a file or folder. @throws Error(Io), Error(Format)
ModelReport inspectModel(const std::string& path);

} // namespace mae
