// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure.h"
#include "app/explorer/quantile.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/widgets/gallery_view.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/triptych_view.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimer>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>

namespace mae::app {
namespace {

constexpr std::chrono::milliseconds kTick{5};

/// Calls @p then once the window has done everything that it was asked for.
void whenSettled(ui::MainWindow& window, const std::function<void()>& then) {
    auto* timer = new QTimer(&window);
    timer->setInterval(kTick);
    QObject::connect(timer, &QTimer::timeout, &window, [timer, then, &window] {
        if (window.isSettled() && window.explore()->deck()->result()) {
            timer->stop();
            timer->deleteLater();
            then();
        }
    });
    timer->start();
}

void send(ui::MaskCanvas& canvas, QEvent::Type type, QPointF at) {
    const auto held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, canvas.mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held, {});
    QApplication::sendEvent(&canvas, &event);
}

} // namespace

void measureBrush(ui::MainWindow& window, int moves) {
    struct State {
        QElapsedTimer moved;
        std::vector<double> times;
        std::vector<double> ofModel;
        int patch = 0;
    };
    auto state = std::make_shared<State>();
    auto* explore = window.explore();
    const auto move = [state, explore] {
        // Patch after patch: each is turned round, so each move has something to show.
        auto* view = explore->triptych()->maskedView();
        const auto grid = explore->deck()->result()->grid;
        const auto picture = view->pictureRect();
        state->patch = (state->patch + 7) % grid.count();
        const QPointF at(
            picture.left() + (state->patch % grid.columns + 0.5) * picture.width() / grid.columns,
            picture.top() + (state->patch / grid.columns + 0.5) * picture.height() / grid.rows);
        state->moved.start();
        send(*explore->canvas(), QEvent::MouseButtonPress, at);
        send(*explore->canvas(), QEvent::MouseButtonRelease, at);
    };
    whenSettled(window, [=, &window] {
        explore->paintActions().patch->trigger();
        QObject::connect(
            explore->triptych(), &ui::TriptychView::painted, &window,
            [state, moves, move, explore, &window] {
                state->times.push_back(double(state->moved.nsecsElapsed()) / 1e6);
                state->ofModel.push_back(explore->deck()->result()->milliseconds);
                if (static_cast<int>(state->times.size()) < moves) {
                    QTimer::singleShot(kTick, &window, move);
                    return;
                }
                std::fprintf(
                    stderr,
                    "brush_to_painted_ms p50 %.1f p95 %.1f, of the model p50 %.1f p95 %.1f\n",
                    quantile(state->times, 0.5), quantile(state->times, 0.95),
                    quantile(state->ofModel, 0.5), quantile(state->ofModel, 0.95));
                QApplication::exit(0);
            });
        move();
    });
}

void measureZoom(ui::MainWindow& window, int frames) {
    auto display = window.explore()->explorer().display();
    display.fit = Fit::Tiled;
    window.explore()->explorer().setDisplay(display);
    whenSettled(window, [frames, &window] {
        auto* triptych = window.explore()->triptych();
        const auto& original = window.explore()->deck()->result()->original;
        std::vector<double> times;
        for (int i = 0; i < frames; ++i) {
            const double share = double(i) / frames;
            const double zoom = 0.1 * std::pow(40.0, 0.5 - 0.5 * std::cos(6.2832 * 3 * share));
            QElapsedTimer timer;
            timer.start();
            triptych->link()->setZoom(
                zoom, {0.5 + 0.4 * std::sin(20 * share), 0.5 + 0.4 * std::cos(23 * share)});
            triptych->repaint();
            for (auto* view : triptych->findChildren<ui::ImageView*>()) {
                view->repaint();
            }
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        std::fprintf(stderr, "zoom_frame_ms p50 %.1f p95 %.1f of %d x %d\n", quantile(times, 0.5),
                     quantile(times, 0.95), original.width, original.height);
        QApplication::exit(0);
    });
}

void measureGallery(ui::MainWindow& window, int steps) {
    QElapsedTimer sinceCall;
    sinceCall.start();
    auto* gallery = window.explore()->gallery();
    QObject::connect(
        gallery, &ui::GalleryPanel::contentsChanged, &window,
        [gallery, steps, sinceCall, &window] {
            gallery->view()->repaint();
            std::fprintf(stderr, "gallery_listed_ms %lld for %d pictures\n",
                         static_cast<long long>(sinceCall.elapsed()), gallery->count());
            auto times = std::make_shared<std::vector<double>>();
            auto* timer = new QTimer(&window);
            timer->setInterval(kTick);
            QObject::connect(timer, &QTimer::timeout, &window, [=] {
                auto* bar = gallery->view()->horizontalScrollBar();
                QElapsedTimer paint;
                paint.start();
                bar->setValue(bar->maximum() * int(times->size()) / steps);
                gallery->view()->viewport()->repaint();
                times->push_back(double(paint.nsecsElapsed()) / 1e6);
                if (static_cast<int>(times->size()) == steps) {
                    std::fprintf(stderr, "gallery_scroll_ms p50 %.1f p95 %.1f max %.1f\n",
                                 quantile(*times, 0.5), quantile(*times, 0.95),
                                 quantile(*times, 1));
                    QApplication::exit(0);
                }
            });
            timer->start();
        },
        Qt::SingleShotConnection);
}

} // namespace mae::app
