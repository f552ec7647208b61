// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/new_run_panel.h"

#include "core/base/files.h"
#include "core/config/validate.h"
#include "core/data/scenes.h"
#include "core/train/run_plan.h"
#include "ui/panels/pictures_panel.h"
#include "ui/panels/preset_picker.h"
#include "ui/panels/train_command.h"
#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"
#include "ui/widgets/config_form.h"
#include "ui/widgets/panel_scroll.h"
#include "ui/widgets/plan_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

namespace mae::ui {
namespace {

constexpr auto kTrialDelay = std::chrono::milliseconds(800);
constexpr int kChartPoints = 120;

/// What decides how long a step takes.
bool takeAsLong(const TrainConfig& a, const TrainConfig& b) {
    return a.model == b.model && a.mask.ratio == b.mask.ratio
           && a.train.batchSize == b.train.batchSize && a.train.accumulate == b.train.accumulate
           && a.train.precision == b.train.precision;
}

} // namespace

NewRunPanel::NewRunPanel(QWidget* parent)
    : QWidget(parent),
      m_preset(new PresetPicker),
      m_pictures(new PicturesPanel),
      m_form(new ConfigForm({QStringLiteral("data.paths"), QStringLiteral("data.weights"),
                             QStringLiteral("data.validation"),
                             QStringLiteral("data.validation_share")})),
      m_plan(new PlanView),
      m_command(new QLineEdit),
      m_start(new QPushButton(tr("Start Training"))),
      m_reason(makeCaption()) {
    auto* scrolled = new QWidget;
    auto* column = new QVBoxLayout(scrolled);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGap);
    column->addWidget(makeTop());
    column->addWidget(m_form);
    column->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new PanelScroll(scrolled), 1);
    layout->addWidget(makeSeparator());
    layout->addWidget(makeFooter());
    for (const char* folded : {"model", "checkpoint", "preview", "log", "probe"}) {
        if (auto* section = m_form->section(QLatin1String(folded))) {
            section->setExpanded(false); // a first run needs none of them
        }
    }
    connectParts();
    choosePreset(QStringLiteral("tiny"));
    applyPreset();
}

QWidget* NewRunPanel::makeTop() {
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addWidget(makeHeading(tr("Preset")));
    column->addWidget(m_preset);
    column->addSpacing(kGapSmall);
    column->addWidget(m_pictures);
    return top;
}

