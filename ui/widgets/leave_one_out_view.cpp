// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/leave_one_out_view.h"

#include "ui/session/image_convert.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"

#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace mae::ui {
namespace {

constexpr double kLevels = 255;
constexpr int kOutlined = 3; ///< patches that change most

} // namespace

LeaveOneOutView::LeaveOneOutView(QWidget* parent)
    : PictureRowView(parent),
      m_masked(addPicture(Of::Result)),
      m_without(addPicture(Of::Part)),
      m_change(addPicture(Of::Part, true)),
      m_explain(new QLabel),
      m_none(new QPushButton) {
    m_none->setAutoDefault(false);
    bar()->addWidget(m_explain);
    bar()->addWidget(m_none);
    m_masked->setPicks(true);
    keepSentenceInFigure();
    connect(m_masked, &MarkedView::patchClicked, this, &LeaveOneOutView::choose);
    connect(m_masked, &MarkedView::stepped, this, &LeaveOneOutView::step);
    connect(m_masked, &MarkedView::escaped, this, [this] { choose(-1); });
    connect(m_none, &QPushButton::clicked, this, [this] { choose(-1); });
    finish();
}

void LeaveOneOutView::retranslate() {
    m_masked->setTitle(tr("Masked"));
    m_without->setTitle(tr("Without the patch"));
    m_change->setTitle(tr("What it told the model"));
    m_explain->setText(tr("Leave one out"));
    m_explain->setToolTip(tr("Leave one out: hides one visible patch as well and shows how much "
                             "every pixel of the reconstruction changes by that."));
    m_none->setText(tr("Choose None"));
    m_none->setToolTip(tr("Forgets the chosen patch (Esc on the masked picture)"));
}

bool LeaveOneOutView::isSeen(int patch) const {
    return result() && patch >= 0 && patch < result()->grid.count()
           && result()->hidden[static_cast<std::size_t>(patch)] == 0;
}

void LeaveOneOutView::choose(int patch) {
    const bool refused = patch >= 0 && !isSeen(patch);
    m_refused = refused ? patch : -1;
    if (!refused && patch != m_patch) {
        m_patch = patch;
        if (patch < 0) {
            dropPart();
        }
        refreshAll();
        Q_EMIT tasksChanged();
    } else {
        tell();
    }
}

void LeaveOneOutView::step(int columns, int rows) {
    if (!result()) {
        return;
    }
    const auto patches = result()->grid;
    const int from =
        m_patch >= 0 ? m_patch : patches.rows / 2 * patches.columns + patches.columns / 2;
    int best = -1, least = 0;
    for (int patch = 0; patch < patches.count(); ++patch) {
        const int across = patch % patches.columns - from % patches.columns;
        const int down = patch / patches.columns - from / patches.columns;
        const int ahead = across * columns + down * rows;
        const int aside = std::abs(across * rows) + std::abs(down * columns);
        const int way = ahead + 3 * aside; // rather far ahead than aside
        if (isSeen(patch) && ahead > 0 && (best < 0 || way < least)) {
            best = patch;
            least = way;
        }
    }
    if (best >= 0) {
        choose(best);
        link()->setPatch(best);
    }
}

void LeaveOneOutView::showResult(const std::shared_ptr<const Reconstruction>& newest,
                                 const QString& note) {
    PictureRowView::showResult(newest, note);
    m_refused = -1;
    if (m_patch >= 0 && !isSeen(m_patch)) { // the mask has changed below it
        choose(-1);
    }
}

void LeaveOneOutView::clear() {
    m_patch = m_refused = -1;
    PictureRowView::clear();
}

std::vector<StudyTask> LeaveOneOutView::tasks(const ViewContext& context) const {
    const auto& now = context.current;
    if (now.id == 0 || context.model == 0 || !context.reconstructs || !isSeen(m_patch)) {
        return {};
    }
    return {LeaveOneOutTask{
        .picture = now.read, .mask = now.mask, .display = now.display, .patch = m_patch}};
}

bool LeaveOneOutView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    return a.model == b.model && a.reconstructs == b.reconstructs && a.current == b.current;
}

bool LeaveOneOutView::keepPart(const StudyPart& part) {
    const auto* answer = std::get_if<std::shared_ptr<const LeaveOneOut>>(&part);
    if (answer == nullptr || !*answer || (*answer)->patch != m_patch) {
        return false;
    }
    m_part = *answer;
    return true;
}

