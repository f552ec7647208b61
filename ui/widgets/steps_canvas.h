// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_frame.h"

#include <QWidget>
#include <functional>
#include <memory>

namespace mae::ui {

/// Shows one moment of the steps. A patch below the pointer, or else the one that was clicked, is
/// followed: it is marked wherever it is.
class StepsCanvas : public QWidget {
    Q_OBJECT

public:
    explicit StepsCanvas(QWidget* parent = nullptr);

    void setScene(std::shared_ptr<const StepScene> scene, const DisplayOptions& display);
    const StepScene* scene() const { return m_scene.get(); } ///< null: none
    /// What frameAt() draws, without a marked patch, of the scene as it is now.
    std::function<QImage(Step, double)> filmOf(QSize size) const;
    void setMessage(const QString& message); ///< in place of the scene, which is dropped
    const QString& message() const { return m_message; }
    void setMoment(Step step, double time);
    void setDimmed(bool dimmed);
    bool isDimmed() const { return m_dimmed; }
    void setFocusRing(bool focused);
    int followed() const { return m_hovered >= 0 ? m_hovered : m_chosen; } ///< -1: none
    void choose(int patch); ///< follows it until another one is chosen; -1: none

    /// Nothing without a scene.
    QImage frameAt(Step step, double time, QSize size) const;
    Figure figure() const; ///< of this moment and size
    QRectF placeOf(int patch, Step step, double time) const;
    QString description() const; ///< of the step, for those who can't see it

    QSize minimumSizeHint() const override { return {360, 260}; }
    QSize sizeHint() const override { return {900, 560}; }

Q_SIGNALS:
    void followedChanged(int patch);
    void dragStarted(); ///< Ctrl and drag
    void painted();     ///< a new scene has been painted

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    StepsFrame frameFor(QSizeF size) const;
    const StepsFrame& frame() const; ///< of this size; needs a scene
    void hover(int patch);
    void paintMessage(QPainter& painter) const;

    std::shared_ptr<const StepScene> m_scene;
    DisplayOptions m_display{};
    mutable std::unique_ptr<StepsFrame> m_frame; ///< null: to be made
    QString m_message;
    Step m_step = Step::Cut;
    double m_time = 0;
    int m_hovered = -1;
    int m_chosen = -1;
    QPointF m_pressedAt;
    bool m_dimmed = false;
    bool m_focusRing = false;
    bool m_unpainted = false;
};

} // namespace mae::ui
