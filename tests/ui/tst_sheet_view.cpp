// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_grid.h"
#include "ui/widgets/sheet_view.h"

#include "tests/support/hand_made.h"

#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

QColor made(int i) { return {(7 * i) % 256, 100, (255 - 3 * i) % 256}; }
QColor truth(int i) { return {(11 * i) % 256, (5 * i) % 256, 60}; }

struct Sheet {
    explicit Sheet(int pictures) : context(contextOf(pictures)) {
        view.resize(1000, 600);
        spin(0)->setValue(SheetView::kMostPictures);
        ask();
        answer();
    }
    void ask() {
        view.setContext(context);
        count = int(view.tasks(context).size());
        view.beginParts(context, count);
    }
    void answer() {
        for (int i = 0; i < count; ++i) {
            view.takePart(partOf(i, handMade(16, made(i), truth(i), 20)));
        }
    }
    QSpinBox* spin(int index) { return view.findChildren<QSpinBox*>()[index]; }
    CellGrid& grid() { return *view.grid(); }

    ViewContext context;
    SheetView view;
    int count = 0;
};

QColor at(const QImage& shot, QRectF rect) { return shot.pixelColor(rect.center().toPoint()); }

} // namespace

class TestSheetView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnEveryWarning(); }

    void everyPictureIsMaskedReconstructedAndOriginal() {
        Sheet s(6);
        const auto shot = s.grid().viewport()->grab().toImage();
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(at(shot, s.grid().pictureRect(i, 0)), QColor(128, 128, 128));
            QCOMPARE(at(shot, s.grid().pictureRect(i, 1)), made(i));
            QCOMPARE(at(shot, s.grid().pictureRect(i, 2)), truth(i));
            QVERIFY(s.grid().pictureRect(i, 0).right() < s.grid().pictureRect(i, 1).left());
            QCOMPARE(s.grid().cells()[std::size_t(i)].title,
                     s.context.gallery[std::size_t(i)].name);
        }
        saveForTheEye(s.view, QStringLiteral("sheet"));
    }

    void eachPictureHasItsOwnMask() {
        auto context = contextOf(3);
        context.gallery[1].mask.config.ratio = 0.5;
        context.gallery[2].mask.painted = std::make_shared<Mask>();
        SheetView view;
        const auto tasks = view.tasks(context);
        QCOMPARE(std::get<ReconstructTask>(tasks[1]).mask.config.ratio, 0.5);
        QVERIFY(std::get<ReconstructTask>(tasks[2]).mask.painted
                == context.gallery[2].mask.painted);
    }

    void noMoreThanAreWantedAreAskedFor() {
        Sheet s(200);
        QCOMPARE(s.count, SheetView::kMostPictures);
        QSignalSpy changed(&s.view, &ExploreView::tasksChanged);
        s.spin(0)->setValue(5);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(s.view.tasks(s.context).size(), std::size_t{5});
        bool told = false;
        for (const auto* label : s.view.findChildren<QLabel*>()) {
            told = told
                   || (label->text().contains(QLatin1String("5"))
                       && label->text().contains(QLatin1String("200")));
        }
        QVERIFY(told);
    }

    void onlyWhatChangesTasksMakesThemAnew() {
        SheetView view;
        const auto a = contextOf(40);
        auto b = a;
        b.current = b.gallery[3];
        QVERIFY(view.sameTasks(a, b));
        b.gallery[39].mask.seed = 5; // beyond the first twelve
        QVERIFY(view.sameTasks(a, b));
        b.gallery[3].mask.seed = 5;
        QVERIFY(!view.sameTasks(a, b));
        b = a;
        b.gallery.resize(5);
        QVERIFY(!view.sameTasks(a, b));
        QVERIFY(view.sameTasks(ViewContext{}, ViewContext{}));
    }

    void aClickGoesToThePicture() {
        Sheet s(6);
        QSignalSpy adopted(&s.view, &ExploreView::pictureAdopted);
        QTest::mouseClick(s.grid().viewport(), Qt::LeftButton, {},
                          s.grid().cellRect(4).center().toPoint());
        QCOMPARE(adopted.size(), 1);
        QCOMPARE(adopted[0][0].value<quint64>(), quint64{5});
        QVERIFY(s.grid().cells()[0].marked);
        s.context.current = s.context.gallery[4];
        s.view.setContext(s.context);
        QVERIFY(s.grid().cells()[4].marked && !s.grid().cells()[0].marked);
    }

    void manyAreScrolled() {
        Sheet s(60);
        s.view.resize(420, 300);
        s.view.grab();
        auto* bar = s.grid().verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QVERIFY(s.grid().pictureRect(0, 0).width() >= 48);
        s.grid().setFocus(Qt::TabFocusReason);
        QTest::keyClick(&s.grid(), Qt::Key_End);
        const auto rect = s.grid().cellRect(59);
        QVERIFY(QRectF(s.grid().viewport()->rect()).contains(rect));
        const auto shot = s.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, s.grid().pictureRect(59, 1)), made(59));
        QTest::keyClick(&s.grid(), Qt::Key_Home);
        QCOMPARE(bar->value(), 0);
        saveForTheEye(s.view, QStringLiteral("sheet-small"));
    }

    void acrossIsAsWished() {
        Sheet s(12);
        s.spin(1)->setValue(2);
        QCOMPARE(s.grid().columns(), 2);
        s.spin(1)->setValue(4);
        QCOMPARE(s.grid().columns(), 4);
        const auto four = s.view.figure().size();
        s.spin(1)->setValue(1);
        QVERIFY(s.view.figure().size().width() < four.width() / 3);
        s.spin(1)->setValue(0);
        s.view.resize(1900, 500);
        s.view.grab();
        const int wide = s.grid().columns();
        s.view.resize(500, 900);
        s.view.grab();
        QVERIFY(s.grid().columns() < wide);
    }

    void onlyWhatChangedIsStale() {
        Sheet s(4);
        s.context.gallery[2].mask.seed = 77;
        s.ask();
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(s.grid().cells()[std::size_t(i)].stale, i == 2);
        }
        QTRY_VERIFY(s.grid().isDimmed(2));
        QVERIFY(!s.grid().isDimmed(1));
        s.context.model = 2;
        s.ask();
        for (const auto& cell : s.grid().cells()) {
            QVERIFY(cell.stale);
        }
    }

    void whatNobodyAskedForYetIsStaleAllTheSame() {
        Sheet s(4);
        auto later = s.context;
        later.gallery[1].mask.seed = 5;
        s.view.setContext(later);
        QVERIFY(s.grid().cells()[1].stale && !s.grid().cells()[0].stale);
        s.view.setContext(s.context);
        QVERIFY(!s.grid().cells()[1].stale);
    }

    void picturesMoveWithTheGallery() {
        Sheet s(4);
        std::swap(s.context.gallery[0], s.context.gallery[3]);
        s.ask();
        const auto shot = s.grid().viewport()->grab().toImage();
        QCOMPARE(at(shot, s.grid().pictureRect(0, 1)), made(3));
        s.context.gallery[1].id = 99; // one that was not there
        s.ask();
        QVERIFY(s.grid().cells()[1].pictures.empty()); // never under another's name
    }

    void aFailureShowsItsNameAndReason() {
        Sheet s(3);
        s.ask();
        s.view.takePart(failedPart(1, "The file is damaged."));
        QCOMPARE(s.grid().cells()[1].title, s.context.gallery[1].name);
        QCOMPARE(s.grid().cells()[1].problem, QStringLiteral("The file is damaged."));
        s.grid().setFocusCell(1);
        QVERIFY(s.grid().accessibleDescription().contains(QStringLiteral("damaged")));
        saveForTheEye(s.view, QStringLiteral("sheet-failed"));
        QVERIFY(!rendered(s.view.figure()).isNull());
    }

    void picturesOfSeveralShapesLieInSquares() {
        Sheet s(2);
        auto wide = handMade(16, Qt::red, Qt::blue, 20);
        wide->masked = wide->reconstruction = wide->original = filled(32, 16, Qt::red);
        s.view.takePart(partOf(0, wide));
        const auto rect = s.grid().pictureRect(0, 0);
        QCOMPARE(rect.width(), 2 * rect.height());
        QCOMPARE(s.grid().pictureRect(1, 0).width(), s.grid().pictureRect(1, 0).height());
        QCOMPARE(s.grid().pictureRect(1, 0).width(), rect.width());
    }

    void withoutPicturesItSaysWhatToDo() {
        SheetView view;
        ViewContext context;
        context.model = 1;
        QVERIFY(view.tasks(context).empty());
        view.setContext(context);
        QVERIFY(view.isEmpty());
        QVERIFY(!view.grid()->accessibleDescription().isEmpty());
        view.beginParts(context, 0);
        QVERIFY(view.figure().isEmpty());
        Sheet s(3);
        s.view.clear();
        QVERIFY(s.view.isEmpty());
        s.view.takePart(partOf(0, handMade(16, Qt::red, Qt::blue, 20)));
        QVERIFY(s.view.isEmpty());
        saveForTheEye(view, QStringLiteral("sheet-empty"));
    }
};

QTEST_MAIN(TestSheetView)
#include "tst_sheet_view.moc"
