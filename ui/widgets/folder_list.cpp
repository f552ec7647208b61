// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folder_list.h"

#include "ui/session/paths.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/number_box.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

enum Column { Folder, Weight, ColumnCount };

constexpr int kMostRowsShown = 4;
constexpr double kLeastWeight = 0.001, kMostWeight = 1000;

/// The last two names of a path: many folders are called "train".
QString shortName(const QString& path) {
    const auto names = QDir::cleanPath(path).split(u'/', Qt::SkipEmptyParts);
    return names.mid(std::max<qsizetype>(0, names.size() - 2)).join(u'/');
}

QStringList foldersIn(const QMimeData& data) {
    QStringList folders;
    for (const auto& url : data.urls()) {
        if (const auto path = url.toLocalFile(); !path.isEmpty() && QFileInfo(path).isDir()) {
            folders << path;
        }
    }
    return folders;
}

} // namespace

FolderList::FolderList(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_list(new QTreeWidget),
      m_add(new QPushButton(icon("folder"), tr("Add Folder…"))),
      m_remove(new QPushButton(tr("Remove"))) {
    m_list->setAccessibleName(name);
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Folder"), tr("Weight")});
    m_list->headerItem()->setToolTip(
        Weight, tr("How often an epoch shows each picture of the folder; 1 is once."));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionsMovable(false);
    m_list->header()->setSectionResizeMode(Folder, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Weight, QHeaderView::Fixed);
    m_list->setIconSize({kGapLarge, kGapLarge});
    m_list->installEventFilter(this);
    m_remove->setAccessibleName(tr("Remove the selected folders"));
    m_add->setAccessibleName(tr("Add to: %1").arg(name));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGapSmall);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapSmall);
    column->addWidget(m_list);
    column->addLayout(buttons);
    updateParts();
    connect(m_add, &QPushButton::clicked, this, &FolderList::askForFolder);
    connect(m_remove, &QPushButton::clicked, this, &FolderList::removeSelected);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &FolderList::updateParts);
}

int FolderList::count() const { return m_list->topLevelItemCount(); }

std::vector<std::string> FolderList::paths() const {
    std::vector<std::string> paths;
    for (int i = 0; i < count(); ++i) {
        paths.push_back(
            toPath(m_list->topLevelItem(i)->data(Folder, Qt::UserRole).toString()).string());
    }
    return paths;
}

void FolderList::setPaths(const std::vector<std::string>& wanted) {
    m_list->clear();
    for (const auto& path : wanted) {
        append(toText(path));
    }
    updateParts();
    Q_EMIT pathsChanged();
}

void FolderList::addPaths(const QStringList& more) {
    for (const auto& path : more) {
        const auto known = paths();
        if (std::ranges::find(known, toPath(path).string()) == known.end()) {
            append(path);
        }
    }
    updateParts();
    Q_EMIT pathsChanged();
}

void FolderList::append(const QString& path) {
    auto* item = new QTreeWidgetItem(m_list, {shortName(path)});
    item->setIcon(Folder, icon(QFileInfo(path).isDir() ? "folder" : "picture"));
    item->setData(Folder, Qt::UserRole, path);
    item->setToolTip(Folder, QDir::toNativeSeparators(path));
    item->setSizeHint(Folder, {0, kControlHeight});
    if (m_weighted) {
        addBox(item);
    }
}

void FolderList::addBox(QTreeWidgetItem* item) {
    auto* box = new NumberBox(NumberBox::Kind::Real, kLeastWeight, kMostWeight);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setFrame(false);
    box->setValue(1);
    box->setToolTip(m_list->headerItem()->toolTip(Weight));
    box->setAccessibleName(tr("Weight of %1").arg(item->toolTip(Folder)));
    connect(box, &NumberBox::valueChanged, this, &FolderList::weightsChanged);
    m_list->setItemWidget(item, Weight, box);
}

void FolderList::setWeighted(bool weighted) {
    m_weighted = weighted;
    for (int i = 0; i < count(); ++i) {
        if (auto* item = m_list->topLevelItem(i); !weighted) {
            m_list->removeItemWidget(item, Weight);
        } else if (weightBox(i) == nullptr) {
            addBox(item);
        }
    }
    updateParts();
}

NumberBox* FolderList::weightBox(int row) const {
    return qobject_cast<NumberBox*>(m_list->itemWidget(m_list->topLevelItem(row), Weight));
}

std::vector<double> FolderList::weights() const {
    std::vector<double> weights;
    for (int i = 0; i < count() && m_weighted; ++i) {
        const auto* box = weightBox(i);
        weights.push_back(box != nullptr ? box->value() : 1);
    }
    const bool even = std::ranges::all_of(weights, [](double weight) { return weight == 1; });
    return even ? std::vector<double>{} : weights;
}

void FolderList::setWeights(const std::vector<double>& weights) {
    for (int i = 0; i < count() && m_weighted; ++i) {
        const QSignalBlocker quiet(weightBox(i));
        const auto at = static_cast<std::size_t>(i);
        weightBox(i)->setValue(at < weights.size() ? weights[at] : 1);
    }
    updateParts();
}

void FolderList::askForFolder() {
    auto* dialog = new QFileDialog(this, tr("Folder of Pictures"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &FolderList::addPaths);
    dialog->open();
}

void FolderList::removeSelected() {
    {
        // A row that goes has lost its box before it is gone, and is still counted.
        const QSignalBlocker quiet(m_list);
        qDeleteAll(m_list->selectedItems());
    }
    updateParts();
    Q_EMIT pathsChanged();
}

bool FolderList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Delete)) {
        removeSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FolderList::dragEnterEvent(QDragEnterEvent* event) {
    if (!foldersIn(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void FolderList::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    addPaths(foldersIn(*event->mimeData()));
}

void FolderList::updateParts() {
    // One folder alone has nothing to be weighed against; a weight that says something is shown.
    const bool boxes = m_weighted && (count() > 1 || !weights().empty());
    m_list->setHeaderHidden(!boxes);
    m_list->setColumnHidden(Weight, !boxes);
    m_list->setColumnWidth(Weight, fontMetrics().horizontalAdvance(QStringLiteral("0000.00")) + 12);
    const int rows = std::clamp(count(), 1, kMostRowsShown);
    m_list->setFixedHeight(rows * kControlHeight + 2 * m_list->frameWidth()
                           + (boxes ? m_list->header()->sizeHint().height() : 0));
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace mae::ui
