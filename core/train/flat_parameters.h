// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/model/weights.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace mae {

/// The learned tensors of a model, laid end to end in two buffers: those with weight decay
/// (matrices and tokens) and those without (vectors). An optimizer then works on two tensors
/// instead of hundreds.
struct FlatLayout {
    enum Group : std::uint8_t { Decayed, Plain };
    struct Slot {
        std::string name{}; ///< published
        std::vector<std::int64_t> shape{};
        Group group = Decayed;
        std::int64_t offset = 0; ///< elements
    };
    std::vector<Slot> slots{};
    std::array<std::int64_t, 2> sizes{}; ///< elements per group
};

/// Slots in the order of the published state dict; what is fixed has none: position embeddings, and
/// what is frozen. A mask token is never frozen: an encoder that was read may have none.
FlatLayout flatLayout(const ModelConfig& config, Freeze freeze = Freeze::None);

/// Finds the slots of tensors that come in the order of the published state dict.
class SlotWalk {
public:
    explicit SlotWalk(const FlatLayout& layout) : m_layout(layout) {}
    /// Null: the tensor is fixed.
    const FlatLayout::Slot* slotOf(const std::string& name) {
        const auto& slots = m_layout.slots;
        return m_next < slots.size() && slots[m_next].name == name ? &slots[m_next++] : nullptr;
    }

private:
    const FlatLayout& m_layout;
    std::size_t m_next = 0;
};

/// One value per learned element, by group.
struct FlatBuffers {
    std::array<Tensor, 2> groups{};

    /// The part of @p slot, in its shape; shares memory.
    Tensor view(const FlatLayout::Slot& slot) const;
};

FlatBuffers flatZeros(const FlatLayout& layout, at::ScalarType type, at::Device device);

/// Copies the learned tensors of @p weights into buffers.
void fillFrom(const FlatBuffers& buffers, const FlatLayout& layout, const MaeWeights& weights);

/// Weights whose learned tensors are views of @p buffers; fixed ones come from @p fixed, in the
/// type and on the device of the buffers.
MaeWeights weightsOver(const FlatBuffers& buffers, const FlatLayout& layout,
                       const MaeWeights& fixed);

} // namespace mae
