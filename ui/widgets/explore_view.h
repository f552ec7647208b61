// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"
#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"
#include "core/probe/study.h"
#include "ui/models/figure.h"
#include "ui/models/film.h"

#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

namespace mae::ui {

class LinkedView;

/// A picture as views ask for it.
struct ViewPicture {
    quint64 id = 0; ///< unique in the program
    QString name{};
    ReadPicture read{};
    MaskChoice mask{};
    DisplayOptions display{};
    quint64 frame = 0; ///< of a moving source: counts its pictures

    /// Readers of one id are the same.
    bool operator==(const ViewPicture& other) const {
        return id == other.id && name == other.name && mask == other.mask
               && display == other.display && frame == other.frame;
    }
};

/// What there is to look at. A value; equal contexts give equal views.
struct ViewContext {
    quint64 model = 0; ///< changes whenever the model, its weights or its target do; 0: none
    ModelConfig config{};
    bool reconstructs = true; ///< the model has a decoder
    QString modelName{};
    quint64 secondModel = 0; ///< to compare with; 0: none
    QString secondName{};
    ViewPicture current{};              ///< id 0: no picture
    std::vector<ViewPicture> gallery{}; ///< the current one included

    bool operator==(const ViewContext&) const = default;
};

/// One way to look at what the model makes of pictures. A view is told about every reconstruction
/// of the current picture; what it needs besides it names as tasks, whose answers it is given.
/// It never computes, and knows nobody but its own widgets.
class ExploreView : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The current picture's newest reconstruction. @param note  e.g. "step 1,200"; may be empty
    virtual void showResult(const std::shared_ptr<const Reconstruction>& result,
                            const QString& note) = 0;
    /// The same of an encoder that can't reconstruct. By default: as clear().
    virtual void showLook(const std::shared_ptr<const EncoderLook>& look);
    virtual void clear() = 0; ///< there is no picture, or nothing that this view could show of it
    /// What is shown is no longer what was asked for, for so long that it should be seen.
    /// @param original  not even the original is the current picture's
    virtual void setDimmed(bool dimmed, bool original) = 0;
    virtual bool isEmpty() const = 0;

    /// What there is to look at now. Called whenever it has changed, before the tasks are compared.
    virtual void setContext(const ViewContext& context);
    /// What the view needs besides; none by default. Called whenever the context has changed.
    virtual std::vector<StudyTask> tasks(const ViewContext& context) const;
    /// Whether it looks at ViewContext::gallery; else that stays empty.
    virtual bool wantsGallery() const { return false; }
    /// Whether tasks() are the same for both, so that nothing has to be computed anew.
    virtual bool sameTasks(const ViewContext& a, const ViewContext& b) const { return a == b; }
    /// New tasks have been asked for: what is shown is stale until their parts arrive.
    virtual void beginParts(const ViewContext& context, int total);
    virtual void takePart(const StudyPartReady& part);

    virtual Figure figure() const = 0; ///< for export; empty if isEmpty()
    /// The view as it moves, for export; without frames: it does not.
    virtual Film film() const { return {}; }
    /// Zoom and place of its pictures; null: they can't be zoomed.
    virtual LinkedView* link() { return nullptr; }
    virtual double shownZoom() const { return 1; }
    virtual void zoomBy(double factor);
    virtual void zoomTo(double zoom);

Q_SIGNALS:
    void tasksChanged();                             ///< by the view's own controls: ask again
    void patchPointedAt(const QString& description); ///< empty: none
    void maskAdopted(const mae::MaskConfig& mask);   ///< the user wants this mask
    void pictureAdopted(quint64 id);                 ///< the user wants this picture
    void dragRequested(const QImage& picture);       ///< it shall be dragged out
    void secondModelRequested();                     ///< the user wants to choose one
    void painted(); ///< a new reconstruction has reached the screen's buffer
};

} // namespace mae::ui
