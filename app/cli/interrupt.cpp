// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include "app/cli/invocation.h"
#include "app/cli/output.h"

#include <unistd.h>

#include <initializer_list>

namespace mae::cli {
namespace {

constexpr int kWakeUp = SIGUSR2; ///< ends the watching thread

bool isIgnored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interrupt::Interrupt() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&m_signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!isIgnored(signal)) {
            sigaddset(&m_signals, signal);
        }
    }
    sigaddset(&m_signals, kWakeUp);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_thread = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
    m_ending = true;
    pthread_kill(m_thread.native_handle(), kWakeUp);
    m_thread.join();
}

std::stop_token Interrupt::stopToken() {
    m_graceful = true;
    return m_stop.get_token();
}

void Interrupt::watch() {
    for (int signal = 0; sigwait(&m_signals, &signal) == 0;) {
        if (signal == kWakeUp) {
            if (m_ending) {
                return;
            }
            continue;
        }
        if (!m_graceful || m_stop.stop_requested()) {
            ::_exit(kInterrupted);
        }
        m_stop.request_stop();
        message("Stopping. Once more stops at once, without saving.");
    }
}

} // namespace mae::cli
