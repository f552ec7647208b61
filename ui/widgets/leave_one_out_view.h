// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/picture_row_view.h"

class QLabel;
class QPushButton;

namespace mae::ui {

/// What one visible patch told the model: how the reconstruction changes if it is hidden as well.
class LeaveOneOutView : public PictureRowView {
    Q_OBJECT

public:
    explicit LeaveOneOutView(QWidget* parent = nullptr);

    int patch() const { return m_patch; } ///< -1: none is chosen
    MarkedView* maskedView() const { return m_masked; }
    MarkedView* withoutView() const { return m_without; }
    MarkedView* changeView() const { return m_change; }
    HeatScale changeScale() const; ///< of the map that is shown
    /// The patches whose pixels change most, the left-out one not counted, the strongest first.
    std::vector<int> strongest(int count) const;

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void clear() override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;

protected:
    void retranslate() override;
    void refresh() override;
    bool hasPart() const override { return m_part != nullptr; }
    bool keepPart(const StudyPart& part) override;
    void dropPart() override { m_part.reset(); }
    QString patchDetail(int patch) const override;
    void patchPointed(int patch) override;

private:
    bool isSeen(int patch) const; ///< by the encoder
    void choose(int patch);       ///< -1: none
    void step(int columns, int rows);
    void tell();

    MarkedView* m_masked; ///< owned by Qt, as all below
    MarkedView* m_without;
    MarkedView* m_change;
    QLabel* m_explain;
    QPushButton* m_none;
    std::shared_ptr<const LeaveOneOut> m_part;
    int m_patch = -1;
    int m_refused = -1; ///< a hidden patch that was clicked
};

} // namespace mae::ui
