// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/view_deck.h"

#include "ui/panels/view_table.h"
#include "ui/session/image_convert.h"
#include "ui/style/action_maker.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/triptych_view.h"

#include <QAction>
#include <QActionGroup>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace mae::ui {

ViewDeck::ViewDeck(Explorer& explorer, QWidget* parent)
    : QStackedWidget(parent),
      m_explorer(explorer),
      m_study(explorer.session(), StudyChannel::View),
      m_views(viewTable().size(), nullptr) {
    makeActions();
    m_triptych = qobject_cast<TriptychView*>(viewAt(0));
    show(0);
    connectExplorer();
    connect(&m_study, &StudyRequest::waitingChanged, this, [this](bool waiting) {
        if (!waiting) {
            Q_EMIT progressed(0, 0);
        }
    });
    connect(&m_study, &StudyRequest::partReady, this, [this](const StudyPartReady& part) {
        current()->takePart(part);
        Q_EMIT contentChanged();
        Q_EMIT progressed(part.done < part.total ? part.done : 0,
                          part.done < part.total ? part.total : 0);
    });
}

void ViewDeck::makeActions() {
    auto* group = new QActionGroup(this);
    int index = 0;
    for (const auto& info : viewTable()) {
        auto* action = ActionMaker{*this}.toggle(info.title(), info.icon, info.keys, info.help());
        group->addAction(action);
        m_actions.push_back(action);
        connect(action, &QAction::triggered, this, [this, index] { show(index); });
        ++index;
    }
}

ExploreView* ViewDeck::viewAt(int index) {
    auto*& view = m_views[static_cast<std::size_t>(index)];
    if (view == nullptr) {
        view = viewTable()[static_cast<std::size_t>(index)].make();
        view->setObjectName(QString::fromLatin1(viewTable()[static_cast<std::size_t>(index)].id));
        addWidget(view);
        connectView(view);
    }
    return view;
}

void ViewDeck::connectView(ExploreView* view) {
    connect(view, &ExploreView::tasksChanged, this, [this, view] {
        if (view == current()) {
            askAgain();
        }
    });
    connect(view, &ExploreView::patchPointedAt, this, &ViewDeck::patchPointedAt);
    connect(view, &ExploreView::maskAdopted, this, &ViewDeck::maskAdopted);
    connect(view, &ExploreView::pictureAdopted, this, &ViewDeck::pictureAdopted);
    connect(view, &ExploreView::dragRequested, this, &ViewDeck::dragRequested);
    connect(view, &ExploreView::secondModelRequested, this, &ViewDeck::secondModelRequested);
    connect(view, &ExploreView::painted, this, &ViewDeck::painted);
    if (auto* link = view->link()) {
        connect(link, &LinkedView::changed, this, &ViewDeck::zoomChanged);
    }
}

ExploreView* ViewDeck::current() const { return m_views[static_cast<std::size_t>(m_current)]; }

QString ViewDeck::currentId() const {
    return QString::fromLatin1(viewTable()[static_cast<std::size_t>(m_current)].id);
}

QString ViewDeck::currentTitle() const {
    return viewTable()[static_cast<std::size_t>(m_current)].title().remove(QLatin1Char('&'));
}

QImage ViewDeck::reconstruction() const {
    return m_result ? toQImage(m_result->reconstruction)
           : m_look ? toQImage(m_look->attention)
                    : QImage();
}

QStringList ViewDeck::ids() const {
    QStringList ids;
    for (const auto& info : viewTable()) {
        ids << QString::fromLatin1(info.id);
    }
    return ids;
}

void ViewDeck::setCurrent(const QString& id) {
    if (const auto index = ids().indexOf(id); index >= 0) {
        show(static_cast<int>(index));
    }
}

void ViewDeck::show(int index) {
    auto* view = viewAt(index);
    m_actions[static_cast<std::size_t>(index)]->setChecked(true);
    if (view == currentWidget() && index == m_current) {
        return;
    }
    m_study.cancel();
    m_current = index;
    m_asked.reset();
    giveCurrentState(view);
    setCurrentWidget(view);
    Q_EMIT currentViewChanged(view);
    update();
}