HeatScale LeaveOneOutView::changeScale() const {
    HeatScale scale{.name = tr("Change"), .unit = tr("%1 levels"), .factor = kLevels};
    scale.largest = 1 / kLevels;
    if (m_part) { // what the patch itself loses would outshine what it told about others
        const auto& with = m_part->with;
        const int side = with.patchSize, width = with.original.width;
        for (std::size_t i = 0; i < m_part->change.size(); ++i) {
            const int at = static_cast<int>(i);
            const int patch = at / width / side * with.grid.columns + at % width / side;
            if (patch != m_part->patch) {
                scale.largest = std::max(scale.largest, static_cast<double>(m_part->change[i]));
            }
        }
    }
    return scale;
}

std::vector<int> LeaveOneOutView::strongest(int count) const {
    if (!m_part) {
        return {};
    }
    const auto& change = m_part->patchChange;
    std::vector<int> patches(change.size());
    std::iota(patches.begin(), patches.end(), 0);
    std::erase_if(patches, [&](int patch) {
        return patch == m_part->patch || change[static_cast<std::size_t>(patch)] <= 0;
    });
    std::ranges::stable_sort(patches, [&](int a, int b) {
        return change[static_cast<std::size_t>(a)] > change[static_cast<std::size_t>(b)];
    });
    patches.resize(std::min(patches.size(), static_cast<std::size_t>(count)));
    return patches;
}

void LeaveOneOutView::refresh() {
    std::vector<PatchMark> chosen;
    if (m_patch >= 0) {
        chosen.push_back({.patch = m_patch, .strong = true});
    }
    m_none->setEnabled(m_patch >= 0);
    m_masked->setHolds(m_patch >= 0);
    m_masked->setHint({});
    showIn(m_masked, result() ? toQImage(result()->masked) : QImage(), grid(),
           result() ? result()->hidden : std::vector<std::uint8_t>{});
    m_masked->setMarks(chosen);
    for (auto* view : {m_without, m_change}) {
        view->setHint(!result() ? QString() : m_patch < 0 ? tr("No patch is chosen") : partHint());
    }
    if (!m_part) {
        showIn(m_without, {}, {0, 0});
        showIn(m_change, {}, {0, 0});
        tell();
        return;
    }
    const auto patches = m_part->with.grid;
    const auto without = toQImage(m_part->without.reconstruction);
    const auto scale = changeScale();
    showIn(m_without, without, patches);
    showIn(m_change, heatImage(m_part->change, without.size(), scale), patches);
    showScale(m_change, scale);
    const PatchMark left{.patch = m_part->patch, .strong = true};
    m_without->setMarks({left});
    std::vector<PatchMark> marks;
    int rank = 0;
    for (const int patch : strongest(kOutlined)) {
        marks.push_back({.patch = patch, .label = QString::number(++rank)});
    }
    marks.push_back(left); // above the others
    m_change->setMarks(marks);
    tell();
}

void LeaveOneOutView::tell() {
    if (!result()) {
        say({});
    } else if (m_refused >= 0) {
        say(tr("Patch %1 is hidden already: the model does not see it. Choose a visible one.")
                .arg(m_refused));
    } else if (m_patch < 0) {
        say(tr("Click a visible patch of the masked picture, or choose one with the arrow keys: "
               "what it told the model is shown as a map."));
    } else if (!m_part) {
        say(tr("Patch %1 is chosen.").arg(m_patch));
    } else if (const auto most = strongest(1); most.empty()) {
        say(tr("Hiding patch %1 as well changes nothing else.").arg(m_part->patch));
    } else {
        const auto change = m_part->patchChange[static_cast<std::size_t>(most[0])];
        say(tr("Hiding patch %1 as well changes the picture most in patch %2 (%3).")
                .arg(m_part->patch)
                .arg(most[0])
                .arg(changeScale().text(static_cast<double>(change))));
    }
}

QString LeaveOneOutView::patchDetail(int patch) const {
    const auto seen = PictureRowView::patchDetail(patch);
    if (!m_part || m_part->with.grid != grid()) {
        return seen;
    }
    const auto change = m_part->patchChange[static_cast<std::size_t>(patch)];
    return tr("%1 · changes by %2").arg(seen, changeScale().text(static_cast<double>(change)));
}

void LeaveOneOutView::patchPointed(int patch) {
    std::optional<double> value;
    if (m_part && patch >= 0 && patch < m_part->with.grid.count()) {
        value = static_cast<double>(m_part->patchChange[static_cast<std::size_t>(patch)]);
    }
    legend(m_change)->setValue(value);
}

} // namespace mae::ui
