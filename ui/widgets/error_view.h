// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/error_map.h"
#include "ui/widgets/picture_row_view.h"

class QCheckBox;

namespace mae::ui {

class Segments;

/// How far the reconstruction is from the original, pixel by pixel and patch by patch.
class ErrorView : public PictureRowView {
    Q_OBJECT

public:
    enum Choice { Pixels, Patches, Both };

    explicit ErrorView(QWidget* parent = nullptr);

    Segments* choice() const { return m_choice; }
    QCheckBox* sharedBox() const { return m_shared; }
    MarkedView* pixelView() const { return m_pixels; }
    MarkedView* patchView() const { return m_patches; }
    HeatScale pixelScale() const;
    HeatScale patchScale() const;

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void clear() override;

protected:
    void retranslate() override;
    void refresh() override;
    QString patchDetail(int patch) const override;
    void patchPointed(int patch) override;

private:
    HeatScale scale(double largest, double most) const;

    MarkedView* m_reconstruction; ///< owned by Qt, as all below
    MarkedView* m_pixels;
    MarkedView* m_patches;
    MarkedView* m_original;
    Segments* m_choice;
    QCheckBox* m_shared;
    ErrorMap m_map;
    double m_mostPixel = 0; ///< since the scale is shared
    double m_mostPatch = 0;
};

} // namespace mae::ui
