// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"
#include "ui/session/run_catalogue.h"

#include <QWidget>
#include <vector>

class QLabel;
class QSlider;
class QToolButton;

namespace mae::ui {

class ProbeStrip;

/// Reconstructions of a run's probe pictures, now and, with the slider, at every earlier step that
/// was saved.
class ProbePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProbePanel(QWidget* parent = nullptr);

    /// Of a run on the disk: shows the newest. @param side  of a picture, pixels
    void setRun(std::vector<PreviewFile> files, int side);
    void addLive(const Probes& probes, const std::filesystem::path& file); ///< newest of a run
    void setPreview(const QString& file, const QImage& sheet); ///< answers previewWanted()
    qint64 shownStep() const;                                  ///< -1: nothing is shown
    ProbeStrip* strip() const { return m_strip; }

Q_SIGNALS:
    void previewWanted(const std::filesystem::path& file);

private:
    void showPosition();
    void updateSlider(bool toNewest);

    ProbeStrip* m_strip; ///< owned by Qt, as the others
    QSlider* m_slider;
    QLabel* m_step;
    QToolButton* m_newest;
    std::vector<PreviewFile> m_files; ///< in step order
    Probes m_live;                    ///< step 0 and no pictures: none
    int m_side = 0;
    qint64 m_shown = -1;
};

} // namespace mae::ui
