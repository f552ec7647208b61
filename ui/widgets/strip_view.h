// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"

#include <QString>
#include <cstdint>
#include <vector>

namespace mae::ui {

class CellGrid;

/// The current picture under several masks: the original, then masked above reconstruction for
/// each. A click or Return adopts a mask.
class StripView : public ExploreView {
    Q_OBJECT

public:
    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void clear() override;
    void setDimmed(bool dimmed, bool original) override;
    bool isEmpty() const override;
    void setContext(const ViewContext& context) override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    void beginParts(const ViewContext& context, int total) override;
    void takePart(const StudyPartReady& part) override;
    Figure figure() const override;

    CellGrid* grid() const { return m_grid; }

protected:
    /// One mask.
    struct Column {
        MaskConfig mask{};
        QString title{};
        QString help{};
        bool operator==(const Column& other) const { return mask == other.mask; }
    };

    StripView(const QString& name, QWidget* parent);
    void changeEvent(QEvent* event) override;

    virtual QString name() const = 0;
    /// @param current  what the current picture has; of a painted mask what it was painted upon
    virtual std::vector<Column> columns(const MaskConfig& current) const = 0;
    virtual bool isCurrent(const Column& column, const MaskConfig& current) const = 0;
    /// Columns of a row on paper, the original included; 0: all
    virtual int acrossOnPaper() const { return 0; }

private:
    void retranslate();
    void adopt(int cell);
    void mark();
    bool isStale(std::size_t cell) const;
    void setOriginal(const Image& original);
    void fill(std::size_t column, const Reconstruction& result);

    CellGrid* m_grid;      ///< owned by Qt
    ViewContext m_context; ///< newest
    ViewContext m_asked;   ///< that the parts belong to
    std::vector<Column> m_columns;
    std::vector<double> m_psnr; ///< per column; NaN: none
    /// Per cell: what was asked for last is there, or why it failed.
    std::vector<std::uint8_t> m_arrived;
};

} // namespace mae::ui
