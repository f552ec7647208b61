// SPDX-License-Identifier: GPL-3.0-or-later
// The curves as files.
#include "core/base/error.h"
#include "core/base/files.h"
#include "ui/session/paths.h"
#include "ui/widgets/curve_canvas.h"
#include "ui/widgets/curve_plot.h"

#include <QFileInfo>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace mae::ui {
namespace {

constexpr double kScale = 2; // of PNG: for print and sharp screens
constexpr double kPointsPerInch = 72;

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

bool CurvePlot::writeVectors(QIODevice& out, const QString& suffix) {
    if (suffix == QLatin1String("pdf")) {
        QPdfWriter pdf(&out);
        pdf.setCreator(QStringLiteral("MAE Explorer"));
        pdf.setPageMargins({});
        const auto points = QSizeF(size()) * kPointsPerInch / logicalDpiX();
        pdf.setPageSize(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch));
        pdf.setResolution(logicalDpiX()); // words are as large beside curves as on the screen
        return m_canvas->print(pdf);
    }
    QSvgGenerator svg;
    svg.setOutputDevice(&out);
    svg.setResolution(logicalDpiX());
    svg.setSize(size());
    svg.setViewBox(rect());
    return m_canvas->print(svg);
}

bool CurvePlot::writePicture(const QString& file, const QString& suffix) {
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return false;
    }
    m_pointer.reset(); // it does not point on paper
    draw(ChartInk::ofPaper(font()), true);
    m_built = false; // for the screen again
    setReadouts(true);
    const bool vectors = suffix == QLatin1String("pdf") || suffix == QLatin1String("svg");
    const bool written =
        vectors ? writeVectors(out, suffix) : m_canvas->picture(kScale).save(&out, "PNG");
    update();
    return written && out.commit();
}

} // namespace mae::ui
