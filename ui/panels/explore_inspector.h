// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"

#include <QScrollArea>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace mae::ui {

class Explorer;
class MaskForm;
class ModelMenu;
class NumbersView;
class Section;
class Settings;

/// The right side of Explore: model, mask, display, numbers.
class ExploreInspector : public QScrollArea {
    Q_OBJECT

public:
    /// @param explorer, models  outlive the inspector
    ExploreInspector(Explorer& explorer, ModelMenu& models, QWidget* parent = nullptr);

    MaskForm* maskForm() const { return m_mask; }
    void save(Settings& settings) const; ///< which sections are folded
    void restore(const Settings& settings);
    QSize sizeHint() const override;

private:
    Section* makeModel(ModelMenu& models);
    Section* makeMask();
    Section* makeDisplay();
    Section* makeNumbers();
    void connectExplorer();
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
    QCheckBox* m_paste;
    QComboBox* m_fit;
    QComboBox* m_normPix;
    QWidget* m_normPixRow;
    NumbersView* m_numbers;
};

} // namespace mae::ui
