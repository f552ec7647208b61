// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"
#include "ui/widgets/attention_bar.h"
#include "ui/widgets/attention_view.h"
#include "ui/widgets/head_strip.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/segments.h"

#include "tests/support/toy_views.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

constexpr std::size_t kTokens = 65;

/// Two heads. In the first, patch i looks at patch i + 1 with 60 % and at the class token with the
/// rest; in the second, everything at patch 0. The class token looks at patch 7.
std::shared_ptr<AttentionMaps>
maps(std::vector<std::uint8_t> hidden = std::vector<std::uint8_t>(64)) {
    auto part = std::make_shared<AttentionMaps>();
    part->grid = kToyGrid;
    part->patchSize = kToyPatch;
    part->original = toyPicture();
    part->hidden = std::move(hidden);
    part->block = 5;
    part->blocks = 6;
    part->heads = 2;
    part->weights.assign(2 * kTokens * kTokens, 0.F);
    for (std::size_t from = 0; from < kTokens; ++from) {
        auto* first = &part->weights[from * kTokens];
        first[from == 0 ? 8 : from % 64 + 1] = 0.6F;
        first[0] += 0.4F;
        part->weights[(kTokens + from) * kTokens + 1] = 1;
    }
    return part;
}

QRgb heat(double share) { return 0xff000000U | infernoColour(share); }

struct Shown {
    Shown() {
        view.resize(900, 560);
        view.show();
        view.showResult(toyResult(), {});
        view.beginParts(toyContext(), 1);
        view.takePart(answer(maps()));
        view.controls()->overlayBox()->setChecked(false);
        view.controls()->setHead(0);
    }
    void point(int patch) {
        QTest::mouseMove(view.pictureView(), middleOf(view.pictureView(), patch));
    }
    void click(int patch) {
        QTest::mouseClick(view.pictureView(), Qt::LeftButton, {},
                          middleOf(view.pictureView(), patch));
    }
    /// The colour of a patch of the map, beside the middle, where nothing is drawn.
    QRgb map(int patch) { return shown(view.mapView(), patch % 8 * 8 + 4, patch / 8 * 8 + 4); }
    AttentionView view;
};

} // namespace

