// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_canvas.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QMouseEvent>
#include <QPainter>
#include <utility>

namespace mae::ui {
namespace {

constexpr double kDimmed = 0.55;

} // namespace

StepsCanvas::StepsCanvas(QWidget* parent) : QWidget(parent) {
    makePictureGround(this);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StepsCanvas::setScene(std::shared_ptr<const StepScene> scene, const DisplayOptions& display) {
    m_frame.reset(); // it looks at the old scene
    m_scene = std::move(scene);
    m_display = display;
    m_message.clear();
    m_unpainted = true;
    const int before = followed();
    if (!m_scene || m_chosen >= m_scene->count()) {
        m_chosen = -1;
    }
    if (!m_scene || m_hovered >= m_scene->count()) {
        m_hovered = -1;
    }
    if (followed() != before) {
        Q_EMIT followedChanged(followed());
    }
    update();
}

void StepsCanvas::setMessage(const QString& message) {
    setScene(nullptr, {});
    m_message = message;
}

void StepsCanvas::setMoment(Step step, double time) {
    if (step != m_step || time != m_time) {
        m_step = step;
        m_time = time;
        update();
    }
}

void StepsCanvas::setDimmed(bool dimmed) {
    if (std::exchange(m_dimmed, dimmed) != dimmed) {
        update();
    }
}

void StepsCanvas::setFocusRing(bool focused) {
    if (std::exchange(m_focusRing, focused) != focused) {
        update();
    }
}

void StepsCanvas::choose(int patch) {
    const int before = followed();
    m_chosen = m_scene && patch < m_scene->count() ? patch : -1;
    if (followed() != before) {
        Q_EMIT followedChanged(followed());
    }
    update();
}

void StepsCanvas::hover(int patch) {
    const int before = followed();
    m_hovered = patch;
    if (followed() != before) {
        Q_EMIT followedChanged(followed());
        update();
    }
}

StepsFrame StepsCanvas::frameFor(QSizeF size) const {
    return {*m_scene, m_display, size, double(QFontInfo(font()).pixelSize())};
}

const StepsFrame& StepsCanvas::frame() const {
    if (!m_frame) {
        m_frame = std::make_unique<StepsFrame>(frameFor(size()));
    }
    return *m_frame;
}

QImage StepsCanvas::frameAt(Step step, double time, QSize size) const {
    if (!m_scene || size.isEmpty()) {
        return {};
    }
    QImage image(size, QImage::Format_RGB32);
    image.fill(stageColors().ground);
    QPainter painter(&image);
    PainterInk ink(painter);
    frameFor(size).paint(ink, stageColors(), step, time, followed());
    return image;
}

std::function<QImage(Step, double)> StepsCanvas::filmOf(QSize size) const {
    // The scene lives as long as the film; the frame refers to it.
    const auto frame = std::make_shared<const StepsFrame>(*m_scene, m_display, QSizeF(size),
                                                          double(QFontInfo(font()).pixelSize()));
    return [scene = m_scene, frame, size, colors = stageColors()](Step step, double time) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(colors.ground);
        QPainter painter(&image);
        PainterInk ink(painter);
        frame->paint(ink, colors, step, time, -1);
        return image;
    };
}

Figure StepsCanvas::figure() const {
    if (!m_scene) {
        return {};
    }
    Figure figure{QSizeF(size())};
    FigureInk ink(figure);
    frame().paint(ink, paperColors(), m_step, m_time, followed());
    return figure;
}

QRectF StepsCanvas::placeOf(int patch, Step step, double time) const {
    return m_scene ? frame().layout().placeOf(patch, step, time) : QRectF();
}

QString StepsCanvas::description() const {
    if (!m_scene) {
        return m_message;
    }
    const auto words = wordsOf(*m_scene, m_display, m_step);
    return words.title + QStringLiteral(". ") + words.sentences;
}

void StepsCanvas::paintMessage(QPainter& painter) const {
    auto large = font();
    large.setPixelSize(qRound(1.25 * QFontInfo(font()).pixelSize()));
    painter.setFont(large);
    painter.setPen(colors().secondaryText);
    painter.drawText(rect().adjusted(kGapHuge, kGapHuge, -kGapHuge, -kGapHuge),
                     Qt::AlignCenter | Qt::TextWordWrap, m_message);
}

void StepsCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_scene) {
        PainterInk ink(painter, m_dimmed ? kDimmed : 1);
        auto shown = stageColors();
        shown.ground = QColor(); // the widget's own
        frame().paint(ink, shown, m_step, m_time, followed());
        painter.setOpacity(1);
    } else {
        paintMessage(painter);
    }
    if (m_focusRing) {
        painter.setPen(QPen(colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
    if (m_scene && std::exchange(m_unpainted, false)) {
        Q_EMIT painted();
    }
}

void StepsCanvas::resizeEvent(QResizeEvent* event) {
    m_frame.reset();
    QWidget::resizeEvent(event);
}

void StepsCanvas::mousePressEvent(QMouseEvent* event) {
    m_pressedAt = event->position();
    if (m_scene && event->button() == Qt::LeftButton
        && !event->modifiers().testFlag(Qt::ControlModifier)) {
        const int patch = frame().layout().patchAt(event->position(), m_step, m_time);
        choose(patch == m_chosen ? -1 : patch);
    }
    QWidget::mousePressEvent(event); // the view gets the focus
}

void StepsCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_scene) {
        return;
    }
    if (event->buttons().testFlag(Qt::LeftButton)
        && event->modifiers().testFlag(Qt::ControlModifier)) {
        const double moved = (event->position() - m_pressedAt).manhattanLength();
        if (moved >= QApplication::startDragDistance()) {
            Q_EMIT dragStarted();
        }
        return;
    }
    const int patch = frame().layout().patchAt(event->position(), m_step, m_time);
    setCursor(patch >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    hover(patch);
}

void StepsCanvas::leaveEvent(QEvent*) { hover(-1); }

void StepsCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange
        || event->type() == QEvent::PaletteChange) {
        m_frame.reset(); // words and their widths are others
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
