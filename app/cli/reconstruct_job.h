// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/masking/mask.h"
#include "core/probe/attention_maps.h"
#include "core/probe/display.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mae::cli {

/// How the result of a picture becomes files.
enum class View { Triptych, Sheet, Strip, Strategies, Parts, Error, Attention };

/// Whose attention View::Attention shows.
struct AttentionRequest {
    AttentionPart part = AttentionPart::Encoder;
    int block = 0;  ///< from 1; 0: rollout over all
    int head = 0;   ///< from 1; 0: the mean of all
    int patch = -1; ///< that looks; -1: the class token
};

/// What `mae reconstruct` was asked for.
struct ReconstructRequest {
    std::vector<std::string> pictures{};
    bool sample = false;
    ModelOptions model{};
    DeviceOptions device{};
    MaskConfig mask{};
    std::uint64_t seed = 0;
    std::vector<Mask> painted{}; ///< of an experiment: instead of mask and seed
    std::string maskFile{};
    std::string saveMask{};
    DisplayOptions display{};
    int wholePicture = 0; ///< complementary masks; 0: none
    View view = View::Triptych;
    AttentionRequest attention{};
    std::optional<int> leaveOut{}; ///< a visible patch
    int scale = 1;                 ///< pixels of a file per pixel and side
    std::string curveFile{};       ///< CSV; empty: none
    bool writeFiles = true;
    std::string output = ".";
    std::string saveExperiment{};
    std::string animate{};     ///< a sweep over the mask ratio, *.gif or *.mp4; empty: none
    double animateSeconds = 6; ///< that it lasts
    bool json = false;
};

/// Does it. A picture that can't be read is reported and left out.
/// @return exit code: 1 if any picture was left out, 130 if stopped in between
int reconstructPictures(const ReconstructRequest& request, const std::stop_token& stop);

} // namespace mae::cli

namespace mae {
template <> struct EnumNames<cli::View> {
    static constexpr std::array kNames{
        EnumName{"triptych", "Triptych"},  EnumName{"sheet", "Sheet"},
        EnumName{"strip", "Strip"},        EnumName{"strategies", "Strategies"},
        EnumName{"parts", "Parts"},        EnumName{"error", "Error"},
        EnumName{"attention", "Attention"}};
};
} // namespace mae
