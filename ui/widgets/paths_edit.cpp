// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paths_edit.h"

#include "ui/style/metrics.h"
#include "ui/widgets/folder_list.h"

#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr auto kScenes = "scenes";

} // namespace

PathsEdit::PathsEdit(QWidget* parent)
    : QWidget(parent),
      m_scenes(new QRadioButton(tr("Drawn scenes"))),
      m_own(new QRadioButton(tr("Own pictures"))),
      m_folders(new FolderList(tr("Folders of pictures"))) {
    m_scenes->setToolTip(tr("Scenes that the program draws, in labelled classes; needs no files."));
    m_own->setToolTip(tr("Folders of pictures, searched with all their subfolders."));
    m_folders->setWeighted(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addWidget(m_scenes);
    column->addWidget(m_own);
    column->addWidget(m_folders);

    m_scenes->setChecked(true);
    updateParts();
    connect(m_scenes, &QRadioButton::toggled, this, [this](bool scenes) {
        updateParts();
        if (!scenes && m_folders->count() == 0 && isVisible()) {
            m_folders->askForFolder(); // choosing own pictures means choosing which
        }
        Q_EMIT pathsChanged(paths());
    });
    connect(m_folders, &FolderList::pathsChanged, this, [this] { Q_EMIT pathsChanged(paths()); });
    connect(m_folders, &FolderList::weightsChanged, this, &PathsEdit::weightsChanged);
}

std::vector<std::string> PathsEdit::paths() const {
    return m_scenes->isChecked() ? std::vector<std::string>{kScenes} : m_folders->paths();
}

std::vector<double> PathsEdit::weights() const {
    return m_scenes->isChecked() ? std::vector<double>{} : m_folders->weights();
}

void PathsEdit::setWeights(const std::vector<double>& weights) {
    if (!m_scenes->isChecked()) {
        m_folders->setWeights(weights);
    }
}

void PathsEdit::setPaths(const std::vector<std::string>& wanted) {
    if (wanted == paths()) {
        return;
    }
    {
        const QSignalBlocker scenes(m_scenes), own(m_own), folders(m_folders);
        const bool isScenes = wanted == std::vector<std::string>{kScenes};
        m_scenes->setChecked(isScenes);
        m_own->setChecked(!isScenes);
        if (!isScenes) {
            m_folders->setPaths(wanted);
        }
    }
    updateParts();
    Q_EMIT pathsChanged(paths());
}

void PathsEdit::addPaths(const QStringList& more) {
    {
        const QSignalBlocker scenes(m_scenes), own(m_own), folders(m_folders);
        m_own->setChecked(true);
        m_folders->addPaths(more);
    }
    updateParts();
    Q_EMIT pathsChanged(paths());
}

void PathsEdit::updateParts() { m_folders->setVisible(m_own->isChecked()); }

} // namespace mae::ui
