// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"
#include "ui/widgets/steps_scene.h"

#include <QTimer>

namespace mae::ui {

class StepsCanvas;
class StepsControls;
class StepsPlayer;

/// How it works: the computation on the current picture, step by step, with its real numbers.
///
/// Space plays and pauses, Left and Right go from step to step, Home and End to both ends, S is
/// slow motion; Escape follows no patch. Time passes only while it plays.
class StepsView : public ExploreView {
    Q_OBJECT

public:
    static constexpr int kDimAfter = 200; ///< milliseconds

    explicit StepsView(QWidget* parent = nullptr);

    // Any moment as a picture, for animations
    int steps() const { return kStepCount; }
    double secondsOf(int step) const; ///< at normal speed
    /// The whole view but its buttons, in the colours of the theme. @param t  in [0, 1]
    /// @return null if isEmpty()
    QImage frameAt(int step, double t, QSize size) const;
    Film film() const override; ///< all steps, twice as fast as they are played

    int step() const; ///< from 0
    double time() const;
    void showMoment(int step, double t);
    /// Where a patch, or its token, is on the stage; null: nowhere.
    QRectF placeOf(int patch, int step, double t) const;

    StepsPlayer* player() const { return m_player; }
    StepsControls* controls() const { return m_controls; }
    StepsCanvas* canvas() const { return m_canvas; }

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void showLook(const std::shared_ptr<const EncoderLook>& look) override;
    void clear() override;
    void setDimmed(bool dimmed, bool original) override;
    bool isEmpty() const override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    void beginParts(const ViewContext& context, int total) override;
    void takePart(const StudyPartReady& part) override;
    Figure figure() const override;

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Lack { Nothing, Picture, Answer, Decoder, Refused }; ///< why there is no scene

    void lack(Lack why, const QString& problem = {});
    void retranslate();
    void restale();
    void showMoment();
    void tellPatch(int patch);
    bool press(int key); ///< whether it is one of ours

    StepsPlayer* m_player; ///< owned by Qt, as all below
    StepsCanvas* m_canvas;
    StepsControls* m_controls;
    ViewContext m_context{};
    Lack m_lack = Lack::Picture;
    QString m_problem;
    QTimer m_late;
    bool m_stale = false;       ///< the answer to newer tasks is late
    bool m_resultStale = false; ///< the panel says so
    int m_toldStep = -1;
};

} // namespace mae::ui
