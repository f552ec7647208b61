// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "ui/style/resources.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace mae::ui {
namespace {

QByteArray svgText(const QString& name) {
    loadResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap render(const QString& name, const QSize& pixels, const QColor& color) {
    const auto key = QStringLiteral("mae-icon/%1/%2x%3/%4")
                         .arg(name)
                         .arg(pixels.width())
                         .arg(pixels.height())
                         .arg(color.rgba(), 8, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    auto svg = svgText(name);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class Engine : public QIconEngine {
public:
    explicit Engine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
               QIcon::State state) override {
        const qreal scale = painter->device()->devicePixelRatio();
        auto picture = pixmap(rect.size() * scale, mode, state);
        picture.setDevicePixelRatio(scale);
        painter->drawPixmap(rect.topLeft(), picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        const auto palette = QGuiApplication::palette();
        const auto color = mode == QIcon::Disabled
                               ? palette.color(QPalette::Disabled, QPalette::WindowText)
                           : mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                                     : palette.color(QPalette::WindowText);
        return render(m_name, size, color);
    }
    QIconEngine* clone() const override { return new Engine(m_name); }
    QString key() const override { return QStringLiteral("mae"); }
    bool isNull() override { return false; }

private:
    QString m_name;
};

} // namespace

QIcon icon(const char* name) { return QIcon(new Engine(QString::fromLatin1(name))); }

QPixmap iconPixmap(const char* name, int size, const QColor& color, qreal scale) {
    const int pixels = qRound(size * scale);
    auto pixmap = render(QString::fromLatin1(name), {pixels, pixels}, color);
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

QIcon appIcon() {
    loadResources();
    return QIcon(QStringLiteral(":/icons/app.svg"));
}

} // namespace mae::ui
