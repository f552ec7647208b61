// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/session/animation_export.h"
#include "ui/session/film_export.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/gallery_view.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/triptych_view.h"
#include "ui/widgets/window_canvas.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

namespace mae::ui {

ExploreWorkspace::ExploreWorkspace(Session& session, Settings& settings, ModelMenu& models,
                                   QWidget* parent)
    : QWidget(parent),
      m_settings(settings),
      m_models(models),
      m_explorer(session, m_undo),
      m_reader(this),
      m_experiments(this, Background::Order::OneByOne),
      m_actions(makeExploreActions(*this, m_undo)),
      m_paint(makePaintActions(*this)),
      m_messages(new MessageBar),
      m_progress(new ProgressLine),
      m_deck(new ViewDeck(m_explorer)),
      m_centre(new QStackedWidget),
      m_gallery(new GalleryPanel(m_undo)),
      m_inspector(new ExploreInspector(m_explorer, models, m_paint)),
      m_canvas(new MaskCanvas(*m_deck->triptych()->maskedView())),
      m_window(new WindowCanvas(*m_deck->triptych()->maskedView())),
      m_animation(new AnimationExport(session, this)),
      m_film(new FilmExport(this)),
      m_across(new QSplitter(Qt::Horizontal)),
      m_down(new QSplitter(Qt::Vertical)),
      m_zoom(makeCaption()),
      m_toolBar(makeToolBar()) {
    layOut();
    makeContextMenus();
    connectActions();
    connectViews();
    connectProgress();
    connectGallery();
    connectPainting();
    connectCamera();
    updateActions();
}

void ExploreWorkspace::layOut() {
    m_centre->addWidget(m_deck);
    m_centre->addWidget(makeEmptyPage());
    m_down->addWidget(m_centre);
    m_down->addWidget(m_gallery);
    m_down->setStretchFactor(0, 1);
    m_down->setCollapsible(0, false);
    auto place = m_progress->sizePolicy();
    place.setRetainSizeWhenHidden(true); // nothing jumps when work begins
    m_progress->setSizePolicy(place);
    m_progress->setAccessibleName(tr("Progress of the view"));
    m_progress->hide();
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolBar);
    column->addWidget(m_messages);
    column->addWidget(m_progress);
    column->addWidget(m_down, 1);
    m_across->addWidget(middle);
    m_across->addWidget(m_inspector);
    m_across->setStretchFactor(0, 1);
    m_across->setCollapsible(0, false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_across);
}

QWidget* ExploreWorkspace::makeToolBar() {
    auto* bar = new QToolBar;
    bar->setIconSize({kIconSize, kIconSize});
    bar->setMovable(false);
    bar->setFloatable(false);
    const auto& a = m_actions;
    bar->addActions({a.openPictures, a.openFolder});
    bar->addSeparator();
    bar->addActions({a.undo, a.redo});
    bar->addSeparator();
    bar->addWidget(makeViewButton());
    bar->addSeparator();
    bar->addActions({a.zoomOut, a.zoomIn, a.fit, a.actualSize});
    m_zoom->setWordWrap(false);
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("10000 %")));
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setToolTip(tr("Zoom: pixels of the screen per pixel of the picture"));
    bar->addWidget(m_zoom);
    bar->addSeparator();
    bar->addActions({a.copyView, a.exportView});
    auto* gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addActions({a.showGallery, a.showInspector});
    return bar;
}

/// The view that is shown, and the others to choose from.
QWidget* ExploreWorkspace::makeViewButton() {
    auto* button = new QPushButton;
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    menu->addActions(QList<QAction*>(m_deck->actions().begin(), m_deck->actions().end()));
    button->setMenu(menu);
    button->setToolTip(tr("Choose how pictures are looked at"));
    int widest = 0;
    for (const auto* action : m_deck->actions()) {
        widest = std::max(widest, button->fontMetrics().horizontalAdvance(action->text()));
    }
    button->setMinimumWidth(widest + kIconSize + 2 * kGap); // the neighbours keep their place
    const auto show = [this, button] {
        for (const auto* action : m_deck->actions()) {
            if (action->isChecked()) {
                button->setText(m_deck->currentTitle());
                button->setAccessibleName(tr("View: %1").arg(m_deck->currentTitle()));
            }
        }
    };
    show();
    connect(m_deck, &ViewDeck::currentViewChanged, button, show);
    return button;
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
    m_deck->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_deck->addActions({a.copyReconstruction, a.copyView, a.saveReconstruction, a.saveParts,
                        a.exportView, a.newMask, a.fit, a.actualSize});
    m_gallery->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_gallery->addActions(
        {a.openPictures, a.openFolder, a.samples, a.removePicture, a.removeAll, m_paint.toAll});
}

} // namespace mae::ui
