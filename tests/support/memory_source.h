// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/picture_source.h"

#include <atomic>
#include <functional>
#include <set>

namespace mae::test {

/// Pictures of noise in memory, some of which can be bad.
class MemorySource : public PictureSource {
public:
    explicit MemorySource(std::int64_t count, std::set<std::int64_t> bad = {})
        : m_count(count), m_bad(std::move(bad)) {}

    std::int64_t count() const override { return m_count; }
    std::shared_ptr<const Image> load(std::int64_t index, int) override {
        ++loads;
        if (beforeLoad) {
            beforeLoad(index);
        }
        if (m_bad.contains(index)) {
            throw Error(ErrorKind::Format, name(index) + " is bad.");
        }
        auto image = std::make_shared<Image>();
        image->width = 20 + static_cast<int>(index % 7);
        image->height = 24 - static_cast<int>(index % 5);
        Rng rng(7, Purpose::Test, 0, static_cast<std::uint64_t>(index));
        for (int i = 0; i < image->width * image->height * 3; ++i) {
            image->pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
        }
        return image;
    }
    int label(std::int64_t) const override { return -1; }
    std::string name(std::int64_t index) const override {
        return "picture " + std::to_string(index);
    }
    std::string fingerprint() const override { return "memory"; }
    std::vector<BadFile> badFiles() const override { return {}; }

    std::function<void(std::int64_t)> beforeLoad; ///< set before use; called by any thread
    std::atomic<int> loads = 0;

private:
    std::int64_t m_count = 0;
    std::set<std::int64_t> m_bad;
};

} // namespace mae::test
