// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "ui/models/figure.h"
#include "ui/models/view_figures.h"
#include "ui/session/image_convert.h"
#include "ui/widgets/triptych_view.h"

#include "tests/support/hand_made.h"

#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

/// Every pixel another colour.
QImage pattern(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.setPixelColor(x, y, QColor(x * 53 % 256, y * 91 % 256, x * y % 256));
        }
    }
    return image;
}

Figure small() {
    Figure figure(QSizeF(40, 30));
    figure.add(Figure::Picture{.place = QRectF(4, 6, 16, 8), .image = pattern(8, 4)});
    figure.add(Figure::Text{.place = QRectF(0, 16, 40, 14), .text = QStringLiteral("Text")});
    return figure;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PictureCell cell(int side, const QString& title) {
    return {.title = title, .pictures = {pattern(side, side)}};
}

} // namespace

class TestFigure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPngHasThePixelsOfThePicture() {
        const auto image = rendered(small());
        QCOMPARE(image.size(), QSize(40, 30));
        QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 16; ++x) {
                QCOMPARE(image.pixelColor(4 + x, 6 + y), pattern(8, 4).pixelColor(x / 2, y / 2));
            }
        }
    }

    void theScaleMakesMorePixels() {
        const auto image = rendered(small(), 3);
        QCOMPARE(image.size(), QSize(120, 90));
        for (const QPoint pixel : {QPoint(0, 0), QPoint(3, 2), QPoint(7, 3)}) {
            for (int d = 0; d < 6; ++d) { // all of one pixel's square
                QCOMPARE(image.pixelColor(12 + pixel.x() * 6 + d, 18 + pixel.y() * 6 + d),
                         pattern(8, 4).pixelColor(pixel));
            }
        }
    }

    void aFigureInsideAnotherMoves() {
        Figure outer(QSizeF(100, 60));
        outer.add(small(), QPointF(50, 20));
        const auto image = rendered(outer);
        QCOMPARE(image.pixelColor(54, 26), pattern(8, 4).pixelColor(0, 0));
        QCOMPARE(image.pixelColor(4, 6), QColor(Qt::white));
    }

    void itIsWrittenAsWhatItsNameSays() {
        QTemporaryDir folder;
        const auto path = [&folder](const char* name) {
            return folder.filePath(QString::fromLatin1(name));
        };
        writeFigure(small(), path("a.png"), 2);
        QCOMPARE(QImage(path("a.png")), rendered(small(), 2));
        writeFigure(small(), path("a.pdf"));
        QVERIFY(bytesOf(path("a.pdf")).startsWith("%PDF-"));
        QVERIFY(bytesOf(path("a.pdf")).contains("/MediaBox [0 0 40"));
        writeFigure(small(), path("a.SVG"));
        QVERIFY(bytesOf(path("a.SVG")).contains(">Text<"));
        QSvgRenderer svg(path("a.SVG"));
        QVERIFY(svg.isValid());
        QCOMPARE(svg.viewBox().size(), QSize(40, 30));
    }

    void whatCannotBeWrittenIsRefused() {
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(writeFigure(small(), folder.filePath(QStringLiteral("a.jpg"))),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(writeFigure({}, folder.filePath(QStringLiteral("a.png"))), Error);
        QVERIFY_EXCEPTION_THROWN(writeFigure(small(), QStringLiteral("/nowhere/at/all/a.png")),
                                 Error);
        Figure huge(QSizeF(30'000, 10));
        huge.add(Figure::Text{.place = QRectF(0, 0, 10, 10), .text = QStringLiteral("x")});
        QVERIFY_EXCEPTION_THROWN(rendered(huge, 2), Error);
        QVERIFY(rendered({}).isNull());
    }

    void picturesArePrintedAtWholeFactors() {
        QCOMPARE(printedSize({96, 96}, kLargePicture), QSizeF(288, 288));
        QCOMPARE(printedSize({224, 224}, kLargePicture), QSizeF(224, 224));
        QCOMPARE(printedSize({64, 32}, kLargePicture), QSizeF(320, 160));
        QCOMPARE(printedSize({96, 96}, kSmallPicture), QSizeF(96, 96));
        QCOMPARE(printedSize({224, 224}, kSmallPicture), QSizeF(224, 224));
        QCOMPARE(printedSize({4000, 3000}, kLargePicture), QSizeF(900, 675));
    }

    void aTriptychIsMaskedReconstructionOriginal() {
        auto result = handMade(96, Qt::green, Qt::red, 21.5);
        result->masked = toImage(pattern(96, 96));
        const auto page = rendered(triptychFigure(*result));
        QVERIFY(page.width() >= 3 * 288 && page.width() < 3 * 320);
        const QPoint corner(12, 12 + 20); // margin, caption
        for (const QPoint pixel : {QPoint(0, 0), QPoint(50, 31), QPoint(95, 95)}) {
            QCOMPARE(page.pixelColor(corner + pixel * 3 + QPoint(1, 1)),
                     pattern(96, 96).pixelColor(pixel));
        }
        QCOMPARE(page.pixelColor(page.width() / 2, page.height() / 2), QColor(Qt::green));
        QCOMPARE(page.pixelColor(page.width() - 100, page.height() / 2), QColor(Qt::red));
        TriptychView view;
        QVERIFY(view.figure().isEmpty());
        view.showResult(result, {});
        QCOMPARE(rendered(view.figure()), page);
        if (const auto folder = qEnvironmentVariable("MAE_SAVE_PICTURES"); !folder.isEmpty()) {
            page.save(folder + QStringLiteral("/triptych-figure.png"));
        }
    }

    void cellsLieInRows() {
        std::vector<PictureCell> cells;
        for (int i = 0; i < 5; ++i) {
            cells.push_back(cell(96, QStringLiteral("cell %1").arg(i)));
        }
        const auto two = cellsFigure(cells, {.across = 2}).size();
        const auto five = cellsFigure(cells, {.across = 5}).size();
        QVERIFY(two.height() > 2.8 * (five.height() - 24));
        QVERIFY(five.width() > 2.2 * (two.width() - 24));
        QVERIFY(cellsFigure({}, {}).isEmpty());
        QVERIFY(cellsFigure(cells, {.across = 99}).size() == five);
    }

    void anEmptyCellKeepsItsPlace() {
        std::vector<PictureCell> cells{cell(96, QStringLiteral("a")),
                                       {.problem = QStringLiteral("Damaged")},
                                       cell(96, QStringLiteral("b"))};
        const auto page = rendered(cellsFigure(cells, {.across = 3}));
        QVERIFY(page.pixelColor(page.width() / 2, 40) != QColor(Qt::white));
        QCOMPARE(page.pixelColor(page.width() - 12 - 96, 32), pattern(96, 96).pixelColor(0, 0));
    }

    void aViewOfFeaturesIsAFigureToo() {
        EncoderLook look;
        look.grid = {.rows = 2, .columns = 2};
        look.original = filled(32, 32, Qt::red);
        look.features = filled(32, 32, Qt::green);
        look.attention = filled(32, 32, Qt::blue);
        look.block = 4;
        const auto page = rendered(lookFigure(look));
        QCOMPARE(page.pixelColor(100, 100), QColor(Qt::green));
        QCOMPARE(page.pixelColor(page.width() / 2, 100), QColor(Qt::blue));
    }
};

QTEST_MAIN(TestFigure)
#include "tst_figure.moc"
