// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/training_samples.h"
#include "ui/session/background.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <memory>
#include <vector>

namespace mae::ui {

/// A training sample to be looked at.
struct PreviewSample {
    QImage picture{};  ///< cut, flipped and changed
    QImage visible{};  ///< what the encoder gets of it: hidden patches are grey
    QString name{};    ///< of the file, without its folder
    double hidden = 0; ///< share of the patches
    qint64 number = 0; ///< in the run, from 0
};
using PreviewSamples = std::vector<PreviewSample>;

/// Makes samples as a run would, on a thread of its own. GUI thread. A new wish replaces the one
/// under way, whose answer then never comes.
class SamplePreviewer : public QObject {
    Q_OBJECT

public:
    explicit SamplePreviewer(QObject* parent = nullptr);
    ~SamplePreviewer() override;

    /// Samples @p first to @p first + @p count - 1 of a run, without those that can't be read; see
    /// trainingSamples(). Answered by made() or failed().
    void make(const TrainConfig& config, qint64 first, int count);
    /// The samples of the last made() as one picture, as `mae data --preview` writes them.
    /// Answered by saved() or saveFailed().
    void save(const QString& file, int across);
    void cancel() { m_maker.cancel(); }
    bool isMaking() const { return m_maker.isBusy(); }

Q_SIGNALS:
    void made(const mae::ui::PreviewSamples& samples);
    void failed(const QString& message);
    void saved(const QString& file);
    void saveFailed(const QString& message);

private:
    class Pictures;

    std::shared_ptr<const std::vector<TrainingSample>> m_samples; ///< null: none
    std::shared_ptr<Pictures> m_pictures;                         ///< of the maker's thread
    Background m_maker;
    Background m_writer;
};

} // namespace mae::ui
