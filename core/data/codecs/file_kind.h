// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/codecs/byte_view.h"
#include "core/data/decode.h"

namespace mae {

/// Which of the formats that we read a file is, by its first bytes; its name doesn't matter.
/// @throws Error(Format) for everything else: the message says what the file seems to be and how to
///         get a picture out of it.
ImageFormat imageFormatOf(const ByteView& file);

} // namespace mae
