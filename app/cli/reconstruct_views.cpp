// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_views.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/masking/sample_mask.h"
#include "core/probe/attend.h"
#include "core/probe/colour_map.h"
#include "core/probe/compose.h"
#include "core/probe/compose_maps.h"
#include "core/probe/leave_out.h"
#include "core/probe/reconstruct.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <variant>

namespace mae::cli {
namespace {

/// The ratios of a strip; with those of the paper's Figure 4.
constexpr std::array kStripRatios{0.10, 0.25, 0.40, 0.50, 0.60, 0.75, 0.85, 0.90, 0.95};

Image wholeFigure(const ReconstructRequest& request, const MaskedPicture& picture) {
    const auto whole = wholePicture(picture.model, picture.fitted, request.wholePicture,
                                    request.seed, request.display);
    const auto spread = patchHeatMap(whole.spread, whole.grid, whole.patchSize,
                                     *std::ranges::max_element(whole.spread));
    const std::array row{std::vector<const Image*>{&whole.original, &whole.prediction, &spread}};
    return tiled(row);
}

Reconstruction drawn(const ReconstructRequest& request, const MaskedPicture& picture,
                     const MaskConfig& config) {
    return reconstruct(picture.model, picture.fitted, drawnMask(request, picture, config),
                       request.display);
}

Image stripFigure(const ReconstructRequest& request, const MaskedPicture& picture) {
    std::vector<Reconstruction> results;
    for (const double ratio : kStripRatios) {
        auto config = request.mask;
        config.ratio = ratio;
        results.push_back(drawn(request, picture, config));
    }
    return ratioStrip(results);
}

/// Every strategy with its first settings, but the request's with those that it has.
template <std::size_t... I>
std::vector<MaskStrategy> everyStrategy(const MaskStrategy& asked, std::index_sequence<I...>) {
    return {(I == asked.index() ? asked : MaskStrategy(std::in_place_index<I>))...};
}

Image strategiesFigure(const ReconstructRequest& request, const MaskedPicture& picture) {
    std::vector<Reconstruction> results;
    for (const auto& strategy :
         everyStrategy(request.mask.strategy,
                       std::make_index_sequence<std::variant_size_v<MaskStrategy>>())) {
        results.push_back(
            drawn(request, picture, {.strategy = strategy, .ratio = request.mask.ratio}));
    }
    return strategyFigure(results);
}

Image attentionOf(const AttentionRequest& wish, const MaskedPicture& picture) {
    const auto maps =
        attentionMaps(picture.model, picture.fitted, picture.mask, wish.part, wish.block);
    const auto refuse = [](const std::string& why) { throw Error(ErrorKind::InvalidConfig, why); };
    if (wish.block == 0 && wish.head > 0) {
        refuse("--head belongs to one block: a rollout over all of them takes the mean.");
    }
    if (wish.head > maps.heads) {
        refuse("--head must be mean or from 1 to " + std::to_string(maps.heads) + ", not "
               + std::to_string(wish.head) + ".");
    }
    const int token = wish.patch + 1; // the class token is the first
    if (token >= maps.tokens()) {
        refuse("--from must be class or a patch from 0 to " + std::to_string(maps.grid.count() - 1)
               + ", not " + std::to_string(wish.patch) + ".");
    }
    if (!maps.sees(token)) {
        refuse("Patch " + std::to_string(wish.patch)
               + " is hidden, so the encoder has no token of it; choose a visible one, "
                 "--attention decoder, or --mask-ratio 0.");
    }
    return attentionFigure(maps, maps.from(token, wish.head - 1));
}

void addView(std::vector<NamedImage>& images, const ReconstructRequest& request,
             const MaskedPicture& picture, const Reconstruction& result) {
    switch (request.view) {
    case View::Triptych: images.push_back({"-mae", triptych(result)}); break;
    case View::Parts:
        images.push_back({"-masked", result.masked});
        images.push_back({"-reconstruction", result.reconstruction});
        images.push_back({"-original", result.original});
        break;
    case View::Strip: images.push_back({"-strip", stripFigure(request, picture)}); break;
    case View::Strategies:
        images.push_back({"-strategies", strategiesFigure(request, picture)});
        break;
    case View::Error: images.push_back({"-error", errorFigure(result)}); break;
    case View::Attention:
        images.push_back({"-attention", attentionOf(request.attention, picture)});
        break;
    case View::Sheet: break;
    }
}

} // namespace

Mask drawnMask(const ReconstructRequest& request, const MaskedPicture& picture,
               const MaskConfig& config) {
    return sampleMask(config, gridOf(picture.fitted, picture.model.config),
                      Rng(request.seed, Purpose::Mask, 0, picture.index),
                      contentFor(config.strategy, picture.fitted, picture.model.config.patchSize));
}

std::vector<NamedImage> viewsOf(const ReconstructRequest& request, const MaskedPicture& picture,
                                const Reconstruction& result) {
    std::vector<NamedImage> images;
    addView(images, request, picture, result);
    if (request.wholePicture > 0) {
        images.push_back({"-whole", wholeFigure(request, picture)});
    }
    if (request.leaveOut) {
        images.push_back({"-without-" + std::to_string(*request.leaveOut),
                          leaveOneOutFigure(leaveOneOut(picture.model, picture.fitted, picture.mask,
                                                        request.display, *request.leaveOut))});
    }
    return images;
}

} // namespace mae::cli
