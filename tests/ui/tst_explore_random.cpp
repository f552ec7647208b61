// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/data/scenes.h"
#include "core/io/model_file.h"
#include "core/masking/mask_choice.h"
#include "core/model/weights.h"
#include "ui/main_window.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/theme.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/ratio_control.h"
#include "ui/widgets/strategy_settings.h"
#include "ui/widgets/triptych_view.h"

#include <QAction>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <ctime>
#include <memory>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr int kActions = 10'000;
constexpr int kCheckEvery = 500;

/// Of this thread, in seconds: what others do on the machine does not count.
double cpuSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

void saveToyModel(const std::string& path, std::uint64_t seed, Target target) {
    Model model;
    model.config = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 16,
                    .depth = 2,
                    .heads = 2,
                    .decoderWidth = 16,
                    .decoderDepth = 1,
                    .decoderHeads = 2,
                    .target = target};
    model.weights = initialWeights(model.config, seed);
    saveModel(path, model, at::kFloat);
}

/// A user who never rests.
class Monkey {
public:
    explicit Monkey(MainWindow& window, std::vector<QString> models)
        : m_window(window), m_explore(*window.explore()), m_models(std::move(models)) {}

    void act() {
        const auto& a = m_explore.actions();
        const auto& p = m_explore.paintActions();
        auto& explorer = m_explore.explorer();
        switch (draw(26)) {
        case 0:
        case 1: slider()->setValue(int(draw(990))); break;
        case 2: m_explore.chooseStrategy(allStrategies()[draw(allStrategies().size())]); break;
        case 3: a.newMask->trigger(); break;
        case 4:
        case 5: a.undo->trigger(); break;
        case 6: a.redo->trigger(); break;
        case 7: a.next->trigger(); break;
        case 8: a.previous->trigger(); break;
        case 9:
        case 10:
            m_explore.deck()->actions()[draw(m_explore.deck()->actions().size())]->trigger();
            break;
        case 11: p.tools()[draw(6)]->trigger(); break;
        case 12:
        case 13:
        case 14: stroke(); break;
        case 15: p.invert->trigger(); break;
        case 16: (draw(2) == 0 ? p.hideAll : p.showAll)->trigger(); break;
        case 17: (draw(4) == 0 ? p.toAll : p.strategy)->trigger(); break;
        case 18: (draw(2) == 0 ? p.mirrored : p.keep)->trigger(); break;
        case 19: {
            auto display = explorer.display();
            display.fit = Fit(draw(4));
            display.pasteVisible = draw(2) == 0;
            display.normPix = NormPixDisplay(draw(3));
            explorer.setDisplay(display);
            explorer.endGesture();
            break;
        }
        case 20: {
            auto display = explorer.display();
            display.frame = {0.01 * double(draw(101)), 0.01 * double(draw(101)),
                             0.1 + 0.009 * double(draw(100))};
            explorer.setDisplay(display);
            break;
        }
        case 21: (draw(2) == 0 ? a.zoomIn : a.zoomOut)->trigger(); break;
        case 22: (draw(2) == 0 ? a.fit : a.actualSize)->trigger(); break;
        case 23: (draw(3) == 0 ? a.removePicture : a.next)->trigger(); break;
        case 24:
            (draw(8) == 0 ? a.samples : draw(2) == 0 ? p.copyMask : p.pasteMask)->trigger();
            break;
        default:
            if (draw(6) == 0) {
                m_window.models()->open(m_models[draw(m_models.size())]);
            } else {
                QTest::keyClick(m_explore.deck()->current(), kKeys[draw(kKeys.size())]);
            }
        }
    }

private:
    static constexpr std::array kKeys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down,
                                      Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Escape, Qt::Key_Return};

    std::size_t draw(std::size_t below) { return m_rng.below(static_cast<std::uint32_t>(below)); }
    QSlider* slider() { return m_explore.inspector()->maskForm()->ratioControl()->slider(); }

    void stroke() {
        auto* canvas = m_explore.canvas();
        if (!canvas->isVisible()) {
            return;
        }
        const auto place = [&] {
            return QPointF(double(draw(std::size_t(canvas->width()))),
                           double(draw(std::size_t(canvas->height()))));
        };
        const auto button = draw(3) == 0 ? Qt::RightButton : Qt::LeftButton;
        const auto send = [&](QEvent::Type type, Qt::MouseButton changed, Qt::MouseButtons held) {
            const auto at = place();
            QMouseEvent event(type, at, canvas->mapToGlobal(at), changed, held, {});
            QCoreApplication::sendEvent(canvas, &event);
        };
        send(QEvent::MouseButtonPress, button, button);
        for (auto moves = draw(5); moves > 0; --moves) {
            send(QEvent::MouseMove, Qt::NoButton, button);
            QCoreApplication::processEvents();
        }
        send(QEvent::MouseButtonRelease, button, Qt::NoButton);
    }

    MainWindow& m_window;
    ExploreWorkspace& m_explore;
    std::vector<QString> m_models;
    Rng m_rng{7, Purpose::Mask};
};

