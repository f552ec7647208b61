// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask_choice.h"
#include "core/probe/attention_maps.h"
#include "core/probe/display.h"
#include "core/probe/leave_one_out.h"
#include "core/probe/reconstruction.h"
#include "core/probe/step_trace.h"
#include "core/probe/whole_picture.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mae {

/// Gives a picture when its turn comes. Called on the engine thread; throws Error.
using ReadPicture = std::function<std::shared_ptr<const Image>()>;

/// Which model a task asks.
enum class ModelSlot { Main, Second };

/// One reconstruction among many: of a strip, a sheet, a curve.
struct ReconstructTask {
    ReadPicture picture{};
    MaskChoice mask{};
    DisplayOptions display{};
    /// Second: the same mask, brought to the second model's grid if that is another.
    ModelSlot model = ModelSlot::Main;
    bool baselines = false;
    bool numbersOnly = false; ///< the answer's pictures are empty
};

/// Every patch predicted by @p k complementary masks.
struct WholePictureTask {
    ReadPicture picture{};
    DisplayOptions display{};
    int k = 4;
    std::uint64_t seed = 0;
};

/// Where tokens look. An encoder without a decoder sees the whole picture, whatever the mask.
struct AttentionTask {
    ReadPicture picture{};
    MaskChoice mask{};
    DisplayOptions display{};
    AttentionPart part = AttentionPart::Encoder;
    int block = 0;       ///< from 1, at most those that there are; 0: rollout
    bool masked = false; ///< the encoder sees visible patches only; false: all. The decoder: masked
};

/// What one visible patch told the model.
struct LeaveOneOutTask {
    ReadPicture picture{};
    MaskChoice mask{};
    DisplayOptions display{};
    int patch = 0;
};

/// The values of every step of the computation.
struct TraceTask {
    ReadPicture picture{};
    MaskChoice mask{};
    DisplayOptions display{};
};

using StudyTask =
    std::variant<ReconstructTask, WholePictureTask, AttentionTask, LeaveOneOutTask, TraceTask>;

/// Studies of different channels go on side by side; in one channel a new study replaces the old.
enum class StudyChannel { View, Curve, Gallery, Export };

/// Several tasks, done one by one between the commands that cannot wait. Answered by one
/// StudyPartReady for each task.
struct Study {
    std::uint64_t request = 0; ///< echoed in the answers; ascending
    StudyChannel channel = StudyChannel::View;
    std::vector<StudyTask> tasks{}; ///< none: only ends the channel's study
};

struct ReconstructedPart {
    std::shared_ptr<const Reconstruction> result{};
    std::optional<Baselines> baselines{};
};

using StudyPart =
    std::variant<ReconstructedPart, std::shared_ptr<const WholePicture>,
                 std::shared_ptr<const AttentionMaps>, std::shared_ptr<const LeaveOneOut>,
                 std::shared_ptr<const StepTrace>>;

/// The answer to one task of a study.
struct StudyPartReady {
    std::uint64_t request = 0;
    StudyChannel channel = StudyChannel::View;
    int index = 0;         ///< of the task
    int done = 0;          ///< tasks done so far, this one included
    int total = 0;         ///< tasks of the study
    StudyPart part{};      ///< as the task; its pointer is null if there is a problem
    std::string problem{}; ///< why this task failed; the others go on
};

} // namespace mae
