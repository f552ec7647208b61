// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/picture_ref.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

namespace mae::ui {

/// What Explore shows and how: one picture, one mask, one way to display; asks the engine for a
/// reconstruction whenever any of them or the model changes. Only the newest request counts.
class Explorer : public QObject {
    Q_OBJECT

public:
    /// @param session, undo  outlive the explorer
    Explorer(Session& session, QUndoStack& undo, QObject* parent = nullptr);

    const MaskConfig& mask() const { return m_mask; }
    quint64 seed() const { return m_seed; }
    const DisplayOptions& display() const { return m_display; }
    const PictureRef& picture() const { return m_ref; } ///< id 0: none
    bool isWaiting() const { return m_waiting; } ///< what is shown is not yet what was asked for
    Session& session() const { return m_session; }

    /// Changes that can be undone. Until endGesture() they merge into one step.
    void setMask(const MaskConfig& mask);
    void setSeed(quint64 seed);
    void newMask(); ///< the next seed
    void endGesture() { ++m_gesture; }

    void setDisplay(const DisplayOptions& display);
    /// Another picture is on its way: what is shown is no longer what was asked for, and answers
    /// about it are dropped. Ends with setPicture() or clearPicture().
    void expectPicture(const PictureRef& ref);
    void setPicture(const PictureRef& ref, std::shared_ptr<const Image> pixels);
    void clearPicture();
    void refresh(); ///< asks again, e.g. because the model in training has moved on

    /// Without a step of undo: at start, and for the commands themselves.
    void applyMask(const MaskConfig& mask, quint64 seed);

Q_SIGNALS:
    void maskChanged(const mae::MaskConfig& mask, quint64 seed);
    void displayChanged(const mae::DisplayOptions& display);
    void shown(const mae::ReconstructionReady& answer); ///< newer than anything shown before
    void looked(const mae::EncoderLookReady& answer);   ///< the same, of an encoder without decoder
    void baselinesShown(const mae::Baselines& baselines);
    void waitingChanged(bool waiting);
    void lateChanged(bool late); ///< waiting for more than 200 ms: dim what is shown
    void cleared();              ///< there is no picture any more
    void failed(const QString& sentence);

private:
    void ask();
    void push(const MaskConfig& mask, quint64 seed, const QString& text);
    bool isWanted(quint64 request) const { return request >= m_firstOfPicture; }
    void answered(quint64 request);
    void setWaiting(bool waiting);
    void maybeRefresh();

    Session& m_session;
    QUndoStack& m_undo;
    MaskConfig m_mask;
    quint64 m_seed = 0;
    DisplayOptions m_display;
    PictureRef m_ref;
    std::shared_ptr<const Image> m_pixels;
    quint64 m_gesture = 0;
    quint64 m_firstOfPicture = 0; ///< older answers show another picture or come from another model
    quint64 m_newest = 0;
    bool m_waiting = false;
    QTimer m_late;
    QElapsedTimer m_sinceRefresh;
};

} // namespace mae::ui