class TestAttentionView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void asksForTheLastBlockOfTheEncoderFirst() {
        AttentionView view;
        QVERIFY(view.tasks({}).empty());
        const auto context = toyContext();
        const auto task = std::get<AttentionTask>(view.tasks(context).at(0));
        QCOMPARE(task.part, AttentionPart::Encoder);
        QCOMPARE(task.block, context.config.depth);
        QVERIFY(!task.masked);
    }

    void partBlockAndMaskAreAskedForAnew() {
        Shown v;
        auto* bar = v.view.controls();
        QSignalSpy changed(&v.view, &ExploreView::tasksChanged);
        const auto task = [&] { return std::get<AttentionTask>(v.view.tasks(toyContext())[0]); };
        QCOMPARE(bar->blockBox()->count(), toyContext().config.depth + 1);
        bar->maskedBox()->click();
        QVERIFY(task().masked);
        bar->blockBox()->setFocus();
        QTest::keyClick(bar->blockBox(), Qt::Key_Home);
        QCOMPARE(task().block, 1);
        QTest::keyClick(bar->blockBox(), Qt::Key_End);
        QCOMPARE(task().block, 0); // rollout
        QTest::mouseClick(bar->partChoice()->button(1), Qt::LeftButton);
        QCOMPARE(task().part, AttentionPart::Decoder);
        QVERIFY(task().masked);
        QCOMPARE(bar->blockBox()->count(), toyContext().config.decoderDepth + 1);
        QCOMPARE(changed.count(), 4);
    }

    void aModelWithFewerBlocksShowsItsLast() {
        AttentionView view;
        auto context = toyContext();
        context.config.depth = 2;
        QCOMPARE(std::get<AttentionTask>(view.tasks(context)[0]).block, 2);
    }

    void theMaskMattersOnlyWhereItIsSeen() {
        Shown v;
        const auto a = toyContext();
        auto b = a;
        b.current.mask.seed = 5;
        QVERIFY(v.view.sameTasks(a, b));
        v.view.controls()->maskedBox()->setChecked(true);
        QVERIFY(!v.view.sameTasks(a, b));
    }

    void aSmallerGridBelowThePointerIsShown() {
        Shown v;
        v.point(60);
        v.view.link()->setPatch(60);
        QCOMPARE(v.view.token(), 61);
        auto smaller = std::make_shared<AttentionMaps>();
        smaller->grid = {2, 2};
        smaller->patchSize = kToyPatch;
        smaller->original = {.width = 16, .height = 16, .pixels = std::vector<std::uint8_t>(768)};
        smaller->hidden.assign(4, 0);
        smaller->block = 5;
        smaller->blocks = 6;
        smaller->heads = 2;
        smaller->weights.assign(50, 0.2F);
        v.view.beginParts(toyContext(), 1);
        v.view.takePart(answer(smaller));
        QCOMPARE(v.view.token(), 0);
    }

    void followsThePointer() {
        Shown v;
        QSignalSpy changed(&v.view, &ExploreView::tasksChanged);
        QCOMPARE(v.view.token(), 0); // the class token
        QCOMPARE(v.map(7), heat(1));
        QCOMPARE(v.map(40), heat(0));
        v.point(19);
        QCOMPARE(v.view.token(), 20);
        v.view.link()->setPatch(19);
        QCOMPARE(v.map(20), heat(1));
        QCOMPARE(v.map(7), heat(0));
        QCOMPARE(v.view.mapScale().text(v.view.mapScale().largest), QStringLiteral("60.0 %"));
        QCOMPARE(v.view.sentence(), QStringLiteral("Patch 19 looks most at patch 20 (60.0 %), at "
                                                   "the class token with 40.0 %."));
        QCOMPARE(changed.count(), 0); // all of it is there already
    }

    void aClickPinsThePatchAndEscapeLetsGo() {
        Shown v;
        v.click(19);
        QCOMPARE(v.view.pinned(), 20);
        v.point(3);
        QCOMPARE(v.view.token(), 20);
        QTest::keyClick(v.view.pictureView(), Qt::Key_Right);
        QCOMPARE(v.view.pinned(), 21);
        QTest::keyClick(v.view.pictureView(), Qt::Key_Escape);
        QCOMPARE(v.view.pinned(), -1);
        QCOMPARE(v.view.token(), 4);
    }

    void theClassTokenHasAButton() {
        Shown v;
        auto* button = v.view.controls()->classButton();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(button->isChecked());
        v.point(19);
        QCOMPARE(v.view.token(), 0);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!button->isChecked());
        QCOMPARE(v.view.pinned(), -1);
    }

    void headsAreChosenInTheStripAndInTheBox() {
        Shown v;
        auto* heads = v.view.heads();
        QCOMPARE(heads->maps().size(), std::size_t(3)); // with the mean
        QTest::mouseClick(heads, Qt::LeftButton, {}, heads->mapRect(1).center());
        QCOMPARE(v.view.controls()->headBox()->currentIndex(), 2);
        QCOMPARE(v.map(0), heat(1));
        QTest::keyClick(heads, Qt::Key_Home);
        QCOMPARE(v.view.controls()->head(), -1);
        QCOMPARE(v.map(0), heat(1)); // 50 % of the mean
        QCOMPARE(v.map(7), heat(0.6));
        v.view.controls()->setHead(0);
        QCOMPARE(heads->head(), 0);
    }

    void theOverlayMixesThePictureInGrey() {
        Shown v;
        v.view.controls()->overlayBox()->setChecked(true);
        keepShot(v.view, QStringLiteral("attention"));
        const auto under = colour(toyPicture(), 60, 4);
        const QColor above(heat(1));
        const auto mixed = [&](int one) { return (one + qGray(under) + 1) / 2; };
        QCOMPARE(v.map(7), qRgb(mixed(above.red()), mixed(above.green()), mixed(above.blue())));
    }

    void hiddenPatchesAreHatchedAndExplained() {
        Shown v;
        v.view.takePart(answer(maps(toyResult()->hidden)));
        QCOMPARE(v.view.pictureView()->hatched(), toyResult()->hidden);
        v.click(2);
        QVERIFY(v.view.sentence().startsWith(QStringLiteral("The encoder does not see patch 2")));
    }

    void theDecoderOfAnEncoderIsDisabledWithAReason() {
        Shown v;
        auto context = toyContext();
        context.reconstructs = false;
        v.view.controls()->partChoice()->setCurrent(1);
        v.view.beginParts(context, 1);
        const auto* decoder = v.view.controls()->partChoice()->button(1);
        QVERIFY(!decoder->isEnabled());
        QVERIFY(decoder->toolTip().contains(QStringLiteral("without a decoder")));
        QCOMPARE(std::get<AttentionTask>(v.view.tasks(context)[0]).part, AttentionPart::Encoder);
        QVERIFY(!v.view.controls()->maskedBox()->isEnabled());
    }

    void anEncodersLookGivesThePicture() {
        AttentionView view;
        view.resize(700, 500);
        auto look = std::make_shared<EncoderLook>();
        look->grid = kToyGrid;
        look->original = toyPicture();
        view.showLook(look);
        QVERIFY(!view.isEmpty());
        QCOMPARE(view.pictureView()->picture().size(), QSize(kToySide, kToySide));
    }

    void isDimmedWhileANewAnswerIsLate() {
        Shown v;
        v.view.beginParts(toyContext(), 1);
        QVERIFY(!v.view.mapView()->isDimmed());
        QTRY_VERIFY(v.view.mapView()->isDimmed());
        QVERIFY(!v.view.pictureView()->isDimmed()); // the picture is the same
        v.view.beginParts(toyContext(2), 1);
        QVERIFY(v.view.pictureView()->isDimmed());
        v.view.takePart(answer(maps()));
        QVERIFY(!v.view.mapView()->isDimmed() && !v.view.pictureView()->isDimmed());
    }

    void fitsASmallWindowWithLargeLetters() {
        const auto before = QApplication::font();
        auto large = before;
        large.setPointSize(14);
        QApplication::setFont(large);
        {
            Shown v;
            v.view.resize(560, 480);
            v.view.grab();
            QCOMPARE(v.view.width(), 560);
            keepShot(v.view, QStringLiteral("attention-small"));
            const auto* bar = v.view.controls();
            const QWidget* controls[] = {bar->partChoice(),  bar->blockBox(),   bar->headBox(),
                                         bar->classButton(), bar->overlayBox(), bar->maskedBox()};
            for (const auto* control : controls) {
                const QRect place(control->mapTo(&v.view, QPoint(0, 0)), control->size());
                QVERIFY(v.view.rect().contains(place));
                QVERIFY(control->width() >= control->sizeHint().width());
                QVERIFY(!v.view.pictureView()->geometry().isEmpty());
            }
        }
        QApplication::setFont(before);
    }

    void tabReachesEverythingInTheOrderOfTheWindow() {
        Shown v;
        const auto* bar = v.view.controls();
        const QList<QWidget*> wanted{bar->blockBox(),   bar->headBox(),   bar->classButton(),
                                     bar->overlayBox(), bar->maskedBox(), v.view.pictureView(),
                                     v.view.mapView(),  v.view.heads()};
        QList<QWidget*> found;
        for (auto* at = bar->partChoice()->nextInFocusChain();
             found.size() < 40 && at != bar->partChoice(); at = at->nextInFocusChain()) {
            if (wanted.contains(at)) {
                found.append(at);
            }
        }
        QCOMPARE(found, wanted);
        for (const auto* widget : wanted) {
            QVERIFY(widget->focusPolicy() & Qt::TabFocus);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            QVERIFY(!widget->accessibleName().isEmpty()
                    || (button != nullptr && !button->text().isEmpty()));
        }
    }

    void picturesKeepTheirOrderFromRightToLeft() {
        Shown v;
        v.view.setLayoutDirection(Qt::RightToLeft);
        v.view.grab();
        QVERIFY(v.view.pictureView()->x() < v.view.mapView()->x());
        QTRY_VERIFY(v.view.controls()->partChoice()->x() > v.view.controls()->maskedBox()->x());
    }

    void captionsTellWhatIsShownNotWhatIsAsked() {
        Shown v;
        QCOMPARE(v.view.mapView()->note(), QStringLiteral("encoder block 5, head 1"));
    }

    void theFigureHasPictureMapAndSentence() {
        Shown v;
        v.click(19);
        const auto sheet = rendered(v.view.figure());
        QCOMPARE(
            sheet.pixel(int(kFirstPicture.x() + 332 + 36.5 * 5), int(kFirstPicture.y() + 20.5 * 5)),
            heat(1)); // patch 20
        v.view.clear();
        QVERIFY(v.view.isEmpty() && v.view.figure().isEmpty());
    }
};

QTEST_MAIN(TestAttentionView)
#include "tst_attention_view.moc"
