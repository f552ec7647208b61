// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/end_on_signal.h"

#include "core/base/error.h"
#include "ui/main_window.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace mae::app {
namespace {

constexpr int kInterrupted = 130;

sigset_t endingSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now {};
        if (sigaction(signal, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
            sigaddset(&signals, signal);
        }
    }
    return signals;
}

} // namespace

void holdSignals() {
    const auto signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void endOnSignal(ui::MainWindow& window) {
    const auto signals = endingSignals();
    const int descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (descriptor < 0) {
        throw Error(ErrorKind::Internal, "Signals can't be read: " + systemMessage(errno) + ".");
    }
    auto* notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QObject::destroyed, [descriptor] { ::close(descriptor); });
    QObject::connect(notifier, &QSocketNotifier::activated, &window,
                     [&window, descriptor, again = false]() mutable {
                         signalfd_siginfo info{};
                         if (::read(descriptor, &info, sizeof info) != sizeof info) {
                             return;
                         }
                         if (again) {
                             std::_Exit(kInterrupted);
                         }
                         again = true;
                         window.closeAndSave();
                     });
}

} // namespace mae::app
