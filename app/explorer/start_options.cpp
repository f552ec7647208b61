// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/start_options.h"

#include "core/base/error.h"
#include "ui/panels/view_table.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <utility>

namespace mae::app {
namespace {

[[noreturn]] void refuse(const QString& sentence) {
    throw Error(ErrorKind::InvalidConfig, sentence.toStdString());
}

QString quoted(const QString& text) { return QStringLiteral("'%1'").arg(text); }

void addOptions(QCommandLineParser& parser) {
    const auto add = [&parser](const char* name, const char* value = nullptr) {
        parser.addOption(QCommandLineOption(QString::fromLatin1(name), {},
                                            QString::fromLatin1(value != nullptr ? value : "")));
    };
    add("model", "FILE");
    add("run", "RUN");
    add("workspace", "NAME");
    add("view", "NAME");
    add("second-model", "FILE");
    add("camera", "SOURCE");
    add("screenshot", "PNG");
    add("theme", "NAME");
    add("language", "CODE");
    add("size", "WxH");
    add("startup-times");
    add("measure-latency", "N");
    add("measure-brush", "N");
    add("measure-zoom", "N");
    add("measure-gallery", "N");
    add("measure-gaps", "SECONDS");
    add("measure-training", "N");
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
    add("version");
}

ui::Workspace workspaceFrom(const QString& name) {
    if (name == QLatin1String("explore")) {
        return ui::Workspace::Explore;
    }
    if (name == QLatin1String("train")) {
        return ui::Workspace::Train;
    }
    if (name == QLatin1String("models")) {
        return ui::Workspace::Models;
    }
    refuse(QStringLiteral("--workspace takes explore, train or models, not %1.").arg(quoted(name)));
}

QString viewFrom(const QString& name) {
    QStringList ids;
    for (const auto& info : ui::viewTable()) {
        ids << QString::fromLatin1(info.id);
    }
    if (!ids.contains(name)) {
        refuse(QStringLiteral("--view takes %1, not %2.")
                   .arg(ids.join(QStringLiteral(", ")), quoted(name)));
    }
    return name;
}

ui::Theme themeFrom(const QString& name) {
    bool known = false;
    const auto theme = ui::themeFromId(name, &known);
    if (!known) {
        refuse(QStringLiteral("--theme takes light, dark or system, not %1.").arg(quoted(name)));
    }
    return theme;
}

QSize sizeFrom(const QString& text) {
    static const QRegularExpression kPattern(QStringLiteral("^(\\d{3,4})[x×](\\d{3,4})$"));
    const auto match = kPattern.match(text);
    if (!match.hasMatch()) {
        refuse(QStringLiteral("--size takes a width and a height such as 1280x800, not %1.")
                   .arg(quoted(text)));
    }
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

int countFrom(const char* option, const QString& text) {
    bool number = false;
    const int count = text.toInt(&number);
    if (!number || count < 1 || count > 100'000) {
        refuse(QStringLiteral("--%1 takes a number from 1 to 100000, not %2.")
                   .arg(QLatin1String(option), quoted(text)));
    }
    return count;
}

} // namespace

StartOptions parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments)) {
        refuse(parser.errorText() + QStringLiteral(" See mae-explorer --help."));
    }
    StartOptions options;
    const auto value = [&parser](const char* name) {
        const auto key = QString::fromLatin1(name);
        if (parser.isSet(key) && parser.value(key).isEmpty()) {
            refuse(QStringLiteral("--%1 needs a value. See mae-explorer --help.").arg(key));
        }
        return parser.value(key);
    };
    options.paths = parser.positionalArguments();
    options.model = value("model");
    options.run = value("run");
    options.screenshot = value("screenshot");
    if (const auto name = value("workspace"); !name.isEmpty()) {
        options.workspace = workspaceFrom(name);
    }
    if (const auto name = value("view"); !name.isEmpty()) {
        options.view = viewFrom(name);
    }
    options.secondModel = value("second-model");
    options.camera = value("camera");
    if (const auto name = value("theme"); !name.isEmpty()) {
        options.theme = themeFrom(name);
    }
    options.language = value("language");
    if (!options.language.isEmpty() && options.language != QLatin1String("en")
        && options.language != QLatin1String("de")) {
        refuse(QStringLiteral("--language takes en or de, not %1.").arg(quoted(options.language)));
    }
    if (const auto size = value("size"); !size.isEmpty()) {
        options.size = sizeFrom(size);
    }
    if (const auto moves = value("measure-latency"); !moves.isEmpty()) {
        options.measureLatency = countFrom("measure-latency", moves);
    }
    for (const auto& [name, count] : {std::pair{"measure-brush", &options.measureBrush},
                                      std::pair{"measure-zoom", &options.measureZoom},
                                      std::pair{"measure-gallery", &options.measureGallery},
                                      std::pair{"measure-gaps", &options.measureGaps},
                                      std::pair{"measure-training", &options.measureTraining}}) {
        if (const auto text = value(name); !text.isEmpty()) {
            *count = countFrom(name, text);
        }
    }
    options.startupTimes = parser.isSet(QStringLiteral("startup-times"));
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    return options;
}

QString helpText() {
    return QStringLiteral(R"(Usage: mae-explorer [options] [FILE|FOLDER...]

See, train and measure masked autoencoders.

  FILE|FOLDER             pictures, folders of pictures, models (.safetensors, .pth), run
                          folders or experiments (.mae.json)
  --model FILE            explore with this model instead of the bundled one
  --run RUN               show this run in Train
  --workspace NAME        start in explore, train or models (which looks into the first FILE)
  --view NAME             look at pictures in this view of Explore: triptych, swipe, blink, error,
                          ratios, strategies, sheet, whole, attention, leave-out, compare, steps
  --second-model FILE     compare with this model (view compare)
  --camera SOURCE         reconstruct what a camera (/dev/video0) or a video file shows
  --theme NAME            light, dark or system
  --language CODE         en or de
  --size WxH              size of the window, e.g. 1280x800
  --screenshot OUT.png    write the window as it looks once everything named is shown, then exit
                          (needs no display)
  --version               versions of the program and of what it uses
  -h, --help              this text

For benchmarks:
  --startup-times         print the milliseconds from the start of the process to the first
                          window and to the first reconstruction to stderr, then exit
  --measure-latency N     move the ratio slider N times, print p50 and p95 of the milliseconds
                          from the slider to the painted picture to stderr, then exit
  --measure-brush N       the same with single patches painted on the masked picture
  --measure-zoom N        zoom and pan the picture in tiles for N frames, print p50 and p95 of the
                          milliseconds that a frame takes to paint, then exit
  --measure-gallery N     print after how many milliseconds the named folder is in the gallery,
                          scroll through it in N steps, print what a step takes, then exit
  --measure-gaps SECONDS  train a tiny model while the window is used, print p99 and maximum of
                          the milliseconds that its event loop came late to stderr, then exit
  --measure-training N    train a tiny model for N steps, shown in Train, then exit: app/bench/
                          compare_runs.py compares its time with that of mae train

Example: mae-explorer ~/Pictures/cats --theme dark
)");
}

} // namespace mae::app
