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

/// A numbered collection of pictures that several threads read at once.
class PictureSource {
public:
    virtual ~PictureSource() = default;

    virtual std::int64_t count() const = 0;
    /// A picture whose shorter side is at least @p minShortSide where the file has that many
    /// pixels. Any thread. @throws Error(Io) or Error(Format) if it is bad.
    virtual std::shared_ptr<const Image> load(std::int64_t index, int minShortSide) = 0;
    virtual int label(std::int64_t index) const = 0; ///< index into classes(); -1: none
    virtual std::vector<std::string> classes() const { return {}; }
    virtual std::string name(std::int64_t index) const = 0;
    /// Changes when the list of pictures changes: names and sizes, not contents.
    virtual std::string fingerprint() const = 0;
    /// Files found unreadable so far, each once.
    virtual std::vector<BadFile> badFiles() const = 0;
};

/// Opens what the settings name: scenes or the union of folders, with a cache of decoded pictures
/// of at most config.cacheMb. @throws Error naming the folder.
std::shared_ptr<PictureSource> openPictures(const DataConfig& config, int imageSize,
                                            const std::stop_token& stop = {});

} // namespace mae
