// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/surprise_list.h"
#include "ui/widgets/whole_view.h"

#include "tests/support/toy_views.h"

#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

/// Patch 12 surprises most, then 30; 20 is disagreed about most.
std::shared_ptr<WholePicture> whole() {
    auto part = std::make_shared<WholePicture>();
    part->grid = kToyGrid;
    part->patchSize = kToyPatch;
    part->original = part->prediction = toyPicture();
    paintPatch(part->prediction, 12, 77);
    part->spread.assign(64, 0.F);
    part->spread[20] = 0.2F;
    part->spread[21] = 0.1F;
    part->error.assign(64, 0.01F);
    part->error[12] = 0.3F;
    part->error[30] = 0.2F;
    return part;
}

struct Shown {
    Shown() {
        view.resize(900, 620);
        view.show();
        view.showResult(toyResult(), {});
        view.beginParts(toyContext(), 1);
        view.takePart(answer(whole()));
    }
    WholeView view;
};

} // namespace

class TestWholeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void asksForTheWholePictureByKMasks() {
        WholeView view;
        QVERIFY(view.tasks({}).empty());
        auto context = toyContext();
        const auto tasks = view.tasks(context);
        QCOMPARE(tasks.size(), std::size_t(1));
        QCOMPARE(std::get<WholePictureTask>(tasks[0]).k, 4);
        QSignalSpy changed(&view, &ExploreView::tasksChanged);
        view.masksBox()->setValue(7);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(std::get<WholePictureTask>(view.tasks(context)[0]).k, 7);
        view.dealButton()->click();
        QCOMPARE(changed.count(), 2);
        QCOMPARE(std::get<WholePictureTask>(view.tasks(context)[0]).seed, std::uint64_t(1));
        QCOMPARE(view.masksBox()->minimum(), 2);
        QCOMPARE(view.masksBox()->maximum(), 16);
        context.reconstructs = false;
        QVERIFY(view.tasks(context).empty());
    }

    void theMaskDoesNotMatterThePictureDoes() {
        const WholeView view;
        const auto a = toyContext();
        auto b = a;
        b.current.mask.seed = 9;
        b.gallery.clear();
        QVERIFY(view.sameTasks(a, b));
        b.current.frame = 1;
        QVERIFY(!view.sameTasks(a, b));
        QVERIFY(!view.sameTasks(a, toyContext(2)));
    }

    void showsPredictionAndDisagreement() {
        Shown v;
        keepShot(v.view, QStringLiteral("whole"));
        QCOMPARE(shown(v.view.predictionView(), 36, 12), qRgb(77, 77, 77)); // patch 12
        QCOMPARE(shown(v.view.predictionView(), 4, 4), colour(toyPicture(), 4, 4));
        QCOMPARE(shown(v.view.spreadView(), 36, 20), 0xff000000U | infernoColour(1));   // 20
        QCOMPARE(shown(v.view.spreadView(), 44, 20), 0xff000000U | infernoColour(0.5)); // 21
        QCOMPARE(shown(v.view.spreadView(), 4, 4), 0xff000000U | infernoColour(0));
        QCOMPARE(v.view.findChild<HeatLegend*>()->scale()->number(0.2), QStringLiteral("51.0"));
    }

    void listsTheMostSurprisingPatchesFirst() {
        Shown v;
        const auto& model = v.view.list()->patches();
        QCOMPARE(model.rowCount(), SurpriseModel::kMost);
        QCOMPARE(model.patch(0), 12);
        QCOMPARE(model.patch(1), 30);
        const auto first = model.index(0);
        QCOMPARE(first.data().toString(), QStringLiteral("1. Patch 12"));
        QCOMPARE(first.data(SurpriseModel::PlaceRole).toString(),
                 QStringLiteral("row 2, column 5"));
        QCOMPARE(first.data(SurpriseModel::ErrorRole).toString(), QStringLiteral("76.5 levels"));
        QCOMPARE(first.data(SurpriseModel::PredictedRole).value<QImage>().pixel(3, 3),
                 qRgb(77, 77, 77));
        QCOMPARE(first.data(SurpriseModel::TrueRole).value<QImage>().pixel(3, 3),
                 colour(toyPicture(), 35, 11));
    }

    void aRowPointsAtItsPatchInAllViews() {
        Shown v;
        auto* list = v.view.list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->patches().index(1)).center());
        QCOMPARE(v.view.link()->patch(), 30);
        QTest::keyClick(list, Qt::Key_Up);
        QTest::keyClick(list, Qt::Key_Left);
        QCOMPARE(v.view.link()->patch(), 12);
        QCOMPARE(list->currentIndex().row(), 0);
    }

    void pointingAtAPatchChoosesItsRow() {
        Shown v;
        QSignalSpy pointed(&v.view, &ExploreView::patchPointedAt);
        QTest::mouseMove(v.view.predictionView(), middleOf(v.view.predictionView(), 30));
        QCOMPARE(v.view.list()->currentIndex().row(), 1);
        QVERIFY(pointed.last()[0].toString().contains(QStringLiteral("error 51.0 levels")));
        v.view.link()->setPatch(-1);
        QVERIFY(v.view.list()->selectionModel()->selectedIndexes().empty());
    }

    void isDimmedWhileANewAnswerIsLateAndNotBefore() {
        Shown v;
        v.view.beginParts(toyContext(2), 1);
        QVERIFY(!v.view.predictionView()->isDimmed());
        QTRY_VERIFY(v.view.predictionView()->isDimmed());
        QVERIFY(v.view.list()->isDimmed());
        v.view.beginParts(toyContext(2), 1); // asked again
        QVERIFY(v.view.predictionView()->isDimmed());
        v.view.takePart(answer(whole()));
        QVERIFY(!v.view.predictionView()->isDimmed());
        QVERIFY(!v.view.list()->isDimmed());
    }

    void whatNobodyAskedForYetIsStaleAllTheSame() {
        Shown v;
        v.view.setContext(toyContext(2));
        QTRY_VERIFY(v.view.predictionView()->isDimmed());
        v.view.setContext(toyContext()); // and back
        QVERIFY(!v.view.predictionView()->isDimmed());
    }

    void aNewMaskAlonePlaysNoPart() {
        Shown v;
        v.view.setDimmed(true, false);
        QVERIFY(!v.view.predictionView()->isDimmed());
        v.view.setDimmed(true, true);
        QVERIFY(v.view.predictionView()->isDimmed());
    }

    void aProblemIsSaidInPlaceOfThePictures() {
        Shown v;
        v.view.beginParts(toyContext(), 1);
        v.view.takePart(problem(std::shared_ptr<const WholePicture>(), "It is too large."));
        QCOMPARE(v.view.predictionView()->hint(), QStringLiteral("It is too large."));
        QVERIFY(v.view.predictionView()->picture().isNull());
        QCOMPARE(v.view.list()->patches().rowCount(), 0);
        v.view.beginParts(toyContext(), 0);
        QVERIFY(v.view.predictionView()->hint().isEmpty());
    }

    void answersOfOthersAreNotTaken() {
        Shown v;
        v.view.beginParts(toyContext(2), 1);
        v.view.takePart(answer(std::make_shared<const AttentionMaps>()));
        QVERIFY(!v.view.predictionView()->picture().isNull());
        QTRY_VERIFY(v.view.predictionView()->isDimmed());
    }

    void theListStandsBesideThePicturesWhereThereIsRoom() {
        Shown v;
        QVERIFY(v.view.list()->mapTo(&v.view, QPoint(0, 0)).y() > 300);
        v.view.resize(1500, 500);
        QTRY_VERIFY(v.view.list()->mapTo(&v.view, QPoint(0, 0)).x() > 900);
        keepShot(v.view, QStringLiteral("whole-wide"));
    }

    void theFigureHasTheListToo() {
        Shown v;
        const auto figure = v.view.figure();
        const auto sheet = rendered(figure);
        QCOMPARE(
            sheet.pixel(int(kFirstPicture.x() + 332 + 36.5 * 5), int(kFirstPicture.y() + 12.5 * 5)),
            qRgb(77, 77, 77));
        QVERIFY(figure.size().height() > kFirstPicture.y() + 320 + kLegendHeight + 80);
        v.view.clear();
        QVERIFY(v.view.isEmpty() && v.view.figure().isEmpty());
    }
};

QTEST_MAIN(TestWholeView)
#include "tst_whole_view.moc"
