// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compare_view.h"
#include "ui/widgets/image_view.h"

#include "tests/support/hand_made.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

const QColor kTruth(200, 30, 30), kFirst(20, 160, 20), kSecond(20, 20, 220);

ViewContext twoModels() {
    auto context = contextOf();
    context.secondModel = 5;
    context.secondName = QStringLiteral("Second");
    return context;
}

struct Compared {
    explicit Compared(int secondSide = 32, double first = 20, double second = 23)
        : context(twoModels()) {
        view.resize(1200, 420);
        view.setContext(context);
        view.beginParts(context, 1);
        view.showResult(handMade(32, kFirst, kTruth, first), {});
        view.takePart(partOf(0, handMade(secondSide, kSecond, kTruth, second)));
        view.show();
    }
    ImageView* picture(const QString& name) {
        const auto views = view.findChildren<ImageView*>();
        const auto found = std::ranges::find_if(
            views, [&name](const auto* v) { return v->accessibleName() == name; });
        return found == views.end() ? nullptr : *found;
    }
    QLabel* number(const QString& part) {
        for (auto* label : view.findChildren<QLabel*>()) {
            if (label->text().contains(part)) {
                return label;
            }
        }
        return nullptr;
    }
    QColor shown(const QString& name) {
        auto* p = picture(name);
        const auto rect = p->pictureRect(); // the middle of a visible patch: no hatch there
        return p->grab().toImage().pixelColor(
            (rect.topLeft() + QPointF(rect.width(), rect.height()) * 0.375).toPoint());
    }

    ViewContext context;
    CompareView view;
};

} // namespace

