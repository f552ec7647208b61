// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explore_workspace.h"

#include "core/base/error.h"
#include "ui/models/gallery_model.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/gallery_numbers_panel.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/ratio_curve_panel.h"
#include "ui/session/animation_export.h"
#include "ui/session/film_export.h"
#include "ui/session/settings.h"
#include "ui/style/metrics.h"
#include "ui/widgets/gallery_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/triptych_view.h"
#include "ui/widgets/window_canvas.h"

#include <QAction>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>

namespace mae::ui {

void ExploreWorkspace::connectActions() {
    const auto& a = m_actions;
    const auto on = [this](QAction* action, auto&& work) {
        connect(action, &QAction::triggered, this, work);
    };
    connectFiles();
    on(a.removePicture, [this] { m_gallery->removeCurrent(); });
    on(a.removeAll, [this] { m_gallery->removeAll(); });
    on(a.previous, [this] { m_gallery->step(-1); });
    on(a.next, [this] { m_gallery->step(1); });
    on(a.zoomIn, [this] { m_deck->current()->zoomBy(1.25); });
    on(a.zoomOut, [this] { m_deck->current()->zoomBy(0.8); });
    on(a.fit, [this] {
        if (auto* link = m_deck->current()->link()) {
            link->fit();
        }
    });
    on(a.actualSize, [this] { m_deck->current()->zoomTo(1); });
    on(a.newMask, [this] { m_explorer.newMask(); });
    on(a.moreHidden, [this] { moveRatio(0.05); });
    on(a.fewerHidden, [this] { moveRatio(-0.05); });
    connect(a.showGallery, &QAction::toggled, m_gallery, &QWidget::setVisible);
    connect(a.showInspector, &QAction::toggled, m_inspector, &QWidget::setVisible);
    connect(a.pasteVisible, &QAction::toggled, this, [this](bool paste) {
        auto display = m_explorer.display();
        display.pasteVisible = paste;
        m_explorer.endGesture();
        m_explorer.setDisplay(display);
        m_explorer.endGesture();
    });
}

void ExploreWorkspace::connectViews() {
    connect(&m_explorer, &Explorer::shown, this, &ExploreWorkspace::takeResult);
    connect(&m_explorer, &Explorer::looked, this, &ExploreWorkspace::takeLook);
    connect(&m_explorer, &Explorer::displayChanged, this, [this](const DisplayOptions& display) {
        m_actions.pasteVisible->setChecked(display.pasteVisible);
    });
    connect(&m_explorer, &Explorer::baselinesShown, this, [this] { m_compared = true; });
    connect(&m_explorer, &Explorer::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(&m_explorer, &Explorer::cleared, this, [this] {
        m_masked = false;
        showMaskOnCanvas();
        updateActions();
    });
    connect(m_deck, &ViewDeck::contentChanged, this, &ExploreWorkspace::updateActions);
    connect(m_deck, &ViewDeck::patchPointedAt, this, &ExploreWorkspace::hint);
    connect(m_deck, &ViewDeck::dragRequested, this, &ExploreWorkspace::dragOut);
    connect(m_deck, &ViewDeck::zoomChanged, this, &ExploreWorkspace::updateZoom);
    connect(m_deck, &ViewDeck::currentViewChanged, this, [this] {
        updateActions();
        updateZoom();
    });
    const auto adopt = [this](const MaskConfig& mask) {
        m_explorer.endGesture();
        m_explorer.setMask(mask);
        m_explorer.endGesture();
    };
    connect(m_deck, &ViewDeck::maskAdopted, this, adopt);
    connect(m_inspector->curve(), &RatioCurvePanel::maskAdopted, this, adopt);
    const auto tell = [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    };
    connect(m_inspector->curve(), &RatioCurvePanel::failed, this, tell);
    connect(m_inspector->galleryNumbers(), &GalleryNumbersPanel::failed, this, tell);
    connect(m_deck, &ViewDeck::pictureAdopted, this, [this](quint64 id) {
        m_gallery->select(id);
        m_deck->setCurrent(QStringLiteral("triptych"));
    });
    connect(m_deck, &ViewDeck::secondModelRequested, &m_models, &ModelMenu::askForSecond);
}

void ExploreWorkspace::connectProgress() {
    const auto progress = [this](int done, int total) {
        m_progress->setRange(0, std::max(total, 1));
        m_progress->setValue(done);
        m_progress->setVisible(total > 1 && done < total);
    };
    connect(&m_explorer, &Explorer::progressed, this, progress);
    connect(&m_explorer, &Explorer::waitingChanged, this, [this, progress](bool waiting) {
        if (!waiting) {
            progress(0, 0);
        }
    });
    connect(m_deck, &ViewDeck::progressed, this, progress);
    connect(m_animation, &AnimationExport::progressed, this, progress);
    for (const auto end : {&AnimationExport::finished, &AnimationExport::failed}) {
        connect(m_animation, end, this, [progress] { progress(0, 0); });
    }
    connect(m_film, &FilmExport::progressed, this, progress);
    for (const auto end : {&FilmExport::finished, &FilmExport::failed}) {
        connect(m_film, end, this, [progress] { progress(0, 0); });
    }
}

void ExploreWorkspace::connectGallery() {
    connect(m_gallery, &GalleryPanel::currentChanged, this, &ExploreWorkspace::showPicture);
    connect(m_gallery, &GalleryPanel::contentsChanged, this, [this] {
        m_deck->setGallery(m_gallery->pictures());
        m_inspector->galleryNumbers()->setGallery(m_gallery->pictures());
    });
    connect(&m_explorer, &Explorer::pictureConcerned, m_gallery, &GalleryPanel::select);
    connect(m_gallery, &GalleryPanel::addRequested, this, &ExploreWorkspace::askForPictures);
    connect(m_gallery, &GalleryPanel::cancelRequested, &m_opener, &PictureOpener::cancel);
    connect(&m_opener, &PictureOpener::listingChanged, m_gallery, &GalleryPanel::setBusy);
    connect(&m_opener, &PictureOpener::found, this, &ExploreWorkspace::takePictures);
    connect(&m_opener, &PictureOpener::modelFound, this, &ExploreWorkspace::modelFound);
    connect(&m_opener, &PictureOpener::runFound, this, &ExploreWorkspace::runFound);
    connect(&m_opener, &PictureOpener::experimentFound, this, &ExploreWorkspace::openExperiment);
    connect(&m_opener, &PictureOpener::refused, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Warning, sentence);
    });
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
    if (m_cameraRef.id != 0 && ref.id != m_cameraRef.id) {
        stopCamera();
    }
    Q_EMIT titleChanged(ref.name);
    if (ref.id == 0) {
        m_reader.cancel();
        m_reading = false;
        m_explorer.clearPicture();
        m_centre->setCurrentIndex(1);
        return;
    }
    m_centre->setCurrentIndex(0);
    m_reading = true;
    m_messages->clear();
    m_canvas->clear(); // nobody goes on painting the last one's mask
    m_explorer.endGesture();
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
                m_messages->showMessage(MessageBar::Kind::Warning, sentence);
            };
        }
    });
}

