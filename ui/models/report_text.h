// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"

#include <QString>
#include <vector>

namespace mae::ui {

/// A line of the card of a checkpoint.
struct ReportFact {
    QString id; ///< stable, e.g. "heads"
    QString label;
    QString value; ///< plain text, maybe of several lines
    QString help;
};

/// What is known of a checkpoint, in the order of its card.
std::vector<ReportFact> reportFacts(const ModelReport& report);

/// A sentence of the engine about a checkpoint in the user's language; as it is where it is not
/// known here.
QString reportSentence(const std::string& english);

QString shapeText(const std::vector<std::int64_t>& shape); ///< "768 × 3 × 16 × 16"
QString bytesText(std::uint64_t bytes);                    ///< "424.8 kB"
QString namesText(const std::string& scheme);              ///< whose names the tensors have
/// A value with three or four digits, in the user's locale; whole and large ones with all before
/// the point. As 1.00e-7 where that is shorter.
QString valueText(double value);

/// A text of a stranger's file for a label: at most @p most characters, in lines that can break.
QString labelText(const QString& text, qsizetype most = 400);

/// For tool tips: a text of a stranger's file is never taken for HTML, and never fills the screen.
QString plainToolTip(const QString& text);

} // namespace mae::ui
