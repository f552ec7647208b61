// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unfinished_file.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failed(const char* action, const fs::path& path, int code) {
    throw Error(ErrorKind::Io, "Could not " + std::string(action) + " '" + path.string()
                                   + "': " + systemMessage(code) + ".");
}

void syncFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        failed("open", folder, errno);
    }
    const int code = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some file systems can't sync a folder and say so with EINVAL: nothing more can be done there.
    if (code != 0 && code != EINVAL) {
        failed("save", folder, code);
    }
}

} // namespace

UnfinishedFile::UnfinishedFile(fs::path target, std::string_view suffix)
    : m_target(std::move(target)) {
    // Renaming over a device would replace it: the end of /dev/null, if root asks for it.
    std::error_code code;
    if (const auto old = fs::status(m_target, code); fs::exists(old) && !fs::is_regular_file(old)) {
        throw Error(ErrorKind::Io, "'" + m_target.string() + "' is not a regular file.");
    }
    const auto name = std::string(kPrefix) + "XXXXXX" + std::string(suffix);
    m_path = (m_target.parent_path() / name).string();
    m_descriptor = ::mkostemps(m_path.data(), static_cast<int>(suffix.size()), O_CLOEXEC);
    if (m_descriptor < 0) {
        failed("create a file beside", m_target, errno);
    }
}

UnfinishedFile::~UnfinishedFile() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
    if (!m_replaced) {
        ::unlink(m_path.c_str());
    }
}

void UnfinishedFile::replaceTarget() {
    if (::fchmod(m_descriptor, 0644) != 0 || ::fdatasync(m_descriptor) != 0) {
        failed("save", m_target, errno); // never synced again: a second try could report success
    }
    if (::close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR) {
        failed("save", m_target, errno);
    }
    if (::rename(m_path.c_str(), m_target.c_str()) != 0) {
        failed("replace", m_target, errno);
    }
    m_replaced = true;
    syncFolder(m_target.has_parent_path() ? m_target.parent_path() : fs::path("."));
}

} // namespace mae
