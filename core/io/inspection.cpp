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

/// The newest checkpoint of a run that verifies, or what was given.
ModelSource openedSource(const std::string& path) {
    const auto location = locateModel(path);
    if (location.kind != ModelLocation::Kind::Run) {
        auto source = openSource(location);
        if (source.hints.own) {
            source.reader.verify(); // damages are told: that is what one asks for
        }
        return source;
    }
    for (const auto& checkpoint : location.checkpoints) {
        try {
            auto source = openSource(checkpoint);
            source.reader.verify();
            return source;
        } catch (const Error&) {
            continue; // an older one may still be whole
        }
    }
    return openSource(location.checkpoints.front());
}

} // namespace

Inspection::Inspection(const std::string& path) {
    auto source = openedSource(path);
    auto layout = layoutOf(headersOf(source.reader), source.hints, source.name);
    findTarget(layout, source);
    auto report = reportOf(source, layout);
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

bool Inspection::verify(const Progress& progress) const {
    return m_contents->source.reader.verify(progress);
}

Image Inspection::filters() const {
    const auto weight = m_contents->published("patch_embed.proj.weight");
    return weight.defined() && weight.dim() == 4 && weight.numel() > 0 ? filterPicture(weight)
                                                                       : Image();
}

Image Inspection::positions() const {
    const auto table = m_contents->published("pos_embed");
    return table.defined() && table.dim() == 3 && table.size(0) == 1 && table.size(1) > 1
               ? positionPicture(table)
               : Image();
}

ModelReport inspectModel(const std::string& path) { return Inspection(path).report(); }

} // namespace mae
