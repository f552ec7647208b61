// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>
#include <string_view>
#include <type_traits>

namespace mae::ui {
namespace {

constexpr double kMostPixels = 32'767; ///< what QImage and QPainter can do a side

void paintItem(QPainter& painter, const Figure::Picture& item) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !item.crisp);
    painter.drawImage(item.place, item.image);
}

void paintItem(QPainter& painter, const Figure::Text& item) {
    QFont font;
    font.setPixelSize(std::max(1, qRound(item.height)));
    font.setWeight(item.strong ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(item.color);
    painter.drawText(item.place, int(item.alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                     item.text);
}

void paintItem(QPainter& painter, const Figure::Shape& item) {
    painter.setPen(item.pen);
    painter.setBrush(item.brush);
    painter.drawPath(item.path);
}

QByteArray pdfOf(const Figure& figure) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(72);
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(figure.size(), QPageSize::Point));
    writer.setTitle(QStringLiteral("MAE Explorer"));
    QPainter painter(&writer);
    figure.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray svgOf(const Figure& figure) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(QRectF(QPointF(), figure.size()));
    generator.setSize(figure.size().toSize());
    generator.setTitle(QStringLiteral("MAE Explorer"));
    QPainter painter(&generator);
    figure.paint(painter);
    painter.end();
    return buffer.data();
}

void write(const QString& path, const QByteArray& bytes) {
    writeFileAtomically(toPath(path),
                        std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

} // namespace

void Figure::add(const Figure& other, QPointF at) {
    for (auto item : other.m_items) {
        std::visit(
            [&at](auto& part) {
                if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Shape>) {
                    part.path.translate(at);
                } else {
                    part.place.translate(at);
                }
            },
            item);
        m_items.push_back(std::move(item));
    }
}

void Figure::paint(QPainter& painter) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(), m_size), Qt::white);
    for (const auto& item : m_items) {
        std::visit([&painter](const auto& part) { paintItem(painter, part); }, item);
    }
    painter.restore();
}

QImage rendered(const Figure& figure, double scale) {
    if (figure.isEmpty()) {
        return {};
    }
    const auto size = figure.size() * scale;
    if (size.width() > kMostPixels || size.height() > kMostPixels) {
        throw Error(ErrorKind::InvalidConfig,
                    "The picture would have " + std::to_string(std::lround(size.width())) + " x "
                        + std::to_string(std::lround(size.height()))
                        + " pixels; at most 32,767 a side are possible. Choose a smaller scale.");
    }
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    figure.paint(painter);
    return image;
}

void writeFigure(const Figure& figure, const QString& path, double scale) {
    if (figure.isEmpty()) {
        throw Error(ErrorKind::InvalidConfig, "There is nothing to save yet.");
    }
    const auto suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("png")) {
        writePng(toPath(path), toImage(rendered(figure, scale)));
    } else if (suffix == QLatin1String("pdf")) {
        write(path, pdfOf(figure));
    } else if (suffix == QLatin1String("svg")) {
        write(path, svgOf(figure));
    } else {
        throw Error(ErrorKind::InvalidConfig,
                    "\"" + path.toStdString() + "\" should end in .png, .pdf or .svg.");
    }
}

} // namespace mae::ui
