// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace mae {

enum class LogLevel { Info, Warning };

using LogSink = std::function<void(LogLevel, const std::string&)>;

/// Where messages go; set once in main(), before any thread starts. The default drops them.
void setLogSink(LogSink sink);

/// Passes a sentence to the sink. Any thread.
void log(LogLevel level, const std::string& message);

} // namespace mae
