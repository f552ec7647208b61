// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/model_config.h"
#include "core/probe/reconstruction.h"

#include <QScrollArea>
#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace mae::ui {

class Explorer;
class FramePicker;
class GalleryNumbersPanel;
class MaskForm;
class ModelMenu;
class NumbersView;
class PaintForm;
class RatioCurvePanel;
struct PaintActions;
class Section;
class Settings;

/// The right side of Explore: model, mask, display, numbers.
class ExploreInspector : public QScrollArea {
    Q_OBJECT

public:
    /// @param explorer, models  outlive the inspector
    ExploreInspector(Explorer& explorer, ModelMenu& models, const PaintActions& paint,
                     QWidget* parent = nullptr);

    MaskForm* maskForm() const { return m_mask; }
    PaintForm* paintForm() const { return m_paint; }
    FramePicker* framePicker() const { return m_frame; }
    RatioCurvePanel* curve() const { return m_curve; }
    GalleryNumbersPanel* galleryNumbers() const { return m_gallery; }
    void save(Settings& settings) const; ///< which sections are folded
    void restore(const Settings& settings);
    QSize sizeHint() const override;

private:
    Section* makeModel(ModelMenu& models);
    Section* makeMask(const PaintActions& paint);
    Section* makeDisplay();
    QWidget* makeNormPix();
    Section* makeNumbers();
    Section* makeCurve();
    Section* makeGalleryNumbers();
    void connectExplorer();
    void showMask(const Reconstruction& result);
    void showPicture(); ///< in the frame picker
    void explainDisplay();
    void describeModel();
    QString modelFacts(const ModelConfig& config, std::int64_t parameters, bool reconstructs) const;
    void showDisplay();
    void applyDisplay();

    Explorer& m_explorer;
    ModelMenu& m_models;
    std::vector<Section*> m_sections; ///< owned by Qt, as all below
    QPushButton* m_modelButton;
    QLabel* m_modelFacts;
    QWidget* m_targetRow; ///< for models whose files do not tell what they predict
    QComboBox* m_target;
    MaskForm* m_mask;
    PaintForm* m_paint;
    QCheckBox* m_paste;
    QLabel* m_pasteMeaning;
    QComboBox* m_fit;
    FramePicker* m_frame;
    QComboBox* m_normPix;
    QWidget* m_normPixRow;
    QLabel* m_normPixMeaning;
    std::shared_ptr<const Image> m_framed; ///< the picture in the frame picker
    Image m_measured{};                    ///< the picture whose patches the thumbnails know
    NumbersView* m_numbers;
    RatioCurvePanel* m_curve;
    GalleryNumbersPanel* m_gallery;
};

} // namespace mae::ui
