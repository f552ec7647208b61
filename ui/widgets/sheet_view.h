// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"

#include <vector>

class QLabel;
class QSpinBox;

namespace mae::ui {

class CellGrid;

/// Pictures of the gallery, each masked | reconstruction | original, several triptychs beside each
/// other: the paper's figure of validation pictures. A click goes to the picture.
class SheetView : public ExploreView {
    Q_OBJECT

public:
    static constexpr int kMostPictures = 60;

    explicit SheetView(QWidget* parent = nullptr);

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void clear() override;
    void setDimmed(bool dimmed, bool original) override;
    bool wantsGallery() const override { return true; }
    bool isEmpty() const override;
    void setContext(const ViewContext& context) override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    void beginParts(const ViewContext& context, int total) override;
    void takePart(const StudyPartReady& part) override;
    Figure figure() const override;

    CellGrid* grid() const { return m_grid; }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What a cell is about.
    struct Entry {
        ViewPicture picture{};
        bool arrived = false; ///< its cell shows this, or why it failed
        double psnr = 0;
    };

    QWidget* makeBar();
    void retranslate();
    void describe();
    void mark();
    bool isStale(std::size_t cell) const;
    int shownCount(const ViewContext& context) const;

    CellGrid* m_grid; ///< owned by Qt, as all below
    QSpinBox* m_count;
    QSpinBox* m_across;
    QLabel* m_countLabel;
    QLabel* m_acrossLabel;
    QLabel* m_line;
    ViewContext m_context;        ///< newest
    quint64 m_askedModel = 0;     ///< that the parts belong to
    std::vector<Entry> m_entries; ///< one per cell
};

} // namespace mae::ui
