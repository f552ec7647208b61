// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/report_text.h"

#include "ui/session/paths.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ReportText)
};

QString whole(std::int64_t number) { return QLocale().toString(qlonglong{number}); }

/// "3.4 million", or all digits of a small number.
QString manyText(std::int64_t count) {
    constexpr std::int64_t kMillion = 1'000'000;
    return count < kMillion
               ? whole(count)
               : Text::tr("%1 million")
                     .arg(QLocale().toString(static_cast<double>(count) / kMillion, 'f', 1));
}

QString withSource(const QString& value, const std::string& from) {
    return from.empty() ? value : Text::tr("%1 (from %2)").arg(value, reportSentence(from));
}

bool hasDecoder(const ModelReport& report) {
    return report.hasArchitecture && report.config.decoderDepth > 0;
}

QString architectureText(const ModelReport& report) {
    if (!report.hasArchitecture) {
        return Text::tr("unknown");
    }
    const auto& c = report.config;
    auto text = Text::tr("Encoder %1 × %2").arg(c.width).arg(c.depth);
    if (hasDecoder(report)) {
        text += Text::tr(", decoder %1 × %2").arg(c.decoderWidth).arg(c.decoderDepth);
    }
    std::int64_t values = 0;
    for (const auto& part : report.parts) {
        if (part.id == "encoder" || part.id == "decoder" || part.id == "classifier") {
            values += part.values;
        }
    }
    return text + Text::tr("; %1 parameters").arg(manyText(values));
}

QString picturesText(const ModelConfig& c) {
    auto text = Text::tr("%1 px, patches of %2 px").arg(c.imageSize).arg(c.patchSize);
    if (c.channels == 1) {
        text += Text::tr(", grey");
    } else if (c.channels != 3) {
        text += Text::tr(", %n channels", nullptr, c.channels);
    }
    return text;
}

QString headsText(const ModelReport& report) {
    const auto one = [](int heads) { return heads > 0 ? whole(heads) : Text::tr("unknown"); };
    const auto& c = report.config;
    if (c.heads == 0 && c.decoderHeads == 0) {
        return one(0);
    }
    const auto from = c.heads > 0 ? report.headsFrom : std::string();
    if (!hasDecoder(report)) {
        return withSource(one(c.heads), from);
    }
    const auto both = Text::tr("%1 in the encoder, %2 in the decoder");
    return c.decoderHeads > 0 ? withSource(both.arg(one(c.heads), one(c.decoderHeads)), from)
                              : both.arg(withSource(one(c.heads), from), one(0));
}

QString targetText(const ModelReport& report) {
    const auto text = report.target == "pixels"       ? Text::tr("pixels")
                      : report.target == "normalised" ? Text::tr("normalised pixels")
                                                      : Text::tr("unknown");
    return withSource(text, report.target == "unknown" ? std::string() : report.targetFrom);
}

QString formatText(const std::string& format) {
    return format == "torch zip"      ? Text::tr("PyTorch (zip)")
           : format == "torch legacy" ? Text::tr("PyTorch (legacy)")
                                      : QString::fromStdString(format);
}

QString filesText(const ModelReport& report) {
    std::uint64_t bytes = 0;
    for (const auto& file : report.files) {
        bytes += file.bytes;
    }
    const auto size = QStringLiteral("%1, %2").arg(bytesText(bytes), formatText(report.format));
    if (report.source == "bundled") {
        return Text::tr("%1, inside the program").arg(size);
    }
    QStringList names;
    constexpr std::size_t kShown = 2;
    for (std::size_t i = 0; i < report.files.size() && i < kShown; ++i) {
        names << labelText(QFileInfo(toText(report.files[i].path)).fileName());
    }
    if (report.files.size() > kShown) {
        names << Text::tr("%n more", nullptr, static_cast<int>(report.files.size() - kShown));
    }
    return QStringLiteral("%1\n%2").arg(names.join(QStringLiteral(", ")), size);
}

QString partName(const std::string& id) {
    return id == "encoder"      ? Text::tr("Encoder")
           : id == "decoder"    ? Text::tr("Decoder")
           : id == "classifier" ? Text::tr("Classifier")
           : id == "optimizer"  ? Text::tr("Optimizer")
           : id == "other"      ? Text::tr("Other tensors")
                                : QString::fromStdString(id);
}

QString partsText(const ModelReport& report) {
    constexpr qsizetype kMostPrefix = 120;
    QStringList lines;
    for (const auto& part : report.parts) {
        if (part.tensors == 0 && part.id != "encoder" && part.id != "decoder") {
            continue;
        }
        auto line = part.tensors == 0
                        ? Text::tr("%1: none").arg(partName(part.id))
                        : Text::tr("%1: %Ln tensors, %2 values", nullptr, part.tensors)
                              .arg(partName(part.id), manyText(part.values));
        if (!part.from.empty()) {
            line +=
                Text::tr(", below “%1”")
                    .arg(labelText(QString::fromStdString(part.from).simplified(), kMostPrefix));
        }
        lines << line;
    }
    return lines.join(u'\n');
}

} // namespace

