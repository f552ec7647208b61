// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/whole_view.h"

#include "ui/session/image_convert.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/picture_stage.h"
#include "ui/widgets/surprise_list.h"

#include <QLabel>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kLevels = 255;
constexpr int kLeastMasks = 2, kMostMasks = 16, kFirstMasks = 4;
constexpr int kPrinted = 8; ///< patches of the list in a figure

} // namespace

WholeView::WholeView(QWidget* parent)
    : PictureRowView(parent),
      m_original(addPicture(Of::PartOriginal)),
      m_prediction(addPicture(Of::Part)),
      m_spread(addPicture(Of::Part, true)),
      m_masksLabel(new QLabel),
      m_masks(new QSpinBox),
      m_deal(makeIconButton("dice", {})),
      m_panel(new QWidget),
      m_heading(makeHeading({})),
      m_list(new SurpriseList),
      m_both(new QBoxLayout(QBoxLayout::TopToBottom)) {
    m_masks->setRange(kLeastMasks, kMostMasks);
    m_masks->setValue(kFirstMasks);
    m_masksLabel->setBuddy(m_masks);
    bar()->addWidget(m_masksLabel);
    bar()->addWidget(m_masks);
    bar()->addWidget(m_deal);
    addList();
    connect(m_masks, &QSpinBox::valueChanged, this, &ExploreView::tasksChanged);
    connect(m_deal, &QToolButton::clicked, this, [this] {
        ++m_seed;
        Q_EMIT tasksChanged();
    });
    connect(m_list, &SurpriseList::chosen, this, [this](int patch) { link()->setPatch(patch); });
    finish();
}

void WholeView::addList() {
    auto* rows = new QVBoxLayout(m_panel);
    rows->setContentsMargins(kGapSmall, kGapSmall, kGapSmall, kGapTiny);
    rows->setSpacing(kGapTiny);
    rows->addWidget(m_heading);
    rows->addWidget(m_list);
    column()->removeWidget(stage());
    m_both->setSpacing(0);
    m_both->addWidget(stage(), 1);
    m_both->addWidget(m_panel);
    column()->insertLayout(2, m_both, 1);
}

void WholeView::retranslate() {
    m_original->setTitle(tr("Original"));
    m_prediction->setTitle(tr("Every patch predicted"));
    m_spread->setTitle(tr("Disagreement"));
    m_masksLabel->setText(tr("Masks"));
    const auto masks =
        tr("Complementary masks: so many masks hide every patch once between them, "
           "so that each is predicted from the others. More masks hide less at once.");
    m_masksLabel->setToolTip(masks);
    m_masks->setToolTip(masks);
    m_masks->setAccessibleName(tr("Complementary masks"));
    const auto deal = tr("Deal the patches out anew");
    m_deal->setText(deal);
    m_deal->setToolTip(deal);
    m_deal->setAccessibleName(deal);
    m_heading->setText(tr("Most surprising patches"));
    m_heading->setToolTip(tr("The patches whose prediction is furthest from the truth: the others "
                             "told least about them."));
    m_list->setAccessibleName(tr("Most surprising patches"));
}

std::vector<StudyTask> WholeView::tasks(const ViewContext& context) const {
    const auto& now = context.current;
    if (now.id == 0 || context.model == 0 || !context.reconstructs) {
        return {};
    }
    return {WholePictureTask{
        .picture = now.read, .display = now.display, .k = m_masks->value(), .seed = m_seed}};
}

bool WholeView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    // The mask does not matter here.
    return a.model == b.model && a.reconstructs == b.reconstructs && a.current.id == b.current.id
           && a.current.frame == b.current.frame && a.current.display == b.current.display;
}

bool WholeView::keepPart(const StudyPart& part) {
    const auto* answer = std::get_if<std::shared_ptr<const WholePicture>>(&part);
    if (answer == nullptr || !*answer) {
        return false;
    }
    m_part = *answer;
    return true;
}

