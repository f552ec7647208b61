// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/display.h"
#include "ui/widgets/steps_scene.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace mae::ui {

/// What is said about a step, in the window's language.
struct StepWords {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::StepWords)

public:
    QString title{};
    QString sentences{}; ///< two or three: what happens, and why
    QString from{}; ///< names and shape of what the step takes, e.g. "[N, P²·C] = [144, 192]"
    QString to{};   ///< and of what it makes
};

QString stepTitle(Step step, bool drawn = true); ///< @param drawn  see StepTrace
StepWords wordsOf(const StepScene& scene, const DisplayOptions& display, Step step);

/// One patch at one moment: where it is in the picture and in the order, what it draws.
QString patchWords(const StepScene& scene, int patch);

} // namespace mae::ui
