// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_row.h"
#include "ui/widgets/attention_view.h"
#include "ui/widgets/blink_view.h"
#include "ui/widgets/error_view.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/leave_one_out_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/picture_stage.h"
#include "ui/widgets/swipe_view.h"
#include "ui/widgets/whole_view.h"

#include "tests/support/toy_views.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QTest>
#include <random>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

template <class View> std::unique_ptr<PictureRowView> make() { return std::make_unique<View>(); }

struct Kind {
    const char* name;
    std::unique_ptr<PictureRowView> (*make)();
};

const Kind kKinds[] = {
    {"swipe", make<SwipeView>},         {"blink", make<BlinkView>},
    {"error", make<ErrorView>},         {"whole", make<WholeView>},
    {"attention", make<AttentionView>}, {"leave one out", make<LeaveOneOutView>}};

/// Some answer to a task.
StudyPartReady answerTo(const StudyTask& task) {
    if (std::holds_alternative<WholePictureTask>(task)) {
        auto part = std::make_shared<WholePicture>();
        part->grid = kToyGrid;
        part->patchSize = kToyPatch;
        part->original = part->prediction = toyPicture();
        part->spread.assign(64, 0.1F);
        part->error.assign(64, 0.1F);
        return answer(part);
    }
    if (const auto* attention = std::get_if<AttentionTask>(&task)) {
        auto part = std::make_shared<AttentionMaps>();
        part->grid = kToyGrid;
        part->patchSize = kToyPatch;
        part->original = toyPicture();
        part->hidden.assign(64, 0);
        part->part = attention->part;
        part->block = attention->block;
        part->heads = attention->block == 0 ? 1 : 3;
        part->weights.assign(static_cast<std::size_t>(part->heads) * 65 * 65, 1 / 65.F);
        return answer(part);
    }
    auto part = std::make_shared<LeaveOneOut>();
    part->patch = std::get<LeaveOneOutTask>(task).patch;
    part->with = part->without = *toyResult();
    part->change.assign(kToySide * kToySide, 0.1F);
    part->patchChange.assign(64, 0.1F);
    return answer(part);
}

/// What the panel and the user may do, in any order.
class Player {
public:
    Player(PictureRowView& view, unsigned seed) : m_view(view), m_random(seed) {}

    void act() {
        switch (m_random() % 9) {
        case 0: m_view.showResult(toyResult(int(m_random() % 9)), {}); break;
        case 1: m_view.setDimmed(m_random() % 2 == 0, m_random() % 2 == 0); break;
        case 2: begin(); break;
        case 3: end(); break;
        case 4: m_view.resize(400 + int(m_random() % 900), 300 + int(m_random() % 500)); break;
        case 5: m_view.zoomBy(m_random() % 2 == 0 ? 1.5 : 0.7); break;
        case 6: press(); break;
        case 7: m_view.link()->setPatch(int(m_random() % 65) - 1); break;
        default: m_random() % 5 == 0 ? m_view.clear() : click(); break;
        }
    }

private:
    void begin() {
        m_context = toyContext(m_random() % 3);
        m_context.reconstructs = m_random() % 5 != 0;
        m_tasks = m_view.tasks(m_context);
        m_view.beginParts(m_context, int(m_tasks.size()));
    }
    void end() {
        for (const auto& task : m_tasks) {
            auto part = answerTo(task);
            if (m_random() % 6 == 0) {
                part.problem = "It does not work.";
            }
            m_view.takePart(part);
        }
    }
    MarkedView* any() {
        const auto views = m_view.findChildren<MarkedView*>();
        return views[qsizetype(m_random() % std::size_t(views.size()))];
    }
    void press() {
        constexpr Qt::Key kKeys[] = {Qt::Key_Left,   Qt::Key_Right, Qt::Key_Up,
                                     Qt::Key_Down,   Qt::Key_Home,  Qt::Key_Space,
                                     Qt::Key_Escape, Qt::Key_Plus,  Qt::Key_0};
        QTest::keyClick(any(), kKeys[m_random() % std::size(kKeys)]);
    }
    void click() {
        auto* view = any();
        QTest::mouseClick(view, Qt::LeftButton, {},
                          {int(m_random() % 200), 20 + int(m_random() % 200)});
    }

    PictureRowView& m_view;
    std::mt19937 m_random;
    ViewContext m_context{};
    std::vector<StudyTask> m_tasks;
};

} // namespace

