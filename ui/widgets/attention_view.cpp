// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/attention_view.h"

#include "core/probe/colour_map.h"
#include "core/probe/compose_maps.h"
#include "ui/session/image_convert.h"
#include "ui/widgets/attention_bar.h"
#include "ui/widgets/head_strip.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace mae::ui {
namespace {

constexpr double kLeast = 1e-4; ///< end of the scale where nothing is looked at

HeatScale percent(double largest) {
    return {.unit = QStringLiteral("%1 %"), .largest = largest, .factor = 100};
}

} // namespace

AttentionView::AttentionView(QWidget* parent)
    : PictureRowView(parent),
      m_picture(addPicture(Of::PartOriginal)),
      m_map(addPicture(Of::Part, true)),
      m_heads(new HeadStrip),
      m_controls(new AttentionBar(bar(), this)) {
    column()->insertWidget(3, m_heads);
    keepSentenceInFigure();
    for (auto* view : {m_picture, m_map}) {
        view->setPicks(true);
        connect(view, &MarkedView::patchClicked, this, [this](int patch) {
            pin(m_pinned == patch + 1 ? -1 : patch + 1); // a second click lets go
        });
        connect(view, &MarkedView::stepped, this, &AttentionView::step);
        connect(view, &MarkedView::escaped, this, [this] { pin(-1); });
    }
    connect(m_controls, &AttentionBar::asked, this, &ExploreView::tasksChanged);
    connect(m_controls, &AttentionBar::shown, this, [this] { refreshAll(); });
    connect(m_controls, &AttentionBar::classTokenWanted, this,
            [this] { pin(m_pinned == 0 ? -1 : 0); });
    connect(m_heads, &HeadStrip::chosen, m_controls, &AttentionBar::setHead);
    finish();
}

void AttentionView::retranslate() {
    m_picture->setTitle(tr("Picture"));
    m_map->setTitle(tr("Attention"));
    m_controls->retranslate();
}

std::vector<StudyTask> AttentionView::tasks(const ViewContext& context) const {
    const auto& now = context.current;
    if (now.id == 0 || context.model == 0) {
        return {};
    }
    return {AttentionTask{.picture = now.read,
                          .mask = now.mask,
                          .display = now.display,
                          .part = m_controls->part(context),
                          .block = m_controls->block(context),
                          .masked = m_controls->isMasked(context)}};
}

bool AttentionView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    const auto &before = a.current, &now = b.current;
    return a.model == b.model && a.config == b.config && a.reconstructs == b.reconstructs
           && before.id == now.id && before.frame == now.frame
           && before.display.fit == now.display.fit && before.display.frame == now.display.frame
           && (!m_controls->isMasked(b) || before.mask == now.mask);
}

void AttentionView::beginParts(const ViewContext& context, int total) {
    m_controls->offer(context);
    PictureRowView::beginParts(context, total);
}

bool AttentionView::keepPart(const StudyPart& part) {
    const auto* answer = std::get_if<std::shared_ptr<const AttentionMaps>>(&part);
    if (answer == nullptr || !*answer) {
        return false;
    }
    m_part = *answer;
    m_controls->setHeads(m_part->heads);
    // The grid may be another one, on which what is pointed at does not lie any more.
    if (m_pinned > m_part->grid.count()) {
        m_pinned = -1;
    }
    if (m_pointed >= m_part->grid.count()) {
        m_pointed = -1;
    }
    return true;
}

void AttentionView::clear() {
    m_pinned = -1;
    PictureRowView::clear();
}

PatchGrid AttentionView::grid() const { return m_part ? m_part->grid : PictureRowView::grid(); }

int AttentionView::token() const {
    return m_pinned >= 0 ? m_pinned : m_pointed >= 0 ? m_pointed + 1 : 0;
}

int AttentionView::head() const {
    return m_part && m_controls->head() < m_part->heads && m_part->heads > 1 ? m_controls->head()
                                                                             : -1;
}

void AttentionView::pin(int token) {
    m_pinned = token;
    refreshAll();
}

void AttentionView::step(int columns, int rows) {
    const auto patches = grid();
    const int from = m_pinned > 0     ? m_pinned - 1
                     : m_pointed >= 0 ? m_pointed
                                      : patches.rows / 2 * patches.columns + patches.columns / 2;
    const int column = std::clamp(from % patches.columns + columns, 0, patches.columns - 1);
    const int row = std::clamp(from / patches.columns + rows, 0, patches.rows - 1);
    pin(1 + row * patches.columns + column);
}

