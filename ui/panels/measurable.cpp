// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/measurable.h"

#include "ui/session/session.h"

#include <QCoreApplication>

namespace mae::ui {

QString whyUnmeasurable(const Session& session) {
    if (session.usesTrainingModel()) {
        return {};
    }
    if (!session.hasModel()) {
        return QCoreApplication::translate("Measurable",
                                           "There is no model yet that could be measured.");
    }
    return session.model().reconstructs
               ? QString()
               : QCoreApplication::translate("Measurable",
                                             "This model is an encoder without a decoder: it "
                                             "reconstructs nothing that could be measured.");
}

} // namespace mae::ui
