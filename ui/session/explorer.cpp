// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/explorer.h"

#include <QUndoCommand>
#include <chrono>

namespace mae::ui {
namespace {

constexpr std::chrono::milliseconds kLate{200};
constexpr qint64 kRefreshEveryMs = 1000; ///< of the model in training

struct MaskState {
    MaskConfig mask;
    quint64 seed = 0;
    bool operator==(const MaskState&) const = default;
};

class SetMask : public QUndoCommand {
public:
    SetMask(Explorer& explorer, MaskState from, MaskState to, quint64 gesture, const QString& text)
        : QUndoCommand(text),
          m_explorer(explorer),
          m_from(std::move(from)),
          m_to(std::move(to)),
          m_gesture(gesture) {}

    void undo() override { m_explorer.applyMask(m_from.mask, m_from.seed); }
    void redo() override { m_explorer.applyMask(m_to.mask, m_to.seed); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const SetMask&>(*other);
        if (next.m_gesture != m_gesture) {
            return false;
        }
        m_to = next.m_to;
        setObsolete(m_to == m_from);
        return true;
    }

private:
    Explorer& m_explorer;
    MaskState m_from;
    MaskState m_to;
    quint64 m_gesture;
};

} // namespace

Explorer::Explorer(Session& session, QUndoStack& undo, QObject* parent)
    : QObject(parent), m_session(session), m_undo(undo) {
    m_late.setSingleShot(true);
    m_late.setInterval(kLate);
    connect(&m_late, &QTimer::timeout, this, [this] { Q_EMIT lateChanged(true); });
    connect(&session, &Session::reconstructionReady, this,
            [this](const ReconstructionReady& answer) {
                // An answer in between, while the slider moves, is shown: it is on the way.
                if (isWanted(answer.request)) {
                    Q_EMIT shown(answer);
                    answered(answer.request);
                }
            });
    connect(&session, &Session::encoderLookReady, this, [this](const EncoderLookReady& answer) {
        if (isWanted(answer.request)) {
            Q_EMIT looked(answer);
            answered(answer.request);
        }
    });
    connect(&session, &Session::baselinesReady, this, [this](const BaselinesReady& answer) {
        if (answer.request == m_newest && answer.request >= m_firstOfPicture) {
            Q_EMIT baselinesShown(answer.baselines);
        }
    });
    connect(&session, &Session::failed, this, [this](const EngineFailed& failure) {
        if (failure.context == "reconstruct" && failure.request == m_newest
            && failure.request >= m_firstOfPicture) {
            setWaiting(false);
            Q_EMIT failed(QString::fromStdString(failure.message));
        }
    });
    connect(&session, &Session::modelOpened, this, [this] { refresh(); });
    connect(&session, &Session::modelSourceChanged, this, [this] { refresh(); });
    connect(&session, &Session::metricsAdded, this, &Explorer::maybeRefresh);
}

void Explorer::push(const MaskConfig& mask, quint64 seed, const QString& text) {
    if (mask == m_mask && seed == m_seed) {
        return;
    }
    m_undo.push(new SetMask(*this, {m_mask, m_seed}, {mask, seed}, m_gesture, text));
}

void Explorer::setMask(const MaskConfig& mask) {
    const auto text = mask.strategy == m_mask.strategy ? tr("Mask Ratio") : tr("Mask Strategy");
    push(mask, m_seed, text);
}

void Explorer::setSeed(quint64 seed) { push(m_mask, seed, tr("Seed")); }

void Explorer::newMask() {
    endGesture();
    push(m_mask, m_seed + 1, tr("New Mask"));
    endGesture();
}

void Explorer::applyMask(const MaskConfig& mask, quint64 seed) {
    m_mask = mask;
    m_seed = seed;
    Q_EMIT maskChanged(m_mask, m_seed);
    ask();
}

void Explorer::setDisplay(const DisplayOptions& display) {
    if (!(display == m_display)) {
        m_display = display;
        Q_EMIT displayChanged(m_display);
        ask();
    }
}

void Explorer::expectPicture(const PictureRef& ref) {
    m_ref = ref;
    m_pixels.reset();
    m_firstOfPicture = m_newest + 1;
    setWaiting(true);
}

void Explorer::setPicture(const PictureRef& ref, std::shared_ptr<const Image> pixels) {
    m_ref = ref;
    m_pixels = std::move(pixels);
    refresh();
}

void Explorer::clearPicture() {
    m_ref = {};
    m_pixels.reset();
    m_firstOfPicture = m_newest + 1;
    setWaiting(false);
    Q_EMIT cleared();
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
    m_newest = m_session.reconstruct(m_pixels, m_mask, m_seed, m_display);
    setWaiting(true);
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
        ask();
    }
}

} // namespace mae::ui
