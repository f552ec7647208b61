// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video/library.h"

#include "core/base/error.h"

#include <dlfcn.h>

#include <cstdarg>
#include <cstddef>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

namespace mae::video {
namespace {

namespace fs = std::filesystem;

std::string loaderMessage() {
    const char* reason = dlerror(); // NOLINT(concurrency-mt-unsafe): under a once_flag
    return reason != nullptr ? reason : "unknown reason";
}

/// Where this program looks for its libraries: its run path first. Asked for, because dlopen() does
/// not see the program's run path where a sanitizer calls it in our place.
std::vector<fs::path> libraryFolders() {
    void* program = dlopen(nullptr, RTLD_LAZY);
    Dl_serinfo size{};
    if (program == nullptr || dlinfo(program, RTLD_DI_SERINFOSIZE, &size) != 0) {
        return {};
    }
    std::vector<std::max_align_t> memory(size.dls_size / sizeof(std::max_align_t) + 1);
    auto* list = new (memory.data()) Dl_serinfo(size);
    std::vector<fs::path> folders;
    if (dlinfo(program, RTLD_DI_SERINFOSIZE, list) == 0
        && dlinfo(program, RTLD_DI_SERINFO, list) == 0) {
        for (unsigned i = 0; i < list->dls_cnt; ++i) {
            folders.emplace_back(list->dls_serpath[i].dls_name);
        }
    }
    dlclose(program);
    return folders;
}

void dropMessage(void* /*context*/, int /*level*/, const char* /*format*/,
                 std::va_list /*values*/) {}

/// FFmpeg writes to stderr what is wrong with a file; who reads it gets an Error.
void silenceFfmpeg(void* library) {
    using Callback = void (*)(void*, int, const char*, std::va_list);
    if (void* set = dlsym(library, "av_log_set_callback"); set != nullptr) {
        reinterpret_cast<void (*)(Callback)>(set)(&dropMessage);
    }
}

struct Loaded {
    const Module* module = nullptr;
    std::string problem{};
};

Loaded load() {
    constexpr const char* kName = "mae_video.so";
    for (const auto& folder : libraryFolders()) {
        const auto file = folder / kName;
        std::error_code code;
        if (!fs::exists(file, code)) {
            continue;
        }
        void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) {
            return {.problem = "its library could not be loaded (" + loaderMessage() + ")"};
        }
        void* entry = dlsym(library, kEntry);
        if (entry == nullptr) {
            return {.problem = "'" + file.string() + "' belongs to another version"};
        }
        silenceFfmpeg(library);
        return {.module = reinterpret_cast<Entry>(entry)()};
    }
    return {.problem = std::string("the library ") + kName + " is missing"};
}

} // namespace

const Module& library() {
    static const Loaded loaded = load();
    if (loaded.module == nullptr) {
        throw Error(ErrorKind::Io, "MP4 and cameras are not available: " + loaded.problem + ".");
    }
    return *loaded.module;
}

} // namespace mae::video
