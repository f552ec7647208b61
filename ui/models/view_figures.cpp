// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_figures.h"

#include "ui/session/image_convert.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ViewFigures)
};

constexpr double kMargin = 12;
constexpr double kInside = 4; ///< between pictures of a cell
constexpr double kLine = 16;  ///< height of a line of text
constexpr double kMostTimesSide = 3;
constexpr double kTitleText = 12, kNoteText = 10.5;
const QColor kNoteColor(0x5c, 0x5c, 0x5c);
const QColor kMissing(0xee, 0xee, 0xee);

double textWidth(const QString& text, double height, bool strong) {
    QFont font;
    font.setPixelSize(qRound(height));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return QFontMetricsF(font).horizontalAdvance(text);
}

QString elided(const QString& text, double height, bool strong, double width) {
    QFont font;
    font.setPixelSize(qRound(height));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

/// What all cells have in common.
struct Measures {
    QSizeF picture{}; ///< the room of one
    int pictures = 1; ///< the room of a cell
    QSizeF body{};    ///< of all pictures of a cell
    int lines = 1;    ///< of a caption
    double gap = 12;  ///< between cells

    double captionHeight() const { return lines * kLine + kInside; }
    QSizeF cell() const { return {body.width(), body.height() + captionHeight()}; }
};

Measures measured(const std::vector<PictureCell>& cells, const CellsOnPaper& paper) {
    Measures m;
    m.pictures = paper.rowsOfPictures;
    for (const auto& cell : cells) {
        m.pictures = std::max(m.pictures, int(cell.pictures.size()));
        for (const auto& picture : cell.pictures) {
            m.picture = m.picture.expandedTo(printedSize(picture.size(), paper.side));
        }
    }
    if (m.picture.isEmpty()) {
        m.picture = {paper.side, paper.side};
    }
    const double more = (m.pictures - 1) * kInside;
    m.body = paper.flow == CellFlow::Beside
                 ? QSizeF(m.pictures * m.picture.width() + more, m.picture.height())
                 : QSizeF(m.picture.width(), m.pictures * m.picture.height() + more);
    for (const auto& cell : cells) {
        const double both = textWidth(cell.title, kTitleText, cell.strong) + 8
                            + textWidth(cell.note, kNoteText, false);
        if (paper.flow == CellFlow::Stacked && !cell.note.isEmpty() && both > m.body.width()) {
            m.lines = 2;
        }
    }
    return m;
}

void addCaption(Figure& figure, const PictureCell& cell, const Measures& m, QPointF at) {
    const bool below = m.lines == 2;
    const double note = cell.note.isEmpty() ? 0 : textWidth(cell.note, kNoteText, false) + 1;
    const double width = m.body.width() - (below || note == 0 ? 0 : note + 8);
    figure.add(Figure::Text{.place = QRectF(at, QSizeF(width, kLine)),
                            .text = elided(cell.title, kTitleText, cell.strong, width),
                            .height = kTitleText,
                            .strong = cell.strong});
    if (note > 0) {
        figure.add(Figure::Text{
            .place = QRectF(at + QPointF(0, below ? kLine : 0), QSizeF(m.body.width(), kLine)),
            .text = elided(cell.note, kNoteText, false, m.body.width()),
            .alignment = (below ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
            .height = kNoteText,
            .color = kNoteColor});
    }
}

void addCell(Figure& figure, const PictureCell& cell, const CellsOnPaper& paper, const Measures& m,
             QPointF at) {
    addCaption(figure, cell, m, at);
    at.ry() += m.captionHeight();
    if (cell.pictures.empty()) {
        QPainterPath room;
        room.addRect(QRectF(at, m.body));
        figure.add(Figure::Shape{.path = room, .brush = kMissing});
        figure.add(Figure::Text{.place = QRectF(at, m.body),
                                .text = elided(cell.problem, kNoteText, false, m.body.width() - 8),
                                .alignment = Qt::AlignCenter,
                                .height = kNoteText,
                                .color = kNoteColor});
        return;
    }
    for (const auto& picture : cell.pictures) {
        const auto size = printedSize(picture.size(), paper.side);
        const QPointF centred(std::floor((m.picture.width() - size.width()) / 2),
                              std::floor((m.picture.height() - size.height()) / 2));
        figure.add(Figure::Picture{.place = QRectF(at + centred, size),
                                   .image = picture,
                                   .crisp = size.width() >= picture.width()});
        paper.flow == CellFlow::Beside ? at.rx() += m.picture.width() + kInside
                                       : at.ry() += m.picture.height() + kInside;
    }
}

PictureCell captioned(const Image& image, const QString& title, const QString& note) {
    return {.title = title, .note = note, .pictures = {toQImage(image)}};
}

QString pixelsText(const Image& image) {
    return Text::tr("%1 × %2 px").arg(image.width).arg(image.height);
}

constexpr CellsOnPaper kThree{.across = 3, .side = kLargePicture};

} // namespace

QSizeF printedSize(const QSize& picture, double side) {
    const double longer = std::max({picture.width(), picture.height(), 1});
    if (longer > kMostTimesSide * side) { // captions could not be read beside it
        return QSizeF(picture) * (kMostTimesSide * side / longer);
    }
    return QSizeF(picture) * std::max(1.0, std::round(side / longer));
}

Figure cellsFigure(const std::vector<PictureCell>& cells, const CellsOnPaper& paper) {
    if (cells.empty()) {
        return {};
    }
    const auto m = measured(cells, paper);
    const int count = int(cells.size());
    const int across = std::clamp(paper.across, 1, count);
    const int rows = (count + across - 1) / across;
    const auto cell = m.cell();
    Figure figure(QSizeF(2 * kMargin + across * cell.width() + (across - 1) * m.gap,
                         2 * kMargin + rows * cell.height() + (rows - 1) * m.gap));
    for (int i = 0; i < count; ++i) {
        addCell(figure, cells[std::size_t(i)], paper, m,
                QPointF(kMargin + i % across * (cell.width() + m.gap),
                        kMargin + i / across * (cell.height() + m.gap)));
    }
    return figure;
}

Figure triptychFigure(const Reconstruction& result, const QString& note) {
    const int count = result.grid.count();
    const auto visible = Text::tr("%1 of %2 visible").arg(count - result.hiddenCount()).arg(count);
    const auto about =
        note.isEmpty() && result.hiddenCount() > 0 ? psnrText(result.quality.psnr) : note;
    return cellsFigure(
        {captioned(result.masked, Text::tr("Masked"), visible),
         captioned(result.reconstruction, Text::tr("Reconstruction"), about),
         captioned(result.original, Text::tr("Original"), pixelsText(result.original))},
        kThree);
}

Figure lookFigure(const EncoderLook& look) {
    return cellsFigure(
        {captioned(look.features, Text::tr("Features"), Text::tr("by likeness")),
         captioned(look.attention, Text::tr("Attention"), Text::tr("block %1").arg(look.block)),
         captioned(look.original, Text::tr("Original"), pixelsText(look.original))},
        kThree);
}

} // namespace mae::ui
