// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/measure.h"
#include "ui/session/explorer.h"
#include "ui/session/study_request.h"

#include <QWidget>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace mae::ui {

class AveragesView;
class ProgressLine;

/// How well the model does on every picture of the gallery under the masks chosen for them, on
/// average. Measured on demand; pictures are read when their turn comes.
class GalleryNumbersPanel : public QWidget {
    Q_OBJECT

public:
    /// @param explorer  outlives the panel
    explicit GalleryNumbersPanel(Explorer& explorer, QWidget* parent = nullptr);

    void setGallery(std::vector<PictureRef> pictures);
    void measure(); ///< all pictures, in their order
    void cancel();  ///< what was measured stays
    bool isMeasuring() const { return m_request.isWaiting(); }
    bool isStale() const; ///< there are results, and they are of other settings
    const std::vector<PictureMeasure>& results() const { return m_results; }
    AveragesView* averages() const { return m_averages; }

    void copy() const;   ///< the table of averages to the clipboard
    void askForExport(); ///< opens a file dialog
    /// A line for each picture. @throws mae::Error(Io)
    void exportTo(const QString& path) const;

Q_SIGNALS:
    void failed(const QString& message);

private:
    /// What results are of.
    struct Subject {
        std::vector<quint64> pictures{};
        ExploreState state{};
        bool training = false; ///< by the model in training
        quint64 model = 0;
    };
    QWidget* makeProgress();
    QWidget* makeExits();
    Subject subject() const;
    QString whyNothing() const;
    QString whyStale() const; ///< empty: the results are of what is chosen now
    void follow();
    void take(const StudyPartReady& part);
    void describe();

    Explorer& m_explorer;
    StudyRequest m_request;
    std::vector<PictureRef> m_gallery;
    Subject m_subject; ///< of the results
    std::vector<PictureMeasure> m_results;
    QPushButton* m_measure; ///< owned by Qt, as all below
    ProgressLine* m_line = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_cancel = nullptr;
    QWidget* m_progress; ///< makes the three above
    QLabel* m_note;
    AveragesView* m_averages;
    QWidget* m_exits;
};

} // namespace mae::ui
