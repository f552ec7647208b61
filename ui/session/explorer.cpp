// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/explorer.h"

#include <QSet>
#include <QUndoCommand>
#include <chrono>
#include <utility>

namespace mae::ui {
namespace {

constexpr std::chrono::milliseconds kLate{200};
constexpr qint64 kRefreshEveryMs = 1000; ///< of the model in training

/// Pictures whose own mask or frame differs; none if something differs that concerns all.
QSet<quint64> concernedPictures(const ExploreState& a, const ExploreState& b) {
    if (!(a.mask == b.mask && a.seed == b.seed && a.display == b.display)) {
        return {};
    }
    QSet<quint64> pictures;
    const auto compare = [&pictures](const auto& one, const auto& other) {
        for (auto it = one.begin(); it != one.end(); ++it) {
            const auto found = other.find(it.key());
            if (found == other.end() || !(*found == *it)) {
                pictures.insert(it.key());
            }
        }
    };
    compare(a.painted, b.painted);
    compare(b.painted, a.painted);
    compare(a.frames, b.frames);
    compare(b.frames, a.frames);
    return pictures;
}

/// Changes of these kinds that follow each other in one gesture are one step.
class SetState : public QUndoCommand {
public:
    SetState(Explorer& explorer, ExploreState from, ExploreState to, quint64 gesture,
             const QString& text)
        : QUndoCommand(text),
          m_explorer(explorer),
          m_from(std::move(from)),
          m_to(std::move(to)),
          m_gesture(gesture) {}

