// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explore_workspace.h"

#include "core/base/error.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/session/settings.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/gallery_view.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/triptych_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

namespace mae::ui {

ExploreWorkspace::ExploreWorkspace(Session& session, Settings& settings, ModelMenu& models,
                                   QWidget* parent)
    : QWidget(parent),
      m_settings(settings),
      m_explorer(session, m_undo),
      m_reader(this),
      m_actions(makeExploreActions(*this, m_undo)),
      m_messages(new MessageBar),
      m_triptych(new TriptychView),
      m_centre(new QStackedWidget),
      m_gallery(new GalleryPanel(m_undo)),
      m_inspector(new ExploreInspector(m_explorer, models)),
      m_across(new QSplitter(Qt::Horizontal)),
      m_down(new QSplitter(Qt::Vertical)),
      m_zoom(makeCaption()),
      m_toolBar(makeToolBar()) {
    m_centre->addWidget(m_triptych);
    m_centre->addWidget(makeEmptyPage());
    m_down->addWidget(m_centre);
    m_down->addWidget(m_gallery);
    m_down->setStretchFactor(0, 1);
    m_down->setCollapsible(0, false);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolBar);
    column->addWidget(m_messages);
    column->addWidget(m_down, 1);
    m_across->addWidget(middle);
    m_across->addWidget(m_inspector);
    m_across->setStretchFactor(0, 1);
    m_across->setCollapsible(0, false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_across);

    makeContextMenus();
    connectActions();
    connectViews();
    updateActions();
}

QWidget* ExploreWorkspace::makeToolBar() {
    auto* bar = new QToolBar;
    bar->setIconSize({kIconSize, kIconSize});
    bar->setMovable(false);
    bar->setFloatable(false);
    const auto& a = m_actions;
    bar->addActions({a.openPictures, a.openFolder, a.samples, a.paste});
    bar->addSeparator();
    bar->addActions({a.undo, a.redo, a.newMask});
    bar->addSeparator();
    bar->addActions({a.zoomOut, a.zoomIn, a.fit, a.actualSize});
    m_zoom->setWordWrap(false);
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("10000 %")));
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setToolTip(tr("Zoom: pixels of the screen per pixel of the picture"));
    bar->addWidget(m_zoom);
    bar->addSeparator();
    bar->addActions({a.copyReconstruction, a.saveReconstruction, a.saveTriptych});
    auto* gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addActions({a.showGallery, a.showInspector});
    return bar;
}

QWidget* ExploreWorkspace::makeEmptyPage() {
    auto* open = new QPushButton(icon("open"), tr("Open Pictures…"));
    connect(open, &QPushButton::clicked, this, &ExploreWorkspace::askForPictures);
    auto* page = makeEmptyState(
        "explore", tr("Drop pictures or a folder here to see what the model makes of them."), open);
    makePictureGround(page);
    return page;
}

void ExploreWorkspace::makeContextMenus() {
    const auto& a = m_actions;
    m_triptych->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_triptych->addActions({a.copyReconstruction, a.copyTriptych, a.saveReconstruction,
                            a.saveTriptych, a.newMask, a.fit, a.actualSize});
    m_gallery->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_gallery->addActions({a.openPictures, a.openFolder, a.samples, a.removePicture, a.removeAll});
}

void ExploreWorkspace::connectActions() {
    const auto& a = m_actions;
    const auto on = [this](QAction* action, auto&& work) {
        connect(action, &QAction::triggered, this, work);
    };
    on(a.openPictures, &ExploreWorkspace::askForPictures);
    on(a.openFolder, &ExploreWorkspace::askForFolder);
    on(a.samples, [this] { m_gallery->restoreSamples(); });
    on(a.saveReconstruction,
       [this] { savePicture(m_triptych->reconstruction(), QStringLiteral("reconstruction")); });
    on(a.saveTriptych, [this] { savePicture(m_triptych->composed(), QStringLiteral("mae")); });
    on(a.copyReconstruction, [this] { copy(m_triptych->reconstruction()); });
    on(a.copyTriptych, [this] { copy(m_triptych->composed()); });
    on(a.paste, &ExploreWorkspace::paste);
    on(a.removePicture, [this] { m_gallery->removeCurrent(); });
    on(a.removeAll, [this] { m_gallery->removeAll(); });
    on(a.previous, [this] { m_gallery->step(-1); });
    on(a.next, [this] { m_gallery->step(1); });
    on(a.zoomIn, [this] { m_triptych->zoomBy(1.25); });
    on(a.zoomOut, [this] { m_triptych->zoomBy(0.8); });
    on(a.fit, [this] { m_triptych->link()->fit(); });
    on(a.actualSize, [this] { m_triptych->zoomTo(1); });
    on(a.newMask, [this] { m_explorer.newMask(); });
    on(a.moreHidden, [this] { moveRatio(0.05); });
    on(a.fewerHidden, [this] { moveRatio(-0.05); });
    connect(a.showGallery, &QAction::toggled, m_gallery, &QWidget::setVisible);
    connect(a.showInspector, &QAction::toggled, m_inspector, &QWidget::setVisible);
    connect(a.pasteVisible, &QAction::toggled, this, [this](bool paste) {
        auto display = m_explorer.display();
        display.pasteVisible = paste;
        m_explorer.setDisplay(display);
    });
}

