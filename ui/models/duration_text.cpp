// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/duration_text.h"

#include <QCoreApplication>
#include <cmath>

namespace mae::ui {

QString durationText(double seconds) {
    const auto s = static_cast<qint64>(std::llround(seconds));
    if (s < 90) {
        return QCoreApplication::translate("Duration", "%1 s").arg(s);
    }
    const auto minutes = (s + 30) / 60;
    if (minutes < 90) {
        return QCoreApplication::translate("Duration", "%1 min").arg(minutes);
    }
    if (minutes < qint64{48} * 60) {
        return QCoreApplication::translate("Duration", "%1 h %2 min")
            .arg(minutes / 60)
            .arg(minutes % 60, 2, 10, QLatin1Char('0'));
    }
    const auto hours = (minutes + 30) / 60;
    return QCoreApplication::translate("Duration", "%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

} // namespace mae::ui
