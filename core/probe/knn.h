// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <cstdint>

namespace mae {

/// The k nearest rows of a bank of features for every query, nearest first.
struct Neighbours {
    Tensor similarity{};       ///< float64 [Q, k], cosine; CPU
    Tensor ids{};              ///< int64 [Q, k], rows of the bank; CPU
    std::int64_t bankSize = 0; ///< n
};

/// Finds neighbours by cosine similarity, exactly. Similarities that are equal in float32 count as
/// equal, and the lower row of the bank comes first: so the order of copies of a picture does not
/// hang on last bits, which differ between threads, blocks and devices.
///
/// Computes on the features' device in float64, block by block: some 100 MB beside the features
/// where D is 1024, whatever Q and n are. A caller who wants to stop or to show progress gives the
/// queries in slices. A feature of length 0 has similarity 0 to all.
///
/// @param bank     floating point [n, D]
/// @param queries  floating point [Q, D], on the same device
/// @param k        1 to n
/// @throws Error(InvalidConfig) if k is out of range or the shapes do not fit, Error(Numerical) if
///         a feature is not finite
Neighbours nearestNeighbours(const Tensor& bank, const Tensor& queries, std::int64_t k);

/// What neighbours say about the class.
struct ClassVotes {
    Tensor scores{};    ///< float64 [Q, classes]
    Tensor predicted{}; ///< int64 [Q]: the highest score, of equal ones the lowest class
};

/// Each neighbour votes for its class with exp(similarity / temperature).
/// Source: Wu et al. 2018, arXiv 1805.01978; k = 20 and 0.07 as DINO's evaluation.
///
/// @param labels       int64 [n], classes of the bank's rows; CPU
/// @param classes      how many there are: labels are 0 to classes - 1
/// @param temperature  0.002 (below, the votes overflow) to 1000
/// @throws Error(InvalidConfig) if a label, the temperature or a shape is out of range
ClassVotes weightedVotes(const Neighbours& neighbours, const Tensor& labels, std::int64_t classes,
                         double temperature = 0.07);

/// Each of the first @p k neighbours has one vote.
/// @param k  1 to as many as were looked for
/// @throws Error(InvalidConfig) as weightedVotes(), and if k is out of range
ClassVotes plainVotes(const Neighbours& neighbours, const Tensor& labels, std::int64_t classes,
                      std::int64_t k);

/// Share of queries whose class is among the @p best highest scores; of equal scores the lower
/// class is taken to be higher. @param labels  int64 [Q], the queries' classes; CPU
/// @return 0 to 1
/// @throws Error(InvalidConfig) if there is no query, a label is no class or best is below 1
double topShare(const ClassVotes& votes, const Tensor& labels, std::int64_t best);

} // namespace mae
