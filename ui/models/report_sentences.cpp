// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's sentences about checkpoints in the user's language.
#include "ui/models/report_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ReportSentence)
};

/// As the engine writes them; %1 and %2 are what differs from file to file.
constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "its relative positions"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "its settings"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "its name"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "the published models of this width"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "the patterns in its last layer"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "No model that this program knows: none of the tensors has a known name."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "The decoder of a masked autoencoder without its encoder."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "CC-BY-NC 4.0 (not for commercial use), if these are the weights published "
                      "by the authors of the paper"),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "None of its tensors has a name that is known."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "If it is a vision transformer of another program, save its weights under "
                      "timm's names."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "It can't be opened: %1."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "Look for the file with the encoder."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "It is not whole: it lacks %1."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "Look for the rest of it, or save it again where it was made."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "It does not fit together: %1, and %2 more."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "It does not fit together: %1."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "It computes something that this program does not know: %1."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "Use it in the program that it comes from."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "It has no decoder, so it can't reconstruct pictures."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "Its features and its attention can be looked at. For reconstructions use a "
                      "file with both (published ones are called mae_visualize_… or …_full)."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "It does not say how many attention heads it has."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "Give the number when you open it; it can't be seen in the tensors."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "It does not say whether it predicts pixels or normalised pixels."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence",
                      "It is taken for one of pixels. If its reconstructions look like grey "
                      "reliefs, switch the target."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "An older checkpoint is shown instead."),
    QT_TRANSLATE_NOOP("mae::ui::ReportSentence", "There is no model '%1'."),
};

QString translated(const char* english) {
    return QCoreApplication::translate("mae::ui::ReportSentence", english);
}

/// What stands for %1 and %2 in a sentence; the whole match is empty if it is another one.
QRegularExpressionMatch matchOf(const char* english, const QString& sentence) {
    auto pattern = QRegularExpression::escape(QString::fromUtf8(english));
    pattern.replace(QStringLiteral("\\%1"), QStringLiteral("(.+)"));
    pattern.replace(QStringLiteral("\\%2"), QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::DotMatchesEverythingOption)
        .match(sentence);
}

/// "A masked autoencoder: a vision transformer 192 x 6, patches of 8 px, pictures of 96 px; …".
QString summaryText(const QString& english) {
    static const QRegularExpression kPattern(QStringLiteral(
        "^(A masked autoencoder|An image classifier|An encoder without a decoder)"
        "(?:: a vision transformer (\\d+) x (\\d+), patches of (\\d+) px, pictures of (\\d+) px"
        "( in grey| with (\\d+) channels)?)?(?:; decoder (\\d+) x (\\d+))?\\."
        "( With the state of its training\\.)?$"));
    const auto match = kPattern.match(english);
    if (!match.hasMatch()) {
        return {};
    }
    auto text = match.captured(1).startsWith(u"A m")    ? Text::tr("A masked autoencoder")
                : match.captured(1).startsWith(u"An i") ? Text::tr("An image classifier")
                                                        : Text::tr("An encoder without a decoder");
    if (match.hasCaptured(2)) {
        text = Text::tr("%1: a vision transformer %2 × %3, patches of %4 px, pictures of %5 px")
                   .arg(text, match.captured(2), match.captured(3), match.captured(4),
                        match.captured(5));
    }
    if (match.hasCaptured(7)) {
        text += Text::tr(" with %1 channels").arg(match.captured(7));
    } else if (match.hasCaptured(6)) {
        text += Text::tr(" in grey");
    }
    if (match.hasCaptured(8)) {
        text += Text::tr("; decoder %1 × %2").arg(match.captured(8), match.captured(9));
    }
    text += u'.';
    return match.hasCaptured(10) ? text + Text::tr(" With the state of its training.") : text;
}

} // namespace

QString reportSentence(const std::string& english) {
    const auto sentence = QString::fromStdString(english);
    for (const char* known : kSentences) {
        if (const auto match = matchOf(known, sentence); match.hasMatch()) {
            auto text = translated(known);
            if (match.lastCapturedIndex() == 1) {
                return text.arg(match.captured(1));
            }
            return match.lastCapturedIndex() == 2 ? text.arg(match.captured(1), match.captured(2))
                                                  : text;
        }
    }
    const auto summary = summaryText(sentence);
    return summary.isEmpty() ? sentence : summary;
}

} // namespace mae::ui
