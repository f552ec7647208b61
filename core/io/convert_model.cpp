// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/convert_model.h"

#include "core/io/export_model.h"
#include "core/io/model_file.h"

namespace mae {
namespace {

/// Of the work: reading is the longer half, since it checks every value.
constexpr double kReading = 0.6;

at::ScalarType typeOf(WeightType type) {
    switch (type) {
    case WeightType::Float32: return at::kFloat;
    case WeightType::Float16: return at::kHalf;
    case WeightType::BFloat16: return at::kBFloat16;
    }
    return at::kFloat;
}

} // namespace

std::int64_t convertModel(const ConvertRequest& request, const Progress& progress) {
    const Progress reading{.stop = progress.stop, .report = [&progress](double done) {
                               if (progress.report) {
                                   progress.report(done * kReading);
                               }
                           }};
    auto model = openModel(request.input, request.overrides, ModelUse::Look, reading);
    if (!progress(kReading)) {
        return 0;
    }
    if (!request.trainedOn.empty()) {
        model.card.trainedOn = request.trainedOn;
    }
    if (!request.licence.empty()) {
        model.card.licence = request.licence;
    }
    const Progress writing{.stop = progress.stop, .report = [&progress](double done) {
                               if (progress.report) {
                                   progress.report(kReading + done * (1 - kReading));
                               }
                           }};
    const bool written =
        exportModel(request.output, model, request.format, typeOf(request.type), writing);
    return written ? model.card.parameters : 0;
}

} // namespace mae
