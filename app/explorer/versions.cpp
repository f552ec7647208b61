// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/versions.h"

#include "core/base/device.h"
#include "core/base/version.h"

#include <QStringList>
#include <QSysInfo>

namespace mae::app {

QString versionsText() {
    const auto machine = describeMachine();
    const auto line = [](const char* name, const std::string& value) {
        return QStringLiteral("%1 %2")
            .arg(QLatin1String(name), -13)
            .arg(QString::fromStdString(value));
    };
    const QStringList lines{
        line("MAE Explorer", programVersion()),
        line("Qt", qVersion()),
        line("LibTorch", machine.torch),
        line("OpenCV", machine.openCv),
        line("System", QSysInfo::prettyProductName().toStdString()),
        line("CPU", machine.cpu),
        line("Capability", machine.capability),
        line("Threads", std::to_string(machine.threads)),
        line("GPU", machine.gpu.empty() ? "none" : machine.gpu),
    };
    return lines.join(QLatin1Char('\n'));
}

} // namespace mae::app
