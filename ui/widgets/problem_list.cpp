// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/problem_list.h"

#include "ui/models/report_text.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kStripe = 3;

/// A sentence and what to do about it, with an icon and a stripe at its side.
class Problem : public QWidget {
public:
    Problem(const char* iconName, bool bad, const QString& text, const QString& remedy)
        : m_icon(iconName), m_bad(bad) {
        auto* column = new QVBoxLayout(this);
        const int left = bad ? kStripe + kGapSmall : 0;
        column->setContentsMargins(left + kIconSize + kGapSmall, bad ? kGapTiny : 0, kGapSmall,
                                   bad ? kGapTiny : 0);
        column->setSpacing(0);
        auto* sentence = new QLabel(text);
        sentence->setTextFormat(Qt::PlainText);
        sentence->setWordWrap(true);
        sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(sentence);
        if (!remedy.isEmpty()) {
            auto* way = makeCaption(remedy);
            way->setTextFormat(Qt::PlainText);
            way->setTextInteractionFlags(Qt::TextSelectableByMouse);
            column->addWidget(way);
        }
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const auto place = [&](int x, int wide) { return mirrored ? width() - x - wide : x; };
        if (m_bad) {
            painter.fillRect(rect(), palette().color(QPalette::Base));
            painter.fillRect(place(0, kStripe), 0, kStripe, height(), colors().warning);
        }
        painter.drawPixmap(place(m_bad ? kStripe + kGapSmall : 0, kIconSize),
                           m_bad ? kGapTiny - 1 : (height() - kIconSize) / 2,
                           iconPixmap(m_icon, kIconSize,
                                      m_bad ? colors().warning : colors().secondaryText,
                                      devicePixelRatioF()));
    }

private:
    const char* m_icon;
    bool m_bad;
};

} // namespace

ProblemList::ProblemList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins({});
    m_column->setSpacing(kGapTiny);
    setAccessibleName(tr("Problems"));
}

void ProblemList::add(const char* iconName, const QString& text, const QString& remedy) {
    m_column->addWidget(new Problem(iconName, m_count > 0, text, remedy));
}

void ProblemList::setProblems(const std::vector<ModelProblem>& problems) {
    while (auto* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_count = static_cast<int>(problems.size());
    for (const auto& problem : problems) {
        add("warning", labelText(reportSentence(problem.text)),
            labelText(reportSentence(problem.remedy)));
    }
    if (problems.empty()) {
        add("check", tr("No problems found."), {});
    }
    updateGeometry();
}

} // namespace mae::ui
