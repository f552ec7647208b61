// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plan_view.h"

#include "ui/models/duration_text.h"
#include "ui/models/report_text.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/schedule_chart.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PlanView)
};

const QString kBetween = QStringLiteral(" · ");

/// Short for people: 530 k, 1.2 M, 86 M.
QString shortCount(double count) {
    const QLocale locale;
    if (count >= 1e6) {
        return locale.toString(count / 1e6, 'f', count < 1e7 ? 1 : 0) + QStringLiteral(" M");
    }
    return count >= 1e4 ? locale.toString(count / 1e3, 'f', 0) + QStringLiteral(" k")
                        : locale.toString(count, 'f', 0);
}

QString countText(std::int64_t count) { return QLocale().toString(qlonglong(count)); }

QString numberText(double value) { return QLocale().toString(value, 'g', 4); }

QString sizeText(double bytes) { return bytesText(static_cast<std::uint64_t>(bytes)); }

QString highest(const std::vector<double>& values) {
    return values.empty() ? QString()
                          : QLocale().toString(*std::ranges::max_element(values), 'g', 3);
}

QWidget* makeWarning(const QString& text) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(kGapSmall);
    auto* sign = new QLabel;
    sign->setPixmap(icon("warning").pixmap(kIconSize));
    auto* words = makeCaption(text);
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    return row;
}

} // namespace

QString warningText(const PlanWarning& warning) {
    using Kind = PlanWarning::Kind;
    const auto value = numberText(warning.value), limit = numberText(warning.limit);
    switch (warning.kind) {
    case Kind::BatchLargerThanData:
        return Texts::tr("A step takes %1 pictures and there are only %2: every step sees some of "
                         "them several times.")
            .arg(value, limit);
    case Kind::OnePatchVisible:
        return Texts::tr("One patch of %1 stays visible: there is hardly anything to reconstruct "
                         "from.")
            .arg(value);
    case Kind::OnePatchHidden:
        return Texts::tr("One patch of %1 is hidden: there is hardly anything to learn.")
            .arg(value);
    case Kind::WarmupTooLong:
        return Texts::tr("The warm-up of %1 epochs is as long as the run of %2: the learning rate "
                         "never reaches its peak.")
            .arg(value, limit);
    case Kind::HighLearningRate:
        return Texts::tr("A learning rate of %1 is high (usual: up to %2): the loss may diverge.")
            .arg(value, limit);
    case Kind::DiskTooSmall:
        return Texts::tr("The run needs about %1 on the disk, and %2 are free.")
            .arg(sizeText(warning.value), sizeText(warning.limit));
    case Kind::MemoryTooSmall:
        return Texts::tr("The run needs about %1 of memory, and %2 are free.")
            .arg(sizeText(warning.value), sizeText(warning.limit));
    case Kind::ProbeWithoutClasses:
        return Texts::tr(
                   "The kNN accuracy needs pictures of at least %1 classes, a folder for each; "
                   "these have %2. It will not be measured.")
            .arg(limit, value);
    }
    return {};
}

PlanView::PlanView(QWidget* parent)
    : QWidget(parent),
      m_steps(new QLabel),
      m_time(new QLabel),
      m_room(makeCaption()),
      m_rate(new ScheduleChart),
      m_ratio(new ScheduleChart),
      m_warnings(new QVBoxLayout) {
    for (auto* label : {m_steps, m_time}) {
        label->setWordWrap(true);
    }
    m_time->setToolTip(tr("Measured on this machine by two seconds of training on random pictures. "
                          "Reading files may take longer."));
    m_room->setToolTip(tr("Estimated from the sizes of the model, its optimizer and a batch."));
    auto* charts = new QHBoxLayout;
    charts->setSpacing(kGap);
    charts->addWidget(m_rate, 1);
    charts->addWidget(m_ratio, 1);
    m_warnings->setSpacing(kGapTiny);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapSmall);
    column->addWidget(m_steps);
    column->addWidget(m_time);
    column->addWidget(m_room);
    column->addLayout(charts);
    column->addLayout(m_warnings);
}

void PlanView::clear() {
    hide();
    setPlan({}, {});
}

void PlanView::setPlan(const RunPlan& plan, const std::optional<TrialResult>& trial) {
    setVisible(plan.parameters > 0);
    const double epochs =
        double(plan.steps) / double(std::max<std::int64_t>(1, plan.stepsPerEpoch));
    m_steps->setText(
        tr("%1 parameters").arg(shortCount(double(plan.parameters))) + kBetween
        + tr("%1 steps").arg(countText(plan.steps)) + kBetween
        + tr("%1 × %2 an epoch").arg(numberText(epochs), countText(plan.stepsPerEpoch)));
    m_measured = trial.has_value();
    if (trial) {
        const double epoch = trial->secondsPerStep * double(plan.stepsPerEpoch);
        m_time->setText(tr("About %1").arg(durationText(trial->secondsPerStep * double(plan.steps)))
                        + kBetween + tr("%1 an epoch").arg(durationText(epoch)) + kBetween
                        + tr("%1 pictures/s")
                              .arg(QLocale().toString(trial->imagesPerSecond, 'f',
                                                      trial->imagesPerSecond < 10 ? 1 : 0)));
    } else {
        m_time->setText(tr("Measuring how long it takes…"));
    }
    m_room->setText(tr("About %1 of memory, %2 on the disk")
                        .arg(sizeText(double(plan.memoryBytes)), sizeText(double(plan.diskBytes))));
    while (auto* item = m_warnings->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& warning : plan.warnings) {
        m_warnings->addWidget(makeWarning(warningText(warning)));
    }
}

void PlanView::setSchedules(const std::vector<double>& rates, const std::vector<double>& ratios) {
    m_rate->setCurve(tr("Learning rate"), rates, highest(rates));
    const auto most = ratios.empty() ? 0.0 : *std::ranges::max_element(ratios);
    m_ratio->setCurve(tr("Mask ratio"), ratios,
                      QLocale().toString(100 * most, 'f', 0) + QStringLiteral(" %"));
}

QStringList PlanView::warnings() const {
    QStringList texts;
    for (int i = 0; i < m_warnings->count(); ++i) {
        texts.append(m_warnings->itemAt(i)->widget()->findChildren<QLabel*>().back()->text());
    }
    return texts;
}

} // namespace mae::ui
