// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_limits.h"

namespace mae {

bool isWithin(std::string_view json, const JsonLimits& limits) {
    if (json.size() > limits.bytes) {
        return false;
    }
    std::size_t depth = 0, token = 0;
    bool quoted = false, escaped = false;
    for (const char c : json) {
        ++token;
        if (escaped) {
            escaped = false;
        } else if (c == '"') {
            quoted = !quoted;
            token = 0;
        } else if (quoted) {
            escaped = c == '\\';
        } else if (c == '{' || c == '[') {
            ++depth;
            token = 0;
        } else if (c == '}' || c == ']') {
            depth -= depth > 0 ? 1 : 0;
            token = 0;
        } else if (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            token = 0;
        }
        if (depth > limits.depth || token > limits.token) {
            return false;
        }
    }
    return true;
}

} // namespace mae
