// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/triptych_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr PatchGrid kGrid{.rows = 4, .columns = 4};

/// Every pixel another colour.
QImage pattern(int side) {
    QImage image(side, side, QImage::Format_RGB32);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            image.setPixelColor(x, y, QColor((x * 53) % 256, (y * 91) % 256, (x * y) % 256));
        }
    }
    return image;
}

std::shared_ptr<const Reconstruction> result(int side) {
    auto r = std::make_shared<Reconstruction>();
    r->grid = kGrid;
    r->patchSize = side / kGrid.columns;
    r->hidden.assign(16, 1);
    r->hidden[5] = 0;
    const auto pixels = static_cast<std::size_t>(side * side * 3);
    r->original = {.width = side, .height = side, .pixels = std::vector<std::uint8_t>(pixels, 200)};
    r->masked = {.width = side, .height = side, .pixels = std::vector<std::uint8_t>(pixels, 128)};
    r->reconstruction = r->original;
    return r;
}

struct View {
    explicit View(int side) : view(link, QStringLiteral("Picture")) {
        view.resize(400, 420);
        view.setPicture(pattern(side));
        view.setPatches(kGrid, {});
    }
    LinkedView link;
    ImageView view;
};

} // namespace

class TestImageView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void atFullSizeAPicturePixelIsAScreenPixel() {
        View v(64);
        v.link.setZoom(1, {0.5, 0.5});
        const auto place = v.view.pictureRect().topLeft();
        const double scale = v.view.devicePixelRatioF();
        QCOMPARE(v.view.pictureRect().width(), 64 / scale);
        const auto shot = v.view.grab().toImage();
        for (const QPoint pixel : {QPoint(0, 0), QPoint(13, 40), QPoint(63, 63)}) {
            QCOMPARE(shot.pixelColor((place * scale).toPoint() + pixel),
                     pattern(64).pixelColor(pixel));
        }
    }

    void aboveTwiceTheSizePixelsStaySharp() {
        View v(16);
        v.link.setZoom(8, {0.5, 0.5});
        const auto place = v.view.pictureRect().topLeft();
        const auto shot = v.view.grab().toImage();
        for (int dx = 0; dx < 8; ++dx) { // all of one enlarged pixel has its colour
            QCOMPARE(shot.pixelColor(place.toPoint() + QPoint(3 * 8 + dx, 5 * 8 + dx)),
                     pattern(16).pixelColor(3, 5));
        }
    }

    void fitGivesPatchesWholePixels() {
        View v(96);
        QVERIFY(v.link.fits());
        const double patch = v.view.shownZoom() * 96 / kGrid.columns;
        QVERIFY(std::abs(patch - std::round(patch)) < 1e-9);
        QVERIFY(QRectF(v.view.rect()).contains(v.view.pictureRect()));
    }

    void theWheelZoomsAtThePointer() {
        View v(64);
        const QPointF pointer(260, 300);
        const auto under = [&] {
            const auto r = v.view.pictureRect();
            return QPointF((pointer.x() - r.left()) / r.width(),
                           (pointer.y() - r.top()) / r.height());
        };
        v.link.setZoom(8, {0.5, 0.5});
        const auto before = under();
        v.view.zoomBy(1.5, pointer);
        QVERIFY(std::abs(under().x() - before.x()) < 0.01);
        QVERIFY(std::abs(under().y() - before.y()) < 0.01);
    }

    void siblingsMoveTogetherAndShowTheSamePatch() {
        TriptychView triptych;
        triptych.resize(900, 400);
        triptych.show(result(64));
        const auto views = triptych.findChildren<ImageView*>();
        QCOMPARE(views.size(), 3);
        views[0]->zoomBy(3);
        QCOMPARE(views[1]->shownZoom(), views[0]->shownZoom());
        QCOMPARE(views[2]->pictureRect(), views[0]->pictureRect());
        QSignalSpy pointed(&triptych, &TriptychView::patchPointedAt);
        triptych.link()->setPatch(5);
        QVERIFY(pointed.last()[0].toString().contains(QLatin1String("5")));
        triptych.link()->setPatch(-1);
        QVERIFY(pointed.last()[0].toString().isEmpty());
    }

    void threeViewsHaveOneSizeAtEveryWidth() {
        TriptychView triptych;
        triptych.show(result(96));
        for (int width = 700; width < 712; ++width) {
            triptych.resize(width, 400);
            triptych.grab();
            const auto views = triptych.findChildren<ImageView*>();
            QCOMPARE(views[0]->shownZoom(), views[2]->shownZoom());
            QCOMPARE(views[0]->width(), views[1]->width());
        }
    }

    void patchesAreNumberedRowByRow() {
        View v(64);
        const auto r = v.view.pictureRect();
        const auto at = [&](double x, double y) {
            return v.view.patchAt(r.topLeft() + QPointF(r.width() * x, r.height() * y));
        };
        QCOMPARE(at(0.01, 0.01), 0);
        QCOMPARE(at(0.30, 0.01), 1);
        QCOMPARE(at(0.30, 0.30), 5);
        QCOMPARE(at(0.99, 0.99), 15);
        QCOMPARE(v.view.patchAt(QPointF(1, 1)), -1);
    }

    void hiddenPatchesAreHatched() {
        View v(64);
        QImage grey(64, 64, QImage::Format_RGB32);
        grey.fill(QColor(128, 128, 128));
        v.view.setPicture(grey);
        std::vector<std::uint8_t> hidden(16, 0);
        hidden[0] = 1;
        v.view.setPatches(kGrid, hidden);
        const auto shot = v.view.grab().toImage();
        const auto colors = [&](double x, double y) { // of a piece of a patch
            const auto r = v.view.pictureRect();
            QSet<QRgb> seen;
            for (int dx = 0; dx < 12; ++dx) {
                seen.insert(
                    shot.pixel(int(r.left() + r.width() * x) + dx, int(r.top() + r.height() * y)));
            }
            return seen.size();
        };
        QVERIFY(colors(0.1, 0.1) > 1);
        QCOMPARE(colors(0.6, 0.6), 1);
    }

    void keysZoomAndFit() {
        View v(64);
        v.view.show();
        QTest::keyClick(&v.view, Qt::Key_1);
        QCOMPARE(v.view.shownZoom(), 1.0);
        QTest::keyClick(&v.view, Qt::Key_Plus);
        QVERIFY(v.view.shownZoom() > 1);
        QTest::keyClick(&v.view, Qt::Key_0);
        QVERIFY(v.link.fits());
    }

    void anEmptyViewCanNotBeMoved() { // it would divide by its size
        View v(64);
        v.link.setZoom(8, {0.5, 0.5});
        v.view.setPicture({});
        QTest::keyClick(&v.view, Qt::Key_Right);
        QTest::mousePress(&v.view, Qt::LeftButton, {}, {100, 100});
        QTest::mouseMove(&v.view, {150, 100});
        QCOMPARE(v.link.centre(), QPointF(0.5, 0.5));
        QTest::mouseRelease(&v.view, Qt::LeftButton, {}, {150, 100});
    }

    void describesItselfToScreenReaders() {
        View v(64);
        v.view.setNote(QStringLiteral("1 of 16 visible"));
        QCOMPARE(v.view.accessibleName(), QStringLiteral("Picture"));
        QVERIFY(v.view.accessibleDescription().contains(QLatin1String("64 by 64")));
        QVERIFY(v.view.accessibleDescription().contains(QLatin1String("1 of 16 visible")));
    }

    void composesTheThreePictures() {
        TriptychView triptych;
        QVERIFY(triptych.composed().isNull());
        triptych.show(result(64));
        const auto sheet = triptych.composed(8);
        QCOMPARE(sheet.size(), QSize(64 * 3 + 16, 64));
        QCOMPARE(sheet.pixelColor(0, 0), QColor(128, 128, 128));
        QCOMPARE(sheet.pixelColor(207, 63), QColor(200, 200, 200));
    }
};

QTEST_MAIN(TestImageView)
#include "tst_image_view.moc"
