// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <string>

namespace mae {

/// The device that @p wish names: auto, cpu, cuda or cuda:N. Loads the CUDA half of LibTorch where
/// a driver is found; with "auto" a missing or broken GPU gives the CPU and one line in the log.
/// @throws Error(InvalidConfig) if the wish is unknown or a GPU was asked for and there is none
c10::Device chooseDevice(const std::string& wish);

/// float32 or bfloat16: what was asked for, or for Auto what a matrix product of about 100 ms ran
/// faster in on this device (measured once per device).
c10::ScalarType choosePrecision(Precision wish, c10::Device device);

/// Sets the threads of LibTorch and OpenCV. @param threads  0: as many as there are cores.
/// @return how many it now is
int setThreads(int threads);

/// What this machine is, for --version, About and bug reports.
struct Machine {
    std::string cpu{};        ///< model name
    std::string capability{}; ///< what LibTorch uses: "AVX512", "AVX2", …, and AMX or AVX512-BF16
    std::string gpu{};        ///< empty: none
    std::string torch{};      ///< version of LibTorch
    std::string openCv{};
    int threads = 0;
};
Machine describeMachine();

} // namespace mae
