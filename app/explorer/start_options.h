// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"
#include "ui/style/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

namespace mae::app {

/// What the command line of mae-explorer asks for.
struct StartOptions {
    QStringList paths{};
    QString model{}; ///< empty: bundled
    QString run{};   ///< run folder to show
    std::optional<ui::Workspace> workspace{};
    QString view{};        ///< id of a view of Explore; empty: as remembered
    QString secondModel{}; ///< to compare with; empty: none
    QString camera{};      ///< device or video file to reconstruct; empty: none
    QString screenshot{};  ///< file to write; empty: none
    std::optional<ui::Theme> theme{};
    QString language{}; ///< "en", "de"; empty: as remembered or as the system
    QSize size{};       ///< of the window; invalid: as remembered
    bool startupTimes = false;
    int measureLatency = 0;  ///< moves of the slider
    int measureBrush = 0;    ///< moves of the brush
    int measureZoom = 0;     ///< frames
    int measureGallery = 0;  ///< steps
    int measureGaps = 0;     ///< seconds
    int measureTraining = 0; ///< steps
    bool help = false;
    bool version = false;

    bool unattended() const {
        return !screenshot.isEmpty() || startupTimes || measureLatency > 0 || measureBrush > 0
               || measureZoom > 0 || measureGallery > 0 || measureGaps > 0 || measureTraining > 0;
    }
};

/// @throws mae::Error(InvalidConfig) with one sentence that names the option and what it takes
StartOptions parseOptions(const QStringList& arguments);

QString helpText();

} // namespace mae::app
