// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/end_on_signal.h"

#include "core/base/error.h"
#include "ui/main_window.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace mae::app {
namespace {

constexpr int kInterrupted = 130;
constexpr std::array kEnding{SIGINT, SIGTERM, SIGHUP};

// What a handler may use: it can meet any thread at any moment.
std::atomic<int> wakeUp = -1; ///< descriptor of an eventfd
std::atomic<bool> heard = false;

void onSignal(int /*signal*/) {
    if (heard.exchange(true)) {
        _exit(kInterrupted);
    }
    const int before = errno;
    const std::uint64_t one = 1;
    if (::write(wakeUp, &one, sizeof one) != sizeof one) {
        _exit(kInterrupted);
    }
    errno = before;
}

void onFailedWrite(int /*signal*/) {}

void handle(int signal, void (*handler)(int)) {
    struct sigaction now {};
    if (sigaction(signal, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
        now.sa_handler = handler; // and not SIG_IGN, which programs started later would inherit
        now.sa_flags = SA_RESTART;
        sigaction(signal, &now, nullptr);
    }
}

} // namespace

void holdSignals() {
    wakeUp = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wakeUp < 0) {
        throw Error(ErrorKind::Internal, "Signals can't be read: " + systemMessage(errno) + ".");
    }
    for (const int signal : kEnding) {
        handle(signal, onSignal);
    }
    for (const int signal : {SIGXFSZ, SIGPIPE}) {
        handle(signal, onFailedWrite);
    }
}

void endOnSignal(ui::MainWindow& window) {
    auto* notifier = new QSocketNotifier(wakeUp, QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QSocketNotifier::activated, &window, [&window, notifier] {
        notifier->setEnabled(false);
        window.closeAndSave();
    });
}

} // namespace mae::app