QWidget* NewRunPanel::makeFooter() {
    auto* footer = new QWidget;
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGapSmall);
    column->addWidget(m_plan);
    m_command->setReadOnly(true);
    m_command->setAccessibleName(tr("The same run as a command"));
    m_command->setToolTip(tr("Starts the same run without the window, e.g. on a server."));
    auto mono = m_command->font();
    mono.setFamily(QStringLiteral("monospace"));
    m_command->setFont(mono);
    auto* copy = makeIconButton("copy", tr("Copy Command"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    auto* line = new QHBoxLayout;
    line->setSpacing(kGapTiny);
    line->addWidget(m_command, 1);
    line->addWidget(copy);
    column->addLayout(line);
    makePrimary(m_start);
    m_start->setMinimumHeight(kControlHeight + kGapTiny);
    column->addWidget(m_start);
    m_reason->hide();
    column->addWidget(m_reason);
    return footer;
}

void NewRunPanel::connectParts() {
    m_trialSoon.setSingleShot(true);
    m_trialSoon.setInterval(kTrialDelay);
    connect(&m_trialSoon, &QTimer::timeout, this, [this] {
        if (isVisible() && canStart()) {
            m_tried = config();
            Q_EMIT trialWanted(m_tried);
        }
    });
    connect(m_preset, &PresetPicker::chosen, this, &NewRunPanel::applyPreset);
    connect(m_preset, &PresetPicker::saveWanted, this, &NewRunPanel::keepPreset);
    connect(m_pictures, &PicturesPanel::changed, this, &NewRunPanel::takePictures);
    connect(m_pictures, &PicturesPanel::countChanged, this, &NewRunPanel::onCount);
    connect(m_pictures, &PicturesPanel::checkWanted, this, &NewRunPanel::checkWanted);
    connect(m_form, &ConfigForm::configChanged, this, [this](const TrainConfig& config) {
        if (!m_taking) {
            m_pictures->setData(config.data);
        }
        refresh();
        Q_EMIT configChanged(config);
    });
    connect(m_start, &QPushButton::clicked, this, &NewRunPanel::start);
}

void NewRunPanel::choosePreset(const QString& id) { m_preset->choose(id); }

void NewRunPanel::keepPreset(const QString& name) {
    if (const auto problem = m_preset->save(name, config()); !problem.isEmpty()) {
        QMessageBox::warning(this, tr("Save as Preset"), problem);
    }
}

void NewRunPanel::applyPreset() {
    auto settings = m_preset->preset();
    m_pictures->setPreset(settings.data);
    m_pictures->applyTo(settings.data); // a preset says nothing of these
    m_form->setBase(m_preset->preset());
    m_form->setConfig(settings);
    refresh();
}

TrainConfig NewRunPanel::config() const { return m_form->config(); }

void NewRunPanel::setConfig(const TrainConfig& config) {
    m_form->setConfig(config);
    m_pictures->countAgain();
}

void NewRunPanel::setMeanStd(const MeanStd& values) {
    auto settings = config();
    settings.data.mean.assign(values.mean.begin(), values.mean.end());
    settings.data.std.assign(values.std.begin(), values.std.end());
    m_form->setConfig(settings);
}

/// The form checks them and says what the whole run is.
void NewRunPanel::takePictures() {
    auto settings = config();
    m_pictures->applyTo(settings.data);
    m_taking = true;
    m_form->setConfig(settings);
    m_taking = false;
    refresh();
}

void NewRunPanel::addPaths(const QStringList& paths) { m_pictures->addPaths(paths); }

void NewRunPanel::setPaths(const QStringList& paths) {
    std::vector<std::string> list;
    for (const auto& path : paths) {
        list.push_back(toPath(path).string());
    }
    m_pictures->setPaths(list);
}

void NewRunPanel::setObstacle(const QString& reason) {
    m_obstacle = reason;
    refresh();
    Q_EMIT obstacleChanged(reason);
}

void NewRunPanel::setWaiting(bool waits) {
    m_start->setText(waits ? tr("Train After the Present Run") : tr("Start Training"));
}

void NewRunPanel::onCount() {
    m_startSoon = m_startSoon && m_pictures->countFailure().isEmpty();
    refresh();
    if (m_startSoon && canStart()) {
        start();
    }
}

QString NewRunPanel::obstacle() const {
    const auto& issues = m_form->issues();
    if (!issues.empty()) {
        return m_form->titleOf(issues.front().path) + u' '
               + QString::fromStdString(issues.front().message) + u'.';
    }
    if (const auto problem = m_pictures->problem(); !problem.isEmpty()) {
        return problem;
    }
    return !m_pictures->count() ? tr("The pictures are being counted.") : m_obstacle;
}

bool NewRunPanel::canStart() const { return obstacle().isEmpty(); }

void NewRunPanel::showPlan() {
    const auto settings = config();
    if (!m_form->issues().empty() || !m_pictures->count() || m_pictures->count()->pictures < 1) {
        m_plan->clear();
        return;
    }
    const auto pictures = m_pictures->count()->pictures;
    if (m_trial && !takeAsLong(settings, m_tried)) {
        m_trial.reset();
    }
    const auto& count = *m_pictures->count();
    const auto classes = count.classes + (count.scenes ? std::ssize(sceneClasses()) : 0);
    m_plan->setPlan(planRun(settings, pictures, freeRoom(runsFolder().string()), classes), m_trial);
    m_plan->setSchedules(plannedRates(settings, pictures, kChartPoints),
                         plannedRatios(settings, pictures, kChartPoints));
    if (!m_trial) {
        m_trialSoon.start();
    }
}

void NewRunPanel::showTrial(const TrialResult& result) {
    m_trial = result;
    showPlan();
}

void NewRunPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_trial) {
        m_trialSoon.start();
    }
}

void NewRunPanel::refresh() {
    const auto reason = obstacle();
    showPlan();
    m_command->setText(QString::fromStdString(
        trainCommand(config(), m_preset->isOwn() ? std::string("default") : m_preset->id())));
    m_command->setCursorPosition(0);
    m_start->setEnabled(reason.isEmpty());
    m_start->setToolTip(reason.isEmpty() ? tr("Starts the run on this machine.") : reason);
    m_reason->setText(reason);
    // What stands beside the pictures already is not said twice.
    m_reason->setVisible(!reason.isEmpty() && reason != m_pictures->shownText()
                         && m_pictures->count().has_value());
    if (const bool can = reason.isEmpty(); can != m_couldStart) {
        m_couldStart = can;
        Q_EMIT canStartChanged(can);
    }
}

void NewRunPanel::startWhenCounted() {
    m_pictures->countNow();
    m_startSoon = true;
    if (canStart()) {
        start();
    }
}

void NewRunPanel::start() {
    m_startSoon = false;
    if (canStart()) {
        Q_EMIT startWanted(config());
    }
}

} // namespace mae::ui
