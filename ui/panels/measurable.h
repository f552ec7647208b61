// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mae::ui {

class Session;

/// Why reconstructions can't be measured with the model in use; empty: they can.
QString whyUnmeasurable(const Session& session);

} // namespace mae::ui
