// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/explore_view.h"

namespace mae::ui {

void ExploreView::showLook(const std::shared_ptr<const EncoderLook>&) { clear(); }

void ExploreView::setContext(const ViewContext&) {}

std::vector<StudyTask> ExploreView::tasks(const ViewContext&) const { return {}; }

void ExploreView::beginParts(const ViewContext&, int) {}

void ExploreView::takePart(const StudyPartReady&) {}

void ExploreView::zoomBy(double) {}

void ExploreView::zoomTo(double) {}

} // namespace mae::ui
