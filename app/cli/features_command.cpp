// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/picture_files.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/version.h"
#include "core/data/image_folder.h"
#include "core/data/transform.h"
#include "core/io/model_file.h"
#include "core/model/linear.h"
#include "core/probe/fastest_type.h"
#include "core/probe/features.h"
#include "core/probe/model_input.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace mae::cli {
namespace {

struct FeaturesOptions {
    std::vector<std::string> pictures{};
    std::string split{};
    ModelOptions model{};
    DeviceOptions device{};
    std::string pool = idOf(Pool::Mean);
    int layer = 0; ///< 0: the last
    int batch = 16;
    std::string output{};
    bool json = false;
};

struct Labelled {
    InputPicture picture{};
    int label = -1;
};

/// What to read, with the labels of a folder of classes.
struct Listing {
    std::vector<Labelled> pictures{};
    std::vector<std::string> classes{};
    std::vector<BadFile> problems{};
};

Listing listed(const FeaturesOptions& options) {
    Listing listing;
    std::error_code ignored;
    if (options.pictures.size() == 1
        && std::filesystem::is_directory(options.pictures.front(), ignored)) {
        auto folder = listImageFolder(options.pictures.front(), options.split);
        for (const auto& entry : folder.entries) {
            listing.pictures.push_back({{.name = entry.path, .path = entry.path}, entry.label});
        }
        listing.classes = std::move(folder.classes);
        return listing;
    }
    auto found = listPictures(options.pictures, {});
    for (auto& picture : found.pictures) {
        listing.pictures.push_back({std::move(picture), -1});
    }
    listing.problems = std::move(found.problems);
    return listing;
}

/// Features of a list of pictures, in its order; bad ones are left out and told.
class FeatureWriter {
public:
    FeatureWriter(const FeaturesOptions& options, Model model)
        : m_options(options), m_model(std::move(model)) {}

    void add(const Labelled& labelled) {
        const auto& config = m_model.config;
        m_batch.push_back(patchesOf(
            asSeen(evaluationTransform(labelled.picture.read(), config.imageSize), m_model),
            m_model));
        m_files.push_back(labelled.picture.name);
        m_labels.push_back(labelled.label);
        if (m_batch.size() == static_cast<std::size_t>(m_options.batch)) {
            flush();
        }
    }

    void flush() {
        if (m_batch.empty()) {
            return;
        }
        const auto& config = m_model.config;
        const PatchGrid grid{.rows = config.grid(), .columns = config.grid()};
        const int layer = m_options.layer == 0 ? config.depth : m_options.layer;
        m_parts.push_back(
            features(m_model, at::stack(m_batch), grid, fromId<Pool>(m_options.pool), layer));
        m_batch.clear();
    }

    std::size_t count() const { return m_files.size(); }
    std::int64_t width() const { return m_model.config.width; }

