// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"
#include "ui/widgets/cell_grid.h"
#include "ui/widgets/ratio_strip_view.h"
#include "ui/widgets/strategy_settings.h"
#include "ui/widgets/strategy_strip_view.h"

#include "tests/support/hand_made.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

constexpr int kSide = 16;
const QColor kTruth(200, 30, 30);

QColor made(int column) { return {10 * column + 5, 90, 240 - 10 * column}; }

/// A strip with every answer.
template <class View> struct Filled {
    explicit Filled(ViewContext with = contextOf()) : context(std::move(with)) {
        view.resize(1200, 500);
        view.setContext(context);
        count = int(view.tasks(context).size());
        view.beginParts(context, count);
        for (int i = 0; i < count; ++i) {
            view.takePart(partOf(i, handMade(kSide, made(i), kTruth, 20.0 + i)));
        }
    }
    CellGrid& grid() { return *view.grid(); }
    QPoint middle(int cell) { return grid().cellRect(cell).center().toPoint(); }

    ViewContext context;
    View view;
    int count = 0;
};

QColor at(const QImage& shot, QRectF rect) { return shot.pixelColor(rect.center().toPoint()); }

} // namespace

class TestStripViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnEveryWarning(); }

    void nineRatiosAreAskedFor() {
        RatioStripView view;
        auto context = contextOf();
        context.current.mask.seed = 7;
        context.current.mask.config.strategy = BlockMask{.blocks = 3};
        context.current.mask.painted = std::make_shared<Mask>();
        const auto tasks = view.tasks(context);
        QCOMPARE(tasks.size(), std::size_t{9});
        for (const auto& task : tasks) {
            const auto& mask = std::get<ReconstructTask>(task).mask;
            QCOMPARE(mask.seed, std::uint64_t{7});
            QVERIFY(mask.config.strategy == MaskStrategy(BlockMask{.blocks = 3}));
            QVERIFY(!mask.painted);
        }
        QCOMPARE(std::get<ReconstructTask>(tasks[0]).mask.config.ratio, 0.1);
        QCOMPARE(std::get<ReconstructTask>(tasks[8]).mask.config.ratio, 0.95);
    }

    void withoutADecoderNothingIsAskedFor() {
        RatioStripView view;
        auto context = contextOf();
        context.reconstructs = false;
        QVERIFY(view.tasks(context).empty());
        view.setContext(context);
        QVERIFY(view.isEmpty());
        QVERIFY(view.grid()->emptyText().contains(QStringLiteral("First")));
        QVERIFY(view.tasks({}).empty());
    }

    void theRatioInUseChangesNoTask() {
        const RatioStripView view;
        const auto a = contextOf();
        auto b = a;
        b.current.mask.config.ratio = 0.4;
        QVERIFY(view.sameTasks(a, b));
        b.current.mask.seed = 9;
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.current.id = 12;
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.model = 2;
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.current.mask.config.strategy = GridMask{};
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.current.display.pasteVisible = false;
        QVERIFY(!view.sameTasks(a, b));
    }

    void picturesAreWhereTheySayTheyAre() {
        Filled<RatioStripView> f;
        const auto shot = f.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, f.grid().pictureRect(0, 0)), kTruth);
        for (int i = 0; i < 9; ++i) {
            QCOMPARE(at(shot, f.grid().pictureRect(i + 1, 0)), QColor(128, 128, 128));
            QCOMPARE(at(shot, f.grid().pictureRect(i + 1, 1)), made(i));
            QVERIFY(f.grid().pictureRect(i + 1, 0).bottom() < f.grid().pictureRect(i + 1, 1).top());
        }
        QVERIFY(!f.view.isEmpty());
    }

    void smallPicturesGetWholePixels() {
        Filled<RatioStripView> f;
        const double zoom = f.grid().pictureRect(1, 0).width() / kSide;
        QCOMPARE(zoom, std::round(zoom));
        QVERIFY(zoom >= 2);
    }

    void captionsSayRatioAndQuality() {
        Filled<RatioStripView> f;
        QCOMPARE(f.grid().cells()[6].title, QStringLiteral("75 %"));
        QVERIFY(f.grid().cells()[6].note.contains(QLocale().toString(25.0, 'f', 1)));
    }

    void theRatioInUseIsMarked() {
        Filled<RatioStripView> f;
        const auto marked = [&f] {
            QList<int> list;
            for (int i = 0; i < int(f.grid().cells().size()); ++i) {
                if (f.grid().cells()[std::size_t(i)].marked) {
                    list << i;
                }
            }
            return list;
        };
        QCOMPARE(marked(), QList<int>{6});
        const auto shot = f.grid().viewport()->grab().toImage();
        const auto rect = f.grid().cellRect(6);
        QCOMPARE(shot.pixelColor(int(rect.center().x()), int(rect.top()) - 4), colors().accent);
        f.context.current.mask.config.ratio = 0.4;
        f.view.setContext(f.context);
        QCOMPARE(marked(), QList<int>{3});
        f.context.current.mask.config.ratio = 0.41;
        f.view.setContext(f.context);
        QVERIFY(marked().isEmpty());
        f.context.current.mask.config.ratio = 0.4;
        f.context.current.mask.painted = std::make_shared<Mask>();
        f.view.setContext(f.context);
        QVERIFY(marked().isEmpty());
        saveForTheEye(f.view, QStringLiteral("ratio-strip-plain"));
    }

    void aClickAdoptsTheRatio() {
        Filled<RatioStripView> f;
        QSignalSpy adopted(&f.view, &ExploreView::maskAdopted);
        QTest::mouseClick(f.grid().viewport(), Qt::LeftButton, {}, f.middle(3));
        QCOMPARE(adopted.size(), 1);
        const auto mask = adopted[0][0].value<MaskConfig>();
        QCOMPARE(mask.ratio, 0.4);
        QVERIFY(mask.strategy == f.context.current.mask.config.strategy);
        QTest::mouseClick(f.grid().viewport(), Qt::LeftButton, {}, f.middle(0)); // the original
        QTest::mouseClick(f.grid().viewport(), Qt::RightButton, {}, f.middle(3));
        QTest::mousePress(f.grid().viewport(), Qt::LeftButton, {}, f.middle(3));
        QTest::mouseRelease(f.grid().viewport(), Qt::LeftButton, {}, f.middle(5));
        QCOMPARE(adopted.size(), 1);
    }

    void keysMoveTheFocusAndAdopt() {
        Filled<RatioStripView> f;
        QSignalSpy adopted(&f.view, &ExploreView::maskAdopted);
        f.view.show();
        f.grid().setFocus(Qt::TabFocusReason);
        QTest::keyClick(&f.grid(), Qt::Key_Left);
        QCOMPARE(f.grid().focusCell(), 0);
        QTest::keyClick(&f.grid(), Qt::Key_Right);
        QTest::keyClick(&f.grid(), Qt::Key_Right);
        QCOMPARE(f.grid().focusCell(), 2);
        QVERIFY(f.grid().accessibleDescription().contains(QStringLiteral("25 %")));
        QTest::keyClick(&f.grid(), Qt::Key_Return);
        QCOMPARE(adopted.last()[0].value<MaskConfig>().ratio, 0.25);
        QTest::keyClick(&f.grid(), Qt::Key_End);
        QTest::keyClick(&f.grid(), Qt::Key_Enter);
        QCOMPARE(adopted.last()[0].value<MaskConfig>().ratio, 0.95);
        QTest::keyClick(&f.grid(), Qt::Key_Home);
        QTest::keyClick(&f.grid(), Qt::Key_Return);
        QCOMPARE(adopted.size(), 2);
        QTest::keyClick(&f.grid(), Qt::Key_Down);
        QCOMPARE(f.grid().focusCell(), f.grid().columns() < 10 ? f.grid().columns() : 0);
        saveForTheEye(f.view, QStringLiteral("ratio-strip"));
    }

    void whatIsStaleIsDimmedAfterAWhile() {
        Filled<RatioStripView> f;
        f.context.current.mask.seed = 3;
        f.view.beginParts(f.context, 9);
        for (int i = 1; i < 10; ++i) {
            QVERIFY(f.grid().cells()[std::size_t(i)].stale);
            QVERIFY(!f.grid().isDimmed(i)); // not yet: no flicker
        }
        QVERIFY(!f.grid().cells()[0].stale); // the same picture
        f.view.takePart(partOf(4, handMade(kSide, Qt::green, kTruth, 30)));
        QTRY_VERIFY(f.grid().isDimmed(1));
        QVERIFY(!f.grid().isDimmed(5));
        QVERIFY(!f.grid().isDimmed(0));
        auto shot = f.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, f.grid().pictureRect(5, 1)), QColor(Qt::green));
        QVERIFY(at(shot, f.grid().pictureRect(1, 1)) != made(0));
        f.view.takePart(partOf(0, handMade(kSide, Qt::blue, kTruth, 30)));
        shot = f.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, f.grid().pictureRect(1, 1)), QColor(Qt::blue));
        QVERIFY(!f.grid().isDimmed(1));
    }

    void whatNobodyAskedForYetIsStaleAllTheSame() {
        Filled<RatioStripView> f;
        auto later = f.context;
        later.current.mask.seed = 3;
        f.view.setContext(later);
        QVERIFY(f.grid().cells()[1].stale && !f.grid().cells()[0].stale);
        later.current.id = 7;
        f.view.setContext(later);
        QVERIFY(f.grid().cells()[1].stale && f.grid().cells()[0].stale);
        f.view.setContext(f.context); // and back, before anything was computed
        QVERIFY(!f.grid().cells()[1].stale && !f.grid().cells()[0].stale);
    }

    void quickAnswersDontFlicker() {
        Filled<RatioStripView> f;
        for (int round = 0; round < 3; ++round) {
            f.view.beginParts(f.context, 9);
            for (int i = 0; i < 9; ++i) {
                f.view.takePart(partOf(i, handMade(kSide, made(i), kTruth, 30)));
            }
        }
        QTest::qWait(CellGrid::kPatience + 50); // time itself is what is tested
        for (int i = 0; i < 10; ++i) {
            QVERIFY(!f.grid().isDimmed(i));
        }
    }

    void anotherPictureMakesTheOriginalStale() {
        Filled<RatioStripView> f;
        f.context.current.id = 2;
        f.view.setContext(f.context);
        f.view.beginParts(f.context, 9);
        QVERIFY(f.grid().cells()[0].stale);
        f.view.showResult(handMade(kSide, Qt::blue, Qt::yellow, 30), {});
        QVERIFY(!f.grid().cells()[0].stale);
        const auto shot = f.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, f.grid().pictureRect(0, 0)), QColor(Qt::yellow));
    }

    void aFailureIsToldInItsPlace() {
        Filled<RatioStripView> f;
        f.view.beginParts(f.context, 9);
        f.view.takePart(failedPart(2, "It is not a picture."));
        QVERIFY(f.grid().cells()[3].pictures.empty());
        QCOMPARE(f.grid().cells()[3].problem, QStringLiteral("It is not a picture."));
        QVERIFY(!f.grid().cells()[3].stale);
        f.view.takePart(failedPart(99, "No such column."));
        f.view.takePart(failedPart(-1, "No such column."));
        saveForTheEye(f.view, QStringLiteral("ratio-strip-failed"));
    }

    void clearedItIsEmpty() {
        Filled<RatioStripView> f;
        QVERIFY(!f.view.figure().isEmpty());
        f.view.clear();
        QVERIFY(f.view.isEmpty());
        QVERIFY(f.view.figure().isEmpty());
        f.view.grab();
        f.view.takePart(partOf(0, handMade(kSide, Qt::blue, kTruth, 30)));
        f.view.showResult(handMade(kSide, Qt::blue, kTruth, 30), {});
        QVERIFY(f.view.isEmpty());
    }

    void everyStrategyIsShownTheOneInUseWithItsSettings() {
        auto context = contextOf();
        context.current.mask.config = {.strategy = BlockMask{.blocks = 5}, .ratio = 0.6};
        Filled<StrategyStripView> f(context);
        QCOMPARE(f.count, int(allStrategies().size()));
        QSignalSpy adopted(&f.view, &ExploreView::maskAdopted);
        for (int i = 0; i < f.count; ++i) {
            const bool current = allStrategies()[std::size_t(i)].index() == 1;
            QCOMPARE(f.grid().cells()[std::size_t(i) + 1].marked, current);
            QCOMPARE(f.grid().cells()[std::size_t(i) + 1].title,
                     strategyTitle(allStrategies()[std::size_t(i)]));
            f.grid().setFocusCell(i + 1); // scrolls to it
            QTest::mouseClick(f.grid().viewport(), Qt::LeftButton, {}, f.middle(i + 1));
            const auto mask = adopted.last()[0].value<MaskConfig>();
            QCOMPARE(mask.ratio, 0.6);
            QVERIFY(mask.strategy
                    == (current ? MaskStrategy(BlockMask{.blocks = 5})
                                : allStrategies()[std::size_t(i)]));
        }
        saveForTheEye(f.view, QStringLiteral("strategy-strip"));
    }

    void strategiesDependOnTheRatio() {
        const StrategyStripView view;
        const auto a = contextOf();
        auto b = a;
        b.current.mask.config.ratio = 0.4;
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.current.mask.config.strategy = GridMask{}; // as it is in the strip anyway
        QVERIFY(view.sameTasks(a, b));
        b.current.mask.config.strategy = UniformMask{.cell = 4};
        QVERIFY(!view.sameTasks(a, b));
    }

    void itFitsEveryRoom() {
        Filled<RatioStripView> f;
        for (const QSize size :
             {QSize(260, 200), QSize(620, 420), QSize(1900, 1000), QSize(400, 900)}) {
            f.view.resize(size);
            f.view.grab();
            for (int i = 0; i < 10; ++i) {
                QVERIFY(f.grid().cellRect(i).left() >= 0);
                QVERIFY(f.grid().cellRect(i).right() <= f.grid().viewport()->width());
            }
            saveForTheEye(f.view, QStringLiteral("ratio-strip-%1").arg(size.width()));
        }
    }

    void largeFontsHaveTheirRoom() {
        const auto before = QApplication::font();
        auto large = before;
        large.setPointSize(14);
        QApplication::setFont(large);
        Filled<StrategyStripView> f;
        f.view.resize(640, 430);
        f.view.grab();
        const double caption = f.grid().pictureRect(1, 0).top() - f.grid().cellRect(1).top();
        QVERIFY(caption >= QFontMetricsF(large).height());
        for (int i = 1; i <= f.count; ++i) {
            QVERIFY(f.grid().cellRect(i).right() <= f.grid().viewport()->width());
        }
        saveForTheEye(f.view, QStringLiteral("strategy-strip-14pt"));
        QApplication::setFont(before);
    }

    void picturesKeepTheirOrderFromRightToLeft() {
        Filled<RatioStripView> f;
        f.view.setLayoutDirection(Qt::RightToLeft);
        f.view.grab();
        QVERIFY(f.grid().cellRect(1).left() < f.grid().cellRect(2).left());
    }

    void theFigureHoldsWhatIsShown() {
        Filled<RatioStripView> f;
        const auto page = rendered(f.view.figure());
        QVERIFY(page.width() > 10 * 96);
        QVERIFY(page.height() > 2 * 96);
        if (const auto folder = qEnvironmentVariable("MAE_SAVE_PICTURES"); !folder.isEmpty()) {
            page.save(folder + QStringLiteral("/ratio-figure.png"));
        }
    }
};

QTEST_MAIN(TestStripViews)
#include "tst_strip_views.moc"
