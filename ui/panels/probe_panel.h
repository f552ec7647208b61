// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"
#include "ui/session/run_catalogue.h"
#include "ui/widgets/linked_view.h"

#include <QTimer>
#include <QWidget>
#include <vector>

class QComboBox;
class QLabel;
class QSlider;
class QStackedWidget;
class QToolButton;

namespace mae::ui {

class CurtainView;
class ElidedLabel;
class ProbeStrip;
struct ProbeTriple;

/// Previews of a run by their files.
struct ProbeRun {
    QString name{};
    std::vector<PreviewFile> files{}; ///< in step order
    int side = 0;                     ///< of a picture, pixels
};

/// Reconstructions of a run's probe pictures, now and at every earlier step that was saved: a
/// slider goes back and forth for all pictures at once, by hand or played. Beside them the same by
/// other runs. Or a curtain between two steps, or two runs.
class ProbePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProbePanel(QWidget* parent = nullptr);

    /// Of a run on the disk: shows the newest. @param side  of a picture, pixels
    void setRun(std::vector<PreviewFile> files, int side);
    /// More of the run that is shown; what is looked at stays, unless it is the newest.
    void setFiles(std::vector<PreviewFile> files);
    void setOthers(std::vector<ProbeRun> runs);
    void addLive(const Probes& probes, const std::filesystem::path& file); ///< newest of a run
    void setPreviews(const std::vector<PreviewSheet>& sheets); ///< answers previewsWanted()

    qint64 shownStep() const { return m_shown; } ///< -1: nothing is shown
    ProbeStrip* strip() const { return m_strip; }
    QSlider* slider() const { return m_slider; }
    CurtainView* curtain() const { return m_curtain; }
    void play(bool on); ///< from where it is, or from the beginning where it is at the end
    bool isPlaying() const { return m_playing; }
    void setSwiping(bool on);
    bool isSwiping() const { return m_swiping; }
    /// What is left of the curtain: a step of the run that is shown, or another run.
    void setLeft(qint64 step);
    void setLeftRun(std::size_t other);
    const std::vector<PreviewFile>& files() const { return m_files; }
    int side() const { return m_side; }

Q_SIGNALS:
    void previewsWanted(const std::vector<std::filesystem::path>& files);
    void filmWanted();

private:
    void layOut();
    void connectParts();
    void showPosition();
    void show(const std::vector<PreviewSheet>& sheets);
    void showCurtain(const std::vector<ProbeTriple>& now, const std::vector<PreviewSheet>& sheets);
    void updateSlider(bool toNewest);
    void updateLeftChoices();
    void updateTitle();
    const PreviewFile* current() const; ///< null: there are none
    const PreviewFile* leftFile() const;
    bool isLive(qint64 step) const { return step == m_live.step && !m_live.pictures.empty(); }
    void step(); ///< of what is played

    ProbeStrip* m_strip; ///< owned by Qt, as the others
    QStackedWidget* m_stage;
    LinkedView m_link;
    CurtainView* m_curtain;
    ElidedLabel* m_title;
    QSlider* m_slider;
    QLabel* m_step;
    QToolButton* m_play;
    QToolButton* m_newest;
    QToolButton* m_swipe;
    QToolButton* m_film;
    QWidget* m_leftRow;
    QComboBox* m_leftRun; ///< first: this run at another step
    QSlider* m_leftSlider;
    QLabel* m_leftStep;
    std::vector<PreviewFile> m_files; ///< in step order
    std::vector<ProbeRun> m_others;
    std::vector<std::filesystem::path> m_wanted;
    Probes m_live; ///< step 0 and no pictures: none
    QTimer m_timer;
    int m_side = 0;
    qint64 m_shown = -1;
    bool m_playing = false;
    bool m_swiping = false;
};

} // namespace mae::ui
