// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/run_folder.h"

#include <QDialog>
#include <optional>

namespace mae::ui {

class NumberBox;

/// Asks how far a run shall be continued.
class ContinueDialog : public QDialog {
    Q_OBJECT

public:
    /// @param epochsDone  passes over the pictures that the newest checkpoint has; 0: unknown
    ContinueDialog(const RunSummary& run, double epochsDone, QWidget* parent = nullptr);

    /// The new end; empty: the planned one.
    std::optional<double> epochs() const;

private:
    std::optional<double> m_planned{}; ///< what is shown, if that is where the run ends anyway
    NumberBox* m_epochs;               ///< owned by Qt
};

} // namespace mae::ui