void ExploreWorkspace::takeResult(const ReconstructionReady& answer) {
    const bool first = !m_masked; // or features so far, which can't be masked
    m_masked = true;
    m_maskedPicture = m_explorer.picture().id;
    m_compared = false;
    showMaskOnCanvas();
    Q_EMIT timeTaken(answer.result->milliseconds);
    if (first) {
        updateActions();
    }
    updateZoom();
}

void ExploreWorkspace::takeLook(const EncoderLookReady& answer) {
    m_masked = false;
    m_compared = true; // there is nothing to compare it with
    showMaskOnCanvas();
    Q_EMIT timeTaken(answer.look->milliseconds);
    updateActions();
    updateZoom();
}

void ExploreWorkspace::updateActions() {
    const auto& a = m_actions;
    const bool has = !m_deck->current()->isEmpty();
    const bool made = !m_deck->isEmpty();
    const bool masks = m_deck->result() || !made;
    const bool shows = m_deck->result() != nullptr && m_active;
    for (auto* action : {a.saveReconstruction, a.copyReconstruction}) {
        action->setEnabled(made && m_active);
    }
    for (auto* action : {a.exportView, a.copyView}) {
        action->setEnabled(has && m_active);
    }
    for (auto* action : {a.saveParts, a.exportAnimation, a.saveExperiment}) {
        action->setEnabled(shows);
    }
    const bool zooms = has && m_active && m_deck->current()->link() != nullptr;
    for (auto* action : {a.zoomIn, a.zoomOut, a.fit, a.actualSize}) {
        action->setEnabled(zooms);
    }
    for (auto* action : {a.newMask, a.moreHidden, a.fewerHidden, a.pasteVisible}) {
        action->setEnabled(m_active && masks);
    }
    const auto& p = m_paint;
    for (auto* action : {p.move, p.brush, p.eraser, p.rectangle, p.lasso, p.patch, p.mirrored,
                         p.keep, p.smaller, p.larger, p.pasteMask, p.load}) {
        action->setEnabled(m_active && masks);
    }
    for (auto* action : {p.invert, p.hideAll, p.showAll, p.toAll, p.copyMask, p.save}) {
        action->setEnabled(shows);
    }
    p.strategy->setEnabled(m_active && m_explorer.isPainted());
    for (auto* action : {a.paste, a.showGallery, a.showInspector}) {
        action->setEnabled(m_active);
    }
    const bool any = m_gallery->count() > 0 && m_active;
    for (auto* action : {a.removePicture, a.removeAll, a.previous, a.next}) {
        action->setEnabled(any);
    }
}

