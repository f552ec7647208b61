// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/image_convert.h"
#include "ui/widgets/picture_row_view.h"

namespace mae::ui {

class AttentionBar;
class HeadStrip;

/// Where a token looks: from the patch under the pointer, from one that is pinned by a click, or
/// from the class token.
class AttentionView : public PictureRowView {
    Q_OBJECT

public:
    explicit AttentionView(QWidget* parent = nullptr);

    AttentionBar* controls() const { return m_controls; }
    HeadStrip* heads() const { return m_heads; }
    MarkedView* pictureView() const { return m_picture; }
    MarkedView* mapView() const { return m_map; }
    /// Whose attention is shown: 0 the class token, 1 + i patch i.
    int token() const;
    int pinned() const { return m_pinned; } ///< token; -1: none
    HeatScale mapScale() const;

    void clear() override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    void beginParts(const ViewContext& context, int total) override;

protected:
    void retranslate() override;
    void refresh() override;
    bool showsLooks() const override { return true; }
    bool hasPart() const override { return m_part != nullptr; }
    bool keepPart(const StudyPart& part) override;
    void dropPart() override { m_part.reset(); }
    PatchGrid grid() const override;
    QString patchDetail(int patch) const override;
    void patchPointed(int patch) override;
    void applyStaleness(const Staleness& stale) override;

private:
    int head() const; ///< of the part that is shown
    void pin(int token);
    void step(int columns, int rows);
    void showPicture();
    void showMap();
    void showHeads();
    void tell(const std::vector<float>& map);
    QString tokenName() const;

    MarkedView* m_picture; ///< owned by Qt, as all below
    MarkedView* m_map;
    HeadStrip* m_heads;
    AttentionBar* m_controls;
    std::shared_ptr<const AttentionMaps> m_part;
    int m_pinned = -1;
    int m_pointed = -1; ///< patch
    Converted m_converted{};
};

} // namespace mae::ui
