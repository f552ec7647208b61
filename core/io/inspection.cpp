// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/inspection.h"

#include "core/base/error.h"
#include "core/io/assemble_model.h"
#include "core/io/model_layout.h"
#include "core/io/model_report.h"
#include "core/io/model_source.h"
#include "core/io/tensor_statistics.h"
#include "core/io/weight_pictures.h"

#include <utility>

namespace mae {

struct Inspection::Contents {
    ModelSource source;
    ModelLayout layout;
    ModelReport report;

    /// The only file tensor behind a published one; empty if there is none.
    Tensor published(const std::string& name) const {
        const auto found = layout.names.tensors.find(name);
        return found == layout.names.tensors.end()
                   ? Tensor()
                   : source.reader.read(found->second.front().index);
    }
};

namespace {

struct Opened {
    ModelSource source;
    std::vector<ModelProblem> problems{};
};

/// The newest checkpoint of a run that verifies, or what was given.
Opened opened(const std::string& path, const Progress& progress) {
    // Damages are told: that is what one asks for. Larger files are compared when verify() is
    // called.
    constexpr std::uint64_t kSoonCompared = 256 << 20;
    const auto location = locateModel(path);
    if (location.kind != ModelLocation::Kind::Run) {
        Opened result{openSource(location)};
        if (result.source.hints.own && result.source.reader.files().front().bytes < kSoonCompared) {
            result.source.reader.verify(progress);
        }
        return result;
    }
    std::vector<ModelProblem> problems;
    for (const auto& checkpoint : location.checkpoints) {
        try {
            auto source = openSource(checkpoint);
            source.reader.verify(progress);
            return {std::move(source), std::move(problems)};
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::OutOfMemory) {
                throw;
            }
            problems.push_back({error.what(), "An older checkpoint is shown instead."});
        }
    }
    throw Error(ErrorKind::Format, "No checkpoint of '" + location.path.string() + "' can be read. "
                                       + problems.front().text);
}

} // namespace

Inspection::Inspection(const std::string& path, const Progress& progress) {
    auto [source, problems] = opened(path, progress);
    auto layout = layoutOf(headersOf(source.reader), source.hints, source.name);
    findTarget(layout, source);
    auto report = reportOf(source, layout);
    report.problems.insert(report.problems.begin(), problems.begin(), problems.end());
    m_contents = std::make_unique<Contents>(
        Contents{std::move(source), std::move(layout), std::move(report)});
}

Inspection::~Inspection() = default;
Inspection::Inspection(Inspection&&) noexcept = default;
Inspection& Inspection::operator=(Inspection&&) noexcept = default;

const ModelReport& Inspection::report() const { return m_contents->report; }

TensorStatistics Inspection::statistics(std::size_t tensor) const {
    return valueStatistics(m_contents->source.reader.read(tensor));
}

Verification Inspection::verify(const Progress& progress) const {
    return m_contents->source.reader.verify(progress);
}

Image Inspection::filters() const {
    const auto weight = m_contents->published("patch_embed.proj.weight");
    return weight.defined() ? filterPicture(weight) : Image();
}

Image Inspection::positions() const {
    const auto table = m_contents->published("pos_embed");
    return table.defined() ? positionPicture(table) : Image();
}

ModelReport inspectModel(const std::string& path) { return Inspection(path).report(); }

} // namespace mae