    void write(const std::vector<std::string>& classes) {
        flush();
        writeSafetensors(m_options.output,
                         {{"features", at::cat(m_parts)}, {"labels", at::tensor(m_labels)}},
                         {{"format", "mae-explorer features"},
                          {"program", programVersion()},
                          {"model", m_model.card.source},
                          {"pool", m_options.pool},
                          {"layer", std::to_string(m_options.layer == 0 ? m_model.config.depth
                                                                        : m_options.layer)},
                          {"files", text(m_files)},
                          {"classes", text(classes)}});
    }

private:
    static std::string text(const std::vector<std::string>& names) {
        return Json(names).dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    const FeaturesOptions& m_options;
    Model m_model;
    std::vector<Tensor> m_batch{}; ///< [N, P*P*C] each
    std::vector<Tensor> m_parts{};
    std::vector<std::string> m_files{};
    std::vector<std::int64_t> m_labels{};
};

Model openFor(const FeaturesOptions& options) {
    setThreads(options.device.threads);
    auto model = openModel(options.model.path, options.model.overrides, ModelUse::Look);
    if (options.layer > model.config.depth) {
        throw Error(ErrorKind::InvalidConfig, "--layer must be from 1 to "
                                                  + std::to_string(model.config.depth)
                                                  + ", the blocks of this encoder.");
    }
    const auto device = chooseDevice(options.device.device);
    const auto wish = options.device.precision;
    const auto type =
        wish == Precision::Auto ? fastestType(model, device) : choosePrecision(wish, device);
    model.weights = readyToLook(std::move(model.weights), type, device);
    return model;
}

int runFeatures(const FeaturesOptions& options) {
    const auto listing = listed(options);
    std::vector<std::string> read{options.model.path};
    for (const auto& labelled : listing.pictures) {
        read.push_back(labelled.picture.path.string());
    }
    requireNotRead(options.output, read);
    FeatureWriter writer(options, openFor(options));
    std::vector<BadFile> bad = listing.problems;
    ProgressLine progress;
    std::int64_t done = 0;
    for (const auto& labelled : listing.pictures) {
        try {
            writer.add(labelled);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Io && error.kind() != ErrorKind::Format) {
                throw;
            }
            bad.push_back({labelled.picture.path, error.what()});
        }
        progress.show("Reading", ++done, static_cast<std::int64_t>(listing.pictures.size()));
    }
    if (writer.count() == 0) {
        throw Error(ErrorKind::Format, "None of the pictures can be read"
                                           + (bad.empty() ? "." : ": " + bad.front().reason));
    }
    writer.write(listing.classes);
    for (const auto& file : bad) {
        message("warning", "Left out: " + file.reason);
    }
    if (options.json) {
        Json skipped = Json::array();
        for (const auto& file : bad) {
            skipped.push_back({{"path", file.path.string()}, {"reason", file.reason}});
        }
        writeJson({{"output", options.output},
                   {"pictures", writer.count()},
                   {"width", writer.width()},
                   {"classes", listing.classes},
                   {"skipped", skipped}});
    } else {
        message("Wrote " + printable(options.output) + ": features of "
                + grouped(static_cast<std::int64_t>(writer.count())) + " pictures.");
    }
    return bad.empty() ? kDone : kFailed;
}

} // namespace

void addFeaturesCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<FeaturesOptions>();
    auto* command = addCommand(
        program, "features",
        "Write what the encoder makes of whole pictures, without masking. An encoder without a "
        "decoder will do.",
        "  mae features photos --model model.safetensors --output features.safetensors\n"
        "  mae features data/imagefolder --split val --pool cls --output val.safetensors\n");
    command->add_option("pictures", options->pictures, "Pictures, or folders of pictures")
        ->required()
        ->option_text("IMAGE|FOLDER...");
    command->add_option("--split", options->split, "Part of a folder with train/ and val/")
        ->option_text("train|val [train]");
    addModelOptions(*command, options->model);
    command
        ->add_option("--pool", options->pool,
                     "cls: the class token; mean: the mean of the patch tokens; all: every token")
        ->check(oneOf(idsOf<Pool>()))
        ->option_text("cls|mean|all [mean]");
    command
        ->add_option("--layer", options->layer,
                     "After which block, counted from 1; before the last: not normed")
        ->check(between(1, 128, true))
        ->option_text("N [the last]");
    command->add_option("--batch-size", options->batch, "Pictures at a time")
        ->check(between(1, 1024, true))
        ->option_text("N [16]");
    command
        ->add_option("--output", options->output,
                     "A safetensors file: features [n, D] and labels [n]; names of files and "
                     "classes in its metadata")
        ->required()
        ->option_text("FILE");
    addDeviceOptions(*command, options->device);
    addPrecisionOption(*command, options->device.precision);
    addJsonOption(*command, options->json,
                  "Print {output, pictures, width, classes, skipped: [{path, reason}]}");
    command->callback([options, &invocation] {
        invocation.action = [options] { return runFeatures(*options); };
    });
}

} // namespace mae::cli
