// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/number.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <dlfcn.h>
#include <opencv2/core.hpp>
#include <torch/headeronly/version.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <mutex>
#include <thread>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// Loads libtorch_cuda beside the libtorch_cpu that this program runs. Must come before the first
/// question to Torch about CUDA: it remembers the answer for ever.
bool loadCudaHalf(std::string& problem) {
    if (dlopen("libcuda.so.1", RTLD_LAZY | RTLD_GLOBAL) == nullptr) {
        problem = "no NVIDIA driver was found";
        return false;
    }
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&at::globalContext), &info) == 0) {
        problem = "the folder of LibTorch is unknown";
        return false;
    }
    const auto library = fs::path(info.dli_fname).parent_path() / "libtorch_cuda.so";
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char* reason = dlerror(); // NOLINT(concurrency-mt-unsafe): under a once_flag
        problem = "the CUDA half of LibTorch could not be loaded ("
                  + std::string(reason != nullptr ? reason : "") + ")";
        return false;
    }
    try {
        if (at::globalContext().hasCUDA()) {
            return true;
        }
        problem = "the driver reports no usable GPU";
    } catch (const std::exception& error) {
        problem = error.what();
    }
    return false;
}

struct Cuda {
    bool usable = false;
    std::string problem;
};

const Cuda& cuda() {
    static const Cuda instance = [] {
        Cuda result;
        result.usable = loadCudaHalf(result.problem);
        return result;
    }();
    return instance;
}

/// First value of a "key : value" line of a file such as /proc/cpuinfo; empty if there is none.
std::string valueOf(const fs::path& file, const std::string& key) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(key)) {
            const auto start = line.find_first_not_of(" \t", line.find(':') + 1);
            return start == std::string::npos ? "" : line.substr(start);
        }
    }
    return {};
}

std::string gpuName() {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc/driver/nvidia/gpus", error)) {
        return valueOf(entry.path() / "information", "Model");
    }
    return {};
}

/// Seconds of a matrix product of one type: the fastest of a few.
double matrixSeconds(c10::ScalarType type, c10::Device device) {
    const auto a = at::ones({768, 768}, at::TensorOptions(type).device(device));
    double best = std::numeric_limits<double>::max();
    for (int i = 0; i < 4; ++i) {
        const auto start = std::chrono::steady_clock::now();
        at::matmul(a, a)[0][0].item(); // waits for a GPU
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

std::string processorFlags() { return " " + valueOf("/proc/cpuinfo", "flags") + " "; }

/// Whether the processor multiplies matrices of bfloat16 by itself.
bool hasBFloat16Units() {
    const auto flags = processorFlags();
    return flags.find(" amx_bf16 ") != std::string::npos
           || flags.find(" avx512_bf16 ") != std::string::npos;
}

} // namespace

c10::Device chooseDevice(const std::string& wish) {
    if (wish == "cpu") {
        return c10::kCPU;
    }
    if (wish == "auto" || wish.empty()) {
        if (cuda().usable) {
            return {c10::kCUDA, 0};
        }
        if (fs::exists("/proc/driver/nvidia/version")) {
            log(LogLevel::Warning, "Using the CPU: " + cuda().problem + ".");
        }
        return c10::kCPU;
    }
    const bool numbered = wish.starts_with("cuda:");
    const auto number = numbered ? toInteger(wish.substr(5)) : std::optional<std::int64_t>(0);
    if ((wish != "cuda" && !numbered) || !number || *number < 0 || *number > 63) {
        throw Error(ErrorKind::InvalidConfig,
                    "device must be auto, cpu, cuda or cuda:N, not '" + wish + "'.");
    }
    if (!cuda().usable) {
        throw Error(ErrorKind::InvalidConfig, "device " + wish + " is not available: "
                                                  + cuda().problem + ". Use --device cpu.");
    }
    return {c10::kCUDA, static_cast<c10::DeviceIndex>(*number)};
}

c10::ScalarType choosePrecision(Precision wish, c10::Device device) {
    if (wish != Precision::Auto) {
        return wish == Precision::BFloat16 ? c10::kBFloat16 : c10::kFloat;
    }
    static std::mutex mutex;
    static std::map<c10::DeviceType, c10::ScalarType> known;
    const std::scoped_lock lock(mutex);
    auto found = known.find(device.type());
    if (found == known.end()) {
        // What a processor is made for does not depend on how busy it is just now.
        const bool faster =
            (device.is_cpu() && hasBFloat16Units())
            || matrixSeconds(c10::kBFloat16, device) * 1.2 < matrixSeconds(c10::kFloat, device);
        found = known.emplace(device.type(), faster ? c10::kBFloat16 : c10::kFloat).first;
    }
    return found->second;
}

int setThreads(int threads) {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    at::set_num_threads(threads > 0 ? threads : cores);
    cv::setNumThreads(
        1); // it brings a second OpenMP: both at full width would get in each other's way
    return at::get_num_threads();
}

Machine describeMachine() {
    Machine machine{.cpu = valueOf("/proc/cpuinfo", "model name"),
                    .capability = at::get_cpu_capability(),
                    .gpu = gpuName(),
                    .torch = TORCH_VERSION,
                    .openCv = CV_VERSION,
                    .threads = at::get_num_threads()};
    const auto flags = processorFlags();
    for (const auto& [flag, name] :
         {std::pair{" amx_bf16 ", ", AMX"}, std::pair{" avx512_bf16 ", ", AVX512-BF16"}}) {
        if (flags.find(flag) != std::string::npos) {
            machine.capability += name;
        }
    }
    return machine;
}

} // namespace mae
