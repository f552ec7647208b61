// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Replaces operator new of a test program: include it in one source.

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace mae::test {

/// What the n-th allocation throws instead of memory.
enum class Failure { BadAlloc, Exception };

/// Of all threads but those that are spared.
inline std::atomic<std::int64_t> allocationsUntilFailure = 0; ///< counts down; fails at 0
inline std::atomic<Failure> failure = Failure::BadAlloc;
inline std::atomic<std::int64_t> allocationsCounted = 0;
inline std::atomic<bool> failed = false;
inline thread_local bool spared = false; ///< this thread gets all the memory it wants

/// The @p nth allocation from now on fails, once; the first is 1, and 0 means none.
inline void failAllocation(std::int64_t nth, Failure how) {
    failed = false;
    failure = how;
    allocationsCounted = 0;
    allocationsUntilFailure = nth;
}

/// Smaller ones never fail: destructors of nlohmann::json and of LibTorch take a little memory, and
/// nothing can be done if they do not get it.
inline constexpr std::size_t kLeast = 1024;

inline void mayFail(std::size_t size) {
    if (spared || size < kLeast) {
        return;
    }
    allocationsCounted.fetch_add(1, std::memory_order_relaxed);
    if (allocationsUntilFailure.load(std::memory_order_relaxed) > 0
        && allocationsUntilFailure.fetch_sub(1) == 1) {
        failed = true;
        if (failure == Failure::Exception) {
            throw std::runtime_error("injected");
        }
        throw std::bad_alloc();
    }
}

/// Of tensors on the CPU.
class FailingAllocator : public c10::Allocator {
public:
    explicit FailingAllocator(c10::Allocator& real) : m_real(real) {}
    c10::DataPtr allocate(std::size_t size) override {
        mayFail(std::max(size, kLeast));
        return m_real.allocate(size);
    }
    c10::DeleterFnPtr raw_deleter() const override { return m_real.raw_deleter(); }
    void copy_data(void* to, const void* from, std::size_t count) const override {
        default_copy_data(to, from, count);
    }

private:
    c10::Allocator& m_real;
};

/// From now on also tensors; call it once.
inline void letTensorsFail() {
    static FailingAllocator allocator(*c10::GetDefaultCPUAllocator());
    c10::SetCPUAllocator(&allocator, /*priority=*/200);
}

inline void* allocate(std::size_t size) {
    mayFail(size);
    void* memory = std::malloc(size > 0 ? size : 1);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

} // namespace mae::test

void* operator new(std::size_t size) { return mae::test::allocate(size); }
void* operator new[](std::size_t size) { return mae::test::allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
