// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/leave_one_out_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"

#include "tests/support/toy_views.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

constexpr float kLevel = 1 / 255.F;

/// Patch @p patch was left out: it changes by 100 levels itself, patch 2 by 20, patch 4 by 10.
std::shared_ptr<LeaveOneOut> part(int patch) {
    auto one = std::make_shared<LeaveOneOut>();
    one->patch = patch;
    one->with = one->without = *toyResult();
    paintPatch(one->without.reconstruction, patch, 33);
    one->patchChange.assign(64, 0.F);
    one->patchChange[static_cast<std::size_t>(patch)] = 100 * kLevel;
    one->patchChange[2] = 20 * kLevel;
    one->patchChange[4] = 10 * kLevel;
    for (int y = 0; y < kToySide; ++y) {
        for (int x = 0; x < kToySide; ++x) {
            one->change.push_back(
                one->patchChange[static_cast<std::size_t>(y / kToyPatch * 8 + x / kToyPatch)]);
        }
    }
    return one;
}

struct Shown {
    Shown() {
        view.resize(900, 420);
        view.show();
        view.showResult(toyResult(), {});
    }
    void click(int patch) {
        QTest::mouseClick(view.maskedView(), Qt::LeftButton, {},
                          middleOf(view.maskedView(), patch));
    }
    void choose(int patch) {
        click(patch);
        view.beginParts(toyContext(), 1);
        view.takePart(answer(part(patch)));
    }
    LeaveOneOutView view;
};

} // namespace

class TestLeaveOneOutView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void saysWhatToDoFirst() {
        Shown v;
        keepShot(v.view, QStringLiteral("leave-one-out-empty"));
        QVERIFY(v.view.sentence().startsWith(QStringLiteral("Click a visible patch")));
        QVERIFY(v.view.tasks(toyContext()).empty());
        QVERIFY(!v.view.isEmpty());
    }

    void aClickOnAVisiblePatchAsksForIt() {
        Shown v;
        QSignalSpy changed(&v.view, &ExploreView::tasksChanged);
        v.click(1);
        QCOMPARE(v.view.patch(), 1);
        QCOMPARE(changed.count(), 1);
        const auto tasks = v.view.tasks(toyContext());
        QCOMPARE(tasks.size(), std::size_t(1));
        QCOMPARE(std::get<LeaveOneOutTask>(tasks[0]).patch, 1);
        v.click(1); // the same
        QCOMPARE(changed.count(), 1);
        auto encoder = toyContext();
        encoder.reconstructs = false;
        QVERIFY(v.view.tasks(encoder).empty());
    }

    void aClickOnAHiddenOneIsExplained() {
        Shown v;
        QSignalSpy changed(&v.view, &ExploreView::tasksChanged);
        v.click(2);
        QCOMPARE(v.view.patch(), -1);
        QCOMPARE(changed.count(), 0);
        QVERIFY(v.view.sentence().startsWith(QStringLiteral("Patch 2 is hidden already")));
        v.click(1);
        QVERIFY(!v.view.sentence().contains(QStringLiteral("hidden already")));
    }

    void arrowKeysGoToVisiblePatches() {
        Shown v;
        v.click(9 + 1); // row 1 has its visible patches at even places: 8, 10, …
        QCOMPARE(v.view.patch(), 10);
        QTest::keyClick(v.view.maskedView(), Qt::Key_Right);
        QCOMPARE(v.view.patch(), 12);
        QTest::keyClick(v.view.maskedView(), Qt::Key_Left);
        QTest::keyClick(v.view.maskedView(), Qt::Key_Left);
        QCOMPARE(v.view.patch(), 8);
        QTest::keyClick(v.view.maskedView(), Qt::Key_Down);
        QCOMPARE(v.view.patch(), 24); // two rows below
        QTest::keyClick(v.view.maskedView(), Qt::Key_Escape);
        QCOMPARE(v.view.patch(), -1);
    }

    void showsThePictureWithoutThePatchAndTheChange() {
        Shown v;
        v.choose(1);
        keepShot(v.view, QStringLiteral("leave-one-out"));
        QCOMPARE(shown(v.view.withoutView(), 12, 4), qRgb(33, 33, 33));
        const auto heat = [](double share) { return 0xff000000U | infernoColour(share); };
        QCOMPARE(shown(v.view.changeView(), 20, 4), heat(1)); // patch 2
        QCOMPARE(shown(v.view.changeView(), 36, 60), heat(0));
        // Its own change is beyond the scale, which serves the others.
        QVERIFY(std::abs(v.view.changeScale().largest * 255 - 20) < 1e-3);
        QCOMPARE(shown(v.view.changeView(), 9, 5), heat(1));
    }

    void saysWhichPatchChangesMost() {
        Shown v;
        v.choose(1);
        QCOMPARE(v.view.strongest(3), (std::vector<int>{2, 4}));
        QCOMPARE(v.view.sentence(),
                 QStringLiteral("Hiding patch 1 as well changes the picture most in patch 2 "
                                "(20.0 levels)."));
        const auto marks = v.view.changeView()->marks();
        QCOMPARE(marks.size(), std::size_t(3));
        QVERIFY(marks[2].strong && marks[2].patch == 1);
        QCOMPARE(marks[0].patch, 2);
        QCOMPARE(marks[0].label, QStringLiteral("1"));
    }

    void thePointerTellsTheChange() {
        Shown v;
        v.choose(1);
        QSignalSpy pointed(&v.view, &ExploreView::patchPointedAt);
        QTest::mouseMove(v.view.changeView(), middleOf(v.view.changeView(), 4));
        QVERIFY(pointed.last()[0].toString().endsWith(QStringLiteral("changes by 10.0 levels")));
    }

    void aPatchThatANewMaskHidesIsLetGo() {
        Shown v;
        v.choose(1);
        QSignalSpy changed(&v.view, &ExploreView::tasksChanged);
        auto other = toyResult();
        other->hidden[1] = 1;
        v.view.showResult(other, {});
        QCOMPARE(v.view.patch(), -1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(v.view.changeView()->picture().isNull());
    }

    void answersForAnotherPatchAreNotShown() {
        Shown v;
        v.choose(1);
        v.click(3);
        v.view.beginParts(toyContext(), 1);
        v.view.takePart(answer(part(1)));
        QTRY_VERIFY(v.view.changeView()->isDimmed());
        v.view.takePart(answer(part(3)));
        QVERIFY(!v.view.changeView()->isDimmed());
        QCOMPARE(v.view.changeView()->marks().back().patch, 3);
    }

    void aProblemIsSaid() {
        Shown v;
        v.click(1);
        v.view.beginParts(toyContext(), 1);
        QVERIFY(!v.view.changeView()->hint().isEmpty()); // it is being computed
        v.view.takePart(problem(std::shared_ptr<const LeaveOneOut>(), "It is the only one."));
        QCOMPARE(v.view.changeView()->hint(), QStringLiteral("It is the only one."));
    }

    void theFigureHasThreePicturesAndTheSentence() {
        Shown v;
        v.choose(1);
        const auto figure = v.view.figure();
        QVERIFY(figure.size().width() > 3 * 320);
        const auto sheet = rendered(figure);
        QCOMPARE(
            sheet.pixel(int(kFirstPicture.x() + 332 + 12.5 * 5), int(kFirstPicture.y() + 4.5 * 5)),
            qRgb(33, 33, 33));
        v.view.clear();
        QVERIFY(v.view.isEmpty() && v.view.figure().isEmpty());
        QCOMPARE(v.view.patch(), -1);
    }
};

QTEST_MAIN(TestLeaveOneOutView)
#include "tst_leave_one_out_view.moc"
