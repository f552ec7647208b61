// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/end_on_signal.h"
#include "app/explorer/measure.h"
#include "app/explorer/screenshot.h"
#include "app/explorer/start_options.h"
#include "app/explorer/versions.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/version.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/icons.h"
#include "ui/style/resources.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <clocale>
#include <cstdio>

namespace {

using namespace mae;

constexpr int kImageLimitMb = 1024; ///< of pictures from the clipboard

QStringList argumentsOf(int argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QFile::decodeName(argv[i]));
    }
    return arguments;
}

/// Before there are threads: to change a variable later only swaps its value, which those who read
/// the environment meanwhile do not notice. DesktopNotifier sets it for Qt.
void makeRoomForActivationToken() {
    if (!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN")) {
        qputenv("XDG_ACTIVATION_TOKEN", "");
    }
}

/// Whether a window can be opened; lets what needs none do without.
bool preparePlatform(const app::StartOptions& options) {
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY")
        || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")) {
        return true;
    }
    if (options.unattended()) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return true;
    }
    return false;
}

void loadLanguage(QApplication& application, const QString& wish) {
    const auto system = QLocale::system();
    const bool german =
        wish == QLatin1String("de") || (wish.isEmpty() && system.language() == QLocale::German);
    if (!wish.isEmpty()) {
        const auto language = german ? QLocale::German : QLocale::English;
        QLocale::setDefault(system.language() == language ? system : QLocale(language));
    }
    ui::loadResources();
    auto* qt = new QTranslator(&application);
    if (german
        && qt->load(QStringLiteral("qtbase_de"),
                    QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(qt);
    }
    auto* own = new QTranslator(&application); // English: plural forms
    if (own->load(german ? QStringLiteral(":/translations/mae_de.qm")
                         : QStringLiteral(":/translations/mae_en.qm"))) {
        QApplication::installTranslator(own);
    }
}

void openWhatWasNamed(ui::MainWindow& window, const app::StartOptions& options) {
    window.models()->open(options.model.isEmpty() ? QStringLiteral("bundled") : options.model);
    window.explore()->showSamples();
    const bool inside = options.workspace == ui::Workspace::Models;
    if (inside && !(options.paths.isEmpty() && options.model.isEmpty())) {
        window.lookInside(options.paths.isEmpty() ? options.model : options.paths.first());
    } else if (!options.paths.isEmpty()) {
        window.explore()->openPaths(options.paths);
    }
    if (!options.run.isEmpty()) {
        window.openRun(options.run);
    }
    if (!options.secondModel.isEmpty()) {
        window.models()->openSecond(options.secondModel);
    }
    if (!options.view.isEmpty()) {
        window.explore()->deck()->setCurrent(options.view);
    }
    if (!options.camera.isEmpty()) {
        window.explore()->startCamera(options.camera);
    }
    if (options.workspace) {
        window.showWorkspace(*options.workspace);
    } else if (!options.paths.isEmpty() && options.run.isEmpty()) {
        window.showWorkspace(ui::Workspace::Explore);
    }
}

/// Nobody reads messages in a window that is only rendered. @throws Error(Io) for what is not there
void requireNamed(const app::StartOptions& options) {
    const auto named = QStringList(options.paths)
                       << options.run << options.model << options.secondModel << options.camera;
    for (const auto& path : named) {
        const bool inside = path.isEmpty() || path == QLatin1String("bundled");
        if (!inside && !QFileInfo::exists(path)) {
            throw Error(ErrorKind::Io, "There is no '" + path.toStdString() + "'.");
        }
    }
}

int runWindow(int argc, char** argv, const app::StartOptions& options) {
    app::holdSignals();
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // QApplication took the user's: numbers in files never do
    QApplication::setApplicationName(QStringLiteral("mae-explorer"));
    QApplication::setApplicationDisplayName(QStringLiteral("MAE Explorer"));
    QApplication::setApplicationVersion(QString::fromLatin1(programVersion()));
    QApplication::setDesktopFileName(QStringLiteral("org.maeexplorer.MaeExplorer"));
    QApplication::setQuitOnLastWindowClosed(false); // a run may end without the window
    QImageReader::setAllocationLimit(kImageLimitMb);

    ui::Session session; // the engine starts now and gets ready beside the window
    ui::Settings settings;
    loadLanguage(application, !options.language.isEmpty() || options.unattended()
                                  ? options.language
                                  : settings.value(QStringLiteral("window/language")).toString());
    const auto remembered =
        ui::themeFromId(settings.value(QStringLiteral("window/theme")).toString());
    ui::applyTheme(options.theme.value_or(options.unattended() ? ui::Theme::Light : remembered));
    QApplication::setWindowIcon(ui::appIcon());

    ui::WindowPolicy policy{
        .closeWhileTraining = {}, .versions = app::versionsText, .remember = !options.unattended()};
    if (options.unattended()) {
        policy.closeWhileTraining = [](QWidget*) { return ui::CloseChoice::StopAndSave; };
    }
    ui::MainWindow window(session, settings, policy);
    QObject::connect(&window, &ui::MainWindow::closed, &application, &QApplication::quit);
    app::endOnSignal(window);
    openWhatWasNamed(window, options);
    if (options.size.isValid()) {
        window.resize(options.size);
    }
    if (options.startupTimes) {
        app::printStartupTimes(window);
    }
    if (options.measureLatency > 0) {
        app::measureLatency(window, options.measureLatency);
    }
    if (options.measureBrush > 0) {
        app::measureBrush(window, options.measureBrush);
    }
    if (options.measureZoom > 0) {
        app::measureZoom(window, options.measureZoom);
    }
    if (options.measureGallery > 0) {
        app::measureGallery(window, options.measureGallery);
    }
    if (options.measureGaps > 0) {
        app::measureGaps(window, session, options.measureGaps);
    }
    if (options.measureTraining > 0) {
        app::measureTraining(window, session, options.measureTraining);
    }
    window.show();
    if (!options.screenshot.isEmpty()) {
        app::takeScreenshot(window, options.screenshot);
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    makeRoomForActivationToken();
    setLogSink([](LogLevel level, const std::string& message) {
        std::fprintf(stderr, "%s%s\n", level == LogLevel::Warning ? "warning: " : "",
                     message.c_str());
    });
    try {
        const auto options = app::parseOptions(argumentsOf(argc, argv));
        if (options.help) {
            std::fputs(app::helpText().toUtf8().constData(), stdout);
            return 0;
        }
        if (options.version) {
            std::puts(app::versionsText().toUtf8().constData());
            return 0;
        }
        if (!preparePlatform(options)) {
            std::fputs("There is no display to open a window on. The program mae does the same "
                       "work on the command line; --screenshot needs no display.\n",
                       stderr);
            return 1;
        }
        if (!options.screenshot.isEmpty()) {
            requireNamed(options);
        }
        return runWindow(argc, argv, options);
    } catch (...) {
        const auto error = currentError();
        std::fprintf(stderr, "%s\n", error.what());
        return error.kind() == ErrorKind::InvalidConfig ? 2 : 1;
    }
}
