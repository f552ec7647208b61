// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/joined_source.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/fingerprint.h"
#include "core/data/picture_cache.h"

#include <algorithm>

namespace mae {
namespace {

/// Several sources one after the other, with one cache. Classes of the same name become one.
class JoinedSource : public PictureSource {
public:
    JoinedSource(std::vector<WeightedSource> parts, std::uint64_t cacheBytes)
        : m_cache(cacheBytes) {
        for (auto& [source, weight] : parts) {
            m_parts.push_back(std::move(source));
            m_weights.push_back(weight);
        }
        for (const auto& part : m_parts) {
            const auto names = part->classes();
            m_classes.insert(m_classes.end(), names.begin(), names.end());
            m_ends.push_back(count() + part->count());
        }
        // One source keeps its own order of classes; several are sorted by name.
        if (m_parts.size() > 1) {
            std::ranges::sort(m_classes);
            m_classes.erase(std::unique(m_classes.begin(), m_classes.end()), m_classes.end());
        }
        for (const auto& part : m_parts) {
            auto& labels = m_labels.emplace_back();
            for (const auto& name : part->classes()) {
                labels.push_back(
                    static_cast<int>(std::ranges::find(m_classes, name) - m_classes.begin()));
            }
        }
    }

    std::int64_t count() const override { return m_ends.empty() ? 0 : m_ends.back(); }

    std::shared_ptr<const Image> load(std::int64_t index, int minShortSide) override {
        if (auto cached = m_cache.find(index, minShortSide)) {
            return cached;
        }
        const auto place = find(index);
        auto image = m_parts[place.part]->load(place.index, minShortSide);
        m_cache.insert(index, minShortSide, image);
        return image;
    }

    std::vector<SourcePart> parts() const override {
        std::vector<SourcePart> result;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            result.push_back({.count = m_parts[i]->count(), .weight = m_weights[i]});
        }
        return result;
    }
    int label(std::int64_t index) const override {
        const auto place = find(index);
        const int own = m_parts[place.part]->label(place.index);
        return own < 0 ? -1 : m_labels[place.part][static_cast<std::size_t>(own)];
    }
    std::vector<std::string> classes() const override { return m_classes; }
    std::string name(std::int64_t index) const override {
        const auto place = find(index);
        return m_parts[place.part]->name(place.index);
    }
    std::string fingerprint() const override {
        if (m_parts.size() == 1) {
            return m_parts.front()->fingerprint();
        }
        Fingerprint print;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            print.add(m_parts[i]->fingerprint());
            if (m_weights[i] != 1) {
                print.add(toText(m_weights[i]));
            }
        }
        return print.text();
    }
    std::vector<BadFile> badFiles() const override {
        std::vector<BadFile> result;
        for (const auto& part : m_parts) {
            const auto bad = part->badFiles();
            result.insert(result.end(), bad.begin(), bad.end());
        }
        return result;
    }

    std::int64_t badCount() const override {
        std::int64_t count = 0;
        for (const auto& part : m_parts) {
            count += part->badCount();
        }
        return count;
    }

private:
    struct Place {
        std::size_t part = 0;
        std::int64_t index = 0;
    };
    Place find(std::int64_t index) const {
        if (index < 0 || index >= count()) {
            throw Error(ErrorKind::Internal, "There is no picture " + std::to_string(index)
                                                 + " among " + std::to_string(count()) + ".");
        }
        const auto end = std::ranges::upper_bound(m_ends, index);
        const auto part = static_cast<std::size_t>(end - m_ends.begin());
        return {.part = part, .index = index - (part == 0 ? 0 : m_ends[part - 1])};
    }

    std::vector<std::unique_ptr<PictureSource>> m_parts;
    std::vector<double> m_weights;    ///< of the parts
    std::vector<std::int64_t> m_ends; ///< number of pictures up to and with each part
    std::vector<std::string> m_classes;
    std::vector<std::vector<int>> m_labels; ///< of each part: its labels in m_classes
    PictureCache m_cache;
};

} // namespace

std::shared_ptr<PictureSource> joinSources(std::vector<WeightedSource> parts,
                                           std::uint64_t cacheBytes) {
    return std::make_shared<JoinedSource>(std::move(parts), cacheBytes);
}

} // namespace mae
