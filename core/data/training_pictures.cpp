// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/training_pictures.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/fingerprint.h"
#include "core/data/folder_source.h"
#include "core/data/joined_source.h"
#include "core/data/scene_source.h"

#include <algorithm>
#include <limits>
#include <unordered_set>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScenes = "scenes";
constexpr const char* kNone = "none";
/// No order of an epoch is drawn with this number.
constexpr auto kSplitEpoch = std::numeric_limits<std::uint64_t>::max();

/// The val part of a divided folder; empty if it has none.
std::string validationPart(const ImageFolder& folder) {
    for (const char* name : {"val", "validation"}) {
        if (std::ranges::find(folder.splits, name) != folder.splits.end()) {
            return name;
        }
    }
    return {};
}

/// Moves the share of a folder out of it.
ImageFolder takeShare(ImageFolder& folder, double share, std::uint64_t seed) {
    ImageFolder taken{.root = folder.root,
                      .layout = folder.layout,
                      .split = folder.split,
                      .splits = folder.splits,
                      .classes = folder.classes};
    const auto kept = std::ranges::stable_partition(folder.entries, [&](const FolderEntry& entry) {
        return !isKeptForValidation(nameIn(folder, entry), share, seed);
    });
    taken.entries.assign(std::make_move_iterator(kept.begin()),
                         std::make_move_iterator(kept.end()));
    folder.entries.erase(kept.begin(), kept.end());
    return taken;
}

fs::path realPath(const fs::path& path) {
    std::error_code error;
    auto real = fs::weakly_canonical(path, error);
    return error ? fs::absolute(path).lexically_normal() : real;
}

bool isWithin(const fs::path& inner, const fs::path& outer) {
    return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

class Opener {
public:
    Opener(const DataConfig& config, std::uint64_t seed, int imageSize, std::stop_token stop)
        : m_config(config), m_seed(seed), m_imageSize(imageSize), m_stop(std::move(stop)) {
        m_share = config.validation.empty() ? config.validationShare : 0;
    }

    TrainingPictures open() {
        openValidationFolders();
        for (std::size_t i = 0; i < m_config.paths.size(); ++i) {
            m_weight = i < m_config.weights.size() ? m_config.weights[i] : 1;
            if (m_config.paths[i] == kScenes) {
                addScenes();
            } else {
                addFolder(m_config.paths[i]);
            }
        }
        TrainingPictures pictures{
            .training = joinSources(std::move(m_training),
                                    static_cast<std::uint64_t>(m_config.cacheMb) << 20)};
        if (!m_validation.empty()) { // read once, so kept by whoever reads it
            pictures.validation = joinSources(std::move(m_validation), 0);
        }
        if (pictures.training->count() < 1 && !m_stop.stop_requested()) {
            throw Error(ErrorKind::InvalidConfig,
                        "All pictures are validation pictures, and none is left to learn from: "
                        "name another folder in data.validation, or lower data.validation_share.");
        }
        return pictures;
    }

private:
    void openValidationFolders() {
        for (const auto& path : m_config.validation) {
            if (path == kNone) {
                return;
            }
            auto folder = listImageFolder(path, {}, m_stop);
            if (const auto part = validationPart(folder); !part.empty()) {
                folder = listImageFolder(path, part, m_stop);
            }
            m_validationRoots.push_back(realPath(path));
            keepForValidation(openFolder(std::move(folder)));
        }
    }

    void addScenes() {
        std::vector<std::uint32_t> training, validation;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m_config.scenes); ++i) {
            const bool kept = isKeptForValidation(sceneName(i), m_share, m_seed);
            (kept ? validation : training).push_back(i);
        }
        learnFrom(openScenes(std::move(training), m_imageSize));
        keepForValidation(openScenes(std::move(validation), m_imageSize));
    }

    void addFolder(const std::string& path) {
        auto folder = listImageFolder(path, {}, m_stop);
        dropValidation(folder);
        if (m_share > 0) {
            keepForValidation(openFolder(takeShare(folder, m_share, m_seed)));
        } else if (const auto part = validationPart(folder);
                   m_config.validation.empty() && folder.split == "train" && !part.empty()) {
            if (auto own = listedPart(path, part); !own.entries.empty()) {
                keepForValidation(openFolder(std::move(own)));
            }
        }
        learnFrom(openFolder(std::move(folder)));
    }

    /// An empty part is no reason not to train.
    ImageFolder listedPart(const std::string& path, const std::string& part) const {
        try {
            return listImageFolder(path, part, m_stop);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::InvalidConfig) {
                return {};
            }
            throw;
        }
    }

    /// A folder for validation may lie inside one to learn from.
    void dropValidation(ImageFolder& folder) const {
        const auto root = realPath(folder.root);
        const bool meets = std::ranges::any_of(m_validationRoots, [&root](const fs::path& other) {
            return isWithin(other, root) || isWithin(root, other);
        });
        if (!meets) {
            return;
        }
        std::unordered_set<std::string> kept;
        for (const auto& part : m_validation) {
            for (std::int64_t i = 0; i < part.source->count(); ++i) {
                kept.insert(realPath(part.source->name(i)).string());
            }
        }
        std::erase_if(folder.entries, [&kept](const FolderEntry& entry) {
            return kept.contains(realPath(entry.path).string());
        });
    }

    void learnFrom(std::unique_ptr<PictureSource> source) {
        m_training.push_back({std::move(source), m_weight});
    }
    void keepForValidation(std::unique_ptr<PictureSource> source) {
        if (source->count() > 0) {
            m_validation.push_back({std::move(source)});
        }
    }

    const DataConfig& m_config;
    std::uint64_t m_seed = 0;
    int m_imageSize = 0;
    std::stop_token m_stop;
    double m_share = 0;
    double m_weight = 1; ///< of the folder being added
    std::vector<fs::path> m_validationRoots;
    std::vector<WeightedSource> m_training;
    std::vector<WeightedSource> m_validation;
};

} // namespace

bool isKeptForValidation(std::string_view name, double share, std::uint64_t seed) {
    if (!(share > 0)) {
        return false;
    }
    Fingerprint print;
    print.add(name);
    return Rng(seed, Purpose::Order, kSplitEpoch, print.value()).uniform() < share;
}

TrainingPictures openTrainingPictures(const DataConfig& config, std::uint64_t seed, int imageSize,
                                      const std::stop_token& stop) {
    if (config.paths.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "data.paths is empty: name a folder of pictures, or the word scenes.");
    }
    return Opener(config, seed, imageSize, stop).open();
}

} // namespace mae