    void undo() override { m_explorer.goTo(m_from); }
    void redo() override { m_explorer.goTo(m_to); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const SetState&>(*other);
        if (next.m_gesture != m_gesture || next.text() != text()) {
            return false;
        }
        m_to = next.m_to;
        setObsolete(m_to == m_from);
        return true;
    }

private:
    Explorer& m_explorer;
    ExploreState m_from;
    ExploreState m_to;
    quint64 m_gesture;
};

} // namespace

Explorer::Explorer(Session& session, QUndoStack& undo, QObject* parent)
    : QObject(parent), m_session(session), m_undo(undo) {
    m_late.setSingleShot(true);
    m_late.setInterval(kLate);
    connect(&m_late, &QTimer::timeout, this, [this] { Q_EMIT lateChanged(true); });
    connectSession();
    connectModels();
}

void Explorer::connectSession() {
    auto* session = &m_session;
    connect(session, &Session::reconstructionReady, this,
            [this](const ReconstructionReady& answer) {
                // An answer in between, while the slider moves, is shown: it is on the way.
                if (isWanted(answer.request)) {
                    Q_EMIT shown(answer);
                    answered(answer.request);
                }
            });
    connect(session, &Session::reconstructionProgress, this,
            [this](const ReconstructionProgress& progress) {
                if (progress.request == m_newest) {
                    Q_EMIT progressed(progress.done, progress.total);
                }
            });
    connect(session, &Session::encoderLookReady, this, [this](const EncoderLookReady& answer) {
        if (isWanted(answer.request)) {
            Q_EMIT looked(answer);
            answered(answer.request);
        }
    });
    connect(session, &Session::baselinesReady, this, [this](const BaselinesReady& answer) {
        if (answer.request == m_newest && answer.request >= m_firstOfPicture) {
            Q_EMIT baselinesShown(answer.baselines);
        }
    });
    connect(session, &Session::failed, this, [this](const EngineFailed& failure) {
        if (failure.context == "reconstruct" && failure.request == m_newest
            && failure.request >= m_firstOfPicture) {
            if (m_waiting) { // what is shown is not what was asked for, and never will be
                Q_EMIT cleared();
            }
            setWaiting(false);
            Q_EMIT failed(QString::fromStdString(failure.message));
        }
    });
}

void Explorer::connectModels() {
    auto* session = &m_session;
    const auto renew = [this] {
        ++m_modelVersion;
        refresh();
    };
    connect(session, &Session::modelOpened, this, renew);
    connect(session, &Session::modelSourceChanged, this, renew);
    const auto renewTrained = [this, renew] {
        if (m_session.usesTrainingModel()) { // what the engine was doing with it was given up
            renew();
        }
    };
    connect(session, &Session::runStarted, this, renewTrained);
    connect(session, &Session::runEnded, this, renewTrained);
    connect(session, &Session::secondModelOpened, this, [this] { ++m_secondVersion; });
    connect(session, &Session::metricsAdded, this, &Explorer::maybeRefresh);
}

void Explorer::push(ExploreState to, const QString& text) {
    if (!(to == m_state)) {
        m_undo.push(new SetState(*this, m_state, std::move(to), m_gesture, text));
    }
}

void Explorer::setMask(const MaskConfig& mask) {
    const auto text =
        mask.strategy == m_state.mask.strategy ? tr("Mask Ratio") : tr("Mask Strategy");
    auto to = m_state;
    to.mask = mask;
    to.painted.remove(m_ref.id);
    push(std::move(to), text);
}

void Explorer::setSeed(quint64 seed) {
    auto to = m_state;
    to.seed = seed;
    to.painted.remove(m_ref.id);
    push(std::move(to), tr("Seed"));
}

void Explorer::newMask() {
    auto to = m_state;
    ++to.seed;
    to.painted.remove(m_ref.id);
    endGesture();
    push(std::move(to), tr("New Mask"));
    endGesture();
}

void Explorer::paint(std::shared_ptr<const Mask> mask) {
    if (m_ref.id != 0) {
        auto to = m_state;
        to.painted.insert(m_ref.id, std::move(mask));
        push(std::move(to), tr("Paint Mask"));
    }
}

void Explorer::paint(const std::vector<quint64>& pictures, std::shared_ptr<const Mask> mask) {
    auto to = m_state;
    for (const auto id : pictures) {
        to.painted.insert(id, mask);
    }
    endGesture();
    push(std::move(to), tr("Copy Mask"));
    endGesture();
}

void Explorer::setDisplay(const DisplayOptions& display) {
    auto to = m_state;
    const auto frame = display.frame;
    to.display = display;
    to.display.frame = m_state.display.frame;
    const bool moved = !(frame == m_state.displayOf(m_ref.id).frame);
    if (moved) {
        to.frames.insert(m_ref.id, frame);
    }
    push(std::move(to), moved ? tr("Move Frame") : tr("Change Display"));
}

void Explorer::replace(const ExploreState& state, const QString& text) {
    endGesture();
    push(state, text);
    endGesture();
}

void Explorer::apply(const ExploreState& state) {
    const auto before = display();
    m_state = state;
    Q_EMIT maskChanged(m_state.mask, m_state.seed);
    if (!(display() == before)) {
        Q_EMIT displayChanged(display());
    }
    announcePainted();
    ask();
}

void Explorer::goTo(const ExploreState& state) {
    const auto concerned = concernedPictures(m_state, state);
    apply(state);
    if (concerned.size() == 1 && !concerned.contains(m_ref.id)) {
        Q_EMIT pictureConcerned(*concerned.begin());
    }
}

void Explorer::announcePainted() {
    if (std::exchange(m_announcedPainted, isPainted()) != isPainted()) {
        Q_EMIT paintedChanged(isPainted());
    }
}

void Explorer::expectPicture(const PictureRef& ref) {
    const auto before = display();
    m_ref = ref;
    m_pixels.reset();
    m_firstOfPicture = m_newest + 1;
    if (!(display() == before)) {
        Q_EMIT displayChanged(display()); // it has a frame of its own
    }
    announcePainted();
    setWaiting(true);
    Q_EMIT changed();
}

void Explorer::setPicture(const PictureRef& ref, std::shared_ptr<const Image> pixels) {
    m_ref = ref;
    m_pixels = std::move(pixels);
    refresh();
}

void Explorer::setFrameOfCamera(std::shared_ptr<const Image> pixels) {
    m_pixels = std::move(pixels);
    ++m_frame;
    ask();
}

void Explorer::clearPicture() {
    m_ref = {};
    m_pixels.reset();
    m_firstOfPicture = m_newest + 1;
    announcePainted();
    setWaiting(false);
    Q_EMIT cleared();
    Q_EMIT changed();
}

void Explorer::refresh() {
    m_firstOfPicture = m_newest + 1;
    ask();
}

void Explorer::ask() {
    if (!m_pixels) {
        return; // being read: the answer to it will ask
    }
    if (!m_session.hasModel() && !m_session.usesTrainingModel()) {
        setWaiting(false); // for the model, not for an answer
        return;
    }
    m_newest = m_session.reconstruct(m_pixels, choice(), display());
    setWaiting(true);
    Q_EMIT changed();
}

void Explorer::answered(quint64 request) {
    if (request == m_newest) {
        setWaiting(false);
    } else {
        Q_EMIT lateChanged(false); // late is counted from the last sign of life
        m_late.start();
    }
}

void Explorer::setWaiting(bool waiting) {
    if (waiting == m_waiting) {
        return;
    }
    m_waiting = waiting;
    if (waiting) {
        m_late.start();
    } else {
        m_late.stop();
        Q_EMIT lateChanged(false);
    }
    Q_EMIT waitingChanged(waiting);
}

void Explorer::maybeRefresh() {
    if (!m_session.usesTrainingModel() || m_waiting) {
        return;
    }
    if (!m_sinceRefresh.isValid() || m_sinceRefresh.elapsed() >= kRefreshEveryMs) {
        m_sinceRefresh.start();
        ++m_modelVersion;
        ask();
    }
}

} // namespace mae::ui
