// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preset_picker.h"

#include "core/base/error.h"
#include "core/recipes/recipes.h"
#include "core/recipes/user_presets.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kOwnRole = Qt::UserRole + 1;

/// @return the error's text; empty: there was none
template <class Work> QString problemOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace

PresetPicker::PresetPicker(QWidget* parent)
    : QWidget(parent), m_box(new QComboBox), m_help(makeCaption()) {
    m_box->setAccessibleName(tr("Preset"));
    m_box->setToolTip(tr("Preset: settings that work together. Each can be changed below."));
    m_box->setMinimumHeight(kControlHeight);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(12);
    auto* more = makeIconButton("more", tr("Keep or Forget Presets"));
    auto* menu = new QMenu(more);
    connect(menu->addAction(tr("&Save as Preset…")), &QAction::triggered, this,
            &PresetPicker::askForName);
    m_remove = menu->addAction(tr("&Delete Preset…"));
    connect(m_remove, &QAction::triggered, this, &PresetPicker::askToRemove);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    auto* line = new QHBoxLayout;
    line->setSpacing(kGapTiny);
    line->addWidget(m_box, 1);
    line->addWidget(more);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addLayout(line);
    column->addWidget(m_help);
    fill();
    showChosen();
    connect(m_box, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) {
            showChosen();
            Q_EMIT chosen();
        }
    });
}

void PresetPicker::fill() {
    const QSignalBlocker quiet(m_box);
    m_box->clear();
    for (const auto& recipe : recipes()) {
        m_box->addItem(QCoreApplication::translate("Recipe", recipe.title),
                       QString::fromLatin1(recipe.id));
    }
    const auto own = userPresets();
    if (!own.empty()) {
        m_box->insertSeparator(m_box->count());
    }
    for (const auto& name : own) {
        const auto text = QString::fromStdString(name);
        m_box->addItem(text, text);
        m_box->setItemData(m_box->count() - 1, true, kOwnRole);
    }
}

void PresetPicker::choose(const QString& id) { m_box->setCurrentIndex(m_box->findData(id)); }

std::string PresetPicker::id() const { return m_box->currentData().toString().toStdString(); }

bool PresetPicker::isOwn() const { return m_box->currentData(kOwnRole).toBool(); }

TrainConfig PresetPicker::preset() const {
    if (!isOwn()) {
        return recipe(id()).make();
    }
    try {
        return userPreset(id());
    } catch (const Error&) { // its file has gone meanwhile
        return TrainConfig{};
    }
}

void PresetPicker::showChosen() {
    m_remove->setEnabled(isOwn());
    m_help->setText(isOwn() ? tr("Your own preset.")
                            : QCoreApplication::translate("Recipe", recipe(id()).help));
}

QString PresetPicker::save(const QString& name, const TrainConfig& config) {
    const auto problem = problemOf([&] { saveUserPreset(name.toStdString(), config); });
    if (problem.isEmpty()) {
        fill();
        choose(name);
        showChosen();
    }
    return problem;
}

QString PresetPicker::remove() {
    const auto problem = problemOf([this] { removeUserPreset(id()); });
    fill();
    m_box->setCurrentIndex(0);
    showChosen();
    Q_EMIT chosen();
    return problem;
}

void PresetPicker::askForName() {
    bool accepted = false;
    const auto name = QInputDialog::getText(this, tr("Save as Preset"), tr("Name of the preset:"),
                                            QLineEdit::Normal,
                                            isOwn() ? m_box->currentText() : QString(), &accepted)
                          .trimmed();
    if (accepted) {
        Q_EMIT saveWanted(name);
    }
}

void PresetPicker::askToRemove() {
    const auto answer =
        QMessageBox::question(this, tr("Delete Preset"),
                              tr("Delete the preset “%1”? Runs that began with it are not touched.")
                                  .arg(m_box->currentText()));
    if (answer == QMessageBox::Yes) {
        if (const auto problem = remove(); !problem.isEmpty()) {
            QMessageBox::warning(this, tr("Delete Preset"), problem);
        }
    }
}

} // namespace mae::ui
