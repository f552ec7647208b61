// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/epoch_log.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace mae {
namespace {

/// Spaced as Python's json.dumps() does.
std::string lineOf(double lr, double loss, std::int64_t epoch) {
    return "{\"train_lr\": " + nlohmann::json(lr).dump() + ", \"train_loss\": "
           + nlohmann::json(loss).dump() + ", \"epoch\": " + std::to_string(epoch) + "}\n";
}

bool isBefore(const std::string& line, std::int64_t epoch) {
    const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return false;
    }
    const auto number = json.find("epoch");
    return number != json.end() && number->is_number_integer()
           && number->get<std::int64_t>() < epoch;
}

} // namespace

EpochLog::EpochLog(const std::filesystem::path& run, std::int64_t stepsPerEpoch,
                   const std::vector<StepMetrics>& past, std::int64_t step)
    : m_path(run / "log.txt"), m_perEpoch(stepsPerEpoch) {
    const auto epoch = step / m_perEpoch;
    for (const auto& metrics : past) {
        if (metrics.step > epoch * m_perEpoch && metrics.step <= step) {
            count(metrics);
        }
    }
    try {
        dropFrom(epoch);
    } catch (const Error& error) {
        tell(error.what());
    }
}

void EpochLog::dropFrom(std::int64_t epoch) {
    std::error_code ignored;
    if (!std::filesystem::exists(m_path, ignored)) {
        return;
    }
    std::istringstream old(readText(m_path));
    std::string kept;
    for (std::string line; std::getline(old, line);) {
        kept += isBefore(line, epoch) ? line + "\n" : "";
    }
    if (kept != old.str()) {
        writeFileAtomically(m_path, kept);
    }
}

void EpochLog::count(const StepMetrics& metrics) {
    m_lr += metrics.lr;
    m_loss += metrics.loss;
    ++m_steps;
}

void EpochLog::add(const StepMetrics& metrics) {
    count(metrics);
    if (metrics.step % m_perEpoch != 0) {
        return;
    }
    const auto steps = static_cast<double>(m_steps);
    m_waiting += lineOf(m_lr / steps, m_loss / steps, metrics.step / m_perEpoch - 1);
    m_lr = m_loss = 0;
    m_steps = 0;
    flush();
}

void EpochLog::flush() {
    if (m_waiting.empty()) {
        return;
    }
    std::ofstream stream(m_path, std::ios::app | std::ios::binary);
    stream.write(m_waiting.data(), static_cast<std::streamsize>(m_waiting.size()));
    stream.flush();
    if (stream) {
        m_waiting.clear();
        m_told = false;
        return;
    }
    tell("Could not write to '" + m_path.string() + "'.");
    if (!m_waiting.starts_with('\n')) {
        m_waiting.insert(0, "\n"); // ends the line that may have been torn
    }
}

void EpochLog::tell(const std::string& why) {
    if (!m_told) {
        m_told = true;
        log(LogLevel::Warning, why + " Training goes on; the lines are kept until it works.");
    }
}

} // namespace mae