class TestPictureRowView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void init() { QTest::failOnWarning(anyWarning()); }

    void everyControlSaysWhatItIs() {
        for (const auto& kind : kKinds) {
            const auto view = kind.make();
            for (const auto* widget : view->findChildren<QWidget*>()) {
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool control = button != nullptr
                                     || qobject_cast<const QComboBox*>(widget) != nullptr
                                     || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
                if (!control || qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr) {
                    continue;
                }
                const bool named = !widget->accessibleName().isEmpty()
                                   || (button != nullptr && !button->text().isEmpty());
                QVERIFY2(named, kind.name);
                QVERIFY2(!widget->toolTip().isEmpty(), kind.name);
                QVERIFY2(widget->focusPolicy() & Qt::TabFocus, kind.name);
            }
        }
    }

    void everyViewZoomsThroughItsLink() {
        for (const auto& kind : kKinds) {
            const auto view = kind.make();
            view->resize(800, 500);
            view->showResult(toyResult(), {});
            view->beginParts(toyContext(), 1);
            for (const auto& task : view->tasks(toyContext())) {
                view->takePart(answerTo(task));
            }
            view->zoomTo(3);
            QCOMPARE(view->shownZoom(), 3.0);
            view->zoomBy(2);
            QCOMPARE(view->link()->zoom(), 6.0);
        }
    }

    void anythingInAnyOrder() {
        for (const auto& kind : kKinds) {
            const auto view = kind.make();
            view->resize(700, 500);
            view->show();
            Player player(*view, 1);
            for (int i = 0; i < 300; ++i) {
                player.act();
                if (i % 20 == 0) {
                    view->grab();
                    const auto figure = view->figure();
                    QVERIFY2(!view->isEmpty() || figure.isEmpty(), kind.name);
                }
            }
            view->clear();
            QVERIFY2(view->isEmpty() && view->figure().isEmpty(), kind.name);
        }
    }

    void goesAwayWhileAnAnswerIsAwaited() {
        for (const auto& kind : kKinds) {
            auto view = kind.make();
            view->show();
            view->showResult(toyResult(), {});
            view->beginParts(toyContext(), 1);
            view.reset();
            QCoreApplication::processEvents();
        }
    }

    void columnsMakePicturesAsLargeAsPossible() {
        QCOMPARE(PictureStage::columnsFor({1200, 400}, 3, 1, 30), 3);
        QCOMPARE(PictureStage::columnsFor({400, 1200}, 3, 1, 30), 1);
        QCOMPARE(PictureStage::columnsFor({800, 800}, 4, 1, 30), 2);
        QCOMPARE(PictureStage::columnsFor({800, 800}, 4, 4, 30), 1); // wide pictures
        QCOMPARE(PictureStage::columnsFor({10, 10}, 1, 1, 30), 1);
    }

    void controlsFlowIntoFurtherLinesAndFromRightToLeft() {
        QWidget widget;
        auto* layout = new FlowLayout(&widget);
        layout->setContentsMargins(0, 0, 0, 0);
        QWidget* boxes[3];
        for (auto*& box : boxes) {
            box = new QWidget;
            box->setFixedSize(100, 20);
            layout->addWidget(box);
        }
        QCOMPARE(layout->heightForWidth(400), 20);
        QVERIFY(layout->heightForWidth(250) > 40);
        layout->setGeometry({0, 0, 250, 60});
        QCOMPARE(boxes[0]->pos(), QPoint(0, 0));
        QCOMPARE(boxes[1]->y(), 0);
        QCOMPARE(boxes[2]->x(), 0);
        QVERIFY(boxes[2]->y() > 20);
        widget.setLayoutDirection(Qt::RightToLeft);
        layout->setGeometry({0, 0, 250, 60});
        QCOMPARE(boxes[0]->x(), 150);
        QVERIFY(boxes[1]->x() < boxes[0]->x());
    }

    void picturesOfAFigureTakeAboutThreeHundredUnits() {
        QCOMPARE(figureFactor({96, 96}), 3.0);
        QCOMPARE(figureFactor({224, 224}), 1.0);
        QCOMPARE(figureFactor({16, 16}), 19.0);
        QCOMPARE(figureFactor({1200, 900}), 0.25);
    }

    void aFigureOutlinesAndHatchesPatches() {
        QImage grey(64, 64, QImage::Format_RGB32);
        grey.fill(QColor(100, 100, 100));
        FigurePicture item{.title = QStringLiteral("Picture"), .picture = grey, .grid = kToyGrid};
        item.hatched.assign(64, 0);
        item.hatched[0] = 1;
        item.marks = {{.patch = 9, .strong = true}};
        const auto sheet = rendered(figureRow({item}));
        const auto colours = [&](int patch) {
            const QPoint corner(12 + patch % 8 * 40, 32 + patch / 8 * 40);
            QSet<QRgb> seen;
            for (int x = 2; x < 38; ++x) {
                seen.insert(sheet.pixel(corner + QPoint(x, 20)));
            }
            return seen.size();
        };
        QVERIFY(colours(0) > 1);
        QCOMPARE(colours(20), 1);
        const QColor edge(sheet.pixel(12 + 40, 32 + 40 + 20));
        QVERIFY(edge.blue() > edge.red() + 60); // the accent
    }
};

QTEST_MAIN(TestPictureRowView)
#include "tst_picture_row_view.moc"
