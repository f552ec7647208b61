// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_row.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace mae::ui {
namespace {

constexpr int kLabelShare = 3, kEditorShare = 4; // of a row's width
constexpr int kDot = 6;                          // diameter of the mark of a changed value

} // namespace

FormRow::FormRow(const QString& title, const QString& help, QWidget* editor, QWidget* parent)
    : QWidget(parent),
      m_editor(editor),
      m_label(new QLabel(title)),
      m_reset(new QToolButton),
      m_problem(new QLabel) {
    m_label->setBuddy(editor);
    m_label->setWordWrap(true);
    m_label->setToolTip(help);
    m_label->setContentsMargins(kGap, 0, 0, 0);
    editor->setToolTip(help);
    editor->setWhatsThis(help);
    editor->setAccessibleName(title);
    editor->setMinimumHeight(kControlHeight);
    editor->setSizePolicy(QSizePolicy::Expanding, editor->sizePolicy().verticalPolicy());

    m_reset->setIcon(icon("undo"));
    m_reset->setIconSize({kGapLarge, kGapLarge});
    m_reset->setAutoRaise(true);
    m_reset->setFixedSize(kGapHuge, kGapHuge);
    m_reset->setFocusPolicy(Qt::TabFocus);
    m_reset->setAccessibleName(tr("Reset %1").arg(title));
    auto keepPlace = m_reset->sizePolicy();
    keepPlace.setRetainSizeWhenHidden(true); // so that all editors have one width
    m_reset->setSizePolicy(keepPlace);
    m_reset->hide();
    connect(m_reset, &QToolButton::clicked, this, &FormRow::resetWanted);

    m_problem->setWordWrap(true);
    m_problem->setFont(captionFont());
    m_problem->hide();

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 2, 0, 2); // room for the outline of what is wrong
    grid->setHorizontalSpacing(kGapTiny);
    grid->setVerticalSpacing(kGapTiny);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(editor, 0, 1);
    grid->addWidget(m_reset, 0, 2);
    grid->addWidget(m_problem, 1, 0, 1, 3);
    grid->setColumnStretch(0, kLabelShare);
    grid->setColumnStretch(1, kEditorShare);
    colourProblem();
}

QString FormRow::title() const { return m_label->text(); }
QString FormRow::problem() const { return m_problem->text(); }

void FormRow::setProblem(const QString& problem) {
    if (problem == m_problem->text()) {
        return;
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_problem->setContentsMargins(kGap, 0, 0, kGapTiny);
    m_editor->setAccessibleDescription(problem);
    update();
}

void FormRow::setChanged(bool changed, const QString& before) {
    m_reset->setToolTip(tr("Back to the preset's %1").arg(before));
    if (changed != m_changed) {
        m_changed = changed;
        m_reset->setVisible(changed);
        update();
    }
}

void FormRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_changed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().accent);
        const qreal y = m_editor->geometry().center().y() - kDot / 2.0 + 0.5;
        const qreal x = isRightToLeft() ? width() - kDot : 0;
        painter.drawEllipse(QRectF(x, y, kDot, kDot));
    }
    if (!m_problem->text().isEmpty()) {
        painter.setPen(QPen(colors().error, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(m_editor->geometry()).adjusted(-1, -1, 1, 1), kRadius,
                                kRadius);
    }
}

void FormRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colourProblem();
    }
}

void FormRow::colourProblem() {
    auto palette = m_problem->palette();
    if (palette.color(QPalette::WindowText) != colors().error) {
        palette.setColor(QPalette::WindowText, colors().error);
        m_problem->setPalette(palette);
    }
}

} // namespace mae::ui
