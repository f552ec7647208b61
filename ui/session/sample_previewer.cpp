// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sample_previewer.h"

#include "core/base/error.h"
#include "core/data/decode.h"
#include "core/data/training_pictures.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kCacheMb = 256; ///< of decoded pictures: other settings mostly cut the same ones

PreviewSample shown(const TrainingSample& sample) {
    const auto all = static_cast<double>(sample.mask.grid.count());
    return {.picture = toQImage(sample.picture),
            .visible = toQImage(visibleOf(sample)),
            .name = QFileInfo(toText(sample.name)).fileName(),
            .hidden = static_cast<double>(sample.mask.hiddenIds.size()) / all,
            .number = sample.number};
}

} // namespace

/// The pictures of the last wish: listing a large folder takes longer than making samples.
class SamplePreviewer::Pictures {
public:
    std::shared_ptr<PictureSource> of(const TrainConfig& config, const std::stop_token& stop) {
        auto data = config.data;
        data.cacheMb = std::min(data.cacheMb, kCacheMb);
        const auto listing = withoutLook(data);
        if (!m_source || listing != m_data || config.train.seed != m_seed
            || config.model.imageSize != m_imageSize) {
            m_source.reset();
            auto opened =
                openTrainingPictures(data, config.train.seed, config.model.imageSize, stop)
                    .training;
            if (stop.stop_requested()) {
                return nullptr; // maybe not all of them
            }
            m_source = std::move(opened);
            m_data = listing;
            m_seed = config.train.seed;
            m_imageSize = config.model.imageSize;
        }
        return m_source;
    }

private:
    /// Without what says nothing of which pictures there are.
    static DataConfig withoutLook(DataConfig data) {
        const DataConfig usual;
        data.augmentation = usual.augmentation;
        data.minScale = usual.minScale;
        data.mean = usual.mean;
        data.std = usual.std;
        data.workers = usual.workers;
        data.badShare = usual.badShare;
        return data;
    }

    std::shared_ptr<PictureSource> m_source;
    DataConfig m_data;
    std::uint64_t m_seed = 0;
    int m_imageSize = 0;
};

SamplePreviewer::SamplePreviewer(QObject* parent)
    : QObject(parent),
      m_pictures(std::make_shared<Pictures>()),
      m_maker(this),
      m_writer(this, Background::Order::OneByOne) {}

SamplePreviewer::~SamplePreviewer() = default;

void SamplePreviewer::make(const TrainConfig& config, qint64 first, int count) {
    m_maker.run([this, config, first, count,
                 pictures = m_pictures](const std::stop_token& stop) -> Background::Answer {
        try {
            std::vector<TrainingSample> samples;
            if (const auto source = pictures->of(config, stop)) {
                samples = trainingSamples(source, config, first, count, stop);
            }
            PreviewSamples seen;
            for (const auto& sample : samples) {
                seen.push_back(shown(sample));
            }
            return
                [this, seen = std::move(seen),
                 kept = std::make_shared<const std::vector<TrainingSample>>(std::move(samples))] {
                    m_samples = kept;
                    Q_EMIT made(seen);
                };
        } catch (...) {
            return [this, message = QString::fromUtf8(currentError().what())] {
                m_samples.reset();
                Q_EMIT failed(message);
            };
        }
    });
}

void SamplePreviewer::save(const QString& file, int across) {
    m_writer.run(
        [this, file, across, samples = m_samples](const std::stop_token&) -> Background::Answer {
            try {
                writePng(toPath(file),
                         sampleSheet(samples ? *samples : std::vector<TrainingSample>{}, across));
                return [this, file] { Q_EMIT saved(file); };
            } catch (...) {
                return [this, message = QString::fromUtf8(currentError().what())] {
                    Q_EMIT saveFailed(message);
                };
            }
        });
}

} // namespace mae::ui
