// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/window_canvas.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr PatchGrid kGrid{.rows = 4, .columns = 4};
using Marks = std::vector<std::uint8_t>;

/// A masked picture of 4 x 4 patches with a canvas, whose paint is shown at once.
struct Easel {
    Easel() : view(link, QStringLiteral("Masked")), canvas(view) {
        view.resize(400, 420);
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        view.setPicture(image);
        view.setPatches(kGrid, {});
        canvas.setShownMask(kGrid, Marks(16, 0));
        QObject::connect(&canvas, &MaskCanvas::painted, &view,
                         [this](const std::shared_ptr<const Mask>& mask) {
                             hidden = mask->hidden();
                             ++paints;
                             if (answers) {
                                 canvas.setShownMask(kGrid, hidden);
                             }
                         });
        QObject::connect(&canvas, &MaskCanvas::strokeEnded, &view, [this] { ++strokes; });
        view.show();
    }
    QPoint middleOf(int patch) const {
        const auto picture = view.pictureRect();
        return QPointF(picture.left() + (patch % 4 + 0.5) * picture.width() / 4,
                       picture.top() + (patch / 4 + 0.5) * picture.height() / 4)
            .toPoint();
    }
    void use(MaskTool tool, int brush = 1) { canvas.setOptions({.tool = tool, .brush = brush}); }
    void drag(std::initializer_list<int> patches, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(&canvas, button, keys, middleOf(*patches.begin()));
        for (const int patch : patches) {
            const auto to = middleOf(patch);
            QMouseEvent move(QEvent::MouseMove, QPointF(to), canvas.mapToGlobal(QPointF(to)),
                             Qt::NoButton, button, keys);
            QCoreApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, button, keys, middleOf(*(patches.end() - 1)));
    }
    std::vector<int> hiddenIds() const {
        std::vector<int> ids;
        for (int i = 0; i < int(hidden.size()); ++i) {
            if (hidden[std::size_t(i)] != 0) {
                ids.push_back(i);
            }
        }
        return ids;
    }

    LinkedView link;
    ImageView view;
    MaskCanvas canvas;
    Marks hidden{};
    int paints = 0;
    int strokes = 0;
    bool answers = true;
};

using Ids = std::vector<int>;

} // namespace

class TestMaskCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aBrushHidesWhatItTouches() {
        Easel e;
        e.use(MaskTool::Brush);
        e.drag({0, 1, 2});
        QCOMPARE(e.hiddenIds(), (Ids{0, 1, 2}));
        QCOMPARE(e.strokes, 1);
        QVERIFY(e.paints >= 3); // live, not at the end
    }

    void theRightButtonAndShiftAndTheEraserShow() {
        Easel e;
        e.use(MaskTool::Brush);
        e.drag({4, 5, 6, 7});
        e.drag({5}, Qt::RightButton);
        QCOMPARE(e.hiddenIds(), (Ids{4, 6, 7}));
        e.drag({6}, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(e.hiddenIds(), (Ids{4, 7}));
        e.use(MaskTool::Eraser);
        e.drag({7});
        QCOMPARE(e.hiddenIds(), Ids{4});
        e.drag({15}, Qt::RightButton); // the other way round
        QCOMPARE(e.hiddenIds(), (Ids{4, 15}));
    }

    void aRectangleFollowsThePointerAndBackAgain() {
        Easel e;
        e.use(MaskTool::Rectangle);
        e.drag({0, 10, 5});
        QCOMPARE(e.hiddenIds(), (Ids{0, 1, 4, 5}));
        QCOMPARE(e.strokes, 1);
    }

    void aLassoTakesWhatItGoesRound() {
        Easel e;
        e.use(MaskTool::Lasso);
        e.drag({0, 3, 15, 12});
        QCOMPARE(e.hiddenIds().size(), 15U); // all of it: the last one stays visible
    }

    void aClickTurnsOnePatchRound() {
        Easel e;
        e.use(MaskTool::Patch);
        e.drag({9});
        QCOMPARE(e.hiddenIds(), Ids{9});
        e.drag({9});
        QCOMPARE(e.hiddenIds(), Ids{});
    }

    void mirroredPaintsBothSides() {
        Easel e;
        e.canvas.setOptions({.tool = MaskTool::Brush, .mirrored = true});
        e.drag({4});
        QCOMPARE(e.hiddenIds(), (Ids{4, 7}));
    }

    void keepHidesEverythingElse() {
        Easel e;
        e.canvas.setOptions({.tool = MaskTool::Brush, .keep = true});
        e.drag({5});
        QCOMPARE(e.hiddenIds().size(), 15U);
        QCOMPARE(e.hidden[5], std::uint8_t{0});
        e.drag({6});
        QCOMPARE(e.hiddenIds().size(), 14U); // the second stroke adds
        e.drag({6}, Qt::RightButton);
        QCOMPARE(e.hiddenIds().size(), 15U);
    }

    void escapeTakesTheFirstStrokeOfKeepBack() {
        Easel e;
        e.canvas.setOptions({.tool = MaskTool::Brush, .keep = true});
        QTest::mousePress(&e.canvas, Qt::LeftButton, {}, e.middleOf(5));
        QCOMPARE(e.hiddenIds().size(), 15U);
        QTest::keyClick(&e.canvas, Qt::Key_Escape);
        QCOMPARE(e.hiddenIds(), Ids{}); // not all of them, which no model could see
        e.drag({6});                    // and the next stroke is the first one again
        QCOMPARE(e.hiddenIds().size(), 15U);
        QCOMPARE(e.hidden[6], std::uint8_t{0});
    }

    void oneVisiblePatchIsAlwaysLeft() {
        Easel e;
        e.use(MaskTool::Brush, 12);
        e.drag({0, 3, 15, 12, 5});
        QCOMPARE(e.hiddenIds().size(), 15U);
    }

    void paintingGoesOnWhileTheAnswerIsLate() {
        Easel e;
        e.answers = false; // a slow model
        e.use(MaskTool::Brush);
        e.drag({0, 1, 2});
        e.drag({3});
        QCOMPARE(e.hiddenIds(), (Ids{0, 1, 2, 3}));
        const auto before = e.canvas.grab().toImage();
        e.canvas.setShownMask(kGrid, e.hidden);
        QVERIFY(e.canvas.grab().toImage() != before); // nothing of its own is left to be shown
    }

    void theWheelChangesTheBrushAndWithCtrlTheZoom() {
        Easel e;
        e.use(MaskTool::Brush, 3);
        QSignalSpy sizes(&e.canvas, &MaskCanvas::brushChanged);
        const auto turn = [&](Qt::KeyboardModifiers keys) {
            const QPointF at = e.middleOf(5);
            QWheelEvent wheel(at, e.canvas.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, keys,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&e.canvas, &wheel);
        };
        turn({});
        QCOMPARE(sizes.size(), 1);
        QCOMPARE(sizes[0][0].toInt(), 4);
        QVERIFY(e.link.fits());
        turn(Qt::ControlModifier);
        QCOMPARE(sizes.size(), 1);
        QVERIFY(!e.link.fits());
    }

    void itCanBePaintedByKeyboard() {
        Easel e;
        e.use(MaskTool::Brush);
        e.canvas.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&e.canvas, Qt::Key_Left); // from the middle, patch 10, to 9
        QTest::keyClick(&e.canvas, Qt::Key_Up);
        QTest::keyClick(&e.canvas, Qt::Key_Space);
        QCOMPARE(e.hiddenIds(), Ids{5});
        QTest::keyClick(&e.canvas, Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(e.hiddenIds(), Ids{});
        QCOMPARE(e.strokes, 2);
    }

    void escapeTakesAStrokeBack() {
        Easel e;
        e.use(MaskTool::Brush);
        e.drag({0});
        QTest::mousePress(&e.canvas, Qt::LeftButton, {}, e.middleOf(5));
        QCOMPARE(e.hiddenIds(), (Ids{0, 5}));
        QTest::keyClick(&e.canvas, Qt::Key_Escape);
        QCOMPARE(e.hiddenIds(), Ids{0});
        QVERIFY(!e.canvas.isPainting());
    }

    void withoutAToolThePictureMoves() {
        Easel e;
        e.use(MaskTool::Brush);
        QVERIFY(e.canvas.isVisible());
        e.use(MaskTool::Move);
        QVERIFY(!e.canvas.isVisible());
    }

    void nothingCanBePaintedWithoutAPicture() {
        Easel e;
        e.use(MaskTool::Brush);
        e.canvas.clear();
        e.drag({0, 5});
        QCOMPARE(e.paints, 0);
    }

    void theWindowOfTheCropIsDraggedToItsPlace() {
        LinkedView link;
        ImageView view(link, QStringLiteral("Masked"));
        view.resize(400, 420);
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        view.setPicture(image);
        WindowCanvas canvas(view);
        view.show();
        canvas.setOn(true);
        Marks hidden(16, 1);
        for (const int patch : {0, 1, 4, 5}) {
            hidden[std::size_t(patch)] = 0;
        }
        canvas.setShownMask(kGrid, hidden, {.strategy = CropMask{}, .ratio = 0.75});
        QSignalSpy changes(&canvas, &WindowCanvas::windowChanged);
        QSignalSpy ends(&canvas, &WindowCanvas::gestureEnded);
        const auto window = canvas.windowRect();
        const auto from = window.center().toPoint();
        const auto move = [&](QPoint to) {
            QMouseEvent event(QEvent::MouseMove, QPointF(to), canvas.mapToGlobal(QPointF(to)),
                              Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&canvas, &event);
        };
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        move(from + QPoint(int(window.width() / 2), int(window.height())));
        const auto moved = changes.back()[0].value<MaskConfig>();
        const auto& crop = std::get<CropMask>(moved.strategy);
        QCOMPARE(crop.place, WindowPlace::Chosen);
        QVERIFY(std::abs(crop.across - 0.5) < 0.02);
        QVERIFY(std::abs(crop.down - 1.0) < 0.02);
        QCOMPARE(moved.ratio, 0.75);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from);
        QCOMPARE(ends.size(), 1);
        // A corner twice as far from the middle: a window of twice the side, so all of it.
        const auto corner = window.topLeft().toPoint();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, corner);
        move(window.center().toPoint() + 2 * (corner - window.center().toPoint()));
        QVERIFY(changes.back()[0].value<MaskConfig>().ratio < 0.02);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, corner);
    }
};

QTEST_MAIN(TestMaskCanvas)
#include "tst_mask_canvas.moc"