PatchGrid WholeView::grid() const { return m_part ? m_part->grid : PatchGrid{0, 0}; }

HeatScale WholeView::spreadScale() const {
    return {.name = tr("Disagreement"),
            .unit = tr("%1 levels"),
            .largest = m_part ? largestOf(m_part->spread, 1 / kLevels) : 1,
            .factor = kLevels};
}

void WholeView::refresh() {
    for (auto* view : {m_original, m_prediction, m_spread}) {
        view->setHint(partHint());
    }
    m_original->setHint({});
    m_list->patches().show(m_part);
    m_panel->setVisible(m_part != nullptr);
    if (!m_part) {
        for (auto* view : {m_original, m_prediction, m_spread}) {
            showIn(view, {}, {0, 0});
        }
        return;
    }
    showIn(m_original, toQImage(m_part->original), grid());
    showIn(m_prediction, toQImage(m_part->prediction), grid());
    showIn(m_spread, patchHeat(m_part->spread, grid(), m_part->patchSize, spreadScale()), grid());
    showScale(m_spread, spreadScale());
}

QString WholeView::patchDetail(int patch) const {
    const auto i = static_cast<std::size_t>(patch);
    return tr("error %1, disagreement %2")
        .arg(spreadScale().text(static_cast<double>(m_part->error[i])),
             spreadScale().text(static_cast<double>(m_part->spread[i])));
}

void WholeView::patchPointed(int patch) {
    std::optional<double> value;
    if (m_part && patch >= 0) {
        value = static_cast<double>(m_part->spread[static_cast<std::size_t>(patch)]);
    }
    legend(m_spread)->setValue(value);
    m_list->choose(patch);
}

void WholeView::applyStaleness(const Staleness& stale) {
    PictureRowView::applyStaleness(stale);
    m_list->setDimmed(stale.part);
}

void WholeView::resizeEvent(QResizeEvent* event) {
    PictureRowView::resizeEvent(event);
    const bool beside = width() - m_list->sizeHint().width() > 1.6 * height();
    m_both->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_list->setAcross(!beside);
}

Figure WholeView::listFigure(double width) const {
    constexpr double kSide = 32, kLine = 13;
    Figure figure({width, kSide + 4 * kLine + 8});
    figure.add(Figure::Text{
        .place = QRectF(0, 0, width, kLine), .text = m_heading->text(), .strong = true});
    auto& model = m_list->patches();
    const int count = std::min(model.rowCount(), kPrinted);
    for (int row = 0; row < count; ++row) {
        const auto index = model.index(row);
        const double left = width / kPrinted * row, top = kLine + 6;
        figure.add(Figure::Picture{.place = QRectF(left, top, kSide, kSide),
                                   .image = index.data(SurpriseModel::TrueRole).value<QImage>()});
        figure.add(
            Figure::Picture{.place = QRectF(left + kSide + 2, top, kSide, kSide),
                            .image = index.data(SurpriseModel::PredictedRole).value<QImage>()});
        double y = top + kSide + 2;
        for (const int role :
             {int(Qt::DisplayRole), int(SurpriseModel::PlaceRole), int(SurpriseModel::ErrorRole)}) {
            figure.add(Figure::Text{.place = QRectF(left, y, width / kPrinted, kLine),
                                    .text = index.data(role).toString(),
                                    .height = 10});
            y += kLine;
        }
    }
    return figure;
}

Figure WholeView::figure() const {
    auto figure = PictureRowView::figure();
    if (figure.isEmpty()) {
        return figure;
    }
    const auto size = figure.size();
    const auto list = listFigure(size.width() - 2 * kFirstPicture.x());
    figure.add(list, {kFirstPicture.x(), size.height()});
    figure.setSize({size.width(), size.height() + list.size().height() + kFirstPicture.x()});
    return figure;
}

} // namespace mae::ui
