// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/picture_row_view.h"

class QBoxLayout;
class QLabel;
class QSpinBox;
class QToolButton;

namespace mae::ui {

class SurpriseList;

/// Every patch predicted by the others: with masks that hide all patches once between them. Where
/// several draws disagree, and which patches surprise most.
class WholeView : public PictureRowView {
    Q_OBJECT

public:
    explicit WholeView(QWidget* parent = nullptr);

    QSpinBox* masksBox() const { return m_masks; }
    QToolButton* dealButton() const { return m_deal; }
    SurpriseList* list() const { return m_list; }
    MarkedView* predictionView() const { return m_prediction; }
    MarkedView* spreadView() const { return m_spread; }
    HeatScale spreadScale() const;

    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    Figure figure() const override; ///< with the first patches of the list

protected:
    void retranslate() override;
    void refresh() override;
    bool hasPart() const override { return m_part != nullptr; }
    bool keepPart(const StudyPart& part) override;
    void dropPart() override { m_part.reset(); }
    PatchGrid grid() const override;
    QString patchDetail(int patch) const override;
    void patchPointed(int patch) override;
    void applyStaleness(const Staleness& stale) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addList();
    Figure listFigure(double width) const;

    MarkedView* m_original; ///< owned by Qt, as all below
    MarkedView* m_prediction;
    MarkedView* m_spread;
    QLabel* m_masksLabel;
    QSpinBox* m_masks;
    QToolButton* m_deal;
    QWidget* m_panel;
    QLabel* m_heading;
    SurpriseList* m_list;
    QBoxLayout* m_both; ///< pictures and list
    std::shared_ptr<const WholePicture> m_part;
    std::uint64_t m_seed = 0;
};

} // namespace mae::ui
