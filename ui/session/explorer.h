// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/explore_state.h"
#include "ui/session/picture_ref.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <vector>

namespace mae::ui {

/// What Explore shows and how: one picture, one mask, one way to display; asks the engine for a
/// reconstruction whenever any of them or the model changes. Only the newest request counts.
class Explorer : public QObject {
    Q_OBJECT

public:
    /// @param session, undo  outlive the explorer
    Explorer(Session& session, QUndoStack& undo, QObject* parent = nullptr);

    const ExploreState& state() const { return m_state; }
    const MaskConfig& mask() const { return m_state.mask; }
    quint64 seed() const { return m_state.seed; }
    MaskChoice choice() const { return m_state.choiceOf(m_ref.id); } ///< of the current picture
    bool isPainted() const { return m_state.painted.contains(m_ref.id); }
    DisplayOptions display() const { return m_state.displayOf(m_ref.id); }
    const PictureRef& picture() const { return m_ref; }                     ///< id 0: none
    const std::shared_ptr<const Image>& pixels() const { return m_pixels; } ///< null: being read
    bool isWaiting() const { return m_waiting; } ///< what is shown is not yet what was asked for
    Session& session() const { return m_session; }
    /// Change whenever the model, or the one to compare with, does.
    quint64 modelVersion() const { return m_modelVersion; }
    quint64 secondVersion() const { return m_secondVersion; }
    quint64 frame() const { return m_frame; } ///< counts the pictures of a moving source

    /// Changes that can be undone. Until endGesture() changes of one kind merge into one step.
    /// Who chooses a mask for a painted picture gives up what was painted on it.
    void setMask(const MaskConfig& mask);
    void setSeed(quint64 seed);
    void newMask();                               ///< the next seed
    void paint(std::shared_ptr<const Mask> mask); ///< the current picture's own
    void paint(const std::vector<quint64>& pictures, std::shared_ptr<const Mask> mask);
    void setDisplay(const DisplayOptions& display); ///< the frame: of the current picture
    void replace(const ExploreState& state, const QString& text); ///< all of it, in one step
    void endGesture() { ++m_gesture; }

    /// Another picture is on its way: what is shown is no longer what was asked for, and answers
    /// about it are dropped. Ends with setPicture() or clearPicture().
    void expectPicture(const PictureRef& ref);
    void setPicture(const PictureRef& ref, std::shared_ptr<const Image> pixels);
    /// The next picture of a moving source: the last one stays until this one is there.
    void setFrameOfCamera(std::shared_ptr<const Image> pixels);
    void clearPicture();
    void refresh(); ///< asks again, e.g. because the model in training has moved on

    /// Without a step of undo: at start, and for the commands themselves.
    void apply(const ExploreState& state);
    /// The same by undo or redo, where one must see what changes.
    void goTo(const ExploreState& state);

Q_SIGNALS:
    void pictureConcerned(quint64 id); ///< undo or redo changes only this one: show it
    void changed(); ///< picture, state or model: what views show has to be asked for again
    void maskChanged(const mae::MaskConfig& mask, quint64 seed);
    void paintedChanged(bool painted); ///< of the current picture
    void displayChanged(const mae::DisplayOptions& display);
    void shown(const mae::ReconstructionReady& answer); ///< newer than anything shown before
    void looked(const mae::EncoderLookReady& answer);   ///< the same, of an encoder without decoder
    void progressed(int done, int total);               ///< tiles of a large picture
    void baselinesShown(const mae::Baselines& baselines);
    void waitingChanged(bool waiting);
    void lateChanged(bool late); ///< waiting for more than 200 ms: dim what is shown
    void cleared();              ///< there is no picture, or nothing could be made of it
    void failed(const QString& sentence);

private:
    void connectSession();
    void connectModels();
    void ask();
    void push(ExploreState to, const QString& text);
    void announcePainted();
    bool isWanted(quint64 request) const { return request >= m_firstOfPicture; }
    void answered(quint64 request);
    void setWaiting(bool waiting);
    void maybeRefresh();

    Session& m_session;
    QUndoStack& m_undo;
    ExploreState m_state;
    PictureRef m_ref;
    std::shared_ptr<const Image> m_pixels;
    bool m_announcedPainted = false;
    quint64 m_modelVersion = 1;
    quint64 m_secondVersion = 1;
    quint64 m_frame = 0;
    quint64 m_gesture = 0;
    quint64 m_firstOfPicture = 0; ///< older answers show another picture or come from another model
    quint64 m_newest = 0;
    bool m_waiting = false;
    QTimer m_late;
    QElapsedTimer m_sinceRefresh;
};

} // namespace mae::ui
