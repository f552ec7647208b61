// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/validation_edit.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/folder_list.h"
#include "ui/widgets/number_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

namespace mae::ui {
namespace {

constexpr auto kNone = "none";
constexpr double kUsualShare = 0.05, kMostPercent = 50, kLeastPercent = 1e-4;

/// 7 for 0.07, which is 7.000000000000001 times a hundredth.
double percentOf(double share) { return std::round(share * 1e8) / 1e6; }

} // namespace

ValidationEdit::ValidationEdit(QWidget* parent)
    : QWidget(parent),
      m_kind(new QComboBox),
      m_sharePart(new QWidget),
      m_percent(new NumberBox(NumberBox::Kind::Real, kLeastPercent, kMostPercent)),
      m_folders(new FolderList(tr("Folders of validation pictures"))),
      m_note(makeCaption()),
      m_share(kUsualShare) {
    m_kind->addItems({tr("The val folder beside train"), tr("A share of the pictures"),
                      tr("Other folders"), tr("None")});
    m_kind->setAccessibleName(tr("Validation pictures"));
    m_kind->setToolTip(tr("Pictures that measure the loss and are not learned from."));
    m_kind->setMinimumHeight(kControlHeight);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(12);
    m_kind->setFocusPolicy(Qt::StrongFocus);
    m_percent->setSuffix(tr(" %"));
    m_percent->setAccessibleName(tr("Share of the pictures that validate"));
    m_percent->setToolTip(tr("Chosen by seed and file name: the same ones every time."));
    m_percent->setMinimumHeight(kControlHeight);
    m_percent->setValue(percentOf(m_share));
    m_folders->setTakesDrops(true);

    auto* share = new QHBoxLayout(m_sharePart);
    share->setContentsMargins({});
    share->setSpacing(kGapSmall);
    share->addWidget(m_percent);
    share->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addWidget(m_kind);
    column->addWidget(m_sharePart);
    column->addWidget(m_folders);
    column->addWidget(m_note);
    updateParts();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        updateParts();
        if (kind() == Kind::Folders && m_folders->count() == 0 && isVisible()) {
            m_folders->askForFolder();
        }
        Q_EMIT changed();
    });
    connect(m_percent, &NumberBox::valueChanged, this, [this](double percent) {
        m_share = percent / 100;
        Q_EMIT changed();
    });
    connect(m_folders, &FolderList::pathsChanged, this, [this] {
        updateParts();
        Q_EMIT changed();
    });
}

ValidationEdit::Kind ValidationEdit::kind() const {
    return static_cast<Kind>(m_kind->currentIndex());
}

ValidationChoice ValidationEdit::choice() const {
    switch (kind()) {
    case Kind::Share: return {.folders = {}, .share = m_share};
    case Kind::Folders: return {.folders = m_folders->paths()};
    case Kind::None: return {.folders = {kNone}};
    case Kind::Beside: break;
    }
    return {};
}

void ValidationEdit::setChoice(const ValidationChoice& wanted) {
    if (wanted == choice() && problem().isEmpty()) {
        return;
    }
    {
        const QSignalBlocker kind(m_kind), percent(m_percent), folders(m_folders);
        auto chosen = wanted.share > 0 ? Kind::Share : Kind::Beside;
        if (wanted.folders == std::vector<std::string>{kNone}) {
            chosen = Kind::None;
        } else if (!wanted.folders.empty()) {
            chosen = Kind::Folders;
            m_folders->setPaths(wanted.folders);
        } else if (chosen == Kind::Share) {
            m_share = wanted.share;
            m_percent->setValue(percentOf(m_share));
        }
        m_kind->setCurrentIndex(static_cast<int>(chosen));
    }
    updateParts();
    Q_EMIT changed();
}

QString ValidationEdit::problem() const {
    return kind() == Kind::Folders && m_folders->count() == 0
               ? tr("Add a folder of validation pictures, or drop one here.")
               : QString();
}

void ValidationEdit::setScenes(bool scenes) {
    m_scenes = scenes;
    updateParts();
}

void ValidationEdit::updateParts() {
    m_sharePart->setVisible(kind() == Kind::Share);
    m_folders->setVisible(kind() == Kind::Folders);
    auto note = problem();
    if (kind() == Kind::Beside && m_scenes) {
        note = tr("Scenes have no val folder: take a share to measure a validation loss.");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace mae::ui