void ExploreWorkspace::connectViews() {
    connect(&m_explorer, &Explorer::shown, this, &ExploreWorkspace::takeResult);
    connect(&m_explorer, &Explorer::looked, this, &ExploreWorkspace::takeLook);
    connect(&m_explorer, &Explorer::lateChanged, this, [this](bool late) {
        m_triptych->setDimmed(late, m_reading); // the original too, if it is another picture's
    });
    connect(&m_explorer, &Explorer::displayChanged, this, [this](const DisplayOptions& display) {
        m_actions.pasteVisible->setChecked(display.pasteVisible);
    });
    connect(&m_explorer, &Explorer::baselinesShown, this, [this] { m_compared = true; });
    connect(&m_explorer, &Explorer::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(m_gallery, &GalleryPanel::currentChanged, this, &ExploreWorkspace::showPicture);
    connect(m_gallery, &GalleryPanel::addRequested, this, &ExploreWorkspace::askForPictures);
    connect(m_gallery, &GalleryPanel::cancelRequested, &m_opener, &PictureOpener::cancel);
    connect(&m_opener, &PictureOpener::listingChanged, m_gallery, &GalleryPanel::setBusy);
    connect(&m_opener, &PictureOpener::found, this, &ExploreWorkspace::takePictures);
    connect(&m_opener, &PictureOpener::modelFound, this, &ExploreWorkspace::modelFound);
    connect(&m_opener, &PictureOpener::runFound, this, &ExploreWorkspace::runFound);
    connect(&m_opener, &PictureOpener::refused, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Warning, sentence);
    });
    connect(m_triptych, &TriptychView::patchPointedAt, this, &ExploreWorkspace::hint);
    connect(m_triptych, &TriptychView::dragRequested, this, &ExploreWorkspace::dragOut);
    connect(m_triptych->link(), &LinkedView::changed, this, &ExploreWorkspace::updateZoom);
}

void ExploreWorkspace::showSamples() { m_gallery->showSamples(); }
void ExploreWorkspace::openPaths(const QStringList& paths) { m_opener.openPaths(paths); }
void ExploreWorkspace::openData(const QMimeData& mime) { m_opener.openData(mime); }

void ExploreWorkspace::takePictures(const std::vector<PictureRef>& pictures,
                                    const QStringList& from) {
    m_messages->clear();
    m_gallery->add(pictures);
    for (const auto& path : from.mid(0, Settings::kMostRecent)) {
        m_settings.addRecent(Settings::Recent::Pictures, path);
    }
}

void ExploreWorkspace::showPicture(const PictureRef& ref) {
    Q_EMIT titleChanged(ref.name);
    if (ref.id == 0) {
        m_reader.cancel();
        m_reading = false;
        m_explorer.clearPicture();
        m_triptych->clear();
        m_centre->setCurrentIndex(1);
        updateActions();
        return;
    }
    m_centre->setCurrentIndex(0);
    m_reading = true;
    m_messages->clear();
    m_explorer.expectPicture(ref);
    m_reader.run([this, ref](const std::stop_token&) -> Background::Answer {
        try {
            return [this, ref, pixels = readPicture(ref)] {
                m_reading = false;
                m_explorer.setPicture(ref, pixels);
            };
        } catch (...) {
            return [this, sentence = QString::fromStdString(currentError().what())] {
                m_reading = false;
                m_explorer.clearPicture();
                m_triptych->clear();
                updateActions();
                m_messages->showMessage(MessageBar::Kind::Warning, sentence);
            };
        }
    });
}

