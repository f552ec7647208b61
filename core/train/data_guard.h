// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <cstdint>
#include <memory>

namespace mae {

/// Files that vanish or break are skipped while a run goes on, but not without end: a run on what
/// is left of its pictures would be another run.
class DataGuard {
public:
    /// @param share  of the pictures that may be unreadable; 1: all
    DataGuard(std::shared_ptr<const PictureSource> source, double share)
        : m_source(std::move(source)), m_share(share) {}

    /// @throws Error(Io) if more than the share became unreadable since accept()
    void check() const;
    /// What is unreadable now has been told, and is put up with.
    void accept() { m_accepted = m_source->badCount(); }

private:
    std::shared_ptr<const PictureSource> m_source;
    double m_share = 1;
    std::int64_t m_accepted = 0; ///< unreadable ones that are put up with
};

} // namespace mae
