// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <mutex>
#include <utility>

namespace mae {
namespace {

struct Sink {
    std::mutex mutex;
    LogSink function;
};

Sink& sink() {
    static Sink instance;
    return instance;
}

} // namespace

void setLogSink(LogSink function) {
    const std::scoped_lock lock(sink().mutex);
    sink().function = std::move(function);
}

void log(LogLevel level, const std::string& message) {
    const std::scoped_lock lock(sink().mutex);
    if (sink().function) {
        sink().function(level, message);
    }
}

} // namespace mae
