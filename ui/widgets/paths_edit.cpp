// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paths_edit.h"

#include "ui/session/paths.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr auto kScenes = "scenes";
constexpr int kMostRowsShown = 4;

/// The last two names of a path: many folders are called "train".
QString shortName(const QString& path) {
    const auto names = QDir::cleanPath(path).split(u'/', Qt::SkipEmptyParts);
    return names.mid(std::max<qsizetype>(0, names.size() - 2)).join(u'/');
}

} // namespace

PathsEdit::PathsEdit(QWidget* parent)
    : QWidget(parent),
      m_scenes(new QRadioButton(tr("Drawn scenes"))),
      m_own(new QRadioButton(tr("Own pictures"))),
      m_ownPart(new QWidget),
      m_list(new QListWidget),
      m_add(new QPushButton(tr("Add Folder…"))),
      m_remove(new QPushButton(tr("Remove"))) {
    m_scenes->setToolTip(tr("Scenes that the program draws, in labelled classes; needs no files."));
    m_own->setToolTip(tr("Folders of pictures, searched with all their subfolders."));
    m_list->setAccessibleName(tr("Folders of pictures"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_add->setIcon(icon("folder"));
    m_remove->setAccessibleName(tr("Remove the selected folders"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGapSmall);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* own = new QVBoxLayout(m_ownPart);
    own->setContentsMargins(0, 0, 0, 0);
    own->setSpacing(kGapSmall);
    own->addWidget(m_list);
    own->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addWidget(m_scenes);
    column->addWidget(m_own);
    column->addWidget(m_ownPart);

    m_scenes->setChecked(true);
    updateParts();
    connect(m_scenes, &QRadioButton::toggled, this, [this](bool scenes) {
        updateParts();
        if (!scenes && m_list->count() == 0 && isVisible()) {
            askForFolder(); // choosing own pictures means choosing which
        }
        Q_EMIT pathsChanged(paths());
    });
    connect(m_add, &QPushButton::clicked, this, &PathsEdit::askForFolder);
    connect(m_remove, &QPushButton::clicked, this, &PathsEdit::removeSelected);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &PathsEdit::updateParts);
}

std::vector<std::string> PathsEdit::paths() const {
    if (m_scenes->isChecked()) {
        return {kScenes};
    }
    std::vector<std::string> paths;
    for (int i = 0; i < m_list->count(); ++i) {
        paths.push_back(toPath(m_list->item(i)->data(Qt::UserRole).toString()).string());
    }
    return paths;
}

void PathsEdit::setPaths(const std::vector<std::string>& wanted) {
    if (wanted == paths()) {
        return;
    }
    {
        const QSignalBlocker scenes(m_scenes), own(m_own);
        const bool isScenes = wanted == std::vector<std::string>{kScenes};
        m_scenes->setChecked(isScenes);
        m_own->setChecked(!isScenes);
        if (!isScenes) {
            m_list->clear();
            QStringList list;
            for (const auto& path : wanted) {
                list << toText(path);
            }
            appendToList(list);
        }
    }
    updateParts();
    Q_EMIT pathsChanged(paths());
}

void PathsEdit::addPaths(const QStringList& more) {
    {
        const QSignalBlocker scenes(m_scenes), own(m_own);
        m_own->setChecked(true);
    }
    appendToList(more);
    updateParts();
    Q_EMIT pathsChanged(paths());
}

void PathsEdit::appendToList(const QStringList& more) {
    for (const auto& path : more) {
        const auto known = paths();
        if (std::ranges::find(known, toPath(path).string()) != known.end()) {
            continue;
        }
        const QFileInfo info(path);
        auto* item =
            new QListWidgetItem(icon(info.isDir() ? "folder" : "picture"), shortName(path), m_list);
        item->setData(Qt::UserRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
    }
}

void PathsEdit::askForFolder() {
    auto* dialog = new QFileDialog(this, tr("Folder of Pictures"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &PathsEdit::addPaths);
    dialog->open();
}

void PathsEdit::removeSelected() {
    qDeleteAll(m_list->selectedItems());
    updateParts();
    Q_EMIT pathsChanged(paths());
}

bool PathsEdit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        if (static_cast<QKeyEvent*>(event)->matches(QKeySequence::Delete)) {
            removeSelected();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PathsEdit::updateParts() {
    m_ownPart->setVisible(m_own->isChecked());
    const int rows = std::clamp(m_list->count(), 1, kMostRowsShown);
    m_list->setFixedHeight(rows * kControlHeight + 2 * m_list->frameWidth());
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace mae::ui