std::vector<ReportFact> reportFacts(const ModelReport& report) {
    std::vector<ReportFact> facts;
    const auto add = [&facts](const char* id, const QString& label, const QString& value,
                              const QString& help) {
        facts.push_back({QString::fromLatin1(id), label, value, help});
    };
    const auto orUnknown = [](const std::string& text) {
        return text.empty() ? Text::tr("the file does not say")
                            : labelText(reportSentence(text).simplified());
    };
    add("architecture", Text::tr("Architecture"), architectureText(report),
        Text::tr("Width × depth of the transformers, and how many values they have learned"));
    if (report.hasArchitecture) {
        add("pictures", Text::tr("Pictures"), picturesText(report.config),
            Text::tr("Side of the pictures and of the patches that they are cut into"));
        add("heads", Text::tr("Heads"), headsText(report),
            Text::tr("How many times attention looks side by side; shapes do not tell"));
    }
    if (hasDecoder(report)) {
        add("target", Text::tr("Predicts"), targetText(report),
            Text::tr("Normalised pixels lack the mean and the contrast of each patch"));
    }
    add("parts", Text::tr("Parts"), partsText(report),
        Text::tr("What is inside, and what stands before the names of its tensors"));
    add("names", Text::tr("Names"), namesText(report.scheme),
        Text::tr("Whose names the tensors have"));
    add("files", report.files.size() > 1 ? Text::tr("Files") : Text::tr("File"), filesText(report),
        Text::tr("Where the tensors lie, and in which format"));
    add("trained-on", Text::tr("Trained on"), orUnknown(report.trainedOn),
        Text::tr("The pictures that it has learned from"));
    add("licence", Text::tr("Licence"), orUnknown(report.licence),
        Text::tr("What the weights may be used for"));
    return facts;
}

QString shapeText(const std::vector<std::int64_t>& shape) {
    QStringList sizes;
    for (const auto size : shape) {
        sizes << QString::number(size);
    }
    return shape.empty() ? Text::tr("scalar") : sizes.join(QStringLiteral(" × "));
}

QString bytesText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString namesText(const std::string& scheme) {
    return scheme == "published"     ? Text::tr("as in the published code")
           : scheme == "huggingface" ? QStringLiteral("Hugging Face")
           : scheme == "mmpretrain"  ? QStringLiteral("MMPretrain")
           : scheme == "beit"        ? QStringLiteral("BEiT")
           : scheme == "unknown"     ? Text::tr("unknown")
                                     : QString::fromStdString(scheme);
}

QString valueText(double value) {
    const QLocale locale;
    const double size = std::abs(value);
    if (value == 0 || !std::isfinite(value)) {
        return value == 0 ? QStringLiteral("0") : locale.toString(value);
    }
    constexpr double kSmall = 1e-3, kLarge = 1e6; // beyond, a power of ten is shorter
    constexpr double kMostWhole = 1e9;            // but counters stay whole
    constexpr double kFourDigits = 9999.5;        // from here on 'g' would write 1.000e+04
    if (size < kMostWhole && value == std::trunc(value)) {
        return locale.toString(value, 'f', 0);
    }
    if (size >= kSmall && size < kLarge) {
        return size < kFourDigits ? locale.toString(value, 'g', 4) : locale.toString(value, 'f', 0);
    }
    const auto parts =
        QString::number(value, 'e', 2).split(u'e'); // locales write powers in many ways
    return QStringLiteral("%1e%2").arg(locale.toString(parts[0].toDouble(), 'f', 2),
                                       QString::number(parts[1].toInt()));
}

QString labelText(const QString& text, qsizetype most) {
    constexpr qsizetype kLongWord = 60; // gets places to break
    constexpr qsizetype kPiece = 30;    // between them
    constexpr qsizetype kMostLines = 20;
    constexpr QChar kBreak(0x200B); // of no width
    auto shown = text.left(most).split(u'\n').mid(0, kMostLines).join(u'\n');
    const bool whole = shown.size() == text.size();
    if (!shown.isEmpty() && !whole && shown.back().isHighSurrogate()) {
        shown.chop(1);
    }
    qsizetype start = 0; // of a word
    for (qsizetype end = 0; end <= shown.size(); ++end) {
        if (end < shown.size() && !shown[end].isSpace()) {
            continue;
        }
        if (end - start > kLongWord) {
            for (auto at = start + kPiece; at < end; at += kPiece + 1, ++end) {
                shown.insert(shown[at].isLowSurrogate() ? at - 1 : at, kBreak);
            }
        }
        start = end + 1;
    }
    return whole ? shown : shown + u'…';
}

QString plainToolTip(const QString& text) {
    constexpr qsizetype kMost = 600;
    return text.isEmpty() ? QString()
                          : QStringLiteral("<span style='white-space:pre-wrap'>%1</span>")
                                .arg(labelText(text, kMost).toHtmlEscaped());
}

} // namespace mae::ui
