// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"
#include "ui/session/model_doctor.h"

#include <QScrollArea>
#include <vector>

class QCheckBox;
class QLabel;

namespace mae::ui {

class CrispPicture;
class ElidedLabel;
class HistogramView;
class Section;
class Settings;

/// The right side of Models: the values of the selected tensor, and what can be drawn of the model.
class TensorInspector : public QScrollArea {
    Q_OBJECT

public:
    explicit TensorInspector(QWidget* parent = nullptr);

    void showTensor(const ModelReport::TensorInfo& tensor);
    void showNoTensor();
    void showStatistics(const TensorStatistics& statistics);
    void showWaiting();
    void showFailure(const QString& message);
    void showPictures(const ModelPictures& pictures, int filterCount);

    HistogramView* histogram() const { return m_histogram; }
    CrispPicture* filters() const { return m_filters; }
    CrispPicture* positions() const { return m_positions; }

    void save(Settings& settings) const;
    void restore(const Settings& settings);

    QSize sizeHint() const override;

private:
    Section* makeTensor();
    Section* makeFilters();
    Section* makePositions();

    ElidedLabel* m_name; ///< owned by Qt, as all below
    QLabel* m_facts;
    HistogramView* m_histogram;
    QLabel* m_described;
    QCheckBox* m_logarithmic;
    CrispPicture* m_filters;
    QLabel* m_filtersCaption;
    CrispPicture* m_positions;
    std::vector<Section*> m_sections;
};

} // namespace mae::ui
