// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are either a whole picture or refused with Error(Format): no crash, no other exception.
// What the header says is what the decoder delivers.
//
//   fuzz_decode CORPUS -max_total_time=300 -max_len=4096     a folder of small pictures to start
//   with
#include "core/base/error.h"
#include "core/data/decode.h"

#include <cstdlib>
#include <cstring>
#include <iostream>

namespace {

using namespace mae;

void require(bool good, const char* what) {
    if (!good) {
        std::cerr << "broken promise: " << what << '\n';
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const DecodeLimits limits{.maxPixels = 250'000};
    try {
        const auto header = probeImage({data, size}, "x", limits);
        const auto image = decodeImage({data, size}, "x", 0, limits);
        require(image.width == header.width && image.height == header.height,
                "the header's size is the picture's");
        const auto bytes =
            static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3;
        require(image.pixels.size() == bytes, "a picture has all its pixels");
        require(decodeImage({data, size}, "x", 0, limits) == image, "decoding can be repeated");
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::Format && std::strlen(error.what()) < 1000,
                "a short reason of the right kind");
    }
    return 0;
}
