// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/data/image_folder.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

/// A run of pictures of a source that all are shown equally often.
struct SourcePart {
    std::int64_t count = 0;
    double weight = 1; ///< how often an epoch shows each of them

    bool operator==(const SourcePart&) const = default;
};

/// Pictures of a part that an epoch shows, with repeats: at least one if there are any.
std::int64_t shownPerEpoch(const SourcePart& part);

/// A numbered collection of pictures that several threads read at once.
class PictureSource {
public:
    virtual ~PictureSource() = default;

    virtual std::int64_t count() const = 0;
    /// A picture whose shorter side is at least @p minShortSide where the file has that many
    /// pixels. Any thread. @throws Error(Io) or Error(Format) if it is bad.
    virtual std::shared_ptr<const Image> load(std::int64_t index, int minShortSide) = 0;
    /// In the order of the pictures.
    virtual std::vector<SourcePart> parts() const { return {{.count = count()}}; }
    virtual int label(std::int64_t index) const = 0; ///< index into classes(); -1: none
    virtual std::vector<std::string> classes() const { return {}; }
    virtual std::string name(std::int64_t index) const = 0;
    /// Changes when the list of pictures changes: names and sizes, not contents.
    virtual std::string fingerprint() const = 0;
    /// Files found unreadable so far, each once.
    virtual std::vector<BadFile> badFiles() const = 0;
    /// How many these are; cheap. Any thread.
    virtual std::int64_t badCount() const { return std::ssize(badFiles()); }
};

/// Pictures of an epoch: as many as there are, unless folders have weights.
std::int64_t picturesPerEpoch(const PictureSource& source);

/// Opens all that data.paths names, validation or not: scenes or the union of folders, with a cache
/// of decoded pictures of at most config.cacheMb. @throws Error naming the folder.
std::shared_ptr<PictureSource> openPictures(const DataConfig& config, int imageSize,
                                            const std::stop_token& stop = {});

} // namespace mae
