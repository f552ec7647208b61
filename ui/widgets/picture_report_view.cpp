// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_report_view.h"

#include "core/data/folder_scan.h"
#include "ui/models/row_table_model.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/mean_std_choice.h"
#include "ui/widgets/search_table.h"
#include "ui/widgets/size_bars.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

QString countText(std::int64_t count) { return QLocale().toString(qlonglong{count}); }

QString sidesText(int width, int height) {
    return PictureReportView::tr("%1 × %2 px").arg(width).arg(height);
}

QString classesText(const PictureReport& report) {
    return report.classes.empty() ? PictureReportView::tr("none")
                                  : countText(std::ssize(report.classes));
}

} // namespace

std::int64_t copiesIn(const PictureReport& report) {
    std::int64_t copies = 0;
    for (const auto& group : report.duplicates) {
        copies += std::ssize(group) - 1;
    }
    return copies;
}

PictureReportView::PictureReportView(QWidget* parent)
    : QWidget(parent),
      m_bars(new SizeBars),
      m_meanStd(new MeanStdChoice),
      m_classes(new RowTableModel({tr("Class"), tr("Pictures")}, this)),
      m_classTable(new SearchTable(*m_classes, {.name = tr("Classes of the pictures"),
                                                .placeholder = tr("Search classes")})),
      m_classPart(new QWidget) {
    auto* right = new QVBoxLayout;
    right->setSpacing(kGapTiny);
    right->addWidget(makeCaption(tr("Shorter side")));
    right->addWidget(m_bars);
    right->addStretch();
    auto* top = new QHBoxLayout;
    top->setSpacing(kGapHuge);
    top->addWidget(makeFigures());
    top->addLayout(right, 1);
    auto* upper = new QVBoxLayout;
    upper->setContentsMargins(kGap, kGap, kGap, 0);
    upper->setSpacing(kGapTiny);
    upper->addLayout(top);
    upper->addSpacing(kGapSmall);
    upper->addWidget(makeHeading(tr("Normalise by")));
    upper->addWidget(m_meanStd);
    auto* classes = new QVBoxLayout(m_classPart);
    classes->setContentsMargins({});
    classes->setSpacing(0);
    classes->addWidget(m_classTable);
    m_classTable->setColumnWidths({28, 10});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapSmall);
    column->addLayout(upper);
    column->addWidget(m_classPart, 1);
    column->addStretch(0);
    setReport(nullptr);
}

QWidget* PictureReportView::makeFigures() {
    const QStringList titles{tr("Pictures"), tr("Classes"), tr("On disk"),    tr("Smallest"),
                             tr("Largest"),  tr("Median"),  tr("Duplicates"), tr("Unreadable")};
    auto* figures = new QWidget;
    auto* grid = new QGridLayout(figures);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGapLarge);
    grid->setVerticalSpacing(kGapTiny);
    for (int i = 0; i < kFigures; ++i) {
        auto* number = makeNumber();
        number->setAccessibleName(titles[i]);
        m_figures[static_cast<std::size_t>(i)] = number;
        grid->addWidget(new QLabel(titles[i]), i, 0);
        grid->addWidget(number, i, 1);
    }
    figures->setToolTip(tr("Smallest and largest are width and height; the median is the shorter "
                           "side's."));
    return figures;
}

void PictureReportView::setText(Figure figure, const QString& text) {
    m_figures[static_cast<std::size_t>(figure)]->setText(text);
}

QString PictureReportView::text(Figure figure) const {
    return m_figures[static_cast<std::size_t>(figure)]->text();
}

void PictureReportView::setReport(const std::shared_ptr<const PictureReport>& report) {
    m_report = report;
    const bool known = report && report->good > 0;
    const auto show = [this, known](Figure figure, auto&& textOf) {
        setText(figure, known ? textOf(*m_report) : QStringLiteral("–"));
    };
    using R = const PictureReport&;
    show(Figure::Pictures, [](R r) { return countText(r.good); });
    show(Figure::Classes, [](R r) { return classesText(r); });
    show(Figure::Size, [](R r) { return QLocale().formattedDataSize(r.bytes); });
    show(Figure::Smallest, [](R r) { return sidesText(r.minWidth, r.minHeight); });
    show(Figure::Largest, [](R r) { return sidesText(r.maxWidth, r.maxHeight); });
    show(Figure::Median, [](R r) { return tr("%1 px").arg(medianSide(r.sides)); });
    show(Figure::Copies, [](R r) { return countText(copiesIn(r)); });
    setText(Figure::Bad, report ? countText(std::ssize(report->bad)) : QStringLiteral("–"));
    m_bars->setBins(known ? sizeBins(report->sides) : std::vector<SizeBin>{});
    m_meanStd->setMeasured(
        known ? std::optional(asSettings({.mean = report->mean, .std = report->std}))
              : std::nullopt);
    const int classes = known ? static_cast<int>(report->classes.size()) : 0;
    m_classes->setRows(classes, [report](int row, int column) -> QVariant {
        const auto& found = report->classes[static_cast<std::size_t>(row)];
        return column == 0 ? QVariant(QString::fromStdString(found.name))
                           : QVariant(qlonglong{found.pictures});
    });
    m_classPart->setVisible(classes > 0);
}

} // namespace mae::ui