void ExploreWorkspace::updateZoom() {
    const auto* view = m_deck->current();
    const bool zooms = !view->isEmpty() && m_deck->current()->link() != nullptr;
    m_zoom->setText(zooms ? tr("%1 %").arg(qRound(view->shownZoom() * 100)) : QString());
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
    return !m_reading && !m_opener.isListing() && !m_explorer.isWaiting() && !m_deck->isWaiting()
           && !m_animation->isRunning() && !m_film->isRunning() && !m_experiments.isBusy()
           && (m_compared || m_explorer.picture().id == 0 || m_cameraRef.id != 0);
}

void ExploreWorkspace::setPicturesAlone(bool alone) {
    m_toolBar->setVisible(!alone);
    m_gallery->setVisible(!alone && m_actions.showGallery->isChecked());
    m_inspector->setVisible(!alone && m_actions.showInspector->isChecked());
}

void ExploreWorkspace::save(Settings& settings) const {
    settings.setValue(QStringLiteral("explore/view"), m_deck->currentId());
    settings.setValue(QStringLiteral("explore/across"), m_across->saveState());
    settings.setValue(QStringLiteral("explore/down"), m_down->saveState());
    settings.setValue(QStringLiteral("explore/gallery"), m_actions.showGallery->isChecked());
    settings.setValue(QStringLiteral("explore/inspector"), m_actions.showInspector->isChecked());
    m_inspector->save(settings);
}

void ExploreWorkspace::restore(const Settings& settings) {
    m_deck->setCurrent(settings.value(QStringLiteral("explore/view")).toString());
    m_across->restoreState(settings.value(QStringLiteral("explore/across")).toByteArray());
    m_down->restoreState(settings.value(QStringLiteral("explore/down")).toByteArray());
    m_actions.showGallery->setChecked(
        settings.value(QStringLiteral("explore/gallery"), true).toBool());
    m_actions.showInspector->setChecked(
        settings.value(QStringLiteral("explore/inspector"), true).toBool());
    m_inspector->restore(settings);
}

} // namespace mae::ui
