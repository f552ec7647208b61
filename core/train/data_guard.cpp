// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/data_guard.h"

#include "core/base/error.h"
#include "core/base/number.h"

namespace mae {

void DataGuard::check() const {
    const auto bad = m_source->badCount(), all = m_source->count();
    if (static_cast<double>(bad - m_accepted) <= m_share * static_cast<double>(all)) {
        return;
    }
    const auto files = m_source->badFiles();
    const double percent = 100.0 * static_cast<double>(bad) / static_cast<double>(all);
    throw Error(
        ErrorKind::Io,
        std::to_string(bad) + " of " + std::to_string(all) + " pictures (" + toText(percent, 1)
            + " %) could not be read and were skipped"
            + (files.empty() ? std::string(". ") : ", for example: " + files.front().reason + " ")
            + "Put them back and continue, or continue without them; data.bad_share says "
              "how many may be missing.");
}

} // namespace mae