/// A view that was hidden has missed what happened.
void ViewDeck::giveCurrentState(ExploreView* view) {
    if (m_result) {
        view->showResult(m_result, m_note);
    } else if (m_look) {
        view->showLook(m_look);
    } else {
        view->clear();
    }
    view->setDimmed(m_late, !m_explorer.pixels());
}

void ViewDeck::connectExplorer() {
    connect(&m_explorer, &Explorer::shown, this, [this](const ReconstructionReady& answer) {
        m_result = answer.result;
        m_look.reset();
        m_note = answer.training ? tr("step %1").arg(QLocale().toString(answer.step)) : QString();
        current()->showResult(m_result, m_note);
    });
    connect(&m_explorer, &Explorer::looked, this, [this](const EncoderLookReady& answer) {
        m_result.reset();
        m_look = answer.look;
        current()->showLook(m_look);
    });
    connect(&m_explorer, &Explorer::lateChanged, this, [this](bool late) {
        m_late = late;
        current()->setDimmed(late, !m_explorer.pixels()); // the original too, if it is another's
    });
    connect(&m_explorer, &Explorer::cleared, this, &ViewDeck::clear);
    connect(&m_explorer, &Explorer::changed, this, &ViewDeck::update);
    connect(&m_explorer.session(), &Session::secondModelOpened, this, &ViewDeck::update);
}

void ViewDeck::clear() {
    m_result.reset();
    m_look.reset();
    m_asked.reset();
    m_study.cancel();
    current()->clear();
}

void ViewDeck::setGallery(std::vector<PictureRef> pictures) {
    m_gallery = std::move(pictures);
    update();
}

void ViewDeck::askAgain() {
    m_asked.reset();
    update();
}

void ViewDeck::update() {
    if (!isVisible()) {
        return; // showEvent() will
    }
    auto now = context();
    auto* view = current();
    view->setContext(now);
    if (now.model == 0 || now.current.id == 0) { // another picture is being read
        m_study.cancel();
        m_asked.reset();
        return;
    }
    if (m_asked && view->sameTasks(*m_asked, now)) {
        return;
    }
    auto tasks = view->tasks(now);
    view->beginParts(now, static_cast<int>(tasks.size()));
    m_asked = std::move(now);
    m_study.ask(std::move(tasks));
}

void ViewDeck::showEvent(QShowEvent* event) {
    QStackedWidget::showEvent(event);
    update();
}

ViewPicture ViewDeck::pictureOf(const PictureRef& ref) const {
    const auto& state = m_explorer.state();
    ViewPicture picture{.id = ref.id,
                        .name = ref.name,
                        .read = [ref] { return readPicture(ref); },
                        .mask = state.choiceOf(ref.id),
                        .display = state.displayOf(ref.id)};
    if (ref.id == m_explorer.picture().id && m_explorer.pixels()) {
        picture.read = [pixels = m_explorer.pixels()] { return pixels; };
        picture.frame = m_explorer.frame();
    }
    return picture;
}

ViewContext ViewDeck::context() const {
    const auto& session = m_explorer.session();
    const bool training = session.usesTrainingModel();
    ViewContext context;
    context.model = training || session.hasModel() ? m_explorer.modelVersion() : 0;
    context.config = training ? session.run().config.model : session.model().config;
    context.reconstructs = training || session.model().reconstructs;
    context.modelName = training ? tr("Model in training")
                        : session.model().source == "bundled"
                            ? tr("Bundled model")
                            : QString::fromStdString(session.model().name);
    if (!session.secondModel().name.empty()) {
        context.secondModel = m_explorer.secondVersion();
        context.secondName = session.secondModel().source == "bundled"
                                 ? tr("Bundled model")
                                 : QString::fromStdString(session.secondModel().name);
    }
    if (m_explorer.pixels()) {
        context.current = pictureOf(m_explorer.picture());
    }
    if (current()->wantsGallery()) {
        for (const auto& ref : m_gallery) {
            context.gallery.push_back(pictureOf(ref));
        }
    }
    return context;
}

} // namespace mae::ui