struct Program {
    Program() : settings(folder.filePath(QStringLiteral("w.ini"))) {
        qputenv("MAE_HOME", folder.path().toUtf8());
        for (const auto target : {Target::Pixels, Target::Normalised}) {
            models.push_back(
                folder.filePath(QStringLiteral("model%1.safetensors").arg(models.size())));
            saveToyModel(models.back().toStdString(), models.size(), target);
        }
        window = std::make_unique<MainWindow>(session, settings, WindowPolicy{});
        window->models()->open(models[0]);
        window->explore()->showSamples();
        window->show();
    }
    ExploreWorkspace& explore() const { return *window->explore(); }
    bool isSettled() const { return window->isSettled(); }

    QTemporaryDir folder;
    std::vector<QString> models;
    Session session{EngineOptions{.device = "cpu", .threads = 1}};
    Settings settings;
    std::unique_ptr<MainWindow> window;
};

/// What is shown belongs to what is set.
bool isConsistent(const Program& p) {
    const auto& explorer = p.explore().explorer();
    const auto& result = p.explore().deck()->result();
    if (explorer.picture().id == 0) {
        return !result;
    }
    if (!result) {
        return false;
    }
    const auto mask = maskOf(explorer.choice(), result->original, result->patchSize);
    return mask.grid == result->grid && mask.hidden() == result->hidden
           && p.explore().inspector()->maskForm()->mask() == explorer.mask();
}

} // namespace

class TestExploreRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }

    void tenThousandActionsLeaveItConsistentAndQuick() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.isSettled() && p.explore().deck()->result(), 60'000);
        Monkey monkey(*p.window, p.models);
        double longest = 0;
        for (int i = 1; i <= kActions; ++i) {
            const double start = cpuSeconds();
            monkey.act();
            QCoreApplication::processEvents();
            longest = std::max(longest, cpuSeconds() - start);
            if (i % kCheckEvery == 0) {
                QTRY_VERIFY2_WITH_TIMEOUT(p.isSettled(), qPrintable(QString::number(i)), 60'000);
                QVERIFY2(isConsistent(p), qPrintable(QString::number(i)));
            }
        }
        QVERIFY2(longest < 1.0, qPrintable(QString::number(longest)));
    }

    void undoToTheStartRestoresEverything() {
        Program p;
        QTRY_VERIFY_WITH_TIMEOUT(p.isSettled() && p.explore().deck()->result(), 60'000);
        auto& undo = p.explore().undoStack();
        const auto state = p.explore().explorer().state();
        const auto picture = p.explore().explorer().picture().id;
        const auto pictures = p.explore().gallery()->count();
        const auto before = p.explore().triptych()->composed();
        Monkey monkey(*p.window, {p.models[0]});
        for (int i = 0; i < 400; ++i) {
            monkey.act();
            QCoreApplication::processEvents();
        }
        undo.setIndex(0);
        p.explore().gallery()->select(picture); // which picture is looked at is no step of undo
        p.explore().deck()->setCurrent(QStringLiteral("triptych"));
        QTRY_VERIFY_WITH_TIMEOUT(p.isSettled(), 60'000);
        QVERIFY(p.explore().explorer().state() == state);
        QCOMPARE(p.explore().gallery()->count(), pictures);
        QTRY_COMPARE(p.explore().triptych()->composed(), before);
        undo.setIndex(undo.count());
        QTRY_VERIFY_WITH_TIMEOUT(p.isSettled(), 60'000);
        QVERIFY(isConsistent(p));
    }

    void itCanBeClosedAtAnyTime() {
        for (int closing = 0; closing < 12; ++closing) {
            Program p;
            Monkey monkey(*p.window, p.models);
            for (int i = 0; i < 20 * closing; ++i) {
                monkey.act();
                if (i % 3 == 0) {
                    QCoreApplication::processEvents();
                }
            }
            p.window->close();
        }
    }
};

QTEST_MAIN(TestExploreRandom)
#include "tst_explore_random.moc"
