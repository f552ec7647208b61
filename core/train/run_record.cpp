// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_record.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/version.h"
#include "core/config/config_json.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

namespace mae {
namespace {

using Json = nlohmann::ordered_json;

std::string textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t countAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_unsigned() ? found->get<std::int64_t>() : 0;
}

Json jsonOf(const ReferenceLoss& loss) {
    return {{"mean_colour", loss.meanColour}, {"neighbours", loss.neighbours}};
}

} // namespace

RunRecord readRunRecord(const std::filesystem::path& run) {
    const auto all = Json::parse(readText(run / "config.json"), nullptr, /*exceptions=*/false);
    const auto found = all.is_object() ? all.find("run") : all.end();
    if (!all.is_object() || found == all.end() || !found->is_object()) {
        return {};
    }
    const auto& json = *found;
    RunRecord record{.pictures = countAt(json, "pictures"),
                     .fingerprint = textAt(json, "data_fingerprint"),
                     .precision = textAt(json, "precision"),
                     .state = textAt(json, "state")};
    if (const auto saved = json.find("saved"); saved != json.end() && saved->is_boolean()) {
        record.saved = saved->get<bool>();
    }
    if (const auto parent = json.find("parent"); parent != json.end() && parent->is_object()) {
        record.parent = RunParent{.run = textAt(*parent, "run"),
                                  .checkpoint = textAt(*parent, "checkpoint"),
                                  .step = countAt(*parent, "step")};
    }
    if (const auto begun = json.find("begun_with"); begun != json.end()) {
        record.begunWith = trainConfigFromJson(begun->dump());
    }
    return record;
}

void writeRunConfig(const std::filesystem::path& run, const TrainConfig& config,
                    const RunRecord& record) {
    auto json = Json::parse(toJson(config));
    auto& about = json["run"];
    about = {{"version", programVersion()},
             {"pictures", record.pictures},
             {"pictures_per_epoch", record.picturesPerEpoch},
             {"validation_pictures", record.validationPictures},
             {"data_fingerprint", record.fingerprint},
             {"precision", record.precision},
             {"threads", at::get_num_threads()},
             {"state", record.state},
             {"saved", record.saved}};
    if (record.references) {
        about["reference_losses"] = {{"pixels", jsonOf(record.references->pixels)},
                                     {"normalised", jsonOf(record.references->normalised)},
                                     {"pictures", record.references->pictures}};
    }
    if (record.parent) {
        about["parent"] = {{"run", record.parent->run},
                           {"checkpoint", record.parent->checkpoint},
                           {"step", record.parent->step}};
    }
    if (record.begunWith) {
        about["begun_with"] = Json::parse(toJson(*record.begunWith));
    }
    writeFileAtomically(run / "config.json",
                        json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace mae
