// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scene_source.h"

#include "core/data/fingerprint.h"
#include "core/data/scenes.h"

#include <numeric>

namespace mae {
namespace {

class SceneSource : public PictureSource {
public:
    SceneSource(std::vector<std::uint32_t> numbers, int imageSize)
        : m_numbers(std::move(numbers)), m_side(imageSize + imageSize / 2) {}

    std::int64_t count() const override { return std::ssize(m_numbers); }
    std::shared_ptr<const Image> load(std::int64_t index, int) override {
        return std::make_shared<const Image>(drawScene(0, number(index), m_side, m_side));
    }
    int label(std::int64_t index) const override { return sceneLabel(number(index)); }
    std::vector<std::string> classes() const override {
        return {sceneClasses().begin(), sceneClasses().end()};
    }
    std::string name(std::int64_t index) const override {
        return sceneName(number(index)) + " ("
               + sceneClasses()[static_cast<std::size_t>(label(index))] + ")";
    }
    std::string fingerprint() const override {
        Fingerprint print;
        print.add("scenes");
        print.add(static_cast<std::uint64_t>(count()));
        print.add(static_cast<std::uint64_t>(m_side));
        if (!m_numbers.empty() && m_numbers.back() >= m_numbers.size()) { // some are left out
            for (const auto number : m_numbers) {
                print.add(std::uint64_t{number});
            }
        }
        return print.text();
    }
    std::vector<BadFile> badFiles() const override { return {}; }

private:
    std::uint32_t number(std::int64_t index) const {
        return m_numbers.at(static_cast<std::size_t>(index));
    }

    std::vector<std::uint32_t> m_numbers; ///< ascending
    int m_side = 0;
};

} // namespace

std::string sceneName(std::int64_t number) { return "scene " + std::to_string(number); }

std::unique_ptr<PictureSource> openScenes(std::vector<std::uint32_t> numbers, int imageSize) {
    return std::make_unique<SceneSource>(std::move(numbers), imageSize);
}

std::unique_ptr<PictureSource> openScenes(std::int64_t count, int imageSize) {
    std::vector<std::uint32_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0u);
    return openScenes(std::move(numbers), imageSize);
}

} // namespace mae
