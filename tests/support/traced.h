// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>

namespace mae::test {

/// What happens to a process at one of its system calls that concern files.
struct Fault {
    int call = 0;  ///< which one, from 0
    int error = 0; ///< the call fails with this; 0: the process is killed before it
};

struct Outcome {
    bool finished = false; ///< it made fewer calls: nothing happened to it
    int code = -1;         ///< -1: killed
};

#if defined(__x86_64__)
/// Work in a child process that stops at every system call.
class TracedChild {
public:
    /// @param work  its result is the exit code; one thread
    explicit TracedChild(const std::function<int()>& work) : m_child(::fork()) {
        if (m_child == 0) {
            ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
            ::raise(SIGSTOP);
            ::_exit(work());
        }
        ::waitpid(m_child, &m_status, 0);
        ::ptrace(PTRACE_SETOPTIONS, m_child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    }

    /// Goes on to where a system call begins or ends. @return false: the process has ended
    bool advance() {
        do {
            ::ptrace(PTRACE_SYSCALL, m_child, nullptr, nullptr);
            ::waitpid(m_child, &m_status, 0);
        } while (WIFSTOPPED(m_status) && WSTOPSIG(m_status) != (SIGTRAP | 0x80));
        return WIFSTOPPED(m_status);
    }

    /// Whether the call that begins concerns files; a failing memory call would test the allocator.
    bool atFileCall() const {
        constexpr std::array<unsigned long long, 20> kCalls{
            SYS_open,   SYS_openat, SYS_read,   SYS_pread64,    SYS_write,
            SYS_close,  SYS_stat,   SYS_fstat,  SYS_lstat,      SYS_statx,
            SYS_fchmod, SYS_fsync,  SYS_rename, SYS_newfstatat, SYS_fdatasync,
            SYS_unlink, SYS_rmdir,  SYS_mkdir,  SYS_unlinkat,   SYS_renameat2};
        return std::ranges::find(kCalls, registers().orig_rax) != kCalls.end();
    }

    /// The call that begins does nothing and returns @p error.
    void fail(int error) {
        auto values = registers();
        values.orig_rax = ~0ULL; // no such call
        ::ptrace(PTRACE_SETREGS, m_child, nullptr, &values);
        advance();
        values = registers();
        values.rax = static_cast<unsigned long long>(-error);
        ::ptrace(PTRACE_SETREGS, m_child, nullptr, &values);
    }

    void kill() {
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, &m_status, 0);
    }

    int exitCode() const { return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1; }

private:
    user_regs_struct registers() const {
        user_regs_struct values{};
        ::ptrace(PTRACE_GETREGS, m_child, nullptr, &values);
        return values;
    }

    pid_t m_child;
    int m_status = 0;
};

inline Outcome withFault(const Fault& fault, const std::function<int()>& work) {
    TracedChild child(work);
    int calls = 0;
    while (child.advance()) { // a call begins
        if (child.atFileCall() && calls++ == fault.call) {
            if (fault.error == 0) {
                child.kill();
                return {};
            }
            child.fail(fault.error);
        } else if (!child.advance()) { // it ends, or it was the one that ends the process
            break;
        }
    }
    return {.finished = calls <= fault.call, .code = child.exitCode()};
}
#else
inline Outcome withFault(const Fault&, const std::function<int()>& work) {
    return {.finished = true, .code = work()};
}
#endif

} // namespace mae::test
