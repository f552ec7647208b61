// SPDX-License-Identifier: GPL-3.0-or-later
// The curves as files.
#include "core/base/error.h"
#include "core/base/files.h"
#include "ui/session/paths.h"
#include "ui/widgets/curve_plot.h"

#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace mae::ui {
namespace {

constexpr double kScale = 2; // of PNG: for print and sharp screens
constexpr int kPointsPerInch = 72;

} // namespace

void CurvePlot::exportTo(const QString& file) {
    const auto suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("csv")) {
        std::vector<std::string> titles;
        for (const auto& spec : m_specs) {
            titles.push_back(spec.column);
        }
        writeFileAtomically(toPath(file), m_data.toCsv(titles));
    } else if (!writePicture(file, suffix)) {
        throw Error(ErrorKind::Io, "Could not write " + toPath(file).string()
                                       + ". Is the folder writable, and is there space left?");
    }
}

void CurvePlot::paintAll(QPainter& painter, const QSizeF& size) {
    build();
    const auto ink = ChartInk::ofPaper(font());
    painter.fillRect(QRectF({}, size), ink.ground);
    for (const auto& pane : m_panes) {
        if (pane.chart.outer.isEmpty()) {
            continue; // it has no values
        }
        auto chart = pane.chart;
        chart.lines.clear();
        for (const auto curve : pane.curves) {
            addLines(chart, curve, ink, true);
        }
        paintPane(painter, chart, ink);
        auto told = readout(static_cast<int>(pane.curves.front()));
        told.dots.clear();
        paintReadout(painter, chart, told, ink);
    }
}

bool CurvePlot::writePicture(const QString& file, const QString& suffix) {
    m_pointer.reset(); // it does not point on paper
    const QSizeF size = this->size();
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return false;
    }
    if (suffix == QLatin1String("pdf")) {
        QPdfWriter pdf(&out);
        pdf.setCreator(QStringLiteral("MAE Explorer"));
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(size, QPageSize::Point, {}, QPageSize::ExactMatch));
        pdf.setResolution(kPointsPerInch * 10);
        QPainter painter;
        if (!painter.begin(&pdf)) {
            return false;
        }
        painter.scale(pdf.width() / size.width(), pdf.height() / size.height());
        paintAll(painter, size);
        painter.end();
    } else if (suffix == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&out);
        svg.setSize(size.toSize());
        svg.setViewBox(QRectF({}, size));
        QPainter painter;
        if (!painter.begin(&svg)) {
            return false;
        }
        paintAll(painter, size);
        painter.end();
    } else {
        QImage picture((size * kScale).toSize(), QImage::Format_RGB32);
        picture.setDevicePixelRatio(kScale);
        QPainter painter(&picture);
        paintAll(painter, size);
        painter.end();
        if (!picture.save(&out, "PNG")) {
            return false;
        }
    }
    return out.commit();
}

} // namespace mae::ui
