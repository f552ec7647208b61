// SPDX-License-Identifier: GPL-3.0-or-later
// The window and the desktop: what it tells of runs while nobody looks at it.
#include "ui/main_window.h"
#include "ui/panels/run_watch.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/settings.h"

#include <QAction>
#include <QApplication>

namespace mae::ui {
namespace {

const QString& setting() {
    static const auto key = QStringLiteral("train/notify");
    return key;
}

} // namespace

void MainWindow::connectNotifications() {
    auto* watch = new RunWatch(m_session,
                               {.isLookedAt =
                                    [this] {
                                        return isVisible() && !isMinimized()
                                               && QGuiApplication::applicationState()
                                                      == Qt::ApplicationActive;
                                    },
                                .seconds = {}},
                               this);
    auto* notifier = new DesktopNotifier({}, this);
    const auto isOn = [this] { return m_settings.value(setting(), true).toBool(); };
    connect(watch, &RunWatch::runStarted, notifier, [notifier, isOn] {
        if (isOn()) {
            notifier->prepare();
        }
    });
    connect(watch, &RunWatch::worthTelling, this, [this, notifier, isOn](const Notification& news) {
        if (isOn()) {
            notifier->show(news);
        }
        if (!isVisible()) { // closed: with the run the program ends, and nobody waits here
            notifier->finish();
        }
    });
    connect(notifier, &DesktopNotifier::failed, this, [this] { QApplication::alert(this); });
    connect(notifier, &DesktopNotifier::activated, this, [this](const QString& run) {
        showNormalAgain();
        openRun(run);
    });
}

void MainWindow::showNormalAgain() {
    isMinimized() ? showNormal() : show();
    raise();
    activateWindow();
}

QAction* MainWindow::makeNotifyAction() {
    auto* action = new QAction(tr("&Notify When a Long Run Ends"), this);
    action->setToolTip(tr("Shows a message on the desktop when a run ends, fails or waits for help "
                          "while you work in another window."));
    action->setStatusTip(action->toolTip());
    action->setCheckable(true);
    action->setChecked(m_settings.value(setting(), true).toBool());
    connect(action, &QAction::triggered, this,
            [this](bool on) { m_settings.setValue(setting(), on); });
    return action;
}

} // namespace mae::ui
