// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/bundled.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <string>

// The assembler copies the files into read-only data: no generated sources, no start-up cost.
// MAE_RESOURCES is the absolute path of resources/; sources.cmake lists the same files so that a
// change of one rebuilds this.
asm(".macro mae_embed symbol, file\n"
    "  .balign 64\n"
    "  .hidden mae_\\symbol\\()_begin\n"
    "  .global mae_\\symbol\\()_begin\n"
    "  mae_\\symbol\\()_begin:\n"
    "  .incbin \"" MAE_RESOURCES "/\\file\"\n"
    "  .hidden mae_\\symbol\\()_end\n"
    "  .global mae_\\symbol\\()_end\n"
    "  mae_\\symbol\\()_end:\n"
    "  .byte 0\n"
    ".endm\n"
    ".pushsection .rodata\n"
    "mae_embed model, models/bundled.safetensors\n"
    "mae_embed hat, samples/hat.jpg\n"
    "mae_embed dress, samples/dress.jpg\n"
    "mae_embed jacket, samples/jacket.jpg\n"
    "mae_embed clogs, samples/clogs.jpg\n"
    "mae_embed shirt, samples/shirt.jpg\n"
    "mae_embed sandals, samples/sandals.jpg\n"
    "mae_embed skirt, samples/skirt.jpg\n"
    "mae_embed trousers, samples/trousers.jpg\n"
    "mae_embed t_shirt, samples/t-shirt.jpg\n"
    ".popsection\n"
    ".purgem mae_embed\n");

// NOLINTBEGIN(readability-identifier-naming): names of the assembler block above
extern "C" {
extern const std::uint8_t mae_model_begin[], mae_model_end[];
extern const std::uint8_t mae_hat_begin[], mae_hat_end[];
extern const std::uint8_t mae_dress_begin[], mae_dress_end[];
extern const std::uint8_t mae_jacket_begin[], mae_jacket_end[];
extern const std::uint8_t mae_clogs_begin[], mae_clogs_end[];
extern const std::uint8_t mae_shirt_begin[], mae_shirt_end[];
extern const std::uint8_t mae_sandals_begin[], mae_sandals_end[];
extern const std::uint8_t mae_skirt_begin[], mae_skirt_end[];
extern const std::uint8_t mae_trousers_begin[], mae_trousers_end[];
extern const std::uint8_t mae_t_shirt_begin[], mae_t_shirt_end[];
}
// NOLINTEND(readability-identifier-naming)

namespace mae {

std::span<const std::uint8_t> bundledModel() { return {mae_model_begin, mae_model_end}; }

std::span<const SamplePicture> samplePictures() {
    static const std::array kPictures{
        SamplePicture{"hat.jpg", {mae_hat_begin, mae_hat_end}},
        SamplePicture{"dress.jpg", {mae_dress_begin, mae_dress_end}},
        SamplePicture{"jacket.jpg", {mae_jacket_begin, mae_jacket_end}},
        SamplePicture{"clogs.jpg", {mae_clogs_begin, mae_clogs_end}},
        SamplePicture{"shirt.jpg", {mae_shirt_begin, mae_shirt_end}},
        SamplePicture{"sandals.jpg", {mae_sandals_begin, mae_sandals_end}},
        SamplePicture{"skirt.jpg", {mae_skirt_begin, mae_skirt_end}},
        SamplePicture{"trousers.jpg", {mae_trousers_begin, mae_trousers_end}},
        SamplePicture{"t-shirt.jpg", {mae_t_shirt_begin, mae_t_shirt_end}},
    };
    return kPictures;
}

bool isSample(std::string_view reference) { return reference.starts_with(kSamplePrefix); }

const SamplePicture& findSample(std::string_view reference) {
    const auto name = reference.substr(std::min(reference.size(), kSamplePrefix.size()));
    const auto samples = samplePictures();
    const auto found = std::ranges::find_if(
        samples, [name](const SamplePicture& sample) { return sample.name == name; });
    if (found == samples.end()) {
        std::string names;
        for (const auto& sample : samples) {
            names += (names.empty() ? "" : ", ") + std::string(sample.name);
        }
        throw Error(ErrorKind::Io, "There is no sample picture \"" + std::string(name)
                                       + "\" in the program; there are " + names + ".");
    }
    return *found;
}

} // namespace mae
