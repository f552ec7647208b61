// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_view.h"

#include "ui/session/image_convert.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/segments.h"

#include <QCheckBox>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kLevels = 255;

} // namespace

ErrorView::ErrorView(QWidget* parent)
    : PictureRowView(parent),
      m_reconstruction(addPicture(Of::Result)),
      m_pixels(addPicture(Of::Result, true)),
      m_patches(addPicture(Of::Result, true)),
      m_original(addPicture(Of::Original)),
      m_choice(new Segments),
      m_shared(new QCheckBox) {
    for (int choice = Pixels; choice <= Both; ++choice) {
        m_choice->add();
    }
    m_choice->setCurrent(Both);
    bar()->addWidget(m_choice);
    bar()->addWidget(m_shared);
    connect(m_choice, &Segments::chosen, this, [this] { refreshAll(); });
    connect(m_shared, &QCheckBox::toggled, this, [this] {
        m_mostPixel = m_mostPatch = 0; // begins with what is shown
        refreshAll();
    });
    finish();
}

void ErrorView::retranslate() {
    m_reconstruction->setTitle(tr("Reconstruction"));
    m_pixels->setTitle(tr("Error per pixel"));
    m_patches->setTitle(tr("Error per patch"));
    m_original->setTitle(tr("Original"));
    m_choice->setAccessibleName(tr("Error map"));
    const auto unit = tr("The unit is grey levels, from 0 to 255.");
    m_choice->setText(Pixels, tr("Per Pixel"),
                      tr("Error per pixel: the root of the mean squared difference between "
                         "reconstruction and original over the three colours.")
                          + QLatin1Char(' ') + unit);
    m_choice->setText(Patches, tr("Per Patch"),
                      tr("Error per patch: the root of the mean squared difference between "
                         "reconstruction and original over all pixels of a patch.")
                          + QLatin1Char(' ') + unit);
    m_choice->setText(Both, tr("Both"), tr("Both maps, each with a scale of its own"));
    m_shared->setText(tr("Shared scale"));
    m_shared->setToolTip(tr("Keeps the scale at the largest error seen since, so that pictures and "
                            "masks can be compared; else each has a scale of its own."));
}

void ErrorView::showResult(const std::shared_ptr<const Reconstruction>& result,
                           const QString& note) {
    m_map = errorMap(*result);
    PictureRowView::showResult(result, note);
}

void ErrorView::clear() {
    m_map = {};
    PictureRowView::clear();
}

HeatScale ErrorView::scale(double largest, double most) const {
    return {.name = tr("Error"),
            .unit = tr("%1 levels"),
            .largest = std::max({largest, most, 1 / kLevels}),
            .factor = kLevels};
}

HeatScale ErrorView::pixelScale() const {
    return scale(static_cast<double>(m_map.largestPixel), m_mostPixel);
}

HeatScale ErrorView::patchScale() const {
    return scale(static_cast<double>(m_map.largestPatch), m_mostPatch);
}

void ErrorView::refresh() {
    const int choice = m_choice->current();
    m_pixels->setVisible(choice != Patches);
    m_patches->setVisible(choice != Pixels);
    if (!result()) {
        for (auto* view : {m_reconstruction, m_pixels, m_patches, m_original}) {
            view->setHint({});
            view->setNote({});
            showIn(view, {}, {0, 0});
        }
        return;
    }
    if (m_shared->isChecked()) {
        m_mostPixel = std::max(m_mostPixel, static_cast<double>(m_map.largestPixel));
        m_mostPatch = std::max(m_mostPatch, static_cast<double>(m_map.largestPatch));
    }
    const auto original = toQImage(result()->original);
    showIn(m_reconstruction, toQImage(result()->reconstruction), grid());
    showIn(m_pixels, heatImage(m_map.pixels, original.size(), pixelScale()), grid());
    showIn(m_patches, patchHeat(m_map.patches, grid(), result()->patchSize, patchScale()), grid());
    showIn(m_original, original, grid());
    showScale(m_pixels, pixelScale());
    showScale(m_patches, patchScale());
    m_reconstruction->setNote(note());
}

QString ErrorView::patchDetail(int patch) const {
    const auto error = static_cast<double>(m_map.patches[static_cast<std::size_t>(patch)]);
    return tr("%1 · error %2").arg(PictureRowView::patchDetail(patch), patchScale().text(error));
}

void ErrorView::patchPointed(int patch) {
    std::optional<double> value;
    if (patch >= 0) {
        value = static_cast<double>(m_map.patches[static_cast<std::size_t>(patch)]);
    }
    legend(m_patches)->setValue(value);
}

} // namespace mae::ui
