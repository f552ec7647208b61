// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/layer_stats.h"

#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/train/training_run.h"

#include <string>

namespace mae::cli {

void LayerStats::beforeStep() {
    if (m_every > 0 && (m_run.step() + 1) % m_every == 0) {
        m_run.measureLayers();
    }
}

void LayerStats::afterStep() {
    if (m_every == 0) {
        return;
    }
    try {
        if (const auto layers = m_run.takeLayers()) {
            if (!m_log) {
                m_log.emplace(m_run.folder(), layers->step - 1);
            }
            m_log->append(*layers);
        }
    } catch (const Error& error) {
        if (!m_failed) {
            message("warning", std::string(error.what()) + " Training goes on.");
        }
        m_failed = true;
    }
}

} // namespace mae::cli
