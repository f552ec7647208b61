// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resident_memory.h"

#include <unistd.h>

#include <cstdio>

namespace mae {

double residentMemoryMb() {
    std::FILE* const file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) {
        return 0;
    }
    unsigned long long whole = 0, resident = 0; // pages
    const bool read = std::fscanf(file, "%llu %llu", &whole, &resident) == 2;
    std::fclose(file);
    const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
    return read ? static_cast<double>(resident) * page / (1024 * 1024) : 0;
}

} // namespace mae
