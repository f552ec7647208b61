// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <array>
#include <cmath>

namespace mae::ui {
namespace {

QString n(qint64 value) { return QLocale().toString(value); }

/// "name [N, D] = [144, 192]"
QString shape(const QString& letters, std::initializer_list<int> sizes) {
    QStringList numbers;
    for (const int size : sizes) {
        numbers << QString::number(size); // a shape, not a quantity
    }
    return QStringLiteral("[%1] = [%2]").arg(letters, numbers.join(QStringLiteral(", ")));
}

/// The numbers that sentences and shapes tell.
struct Sizes {
    explicit Sizes(const StepScene& scene)
        : patch(scene.trace->result.patchSize),
          channels(scene.trace->config.channels),
          count(scene.count()),
          visible(scene.visible),
          hidden(count - visible),
          values(scene.trace->config.patchValues()),
          width(scene.trace->config.width),
          decoderWidth(scene.trace->config.decoderWidth) {}
    int patch, channels, count, visible, hidden, values, width, decoderWidth;
};

QString noiseSentences(const StepScene& scene, const Sizes& s) {
    if (!scene.trace->drawn) {
        return StepWords::tr(
            "This mask was painted by hand, so nothing is drawn: the hatched patches are "
            "hidden. The model gets the same as from a random mask, a list of patches.");
    }
    if (!scene.random) {
        return StepWords::tr(
                   "The chosen strategy gives each of the %1 patches a number. The lowest will "
                   "stay visible; with the strategy of the paper the numbers are pure noise.")
            .arg(n(s.count));
    }
    return StepWords::tr(
               "Each of the %1 patches draws a random number between 0 and 1. What the picture "
               "shows has no influence on it.")
        .arg(n(s.count));
}

QString sortSentences(const StepScene& scene) {
    if (!scene.trace->drawn) {
        return StepWords::tr(
            "Nothing is sorted by noise: the painted mask puts the visible patches first "
            "and the hidden ones after them. Both keep the order of the picture.");
    }
    return scene.random
               ? StepWords::tr(
                   "The patches line up by their numbers, lowest first. Sorting noise is a "
                   "fair shuffle: every choice of patches is equally likely.")
               : StepWords::tr(
                   "The patches line up by their numbers, lowest first. Where each one came "
                   "from is remembered, so that the sort can be undone.");
}

QString keepSentences(const Sizes& s) {
    if (s.hidden == 0) {
        return StepWords::tr(
                   "All %1 patches stay, because the mask hides none. The model has nothing to "
                   "fill in.")
            .arg(n(s.count));
    }
    const auto percent = QLocale().toString(100.0 * s.hidden / s.count, 'f', 0);
    return StepWords::tr(
               "The first %1 of %2 patches stay, the other %3 (%4 %) are taken away. What is "
               "left is too little to copy from: the model has to understand the picture.")
        .arg(n(s.visible), n(s.count), n(s.hidden), percent);
}

QString maskTokenSentences(const Sizes& s) {
    if (s.hidden == 0) {
        return StepWords::tr(
                   "A linear layer brings the tokens to the decoder's width, %1. No patch is "
                   "hidden, so no mask token is needed.")
            .arg(n(s.decoderWidth));
    }
    return StepWords::tr(
               "A linear layer brings the tokens to the decoder's width, %1; then one learned "
               "vector, the mask token, stands in for each of the %2 hidden patches. It says only "
               "that something is missing.")
        .arg(n(s.decoderWidth), n(s.hidden));
}

QString normalisedSentence(NormPixDisplay shown) {
    switch (shown) {
    case NormPixDisplay::Neighbours:
        return StepWords::tr(
            "This model predicts pixels normalised within each patch; mean and contrast "
            "come from visible neighbours.");
    case NormPixDisplay::True:
        return StepWords::tr(
            "This model predicts pixels normalised within each patch; mean and contrast "
            "are the true ones, which it never saw.");
    case NormPixDisplay::Raw: break;
    }
    return StepWords::tr(
        "This model predicts pixels normalised within each patch, shown as they are.");
}

QString pixelSentences(const StepScene& scene, const DisplayOptions& display, const Sizes& s) {
    QStringList sentences;
    const auto values = n(s.values);
    sentences << (display.pasteVisible
                      ? StepWords::tr(
                            "A linear layer turns every token into the %1 numbers of its patch; "
                            "visible patches are put back from the original.")
                            .arg(values)
                      : StepWords::tr(
                            "A linear layer turns every token into the %1 numbers of its patch.")
                            .arg(values));
    const double error = scene.trace->result.error;
    sentences << (std::isfinite(error)
                      ? StepWords::tr(
                            "The loss counts hidden patches only (%1 here): nothing teaches the "
                            "model to repeat visible ones.")
                            .arg(QLocale().toString(error, 'g', 3))
                      : StepWords::tr(
                          "The loss counts hidden patches only, and here there are none."));
    if (scene.trace->config.target == Target::Normalised) {
        sentences << normalisedSentence(display.normPix);
    }
    return sentences.join(u' ');
}

QString sentencesOf(const StepScene& scene, const DisplayOptions& display, Step step) {
    const Sizes s(scene);
    const auto& config = scene.trace->config;
    switch (step) {
    case Step::Cut:
        return StepWords::tr(
                   "The picture is cut into %1 patches of %2 × %2 pixels. A transformer reads a "
                   "list: each patch becomes one entry of it.")
            .arg(n(s.count), n(s.patch));
    case Step::Numbers:
        return StepWords::tr(
                   "To the model a patch is a list of %1 numbers: the levels of its pixels, "
                   "shifted and scaled to lie around 0. Blue is below 0, orange above.")
            .arg(n(s.values));
    case Step::Noise: return noiseSentences(scene, s);
    case Step::Sort: return sortSentences(scene);
    case Step::Keep: return keepSentences(s);
    case Step::Encode:
        return StepWords::tr(
                   "Each kept patch becomes a token of %1 numbers with its position added; in %2 "
                   "blocks all tokens look at each other. The encoder never sees a hidden patch, "
                   "not even a placeholder for it.")
            .arg(n(s.width), n(config.depth));
    case Step::MaskTokens: return maskTokenSentences(s);
    case Step::Unsort:
        return StepWords::tr(
            "The sort is undone: every token goes back to the place of its patch. Then "
            "positions are added, because without them all mask tokens would be alike.");
    case Step::Decode:
        return StepWords::tr(
                   "In %1 smaller blocks all %2 tokens look at each other, and mask tokens "
                   "gather what the visible ones know. After training the decoder can be thrown "
                   "away; the encoder is what was to be learned.")
            .arg(n(config.decoderDepth), n(s.count + 1));
    case Step::Pixels: break;
    }
    return pixelSentences(scene, display, s);
}

void addShapes(StepWords& words, const StepScene& scene, Step step) {
    const Sizes s(scene);
    const auto cut = shape(QStringLiteral("N, P, P, C"), {s.count, s.patch, s.patch, s.channels});
    const auto numbers = shape(QStringLiteral("N, P²·C"), {s.count, s.values});
    const auto kept = shape(QStringLiteral("V, P²·C"), {s.visible, s.values});
    const auto encoded = shape(QStringLiteral("V+1, D"), {s.visible + 1, s.width});
    const auto decoded = shape(QStringLiteral("N+1, D′"), {s.count + 1, s.decoderWidth});
    const auto whole = shape(QStringLiteral("H, W, C"),
                             {scene.original.height(), scene.original.width(), s.channels});
    struct Change {
        QString from{}, to{};
    };
    const std::array<Change, kStepCount> shapes{{
        {whole, cut},
        {cut, numbers},
        {QString(), shape(QStringLiteral("N"), {s.count})},
        {numbers, numbers},
        {numbers, kept},
        {kept, encoded},
        {encoded, decoded},
        {decoded, decoded},
        {decoded, decoded},
        {decoded, numbers},
    }};
    words.from = shapes[static_cast<std::size_t>(step)].from;
    words.to = shapes[static_cast<std::size_t>(step)].to;
}

} // namespace

QString stepTitle(Step step, bool drawn) {
    switch (step) {
    case Step::Cut: return StepWords::tr("Cut into patches");
    case Step::Numbers: return StepWords::tr("Patches are numbers");
    case Step::Noise:
        return drawn ? StepWords::tr("Noise for each patch") : StepWords::tr("The painted mask");
    case Step::Sort: return drawn ? StepWords::tr("Sort by noise") : StepWords::tr("Visible first");
    case Step::Keep: return StepWords::tr("Keep the first");
    case Step::Encode: return StepWords::tr("Encode what is visible");
    case Step::MaskTokens: return StepWords::tr("Insert mask tokens");
    case Step::Unsort: return StepWords::tr("Undo the sort");
    case Step::Decode: return StepWords::tr("Decode");
    case Step::Pixels: break;
    }
    return StepWords::tr("Back to pixels");
}

StepWords wordsOf(const StepScene& scene, const DisplayOptions& display, Step step) {
    StepWords words;
    words.title = stepTitle(step, scene.trace->drawn);
    if (step == Step::Keep) {
        words.title = StepWords::tr("Keep %1 of %2").arg(n(scene.visible), n(scene.count()));
    }
    words.sentences = sentencesOf(scene, display, step);
    addShapes(words, scene, step);
    return words;
}

QString patchWords(const StepScene& scene, int patch) {
    const int columns = scene.grid.columns;
    auto words = StepWords::tr("Patch %1 · row %2, column %3 · %4")
                     .arg(n(patch), n(patch / columns + 1), n(patch % columns + 1),
                          scene.hides(patch) ? StepWords::tr("hidden") : StepWords::tr("visible"));
    const auto i = static_cast<std::size_t>(patch);
    if (scene.trace->drawn) {
        words += StepWords::tr(" · number %1, place %2 of %3")
                     .arg(QLocale().toString(static_cast<double>(scene.trace->noise[i]), 'g', 3),
                          n(scene.rank[i] + 1), n(scene.count()));
    }
    return words;
}

} // namespace mae::ui
