// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"
#include "core/io/model_hints.h"
#include "core/io/published_weights.h"
#include "core/io/weight_reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mae {

/// A tensor of a file, without its data.
struct TensorHeader {
    std::string name{};
    std::vector<std::int64_t> shape{};
};
std::vector<TensorHeader> headersOf(const WeightReader& reader);

/// What can be told from the names and shapes of a file.
struct ModelLayout {
    NameMap names{}; ///< sources are indices of the tensors
    bool hasEncoder = false;
    bool hasDecoder = false;
    bool hasClassifier = false;
    bool hasOptimizer = false;              ///< tensors named `optimizer.*`
    bool hasAverage = false;                ///< tensors named `ema.*` in a file of our own
    bool hasArchitecture = false;           ///< the shapes give the sizes
    std::string problem{};                  ///< why they do not: a reason to go on a sentence
    ModelConfig config{};                   ///< if so; heads 0 where nobody can tell, sizes of the
                                            ///< decoder 0 without one
    std::string headsFrom{};                ///< empty: unknown
    bool headsInShapes = false;             ///< and so beyond doubt
    bool targetKnown = false;               ///< said by the file or by its name
    std::string targetFrom{};               ///< empty: unknown
    bool targetGiven = false;               ///< by an override
    std::vector<std::string> missing{};     ///< as the file would name them
    std::vector<std::string> wrongShapes{}; ///< sentences
    std::vector<std::string> foreign{};     ///< unexpected, and part of what the model computes
};
/// @param file  its name may tell the target of published weights
/// @param average  take the averages of weights where the file has them
/// @throws Error(Format) if two names mean the same tensor
ModelLayout layoutOf(const std::vector<TensorHeader>& tensors, const ModelHints& hints,
                     const std::string& file, bool average = false);

bool belongsToDecoder(std::string_view published);
bool belongsToClassifier(std::string_view published);

/// What is known about the terms of use when the file itself says nothing: published weights are
/// recognised by name or by their sizes.
std::string licenceNote(const ModelLayout& layout, const ModelHints& hints,
                        const std::string& file);

/// The overrides win; what is still open must be given. @throws Error(InvalidConfig)
void applyOverrides(ModelLayout& layout, const ModelOverrides& overrides, const std::string& file);

} // namespace mae