void AttentionView::refresh() {
    m_controls->classButton()->setChecked(m_pinned == 0);
    m_picture->setHolds(m_pinned >= 0);
    m_map->setHolds(m_pinned >= 0);
    m_picture->setHint({});
    m_map->setHint(partHint());
    m_heads->setHead(m_controls->head());
    m_heads->setVisible(m_part && m_part->heads > 1);
    showPicture();
    showMap();
    showHeads();
}

void AttentionView::showPicture() {
    const auto original = m_part     ? m_converted(m_part, m_part->original)
                          : result() ? m_converted(result(), result()->original)
                          : look()   ? m_converted(look(), look()->original)
                                     : QImage();
    showIn(m_picture, original, grid(), m_part ? m_part->hidden : std::vector<std::uint8_t>{});
    std::vector<PatchMark> marks;
    if (token() > 0) {
        marks.push_back({.patch = token() - 1, .strong = true});
    }
    m_picture->setMarks(marks);
    m_map->setMarks(marks);
}

HeatScale AttentionView::mapScale() const {
    auto scale = percent(1);
    scale.name = tr("Attention");
    if (m_part) {
        scale.largest =
            largestOf(m_part->from(std::min(token(), m_part->tokens() - 1), head()), kLeast);
    }
    return scale;
}

void AttentionView::showMap() {
    if (!m_part) {
        showIn(m_map, {}, {0, 0});
        m_map->setNote({});
        say({});
        return;
    }
    const auto map = m_part->from(token(), head());
    const auto heat =
        patchHeatMap(map, m_part->grid, m_part->patchSize, static_cast<float>(mapScale().largest));
    showIn(m_map, toQImage(m_controls->isOverlay() ? overlaid(m_part->original, heat) : heat),
           m_part->grid,
           m_part->part == AttentionPart::Encoder ? m_part->hidden : std::vector<std::uint8_t>{});
    showScale(m_map, mapScale());
    const auto part = m_part->part == AttentionPart::Encoder ? tr("encoder") : tr("decoder");
    const auto which = head() < 0 ? tr("mean") : tr("head %1").arg(head() + 1);
    m_map->setNote(m_part->block == 0 ? tr("%1, rollout").arg(part)
                   : m_part->heads <= 1
                       ? tr("%1 block %2").arg(part).arg(m_part->block)
                       : tr("%1 block %2, %3").arg(part).arg(m_part->block).arg(which));
    tell(map);
}

QString AttentionView::tokenName() const {
    return token() == 0 ? tr("The class token") : tr("Patch %1").arg(token() - 1);
}

void AttentionView::tell(const std::vector<float>& map) {
    if (!m_part->sees(token())) {
        say(tr("The encoder does not see patch %1: it is hidden.").arg(token() - 1));
        return;
    }
    const auto most = std::ranges::max_element(map);
    const auto rest = 1 - std::accumulate(map.begin(), map.end(), 0.0);
    const auto scale = percent(1);
    const auto sentence = token() == 0
                              ? tr("%1 looks most at patch %2 (%3), at itself with %4.")
                              : tr("%1 looks most at patch %2 (%3), at the class token with %4.");
    say(sentence.arg(tokenName())
            .arg(most - map.begin())
            .arg(scale.text(static_cast<double>(*most)), scale.text(std::max(rest, 0.0))));
}

void AttentionView::showHeads() {
    if (!m_part || m_part->heads <= 1) {
        m_heads->setMaps({});
        return;
    }
    std::vector<QImage> maps;
    const QSize size(m_part->grid.columns, m_part->grid.rows);
    for (int head = -1; head < m_part->heads; ++head) {
        const auto map = m_part->from(token(), head);
        maps.push_back(heatImage(map, size, percent(largestOf(map, kLeast))));
    }
    m_heads->setMaps(std::move(maps));
}

QString AttentionView::patchDetail(int patch) const {
    if (!m_part) {
        return PictureRowView::patchDetail(patch);
    }
    const auto map = m_part->from(token(), head());
    const auto share = percent(1).text(static_cast<double>(map[static_cast<std::size_t>(patch)]));
    return token() == patch + 1 ? tr("looks at itself with %1").arg(share)
                                : tr("gets %1 of the attention").arg(share);
}

void AttentionView::patchPointed(int patch) {
    if (patch != m_pointed) {
        m_pointed = patch;
        if (m_pinned < 0) {
            refresh();
        }
    }
    std::optional<double> value;
    if (m_part && patch >= 0) {
        value = static_cast<double>(m_part->from(token(), head())[static_cast<std::size_t>(patch)]);
    }
    legend(m_map)->setValue(value);
}

void AttentionView::applyStaleness(const Staleness& stale) {
    PictureRowView::applyStaleness(stale);
    m_heads->setDimmed(stale.part);
}

} // namespace mae::ui
