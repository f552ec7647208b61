// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/model_menu.h"

#include "ui/session/paths.h"
#include "ui/session/picture_opener.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/icons.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <functional>

namespace mae::ui {
namespace {

constexpr QLatin1String kBundled("bundled");

/// What a list of recent models remembers: of a run's checkpoint the run, which outlives it.
QString lasting(const QString& source) {
    const QFileInfo file(source);
    const QFileInfo folder(file.path());
    return file.fileName().startsWith(QLatin1String("step-"))
                   && folder.fileName() == QLatin1String("checkpoints")
                   && PictureOpener::isRunFolder(folder.path())
               ? folder.path()
               : source;
}

} // namespace

ModelMenu::ModelMenu(Session& session, Settings& settings, QWidget* parent)
    : QMenu(tr("M&odel"), parent), m_session(session), m_settings(settings) {
    setToolTipsVisible(true);
    rebuild();
    connect(this, &QMenu::aboutToShow, this, &ModelMenu::rebuild);
    connect(&session, &Session::modelOpened, this, [this](const ModelCard& card) {
        const auto source = toText(card.source);
        if (source != kBundled && !source.isEmpty()) {
            m_settings.addRecent(Settings::Recent::Models, lasting(source));
        }
        Q_EMIT currentChanged();
    });
    connect(&session, &Session::modelSourceChanged, this, &ModelMenu::currentChanged);
}

QString ModelMenu::currentTitle() const {
    if (m_session.usesTrainingModel()) {
        return tr("Model in training");
    }
    if (!m_session.hasModel()) {
        return tr("Loading…");
    }
    const auto& card = m_session.model();
    return card.source == "bundled" ? tr("Bundled model") : QString::fromStdString(card.name);
}

void ModelMenu::open(const QString& path, const ModelOverrides& overrides) {
    if (m_session.usesTrainingModel()) {
        m_session.useTrainingModel(false);
    }
    Q_EMIT opening(path);
    m_session.openModel(path, overrides);
}

void ModelMenu::askForFile() {
    const auto path = QFileDialog::getOpenFileName(
        parentWidget(), tr("Open Model"), m_lastFolder,
        tr("Models (*.safetensors *.pth *.pt *.bin)") + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty()) {
        m_lastFolder = QFileInfo(path).path();
        open(path);
    }
}

void ModelMenu::askForSecond() {
    const auto path = QFileDialog::getOpenFileName(
        parentWidget(), tr("Open a Model to Compare With"), m_lastFolder,
        tr("Models (*.safetensors *.pth *.pt *.bin)") + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty()) {
        m_lastFolder = QFileInfo(path).path();
        openSecond(path);
    }
}

void ModelMenu::openSecond(const QString& path) {
    Q_EMIT opening(path);
    m_session.openSecondModel(path);
}

void ModelMenu::addChoice(const QString& title, bool checked, bool enabled, const QString& tip,
                          const std::function<void()>& chosen) {
    auto* action = addAction(title);
    action->setCheckable(true);
    action->setChecked(checked);
    action->setEnabled(enabled);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, chosen);
}

void ModelMenu::rebuild() {
    clear();
    const bool training = m_session.usesTrainingModel();
    const auto source = training ? QString() : toText(m_session.model().source);
    addChoice(tr("&Bundled Model"), source == kBundled, true,
              tr("Comes with the program; needs no file"), [this] { open(kBundled); });
    addChoice(tr("Model in &Training"), training, m_session.hasActiveRun(),
              m_session.hasActiveRun() ? tr("See what the run has learned so far")
                                       : tr("Available while a run trains or is paused"),
              [this] { m_session.useTrainingModel(true); });
    const auto recent = m_settings.recent(Settings::Recent::Models);
    if (!recent.isEmpty()) {
        addSeparator();
    }
    for (const auto& path : recent) {
        const QFileInfo info(path);
        addChoice(info.fileName().replace(QLatin1Char('&'), QLatin1String("&&")),
                  lasting(source) == path, info.exists(), path, [this, path] { open(path); });
    }
    if (!recent.isEmpty()) {
        auto* forget = addAction(tr("Clear Recent Models"));
        connect(forget, &QAction::triggered, this,
                [this] { m_settings.clearRecent(Settings::Recent::Models); });
    }
    addSeparator();
    auto* other = addAction(ui::icon("open"), tr("&Open Model…"));
    other->setShortcut(Qt::CTRL | Qt::Key_M);
    connect(other, &QAction::triggered, this, &ModelMenu::askForFile);
    auto* look = addAction(ui::icon("models"), tr("&Look Inside…"));
    look->setToolTip(tr("Show the tensors of the model in use and where it comes from"));
    look->setEnabled(!source.isEmpty());
    connect(look, &QAction::triggered, this, [this, source] { Q_EMIT lookInside(source); });
}

} // namespace mae::ui
