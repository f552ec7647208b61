// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTest>
#include <filesystem>

/// Skips the calling test, with the reason, if the reference data are not beside the checkout.
/// Where they have to be (MAE_REQUIRE_SHARED is set, as on the machine that checks changes) it
/// fails.
#define MAE_NEEDS_SHARED(path)                                                                     \
    if (!std::filesystem::exists(mae::test::shared(path))) {                                       \
        if (qEnvironmentVariableIsSet("MAE_REQUIRE_SHARED")) {                                     \
            QFAIL("the reference data have to be beside this checkout, and are not");              \
        }                                                                                          \
        QSKIP("the reference data are not beside this checkout");                                  \
    }

namespace mae::test {

/// A path below the folder of reference data.
inline std::filesystem::path shared(const char* path) {
    return std::filesystem::path(MAE_SHARED_DIR) / path;
}

} // namespace mae::test
