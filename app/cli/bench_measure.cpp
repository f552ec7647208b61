// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_measure.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/masking/sample_mask.h"
#include "core/model/linear.h"
#include "core/model/model.h"
#include "core/probe/reconstruct.h"
#include "core/train/trainer.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <thread>

extern char** environ;

namespace mae::cli {
namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<std::uint8_t> randomBytes(std::size_t count, std::uint64_t seed) {
    Rng rng(seed, Purpose::Test);
    std::vector<std::uint8_t> bytes(count);
    std::ranges::generate(bytes, [&rng] { return std::uint8_t(rng.bits()); });
    return bytes;
}

/// Ticks that all CPUs together were idle, and all of them.
struct Ticks {
    double idle = 0;
    double all = 0;
};
Ticks ticksNow() {
    std::ifstream file("/proc/stat");
    std::string name;
    file >> name;
    Ticks ticks;
    double value = 0;
    for (int column = 0; column < 8 && file >> value; ++column) { // user … steal
        ticks.all += value;
        ticks.idle += column == 3 || column == 4 ? value : 0;
    }
    return ticks;
}

void runSelf(const std::vector<std::string>& arguments) {
    std::vector<std::string> texts{"mae"};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int problem =
        posix_spawn(&child, "/proc/self/exe", &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (problem != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)
        || WEXITSTATUS(status) != 0) {
        throw Error(ErrorKind::Internal, "The program could not start itself to be measured.");
    }
}

} // namespace

double Timing::at(double share) const {
    if (milliseconds.empty()) {
        return std::nan("");
    }
    return milliseconds[std::size_t(std::lround(share * double(milliseconds.size() - 1)))];
}

Timing repeated(double seconds, const std::stop_token& stop, const std::function<void()>& work) {
    constexpr std::size_t kLeast = 5;
    Timing timing;
    work();
    const auto begin = Clock::now();
    while (!stop.stop_requested()
           && (timing.milliseconds.size() < kLeast || millisecondsSince(begin) < 1000 * seconds)) {
        const auto start = Clock::now();
        work();
        timing.milliseconds.push_back(millisecondsSince(start));
    }
    std::ranges::sort(timing.milliseconds);
    return timing;
}

Timing trainingSteps(const ModelConfig& model, int batch, c10::ScalarType precision,
                     c10::Device device, double seconds, const std::stop_token& stop) {
    constexpr double kRate = 1e-3;
    const std::vector<double> mean{0.485, 0.456, 0.406};
    const std::vector<double> std{0.229, 0.224, 0.225};
    Trainer trainer(model, {}, initialWeights(model, 0), precision, device);
    const auto bytes = randomBatch(model, MaskConfig{}.ratio, batch);
    double first = 0;
    double last = 0;
    int steps = 0;
    auto timing = repeated(seconds, stop, [&] {
        const auto input = trainInput(bytes, model, mean, std, precision, device);
        last = trainer.accumulate(input, 1); // its value is read, which waits for a GPU
        trainer.update(kRate, trainer.gradientNorm());
        first = steps++ == 0 ? last : first;
    });
    if (!stop.stop_requested() && !(last < first)) {
        throw Error(ErrorKind::Numerical, "The loss of the measured model does not fall.");
    }
    return timing;
}

Timing reconstructions(const ModelConfig& config, c10::ScalarType precision, c10::Device device,
                       double seconds, const std::stop_token& stop) {
    Model model{.config = config};
    model.weights = readyToLook(initialWeights(config, 0), precision, device);
    const Image picture{
        config.imageSize, config.imageSize,
        randomBytes(std::size_t(config.imageSize) * std::size_t(config.imageSize) * 3, 1)};
    const PatchGrid grid{config.grid(), config.grid()};
    std::uint64_t seed = 0;
    std::vector<double> ofTheModel;
    const auto whole = repeated(seconds, stop, [&] {
        const auto mask = sampleMask({}, grid, Rng(seed++, Purpose::Mask));
        ofTheModel.push_back(reconstruct(model, picture, mask, {}).milliseconds);
    });
    ofTheModel.erase(ofTheModel.begin()); // the call that does not count
    std::ranges::sort(ofTheModel);
    return {ofTheModel};
}

Timing ownStarts(const std::vector<std::string>& arguments, int count,
                 const std::stop_token& stop) {
    Timing timing;
    runSelf(arguments); // brings the files into memory
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        const auto start = Clock::now();
        runSelf(arguments);
        timing.milliseconds.push_back(millisecondsSince(start));
    }
    std::ranges::sort(timing.milliseconds);
    return timing;
}

double busyShare() {
    const auto before = ticksNow();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    const auto after = ticksNow();
    const double all = after.all - before.all;
    return all > 0 ? 1 - (after.idle - before.idle) / all : 0;
}

} // namespace mae::cli
