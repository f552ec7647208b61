// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_report.h"

#include <QWidget>
#include <array>
#include <memory>

class QLabel;

namespace mae::ui {

class MeanStdChoice;
class RowTableModel;
class SearchTable;
class SizeBars;

/// What pictures are like, on one page: how many, how large, mean and deviation, classes.
class PictureReportView : public QWidget {
    Q_OBJECT

public:
    explicit PictureReportView(QWidget* parent = nullptr);

    void setReport(const std::shared_ptr<const PictureReport>& report); ///< null: nothing known
    MeanStdChoice* meanStd() const { return m_meanStd; }
    /// One of the numbers as it is shown.
    enum class Figure { Pictures, Classes, Size, Smallest, Largest, Median, Copies, Bad };
    QString text(Figure figure) const;

private:
    static constexpr int kFigures = static_cast<int>(Figure::Bad) + 1;
    QWidget* makeFigures();
    void setText(Figure figure, const QString& text);

    std::array<QLabel*, kFigures> m_figures{}; ///< owned by Qt, as the others
    SizeBars* m_bars;
    MeanStdChoice* m_meanStd;
    RowTableModel* m_classes;
    SearchTable* m_classTable;
    QWidget* m_classPart;
    std::shared_ptr<const PictureReport> m_report;
};

/// Files that are there more than once, without the first of each.
std::int64_t copiesIn(const PictureReport& report);

} // namespace mae::ui
