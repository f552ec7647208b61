// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/recompute.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <utility>

namespace mae {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What autograd carries from the forward to the backward pass beside tensors.
struct Recipe : torch::CustomClassHolder {
    Recipe(Block itsBlock, BlockFunction itsCompute)
        : block(std::move(itsBlock)), compute(std::move(itsCompute)) {}

    Block block; ///< without its learned tensors, which autograd keeps
    BlockFunction compute;
};

template <class AnyBlock, class Visitor> void forEachLearned(AnyBlock& block, Visitor&& visit) {
    for (auto* norm : {&block.norm1, &block.norm2}) {
        visit(norm->weight);
        visit(norm->bias);
    }
    for (auto* layer : {&block.qkv, &block.proj, &block.fc1, &block.fc2}) {
        visit(layer->weight);
        visit(layer->bias);
    }
}

/// As if it were the beginning of a graph: detached, but wanting the gradients that @p given does.
variable_list leavesOf(const variable_list& given) {
    variable_list leaves;
    for (const auto& tensor : given) {
        leaves.push_back(tensor.detach().set_requires_grad(tensor.requires_grad()));
    }
    return leaves;
}

/// @param inputs  the tokens, then the block's learned tensors
Tensor computed(const Recipe& recipe, const variable_list& inputs) {
    auto block = recipe.block;
    std::size_t next = 1;
    forEachLearned(block, [&](Tensor& tensor) { tensor = inputs[next++]; });
    return recipe.compute(block, inputs[0]);
}

class Recompute : public torch::autograd::Function<Recompute> {
public:
    static Tensor forward(AutogradContext* context, const c10::intrusive_ptr<Recipe>& recipe,
                          at::TensorList given) { // no other list of tensors is seen by autograd
        const auto inputs = given.vec();
        context->save_for_backward(inputs);
        context->saved_data["recipe"] = c10::IValue::make_capsule(recipe);
        // Kernels are chosen by whether gradients are wanted, so a graph is recorded here as in the
        // backward pass, and forgotten at once.
        const at::AutoGradMode grad(true);
        return computed(*recipe, leavesOf(inputs)).detach();
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto capsule = context->saved_data["recipe"].toCapsule();
        const auto& recipe = static_cast<const Recipe&>(*capsule);
        const auto leaves = leavesOf(context->get_saved_variables());
        variable_list wanted;
        std::ranges::copy_if(leaves, std::back_inserter(wanted),
                             [](const Tensor& leaf) { return leaf.requires_grad(); });
        const at::AutoGradMode grad(true);
        const auto found =
            torch::autograd::grad({computed(recipe, leaves)}, wanted, gradients, std::nullopt,
                                  /*create_graph=*/false, /*allow_unused=*/true);
        variable_list result{Tensor()}; // of the recipe
        std::size_t next = 0;
        for (const auto& leaf : leaves) {
            result.push_back(leaf.requires_grad() ? found[next++] : Tensor());
        }
        return result;
    }
};

} // namespace

Tensor recomputed(const Block& block, const Tensor& tokens, const BlockFunction& compute) {
    auto rest = block;
    variable_list inputs{tokens};
    forEachLearned(rest,
                   [&inputs](Tensor& tensor) { inputs.push_back(std::exchange(tensor, {})); });
    const bool wanted =
        at::GradMode::is_enabled() && std::ranges::any_of(inputs, &Tensor::requires_grad);
    return wanted ? Recompute::apply(c10::make_intrusive<Recipe>(std::move(rest), compute),
                                     at::TensorList(inputs))
                  : compute(block, tokens);
}

} // namespace mae
