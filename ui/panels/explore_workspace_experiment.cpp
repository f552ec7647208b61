// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/version.h"
#include "core/io/bundled.h"
#include "core/probe/experiment.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/session/paths.h"
#include "ui/widgets/message_bar.h"

#include <QFileInfo>

namespace mae::ui {
namespace {

/// How a picture is named in an experiment. @throws Error(InvalidConfig) for pasted pictures
std::string referenceOf(const PictureRef& ref) {
    if (!ref.path.isEmpty()) {
        return toPath(QFileInfo(ref.path).absoluteFilePath()).string();
    }
    if (!ref.encoded.empty()) {
        return std::string(kSamplePrefix) + ref.name.toStdString();
    }
    throw Error(ErrorKind::InvalidConfig,
                "This picture is in no file, so nobody could repeat the experiment with it. Save "
                "its original (Save Parts) and open that file first.");
}

PictureRef refOf(const FileReference& file) {
    if (isSample(file.path)) {
        const auto& sample = findSample(file.path);
        return sampleRef(QString::fromUtf8(sample.name), sample.bytes);
    }
    return fileRef(QString::fromStdString(file.path));
}

/// Whether an opened model is taken as the experiment takes it.
bool isAsSaid(const ModelCard& card, const ModelOverrides& said) {
    const auto& config = card.config;
    const auto target = config.target == Target::Pixels ? "pixels" : "normalised";
    return (said.heads == 0 || said.heads == config.heads)
           && (said.decoderHeads == 0 || said.decoderHeads == config.decoderHeads)
           && (said.target.empty() || said.target == target);
}

} // namespace

Experiment ExploreWorkspace::experiment() const {
    const auto& session = m_explorer.session();
    if (session.usesTrainingModel()) {
        throw Error(ErrorKind::InvalidConfig,
                    "The model in training changes with every step. Stop the run, open its folder "
                    "as a model, and save the experiment then.");
    }
    const auto choice = m_explorer.choice();
    const auto& card = session.model();
    Experiment experiment{.program = programVersion(),
                          .model = {.path = card.source},
                          .precision = card.bfloat16 ? Precision::BFloat16 : Precision::Float32,
                          .pictures = {{.path = referenceOf(m_explorer.picture())}},
                          .mask = choice.config,
                          .seed = choice.seed,
                          .display = m_explorer.display()};
    if (choice.painted) { // on the model's grid: `mae` takes it as it is
        experiment.painted = {shownMask().value_or(*choice.painted)};
    }
    if (card.source != "bundled") { // what its file may not say
        experiment.overrides = {.heads = card.config.heads,
                                .decoderHeads = card.reconstructs ? card.config.decoderHeads : 0,
                                .target =
                                    card.config.target == Target::Pixels ? "pixels" : "normalised"};
    }
    return experiment;
}

void ExploreWorkspace::saveExperiment() {
    Experiment made;
    if (!attempt([&] { made = experiment(); })) {
        return;
    }
    const auto path = askForSaving(tr("Save Experiment"), QStringLiteral("experiment.mae.json"),
                                   tr("Experiments (*.mae.json)"));
    if (path.isEmpty()) {
        return;
    }
    m_messages->clear();
    m_experiments.run([this, made, path](const std::stop_token&) -> Background::Answer {
        try {
            writeExperiment(toPath(path), made);
            return [this, path] {
                m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
            };
        } catch (...) {
            return [this, sentence = QString::fromStdString(currentError().what())] {
                m_messages->showMessage(MessageBar::Kind::Error, sentence);
            };
        }
    });
}

void ExploreWorkspace::openExperiment(const QString& path) {
    m_messages->clear();
    m_experiments.run([this, path](const std::stop_token&) -> Background::Answer {
        try {
            auto experiment = readExperiment(toPath(path));
            verifyFiles(experiment);
            return [this, experiment = std::move(experiment)] { takeExperiment(experiment); };
        } catch (...) {
            return [this, sentence = QString::fromStdString(currentError().what())] {
                m_messages->showMessage(MessageBar::Kind::Warning, sentence);
            };
        }
    });
}

void ExploreWorkspace::takeExperiment(const Experiment& experiment) {
    std::vector<PictureRef> pictures;
    const bool known = attempt([&] {
        for (const auto& file : experiment.pictures) {
            pictures.push_back(refOf(file));
        }
    });
    if (!known || pictures.empty()) {
        return;
    }
    auto state = m_explorer.state();
    state.mask = experiment.mask;
    state.seed = experiment.seed;
    state.display = experiment.display;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        state.painted.remove(pictures[i].id);
        if (!experiment.painted.empty()) {
            const auto& mask = experiment.painted[experiment.painted.size() == 1 ? 0 : i];
            state.painted.insert(pictures[i].id, std::make_shared<const Mask>(mask));
        }
    }
    const auto source = QString::fromStdString(experiment.model.path);
    const auto& session = m_explorer.session();
    if (session.usesTrainingModel() || source != toText(session.model().source)
        || !isAsSaid(session.model(), experiment.overrides)) {
        m_models.open(source, experiment.overrides);
    }
    m_undo.beginMacro(tr("Open Experiment"));
    m_explorer.replace(state, tr("Open Experiment"));
    m_gallery->replaceAll(std::move(pictures), tr("Open Experiment"));
    m_undo.endMacro();
}

} // namespace mae::ui
