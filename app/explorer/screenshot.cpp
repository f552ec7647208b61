// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/screenshot.h"

#include "core/base/error.h"
#include "core/data/decode.h"
#include "ui/session/image_convert.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QPixmap>
#include <QTimer>
#include <chrono>
#include <cstdio>

namespace mae::app {
namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr int kQuietLooks = 8; ///< thumbnails and curves arrive meanwhile
constexpr qint64 kPatienceMs = 60'000;

void write(ui::MainWindow& window, const QString& file) {
    try {
        writePng(QFile::encodeName(file).toStdString(), ui::toImage(window.grab().toImage()));
        QApplication::exit(0);
    } catch (...) {
        std::fprintf(stderr, "%s\n", currentError().what());
        QApplication::exit(1);
    }
}

} // namespace

void takeScreenshot(ui::MainWindow& window, const QString& file) {
    auto* timer = new QTimer(&window);
    timer->setInterval(kLook);
    QElapsedTimer waited;
    waited.start();
    QObject::connect(timer, &QTimer::timeout, &window,
                     [&window, file, timer, waited, quiet = 0]() mutable {
                         quiet = window.isSettled() ? quiet + 1 : 0;
                         if (quiet >= kQuietLooks) {
                             timer->stop();
                             write(window, file);
                         } else if (waited.elapsed() > kPatienceMs) {
                             timer->stop();
                             std::fputs("The window was not ready within a minute, so there is no "
                                        "screenshot.\n",
                                        stderr);
                             QApplication::exit(1);
                         }
                     });
    timer->start();
}

} // namespace mae::app
