// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/field.h"

namespace mae {

/// How a picture of any size meets the model's square.
enum class Fit { Crop, Stretch, Native, Tiled };
template <> struct EnumNames<Fit> {
    static constexpr std::array kNames{EnumName{"crop", "Crop"}, EnumName{"stretch", "Stretch"},
                                       EnumName{"native", "Native size"},
                                       EnumName{"tiled", "In tiles"}};
};

/// Which square of a picture is looked at if it is cropped. The default is the largest one in the
/// middle.
struct CropFrame {
    double across = 0.5; ///< place in the free room: 0 left, 1 right
    double down = 0.5;   ///< 0 top, 1 bottom
    double size = 1.0;   ///< side, as a share of the picture's shorter side: kSmallest to 1
    static constexpr double kSmallest = 0.02;

    bool operator==(const CropFrame&) const = default;
};

/// How patches of a model that predicts normalised pixels get their mean and contrast back.
enum class NormPixDisplay { Neighbours, True, Raw };
template <> struct EnumNames<NormPixDisplay> {
    static constexpr std::array kNames{EnumName{"neighbours", "From visible neighbours"},
                                       EnumName{"true", "True statistics"}, EnumName{"raw", "Raw"}};
};

/// How a reconstruction is shown.
struct DisplayOptions {
    bool pasteVisible = true; ///< show the true pixels where patches were visible
    NormPixDisplay normPix = NormPixDisplay::Neighbours;
    Fit fit = Fit::Crop;
    CropFrame frame{}; ///< for Fit::Crop

    bool operator==(const DisplayOptions&) const = default;
};

/// Likeness to the original: over the hidden patches. NaN if nothing is hidden; the PSNR of equal
/// pixels is infinite.
struct Quality {
    double psnr = 0; ///< dB, of pixels in [0, 1] clamped and rounded to 8 bits, hidden pixels only
    double ssim = 0; ///< mean structural similarity (Wang 2004, 11x11 Gaussian) at hidden pixels
};

/// Without any model: what predicting the mean colour and in-painting reach on the same mask.
struct Baselines {
    Quality mean;  ///< mean colour of the visible pixels
    Quality telea; ///< OpenCV, Telea 2004
    Quality ns;    ///< OpenCV, Navier-Stokes
};

} // namespace mae
