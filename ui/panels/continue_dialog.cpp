// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/continue_dialog.h"

#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/number_box.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mae::ui {

ContinueDialog::ContinueDialog(const RunSummary& run, double epochsDone, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Continue Run"));
    const bool bySteps = run.config.train.steps > 0;
    const double perStep = run.step > 0 ? epochsDone / static_cast<double>(run.step) : 0;
    const double planned =
        bySteps ? static_cast<double>(run.totalSteps) * perStep : run.config.train.epochs;
    const double least = std::max(0.001, epochsDone);
    m_epochs = new NumberBox(NumberBox::Kind::Real, least, 1e6);
    m_epochs->setValue(run.finished() ? std::ceil(2 * planned) : planned);
    if (!run.finished()) {
        m_planned = m_epochs->value(); // rounded, or no epoch at all where none is known
    }
    m_epochs->setAccessibleName(tr("Train until epoch"));
    m_epochs->setMinimumHeight(kControlHeight);

    auto* text = new QLabel(
        run.finished()
            ? tr("“%1” has reached its last epoch. To train longer, choose a later one; the "
                 "learning rate follows the longer schedule from where it stands.")
                  .arg(toText(run.folder.filename()))
        : run.step == 0
            ? tr("“%1” was cut off before it was first saved. It begins again.")
                  .arg(toText(run.folder.filename()))
            : tr("“%1” continues from its newest checkpoint, at step %2 of %3.")
                  .arg(toText(run.folder.filename()), QLocale().toString(qlonglong{run.step}),
                       QLocale().toString(qlonglong{run.totalSteps})));
    text->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("Train until epoch"), m_epochs);
    form->setRowVisible(m_epochs, planned > 0 || run.finished());
    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Cancel, this); // else Cancel is the default
    auto* go = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    makePrimary(go);
    go->setDefault(true);
    const auto update = [this, go, least, finished = run.finished()] {
        go->setEnabled(!finished || m_epochs->value() > least);
        go->setToolTip(go->isEnabled() ? QString() : tr("The run is at this epoch already."));
    };
    connect(m_epochs, &NumberBox::valueChanged, this, update);
    update();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    column->setSpacing(kGap);
    column->addWidget(text);
    column->addLayout(form);
    column->addWidget(buttons);
    setMinimumWidth(400);
}

std::optional<double> ContinueDialog::epochs() const {
    const double wanted = m_epochs->value();
    return wanted == m_planned ? std::nullopt : std::optional(wanted);
}

} // namespace mae::ui
