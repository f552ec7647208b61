// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_guard.h"

#include "core/base/number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mae {
namespace {

constexpr std::size_t kRemembered = 100; ///< good steps
constexpr std::size_t kFewest = 50;      ///< good steps that tell what is usual
constexpr std::int64_t kWindow = 100;    ///< tries
constexpr std::size_t kMostSkipped = 3;  ///< of them
constexpr double kSpreads = 12;
constexpr double kLossFactor = 4, kNormFactor = 30; ///< less than these is never a spike

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// @param past  logarithms
bool isSpike(double value, const std::vector<double>& past, double factor) {
    if (past.size() < kFewest) {
        return false;
    }
    const auto median = medianOf(past);
    auto away = past;
    std::ranges::transform(away, away.begin(), [median](double v) { return std::abs(v - median); });
    const auto spread = 1.4826 * medianOf(std::move(away));
    return value - median > std::max(kSpreads * spread, std::log(factor));
}

double logarithm(double value) { return std::log(std::max(value, 1e-30)); }

void remember(std::vector<double>& past, double value) {
    past.push_back(logarithm(value));
    if (past.size() > kRemembered) {
        past.erase(past.begin());
    }
}

std::string number(double value) { return toText(value); }
std::string number(std::int64_t value) { return std::to_string(value); }

template <class T> std::string listOf(const std::vector<T>& values) {
    std::string text = "[";
    for (const auto& value : values) {
        text += (text.size() > 1 ? "," : "") + number(value);
    }
    return text + "]";
}

} // namespace

std::string toJson(const GuardMemory& memory) {
    // Not by nlohmann::json, whose destructor takes memory for long lists and ends the program if
    // there is none: this is written at every save.
    std::string text = R"({"losses":)" + listOf(memory.losses);
    text += R"(,"norms":)" + listOf(memory.norms);
    text += R"(,"skipped_at":)" + listOf(memory.skippedAt);
    text += R"(,"skipped":)" + std::to_string(memory.skipped);
    text += R"(,"rewinds":)" + std::to_string(memory.rewinds);
    text += R"(,"rate":)" + toText(memory.rate);
    text += R"(,"pieces":)" + std::to_string(memory.pieces);
    text += R"(,"notices":)" + std::to_string(memory.notices);
    return text + "}";
}

GuardMemory guardMemoryFromJson(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    try {
        GuardMemory memory{.losses = json.at("losses"),
                           .norms = json.at("norms"),
                           .skippedAt = json.at("skipped_at"),
                           .skipped = json.at("skipped"),
                           .rewinds = json.at("rewinds"),
                           .rate = json.at("rate"),
                           .pieces = json.at("pieces"),
                           .notices = json.at("notices")};
        const bool sane = memory.losses.size() == memory.norms.size()
                          && memory.losses.size() <= kRemembered && memory.skipped >= 0
                          && memory.rate > 0 && memory.rate <= 1 && memory.pieces >= 1
                          && memory.notices >= 0;
        return sane ? memory : GuardMemory{};
    } catch (const nlohmann::json::exception&) {
        return {};
    }
}

std::optional<RunGuard::Finding> RunGuard::judge(double loss, double norm) const {
    if (!std::isfinite(loss)) {
        return Finding{Problem::NotFinite, "loss", loss};
    }
    if (!std::isfinite(norm)) {
        return Finding{Problem::NotFinite, "gradient", norm};
    }
    if (isSpike(logarithm(loss), m_memory.losses, kLossFactor)) {
        return Finding{Problem::Spike, "loss", loss};
    }
    if (isSpike(logarithm(norm), m_memory.norms, kNormFactor)) {
        return Finding{Problem::Spike, "gradient", norm};
    }
    return std::nullopt;
}

void RunGuard::accept(double loss, double norm) {
    remember(m_memory.losses, loss);
    remember(m_memory.norms, norm);
}

bool RunGuard::skip(std::int64_t number) {
    ++m_memory.skipped;
    std::erase_if(m_memory.skippedAt, [number](auto at) { return at <= number - kWindow; });
    m_memory.skippedAt.push_back(number);
    return m_memory.skippedAt.size() >= kMostSkipped;
}

void RunGuard::rewound() {
    ++m_memory.rewinds;
    m_memory.skippedAt.clear();
    forget();
}

void RunGuard::forget() {
    m_memory.losses.clear();
    m_memory.norms.clear();
}

} // namespace mae
