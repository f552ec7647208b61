// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_view.h"

#include "ui/widgets/steps_canvas.h"
#include "ui/widgets/steps_controls.h"
#include "ui/widgets/steps_player.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

Step toStep(int step) { return static_cast<Step>(std::clamp(step, 0, kStepCount - 1)); }

bool isOurs(int key) {
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_S:
    case Qt::Key_Escape: return true;
    default: return false;
    }
}

} // namespace

StepsView::StepsView(QWidget* parent)
    : ExploreView(parent),
      m_player(new StepsPlayer(this)),
      m_canvas(new StepsCanvas),
      m_controls(new StepsControls(*m_player)) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_controls);
    m_late.setSingleShot(true);
    m_late.setInterval(kDimAfter);
    connect(&m_late, &QTimer::timeout, this, [this] {
        if (isEmpty()) {
            lack(Lack::Answer);
        } else {
            m_stale = true;
            restale();
        }
    });
    connect(m_player, &StepsPlayer::moved, this, qOverload<>(&StepsView::showMoment));
    connect(m_canvas, &StepsCanvas::followedChanged, this, &StepsView::tellPatch);
    connect(m_canvas, &StepsCanvas::painted, this, &StepsView::painted);
    connect(m_canvas, &StepsCanvas::dragStarted, this, [this] {
        Q_EMIT dragRequested(frameAt(step(), time(), m_canvas->size() * devicePixelRatioF()));
    });
    retranslate();
    lack(Lack::Picture);
}

double StepsView::secondsOf(int step) const { return StepsPlayer::secondsOf(toStep(step)); }
int StepsView::step() const { return static_cast<int>(m_player->step()); }
double StepsView::time() const { return m_player->time(); }
bool StepsView::isEmpty() const { return m_canvas->scene() == nullptr; }
Figure StepsView::figure() const { return m_canvas->figure(); }

QImage StepsView::frameAt(int step, double t, QSize size) const {
    return m_canvas->frameAt(toStep(step), t, size);
}

Film StepsView::film() const {
    if (isEmpty()) {
        return {};
    }
    constexpr QSize kSize(960, 600);
    constexpr double kSeconds = 0.1, kFaster = 2;
    std::vector<std::pair<Step, double>> moments;
    for (int step = 0; step < steps(); ++step) {
        const int count = std::max(2, qRound(secondsOf(step) / (kFaster * kSeconds)));
        for (int i = 0; i < count; ++i) {
            moments.emplace_back(toStep(step), double(i) / (count - 1));
        }
    }
    const int frames = static_cast<int>(moments.size());
    return {.frames = frames,
            .seconds = kSeconds,
            .frame = [moments = std::move(moments), draw = m_canvas->filmOf(kSize)](int i) {
                const auto& [step, time] = moments[static_cast<std::size_t>(i)];
                return draw(step, time);
            }};
}

QRectF StepsView::placeOf(int patch, int step, double t) const {
    return m_canvas->placeOf(patch, toStep(step), t);
}

void StepsView::showMoment(int step, double t) { m_player->show(toStep(step), t); }

void StepsView::showMoment() {
    m_canvas->setMoment(m_player->step(), m_player->time());
    if (step() != m_toldStep) {
        m_toldStep = step();
        setAccessibleDescription(m_canvas->description());
    }
}

void StepsView::lack(Lack why, const QString& problem) {
    m_lack = why;
    m_problem = problem;
    m_controls->setEnabled(why == Lack::Nothing);
    switch (why) {
    case Lack::Nothing: return;
    case Lack::Picture:
        m_canvas->setMessage(tr("Open a picture to see step by step how the model fills it in."));
        break;
    case Lack::Answer: m_canvas->setMessage(tr("Computing the steps…")); break;
    case Lack::Decoder:
        m_canvas->setMessage(tr("This model is an encoder without a decoder: its steps end before "
                                "a picture could come back. Choose a model with a decoder to see "
                                "all of them."));
        break;
    case Lack::Refused: m_canvas->setMessage(problem); break;
    }
    m_player->pause();
    setAccessibleDescription(m_canvas->description());
    m_toldStep = -1;
}

void StepsView::retranslate() {
    setAccessibleName(tr("How it works"));
    lack(m_lack, m_problem);
    m_toldStep = -1;
    showMoment();
}

