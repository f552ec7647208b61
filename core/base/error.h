// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace mae {

/// What the user can do about a failure; wording, buttons and exit codes follow from this.
enum class ErrorKind {
    InvalidConfig, ///< fix the settings named in the message (exit code 2)
    Io,            ///< a file could not be read or written
    Format,        ///< a file was read but is not what it should be
    OutOfMemory,   ///< lower the batch size or the model size
    Numerical,     ///< the loss is no longer finite
    Internal,      ///< a bug: everything else
};

/// The only exception type this library throws on purpose.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}

    ErrorKind kind() const noexcept { return m_kind; }

private:
    ErrorKind m_kind;
};

/// Turns whatever is being handled into an Error. Call inside a catch block only.
///
/// This is the one place that knows about c10::Error, cv::Exception, std::bad_alloc and friends.
Error currentError();

/// Text of an errno value, e.g. "No space left on device".
std::string systemMessage(int code);

} // namespace mae
