// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/fitted_cache.h"
#include "core/model/model.h"
#include "core/probe/study.h"
#include "core/probe/tiled.h"
#include "core/probe/whole_picture_maker.h"

#include <array>
#include <optional>

namespace mae {

/// The models that tasks may ask. Both outlive the step.
struct StudyModels {
    const Model* main = nullptr;
    const Model* second = nullptr; ///< null: none is open
};

/// Studies under way, one task of which is done when there is nothing more urgent. Engine thread.
class StudyDesk {
public:
    /// Replaces the study of its channel. One of as many tasks goes on behind the task that was
    /// done last, so that a moving slider, which starts it again and again, lets each have its
    /// turn.
    void take(const Study& study);

    bool hasWork() const;

    /// Does a task, or a part of a long one; channels take turns.
    /// @return  the answer, once the task is done
    std::optional<StudyPartReady> step(const StudyModels& models);

    /// Begins half-done tasks anew: the model has changed.
    void restart();

private:
    struct Queue {
        Study study{};
        int first = 0; ///< task that was done first
        int done = 0;
        std::optional<WholePictureMaker> whole{};   ///< of the task at hand
        std::optional<TiledReconstruction> tiles{}; ///< of the task at hand
        FittedCache fitted{};

        int total() const { return static_cast<int>(study.tasks.size()); }
        int index() const { return (first + done) % total(); }
        void giveUp() { ///< what is half done
            whole.reset();
            tiles.reset();
        }
    };
    std::optional<StudyPart> advance(Queue& queue, const StudyModels& models);

    std::array<Queue, 4> m_queues{}; ///< by channel
    std::size_t m_turn = 0;
};

} // namespace mae
