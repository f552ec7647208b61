// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_frame.h"

#include "ui/style/metrics.h"
#include "ui/widgets/steps_paint.h"

#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kLine = 1.38;        ///< from line to line, in heights of the text
constexpr double kWidestLine = 58;    ///< in heights of the text: longer lines are hard to read
constexpr double kNaturalWidth = 940; ///< where type has its natural size
constexpr double kNaturalHeight = 560;

/// A text that is broken into lines at its spaces.
class Words {
public:
    Words(const QString& text, double height) : m_words(text.split(u' ', Qt::SkipEmptyParts)) {
        const QFontMetricsF metrics(stageFont(height));
        m_space = metrics.horizontalAdvance(u' ');
        for (const auto& word : m_words) {
            m_widths.push_back(metrics.horizontalAdvance(word));
        }
    }
    QStringList broken(double width) const {
        QStringList lines;
        double used = 0;
        for (qsizetype i = 0; i < m_words.size(); ++i) {
            const double more = m_widths[static_cast<std::size_t>(i)];
            if (lines.isEmpty() || used + m_space + more > width) {
                lines << m_words[i];
                used = more;
            } else {
                lines.back() += u' ' + m_words[i];
                used += m_space + more;
            }
        }
        return lines;
    }
    /// As few lines as fit, and about as long as each other.
    QStringList balanced(double width) const {
        const auto lines = broken(width);
        double enough = width, less = width / 2;
        for (int i = 0; i < 7 && lines.size() > 1; ++i) {
            const double middle = (enough + less) / 2;
            (broken(middle).size() > lines.size() ? less : enough) = middle;
        }
        return broken(enough);
    }

private:
    QStringList m_words;
    std::vector<double> m_widths;
    double m_space = 0;
};

} // namespace

StepsFrame::Measures StepsFrame::measured(QSizeF size, double font, int lines) {
    const double growth = std::clamp(
        std::min(size.width() / kNaturalWidth, size.height() / kNaturalHeight), 0.8, 4.0);
    Measures m;
    m.body = std::max(10.0, std::round(1.12 * font * growth));
    m.title = std::round(1.4 * m.body);
    m.margin = std::max(double(kGap), std::round(0.02 * size.width()));
    const double width = size.width() - 2 * m.margin;
    const double words = 1.4 * m.title + lines * kLine * m.body + 0.5 * m.margin;
    m.shapes = {m.margin, 0.5 * m.margin, width, 1.5 * m.body};
    m.words = {m.margin, size.height() - words, width, words};
    m.stage = QRectF(QPointF(m.margin, m.shapes.bottom() + 0.4 * m.body),
                     QPointF(m.margin + width, m.words.top() - 0.6 * m.body));
    return m;
}

std::array<StepsFrame::Said, kStepCount> StepsFrame::said(const DisplayOptions& display) const {
    const auto measures = measured(m_size, m_font, 2);
    const double width = std::min(measures.words.width(), kWidestLine * measures.body);
    std::array<Said, kStepCount> all;
    for (int i = 0; i < kStepCount; ++i) {
        auto& one = all[static_cast<std::size_t>(i)];
        one.words = wordsOf(m_scene, display, static_cast<Step>(i));
        one.lines = Words(one.words.sentences, measures.body).balanced(width);
    }
    return all;
}

int StepsFrame::mostLines() const {
    qsizetype most = 0;
    for (const auto& one : m_said) {
        most = std::max(most, one.lines.size());
    }
    return static_cast<int>(most);
}

StepsFrame::StepsFrame(const StepScene& scene, const DisplayOptions& display, QSizeF size,
                       double font)
    : m_scene(scene),
      m_size(size),
      m_font(font),
      m_said(said(display)),
      m_measures(measured(size, font, mostLines())),
      m_layout(scene, m_measures.stage, std::round(0.84 * m_measures.body)) {}

void StepsFrame::paintShapes(StepInk& ink, const StageColors& colors,
                             const StepWords& words) const {
    const double height = m_measures.body;
    const auto arrow = QStringLiteral("  →  ");
    auto before = words.from.isEmpty() ? QString() : words.from + arrow;
    const double after = textWidth(words.to, height, true);
    if (textWidth(before, height) + after > m_measures.shapes.width()) {
        before.clear();
    }
    const double first = textWidth(before, height);
    QRectF place = m_measures.shapes;
    place.setLeft(place.center().x() - (first + after) / 2);
    ink.text({.place = place, .text = before, .height = height, .color = colors.secondary});
    place.setLeft(place.left() + first);
    ink.text(
        {.place = place, .text = words.to, .height = height, .strong = true, .color = colors.text});
}

void StepsFrame::paintWords(StepInk& ink, const StageColors& colors, Step step) const {
    const auto& said = m_said[static_cast<std::size_t>(step)];
    QRectF line = m_measures.words;
    line.setHeight(1.4 * m_measures.title);
    ink.text({.place = line,
              .text = QStringLiteral("%1 · %2").arg(QLocale().toString(static_cast<int>(step) + 1),
                                                    said.words.title),
              .alignment = Qt::AlignCenter,
              .height = m_measures.title,
              .strong = true,
              .color = colors.text});
    line.moveTop(line.bottom());
    line.setHeight(kLine * m_measures.body);
    for (const auto& text : said.lines) {
        ink.text({.place = line,
                  .text = text,
                  .alignment = Qt::AlignCenter,
                  .height = m_measures.body,
                  .color = colors.text});
        line.translate(0, line.height());
    }
}

void StepsFrame::paint(StepInk& ink, const StageColors& colors, Step step, double t,
                       int followed) const {
    if (colors.ground.isValid()) {
        ink.fill(QRectF(QPointF(), m_size), colors.ground);
    }
    paintShapes(ink, colors, m_said[static_cast<std::size_t>(step)].words);
    if (m_layout.body().width() > 16 && m_layout.body().height() > 16) {
        paintStage({ink, m_scene, m_layout, colors, std::clamp(t, 0.0, 1.0), followed}, step);
    }
    paintWords(ink, colors, step);
}

} // namespace mae::ui