class TestCompareView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnEveryWarning(); }

    void withoutASecondModelOneCanBeChosen() {
        CompareView view;
        view.resize(900, 500);
        const auto context = contextOf();
        view.setContext(context);
        QVERIFY(view.tasks(context).empty());
        view.showResult(handMade(32, kFirst, kTruth, 20), {});
        QVERIFY(view.isEmpty());
        view.show();
        QSignalSpy requested(&view, &ExploreView::secondModelRequested);
        for (auto* button : view.findChildren<QPushButton*>()) {
            if (button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QCOMPARE(requested.size(), 1);
        saveForTheEye(view, QStringLiteral("compare-empty"));
    }

    void theSecondModelIsAskedWithTheSameMask() {
        CompareView view;
        auto context = twoModels();
        context.current.mask.seed = 42;
        const auto tasks = view.tasks(context);
        QCOMPARE(tasks.size(), std::size_t{1});
        const auto& task = std::get<ReconstructTask>(tasks[0]);
        QVERIFY(task.model == ModelSlot::Second);
        QVERIFY(task.mask == context.current.mask);
        auto other = context;
        other.modelName = QStringLiteral("renamed");
        QVERIFY(view.sameTasks(context, other));
        other.secondModel = 6;
        QVERIFY(!view.sameTasks(context, other));
        other = context;
        other.current.mask.config.ratio = 0.3;
        QVERIFY(!view.sameTasks(context, other));
    }

    void fourPicturesAreShown() {
        Compared c;
        QCOMPARE(c.shown(QStringLiteral("Masked")).red(), 128);
        QCOMPARE(c.shown(QStringLiteral("First")), kFirst);
        QCOMPARE(c.shown(QStringLiteral("Second")), kSecond);
        QCOMPARE(c.shown(QStringLiteral("Original")), kTruth);
        QVERIFY(c.picture(QStringLiteral("First"))->x() < c.picture(QStringLiteral("Second"))->x());
        QVERIFY(!c.view.isEmpty());
        saveForTheEye(c.view, QStringLiteral("compare"));
        c.view.resize(640, 560);
        saveForTheEye(c.view, QStringLiteral("compare-narrow"));
    }

    void theBetterOneIsBold() {
        Compared c;
        const auto* better = c.number(QStringLiteral("23"));
        const auto* worse = c.number(QStringLiteral("20"));
        QVERIFY(better->font().weight() > QFont::Normal);
        QCOMPARE(worse->font().weight(), QFont::Normal);
        QVERIFY(better->text().contains(QStringLiteral("3"))
                && better->text().contains(QStringLiteral("better")));
        Compared same(32, 21, 21);
        QVERIFY(same.number(QStringLiteral("better")) == nullptr);
    }

    void numbersLieBelowTheirPictures() {
        Compared c;
        for (const auto size : {QSize(1200, 420), QSize(640, 560), QSize(1900, 900)}) {
            c.view.resize(size);
            c.view.grab();
            const auto* label = c.number(QStringLiteral("23"));
            const auto* picture = c.picture(QStringLiteral("Second"));
            QVERIFY(label->y() >= picture->y() + picture->pictureRect().bottom());
            QVERIFY(label->y() <= picture->y() + picture->pictureRect().bottom() + 8);
            QVERIFY(label->geometry().bottom() <= label->parentWidget()->height());
        }
    }

    void zoomIsLinkedAcrossSizes() {
        Compared c(64);
        auto* first = c.picture(QStringLiteral("First"));
        auto* second = c.picture(QStringLiteral("Second"));
        first->zoomBy(8);
        QVERIFY(!c.view.link()->fits());
        QVERIFY(std::abs(first->pictureRect().width() - second->pictureRect().width()) < 1);
        second->zoomBy(1.5);
        QVERIFY(std::abs(first->pictureRect().width() - second->pictureRect().width()) < 1);
        c.view.link()->fit();
        QVERIFY(std::abs(first->shownZoom() - 2 * second->shownZoom()) < 1);
    }

    void aStaleSecondIsDimmedAfterAWhile() {
        Compared c;
        c.context.current.mask.seed = 8;
        c.view.beginParts(c.context, 1);
        QVERIFY(!c.picture(QStringLiteral("Second"))->isDimmed());
        QVERIFY(c.number(QStringLiteral("better")) == nullptr); // of different masks
        QTRY_VERIFY(c.picture(QStringLiteral("Second"))->isDimmed());
        QVERIFY(!c.picture(QStringLiteral("First"))->isDimmed());
        c.view.takePart(partOf(0, handMade(32, Qt::black, kTruth, 24)));
        QVERIFY(!c.picture(QStringLiteral("Second"))->isDimmed());
        QCOMPARE(c.shown(QStringLiteral("Second")), QColor(Qt::black));
        c.view.setDimmed(true, false);
        QVERIFY(c.picture(QStringLiteral("First"))->isDimmed());
        QVERIFY(!c.picture(QStringLiteral("Original"))->isDimmed());
    }

    void numbersOfDifferentMasksAreNotCompared() {
        Compared c;
        auto other = handMade(32, kFirst, kTruth, 29);
        other->hidden[5] = 1;
        other->hidden[6] = 0;
        c.view.showResult(other, {});
        QVERIFY(c.number(QStringLiteral("better")) == nullptr);
        c.view.showResult(handMade(32, kFirst, kTruth, 29), {});
        QVERIFY(c.number(QStringLiteral("better")) != nullptr);
        auto later = c.context;
        later.current.mask.config.ratio = 0.2; // not even asked for yet
        c.view.setContext(later);
        QVERIFY(c.number(QStringLiteral("better")) == nullptr);
    }

    void anotherSecondModelStartsWithoutAPicture() {
        Compared c;
        c.context.secondModel = 9;
        c.context.secondName = QStringLiteral("Third");
        c.view.setContext(c.context);
        QVERIFY(c.picture(QStringLiteral("Third"))->picture().isNull());
        c.view.beginParts(c.context, 1);
        c.view.takePart(failedPart(0, "It does not fit."));
        QVERIFY(c.number(QStringLiteral("It does not fit.")) != nullptr);
        saveForTheEye(c.view, QStringLiteral("compare-failed"));
        c.context.secondModel = 0;
        c.view.setContext(c.context);
        QVERIFY(c.view.isEmpty());
    }

    void theFigureHasFourPictures() {
        Compared c;
        const auto page = rendered(c.view.figure());
        QVERIFY(page.width() > 4 * 288);
        const int y = page.height() - 100;
        for (const auto& [x, color] :
             {std::pair{1, kFirst}, std::pair{2, kSecond}, std::pair{3, kTruth}}) {
            QCOMPARE(page.pixelColor((2 * x + 1) * page.width() / 8, y), color);
        }
        c.view.clear();
        QVERIFY(c.view.isEmpty());
        QVERIFY(c.view.figure().isEmpty());
    }
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
