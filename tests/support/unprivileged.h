// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace mae::test {

/// While it lives, root is the user nobody, on all threads, and owns a folder and what is in it: so
/// what is read-only is so for root's tests as well. Without effect for anybody else.
class Unprivileged {
public:
    explicit Unprivileged(const std::filesystem::path& folder) : m_wasRoot(::geteuid() == 0) {
        const auto* nobody = m_wasRoot ? ::getpwnam("nobody") : nullptr;
        if (nobody == nullptr) {
            return;
        }
        const auto user = nobody->pw_uid;
        const auto group = nobody->pw_gid;
        give(folder, user, group);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            give(entry.path(), user, group);
        }
        m_changed = ::setegid(group) == 0 && ::seteuid(user) == 0;
    }
    ~Unprivileged() {
        if (m_wasRoot) {
            m_changed = ::seteuid(0) == 0 && ::setegid(0) == 0;
        }
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

    /// False: still root, because the system has no such user or refuses.
    bool works() const { return !m_wasRoot || m_changed; }

private:
    static void give(const std::filesystem::path& path, uid_t user, gid_t group) {
        if (::lchown(path.c_str(), user, group) != 0) {
            throw std::system_error(errno, std::generic_category(), path.string());
        }
    }

    bool m_wasRoot;
    bool m_changed = false;
};

} // namespace mae::test
