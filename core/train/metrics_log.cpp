// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/metrics_log.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/io/run_folder.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mae {

MetricsLog::MetricsLog(const std::filesystem::path& run, const std::vector<StepMetrics>& past)
    : m_path(run / "metrics.jsonl") {
    std::string text;
    for (const auto& metrics : past) {
        text += metricsLine(metrics) + "\n";
    }
    writeFileAtomically(m_path, text);
    m_stream.open(m_path, std::ios::app | std::ios::binary);
    m_reader.open(m_path, std::ios::binary);
    if (!m_stream) {
        throw Error(ErrorKind::Io, "Could not open '" + m_path.string() + "' for writing.");
    }
}

void MetricsLog::moveTo(const std::filesystem::path& run) {
    flush();
    m_reader.clear();
    m_reader.seekg(0);
    const std::string written{std::istreambuf_iterator<char>(m_reader), {}};
    const auto path = run / "metrics.jsonl";
    writeFileAtomically(path, written + m_waiting);
    std::ofstream stream(path, std::ios::app | std::ios::binary);
    if (!stream) {
        throw Error(ErrorKind::Io, "Could not open '" + path.string() + "' for writing.");
    }
    m_path = path;
    m_stream = std::move(stream);
    m_reader = std::ifstream(path, std::ios::binary);
    m_waiting.clear();
}

void MetricsLog::append(const StepMetrics& metrics) {
    m_waiting += metricsLine(metrics) + "\n";
    flush();
}

void MetricsLog::flush() {
    if (m_waiting.empty()) {
        return;
    }
    m_stream.write(m_waiting.data(), static_cast<std::streamsize>(m_waiting.size()));
    m_stream.flush();
    if (m_stream) {
        m_waiting.clear();
        m_told = false;
        return;
    }
    m_stream.clear();
    if (!m_told) {
        m_told = true;
        log(LogLevel::Warning, "Could not write to '" + m_path.string()
                                   + "'. Training goes on; the numbers are kept until it works.");
    }
    if (!m_waiting.starts_with('\n')) {
        m_waiting.insert(0, "\n"); // ends the line that may have been torn
    }
}

double RateMeter::add(double time, std::int64_t pictures) {
    if (m_marks.empty()) {
        m_marks.push_back({time, 0}); // the first step warms caches up: counted from its end
        return 0;
    }
    m_marks.push_back({time, m_marks.back().pictures + pictures});
    while (m_marks.size() > 2 && time - m_marks[1].time > 1.0) {
        m_marks.erase(m_marks.begin());
    }
    const double seconds = time - m_marks.front().time;
    const auto count = m_marks.back().pictures - m_marks.front().pictures;
    return seconds > 0 ? static_cast<double>(count) / seconds : 0.0;
}

} // namespace mae
