// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/difference_table.h"

#include "core/config/config_json.h"
#include "ui/style/metrics.h"
#include "ui/widgets/settings_table.h"

#include <QHeaderView>
#include <QPixmap>
#include <QScrollBar>
#include <map>
#include <set>

namespace mae::ui {
namespace {

constexpr int kMostRows = 12; // more are scrolled
constexpr int kRunWidth = 88;

std::map<QString, SettingText> textsOf(const TrainConfig& config) {
    std::map<QString, SettingText> texts;
    for (const auto& group : describeSettings(config)) {
        for (const auto& setting : group.settings) {
            texts[setting.path] = setting;
        }
    }
    return texts;
}

} // namespace

DifferenceTable::DifferenceTable(QWidget* parent) : QTableWidget(parent) {
    setAccessibleName(tr("Settings in which the runs differ"));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ContiguousSelection);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kControlHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHorizontalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DifferenceTable::setRuns(const std::vector<NamedConfig>& runs) {
    clear();
    setColumnCount(static_cast<int>(runs.size()) + 1);
    setHorizontalHeaderItem(0, new QTableWidgetItem(tr("Setting")));
    std::set<std::string> paths;
    std::vector<std::map<QString, SettingText>> texts;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        for (const auto& setting : difference(runs.front().config, runs[r].config)) {
            paths.insert(setting.path);
        }
        texts.push_back(textsOf(runs[r].config));
        QPixmap swatch(kGap, kGap);
        swatch.fill(runs[r].color);
        auto* header = new QTableWidgetItem(QIcon(swatch), runs[r].name);
        header->setToolTip(runs[r].name);
        setHorizontalHeaderItem(static_cast<int>(r) + 1, header);
        setColumnWidth(static_cast<int>(r) + 1, kRunWidth);
    }
    setRowCount(static_cast<int>(paths.size()));
    int row = 0;
    for (const auto& path : paths) {
        const auto key = QString::fromStdString(path);
        QString title = key;
        for (std::size_t r = 0; r < runs.size(); ++r) {
            const auto found = texts[r].find(key);
            const bool told = found != texts[r].end(); // else it is without effect in this run
            title = told ? found->second.title : title;
            auto* item = new QTableWidgetItem(
                told ? found->second.value
                     : QString::fromStdString(getSetting(runs[r].config, path)));
            item->setToolTip(item->text());
            setItem(row, static_cast<int>(r) + 1, item);
        }
        auto* name = new QTableWidgetItem(title);
        name->setToolTip(key);
        setItem(row++, 0, name);
    }
    const bool few = runs.size() <= 2; // share the width
    for (int column = 1; column < columnCount(); ++column) {
        horizontalHeader()->setSectionResizeMode(column, few ? QHeaderView::Stretch
                                                             : QHeaderView::Interactive);
    }
    resizeColumnToContents(0);
    setColumnWidth(0, std::min(columnWidth(0), 140));
    updateGeometry();
}

QSize DifferenceTable::sizeHint() const {
    const int rows = std::min(rowCount(), kMostRows);
    return {240, horizontalHeader()->sizeHint().height() + rows * kControlHeight
                     + horizontalScrollBar()->sizeHint().height() + 2};
}

} // namespace mae::ui