void StepsView::showResult(const std::shared_ptr<const Reconstruction>&, const QString&) {
    // The steps come as an answer of their own; until then what is shown is stale.
}

void StepsView::showLook(const std::shared_ptr<const EncoderLook>&) {
    clear();
    lack(Lack::Decoder);
}

void StepsView::clear() {
    m_late.stop();
    m_stale = m_resultStale = false;
    lack(Lack::Picture);
    restale();
}

void StepsView::setDimmed(bool dimmed, bool) {
    m_resultStale = dimmed;
    restale();
}

void StepsView::restale() { m_canvas->setDimmed(!isEmpty() && (m_stale || m_resultStale)); }

std::vector<StudyTask> StepsView::tasks(const ViewContext& context) const {
    const auto& now = context.current;
    if (now.id == 0 || context.model == 0 || !context.reconstructs) {
        return {};
    }
    return {TraceTask{.picture = now.read, .mask = now.mask, .display = now.display}};
}

bool StepsView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    return a.model == b.model && a.reconstructs == b.reconstructs && a.current == b.current;
}

void StepsView::beginParts(const ViewContext& context, int total) {
    m_context = context;
    if (total == 0) {
        m_late.stop();
        m_stale = false;
        lack(context.model != 0 && !context.reconstructs ? Lack::Decoder : Lack::Picture);
    } else if (isEmpty() && m_lack != Lack::Refused) {
        lack(Lack::Answer);
    } else if (!m_stale && !m_late.isActive()) {
        m_late.start(); // goes on while answers are overtaken by new questions
    }
    restale();
}

void StepsView::takePart(const StudyPartReady& part) {
    const auto* trace = std::get_if<std::shared_ptr<const StepTrace>>(&part.part);
    if (trace == nullptr || (!*trace && part.problem.empty())) {
        return;
    }
    m_late.stop();
    m_stale = false;
    if (!part.problem.empty()) {
        lack(Lack::Refused, QString::fromStdString(part.problem));
    } else {
        const auto& now = m_context.current;
        const bool random = std::holds_alternative<RandomMask>(now.mask.config.strategy);
        m_canvas->setScene(std::make_shared<const StepScene>(sceneOf(*trace, random)), now.display);
        m_controls->setDrawn((*trace)->drawn);
        lack(Lack::Nothing);
        setAccessibleDescription(m_canvas->description());
        tellPatch(m_canvas->followed());
    }
    restale();
}

void StepsView::tellPatch(int patch) {
    const auto* scene = m_canvas->scene();
    Q_EMIT patchPointedAt(scene != nullptr && patch >= 0 ? patchWords(*scene, patch) : QString());
}

bool StepsView::press(int key) {
    switch (key) {
    case Qt::Key_Space: m_player->isPlaying() ? m_player->pause() : m_player->play(); return true;
    case Qt::Key_Left: m_player->back(); return true;
    case Qt::Key_Right: m_player->forward(); return true;
    case Qt::Key_Home:
        m_player->pause();
        showMoment(0, 0);
        return true;
    case Qt::Key_End:
        m_player->pause();
        showMoment(kStepCount - 1, 1);
        return true;
    case Qt::Key_S: m_player->setSlow(!m_player->isSlow()); return true;
    default: return false;
    }
}

void StepsView::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_Escape && m_canvas->followed() >= 0) {
        m_canvas->choose(-1);
    } else if (!plain || isEmpty() || !press(event->key())) {
        ExploreView::keyPressEvent(event);
    }
}

bool StepsView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && !isEmpty()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && isOurs(key->key()) && key->key() != Qt::Key_Escape) {
            event->accept(); // ours while we have the focus, not a shortcut of the window
            return true;
        }
    }
    return ExploreView::event(event);
}

void StepsView::focusInEvent(QFocusEvent* event) {
    m_canvas->setFocusRing(event->reason() == Qt::TabFocusReason
                           || event->reason() == Qt::BacktabFocusReason
                           || event->reason() == Qt::ShortcutFocusReason);
    ExploreView::focusInEvent(event);
}

void StepsView::focusOutEvent(QFocusEvent* event) {
    m_canvas->setFocusRing(false);
    ExploreView::focusOutEvent(event);
}

void StepsView::hideEvent(QHideEvent* event) {
    m_player->pause(); // nobody sees it
    ExploreView::hideEvent(event);
}

void StepsView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ExploreView::changeEvent(event);
}

} // namespace mae::ui