void ExploreWorkspace::takeResult(const ReconstructionReady& answer) {
    const bool first = !m_triptych->result(); // or features so far, which can't be masked
    m_triptych->show(answer.result, answer.training
                                        ? tr("step %1").arg(QLocale().toString(answer.step))
                                        : QString());
    m_compared = false;
    Q_EMIT timeTaken(answer.result->milliseconds);
    if (first) {
        updateActions();
    }
    updateZoom();
}

void ExploreWorkspace::takeLook(const EncoderLookReady& answer) {
    m_triptych->show(answer.look);
    m_compared = true; // there is nothing to compare it with
    Q_EMIT timeTaken(answer.look->milliseconds);
    updateActions();
    updateZoom();
}

void ExploreWorkspace::updateActions() {
    const auto& a = m_actions;
    const bool has = !m_triptych->isEmpty();
    const bool masks = m_triptych->result() || !has;
    for (auto* action : {a.saveReconstruction, a.saveTriptych, a.copyReconstruction, a.copyTriptych,
                         a.zoomIn, a.zoomOut, a.fit, a.actualSize}) {
        action->setEnabled(has && m_active);
    }
    for (auto* action : {a.newMask, a.moreHidden, a.fewerHidden, a.pasteVisible}) {
        action->setEnabled(m_active && masks);
    }
    for (auto* action : {a.paste, a.showGallery, a.showInspector}) {
        action->setEnabled(m_active);
    }
    const bool any = m_gallery->count() > 0 && m_active;
    for (auto* action : {a.removePicture, a.removeAll, a.previous, a.next}) {
        action->setEnabled(any);
    }
}

void ExploreWorkspace::updateZoom() {
    m_zoom->setText(!m_triptych->isEmpty() ? tr("%1 %").arg(qRound(m_triptych->shownZoom() * 100))
                                           : QString());
}

void ExploreWorkspace::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateZoom();
}

void ExploreWorkspace::moveRatio(double by) {
    auto mask = m_explorer.mask();
    mask.ratio = std::clamp(std::round((mask.ratio + by) * 1000) / 1000, 0.0, 0.99);
    m_explorer.endGesture();
    m_explorer.setMask(mask);
    m_explorer.endGesture();
}

void ExploreWorkspace::chooseStrategy(const MaskStrategy& strategy) {
    auto mask = m_explorer.mask();
    mask.strategy = strategy;
    m_explorer.endGesture();
    m_explorer.setMask(mask);
    m_explorer.endGesture();
}

void ExploreWorkspace::setActive(bool active) {
    m_active = active;
    updateActions();
}

bool ExploreWorkspace::isSettled() const {
    return !m_reading && !m_opener.isListing() && !m_explorer.isWaiting()
           && (m_compared || m_triptych->isEmpty());
}

void ExploreWorkspace::setPicturesAlone(bool alone) {
    m_toolBar->setVisible(!alone);
    m_gallery->setVisible(!alone && m_actions.showGallery->isChecked());
    m_inspector->setVisible(!alone && m_actions.showInspector->isChecked());
}

void ExploreWorkspace::save(Settings& settings) const {
    settings.setValue(QStringLiteral("explore/across"), m_across->saveState());
    settings.setValue(QStringLiteral("explore/down"), m_down->saveState());
    settings.setValue(QStringLiteral("explore/gallery"), m_actions.showGallery->isChecked());
    settings.setValue(QStringLiteral("explore/inspector"), m_actions.showInspector->isChecked());
    m_inspector->save(settings);
}

void ExploreWorkspace::restore(const Settings& settings) {
    m_across->restoreState(settings.value(QStringLiteral("explore/across")).toByteArray());
    m_down->restoreState(settings.value(QStringLiteral("explore/down")).toByteArray());
    m_actions.showGallery->setChecked(
        settings.value(QStringLiteral("explore/gallery"), true).toBool());
    m_actions.showInspector->setChecked(
        settings.value(QStringLiteral("explore/inspector"), true).toBool());
    m_inspector->restore(settings);
}

} // namespace mae::ui
