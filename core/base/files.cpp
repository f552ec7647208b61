// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include "core/base/error.h"
#include "core/base/unfinished_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failed(const char* action, const fs::path& path, int code) {
    throw Error(ErrorKind::Io, "Could not " + std::string(action) + " '" + path.string()
                                   + "': " + systemMessage(code) + ".");
}

/// A file descriptor that is closed on every way out.
class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor() {
        if (m_value >= 0) {
            ::close(m_value);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return m_value; }
    int release() { return std::exchange(m_value, -1); }

private:
    int m_value;
};

/// Opens for reading without ever waiting for the other end of a FIFO.
int openForReading(const fs::path& path) {
    int descriptor = -1;
    do {
        descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

void writeAll(int descriptor, std::span<const std::byte> bytes, const fs::path& path) {
    constexpr std::size_t kMost = 1u << 30; // a single write() takes at most 2 GB
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), std::min(bytes.size(), kMost));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            failed("write", path, written < 0 ? errno : ENOSPC);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

fs::path placeFrom(const char* variable, const char* fallback, const char* part) {
    const auto fromEnvironment = [](const char* name) {
        const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody adds one
        return fs::path(value != nullptr ? value : "");
    };
    if (const auto all = fromEnvironment("MAE_HOME"); !all.empty()) {
        return fs::absolute(all) / part;
    }
    if (const auto base = fromEnvironment(variable); base.is_absolute()) {
        return base / "mae-explorer";
    }
    const auto home = fromEnvironment("HOME");
    if (home.is_absolute()) {
        return home / fallback / "mae-explorer";
    }
    return fs::temp_directory_path() / ("mae-explorer-" + std::to_string(::getuid())) / part;
}

/// @return false if it was stopped
bool writeParts(int descriptor, std::span<const std::span<const std::byte>> parts,
                const fs::path& path, const Progress& progress) {
    constexpr std::size_t kAtOnce = 16U << 20;
    double all = 1, done = 0;
    for (const auto part : parts) {
        all += static_cast<double>(part.size());
    }
    for (auto part : parts) {
        while (!part.empty()) {
            const auto piece = part.first(std::min(kAtOnce, part.size()));
            writeAll(descriptor, piece, path);
            part = part.subspan(piece.size());
            done += static_cast<double>(piece.size());
            if (!progress(done / all)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

InputFile::InputFile(const fs::path& path) : m_path(path) {
    Descriptor descriptor(openForReading(path));
    if (descriptor.get() < 0) {
        failed("open", path, errno);
    }
    struct stat status {};
    if (::fstat(descriptor.get(), &status) != 0) {
        failed("read", path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error(ErrorKind::Io, "'" + path.string() + "' is not a regular file.");
    }
    m_size = static_cast<std::uint64_t>(status.st_size);
    m_descriptor = descriptor.release();
}

InputFile::~InputFile() { ::close(m_descriptor); }

void InputFile::read(std::uint64_t offset, std::span<std::byte> into) const {
    constexpr std::size_t kMost = 1u << 30; // a single pread() gives at most 2 GB
    while (!into.empty()) {
        const auto count = ::pread(m_descriptor, into.data(), std::min(into.size(), kMost),
                                   static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            failed("read", m_path, errno);
        }
        if (count == 0) { // shrank since it was opened
            throw Error(ErrorKind::Io, "'" + m_path.string() + "' changed while it was read.");
        }
        offset += static_cast<std::uint64_t>(count);
        into = into.subspan(static_cast<std::size_t>(count));
    }
}

std::vector<std::uint8_t> readFile(const fs::path& path, std::uint64_t maxBytes) {
    const InputFile file(path);
    if (file.size() > maxBytes) {
        throw Error(ErrorKind::Io, "'" + path.string() + "' has " + std::to_string(file.size())
                                       + " bytes; at most " + std::to_string(maxBytes)
                                       + " are read.");
    }
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(file.size()));
    file.read(0, std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

std::string readText(const fs::path& path, std::uint64_t maxBytes) {
    const auto bytes = readFile(path, maxBytes);
    return {bytes.begin(), bytes.end()};
}

bool writeFileAtomically(const fs::path& path, std::span<const std::span<const std::byte>> parts,
                         const Progress& progress) {
    UnfinishedFile file(path);
    if (!writeParts(file.descriptor(), parts, path, progress)) {
        return false;
    }
    file.replaceTarget();
    return true;
}

void writeFileAtomically(const fs::path& path, std::string_view text) {
    const std::span<const std::byte> bytes = std::as_bytes(std::span(text.data(), text.size()));
    writeFileAtomically(path, std::span(&bytes, 1));
}

void removeUnfinishedFiles(const fs::path& folder) {
    std::error_code code;
    for (fs::directory_iterator i(folder, code), end; !code && i != end; i.increment(code)) {
        std::error_code ignored; // what can't be removed is no harm
        if (i->path().filename().string().starts_with(UnfinishedFile::kPrefix)
            && i->is_regular_file(ignored) && !i->is_symlink(ignored)) {
            fs::remove(i->path(), ignored);
        }
    }
}

FileLock::FileLock(const fs::path& path) {
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (descriptor.get() < 0) {
        failed("create", path, errno);
    }
    // Whoever looks with isLocked() holds it for an instant: that must not turn a writer away.
    constexpr timespec kPause{.tv_sec = 0, .tv_nsec = 2'000'000};
    bool locked = false;
    for (int attempt = 0; attempt < 10 && !locked; ++attempt) {
        locked = ::flock(descriptor.get(), LOCK_EX | LOCK_NB) == 0;
        if (!locked && errno != EWOULDBLOCK) {
            break;
        }
        if (!locked) {
            ::nanosleep(&kPause, nullptr);
            errno = EWOULDBLOCK;
        }
    }
    if (!locked) {
        if (errno == EWOULDBLOCK) {
            throw Error(ErrorKind::Io,
                        "'" + path.parent_path().string()
                            + "' is being written by another process. Stop that one first.");
        }
        failed("lock", path, errno);
    }
    m_descriptor = descriptor.release();
}

FileLock::~FileLock() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

bool isLocked(const fs::path& path) {
    const Descriptor descriptor(openForReading(path));
    if (descriptor.get() < 0) {
        return false;
    }
    // Closing the descriptor frees the shared lock at once.
    return ::flock(descriptor.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

fs::path configFolder() { return placeFrom("XDG_CONFIG_HOME", ".config", "config"); }

fs::path runsFolder() { return placeFrom("XDG_DATA_HOME", ".local/share", "data") / "runs"; }

fs::path cacheFolder() { return placeFrom("XDG_CACHE_HOME", ".cache", "cache"); }

} // namespace mae
