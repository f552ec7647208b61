// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_panel.h"

#include "ui/panels/steer_panel.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/panel_scroll.h"
#include "ui/widgets/settings_table.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kNoteLines = 4;

QString joined(const std::vector<std::string>& tags) {
    QStringList list;
    for (const auto& tag : tags) {
        list << QString::fromStdString(tag);
    }
    return list.join(QStringLiteral(", "));
}

QPushButton* makeButton(QAction* action) {
    auto* button = new QPushButton;
    const auto show = [action, button] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
    };
    QObject::connect(action, &QAction::changed, button, show);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    show();
    return button;
}

} // namespace

RunPanel::RunPanel(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent),
      m_facts(makeCaption()),
      m_steering(new SteerPanel),
      m_differ(new QWidget),
      m_same(makeCaption(tr("They have the same settings."))),
      m_differences(new DifferenceTable),
      m_table(new SettingsTable),
      m_tags(new QLineEdit),
      m_text(new QPlainTextEdit) {
    auto* differ = new QVBoxLayout(m_differ);
    differ->setContentsMargins({});
    differ->setSpacing(kGapSmall);
    differ->addWidget(makeHeading(tr("Differences")));
    differ->addWidget(m_same);
    differ->addWidget(m_differences);
    m_differ->hide();
    auto* scrolled = new QWidget;
    auto* column = new QVBoxLayout(scrolled);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGap);
    column->addWidget(m_differ);
    column->addWidget(m_facts);
    column->addWidget(m_steering);
    m_steering->hide();
    column->addWidget(makeNotes());
    column->addWidget(m_table);
    column->addStretch();
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(kGap, kGap, kGap, kGap);
    footer->setSpacing(kGapSmall);
    for (auto* action : actions) {
        footer->addWidget(makeButton(action));
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new PanelScroll(scrolled), 1);
    layout->addWidget(makeSeparator());
    layout->addLayout(footer);
}

QWidget* RunPanel::makeNotes() {
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins({});
    column->setSpacing(kGapSmall);
    m_tags->setObjectName(QStringLiteral("tags"));
    m_tags->setPlaceholderText(tr("Tags, separated by commas"));
    m_tags->setAccessibleName(tr("Tags of the run"));
    m_tags->setToolTip(tr("Words by which the run is found in the list. They are kept in its "
                          "folder, in notes.json."));
    m_text->setPlaceholderText(tr("Notes about this run"));
    m_text->setAccessibleName(tr("Notes about the run"));
    m_text->setToolTip(tr("Kept in the folder of the run, in notes.json."));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(kNoteLines * fontMetrics().lineSpacing() + kGap);
    m_text->installEventFilter(this);
    column->addWidget(makeHeading(tr("Notes")));
    column->addWidget(m_tags);
    column->addWidget(m_text);
    connect(m_tags, &QLineEdit::editingFinished, this, &RunPanel::commitNotes);
    return holder;
}

void RunPanel::showRun(const TrainConfig& config, const QString& facts) {
    m_config = config;
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    m_table->setConfig(config);
}

void RunPanel::showDifferences(const std::vector<NamedConfig>& runs) {
    m_differ->setVisible(runs.size() > 1);
    m_differences->setRuns(runs);
    m_same->setVisible(m_differences->rowCount() == 0);
    m_differences->setVisible(m_differences->rowCount() > 0);
}

void RunPanel::showNotes(const RunNotes& notes, bool editable) {
    m_tags->setReadOnly(!editable);
    m_text->setReadOnly(!editable);
    if (notes == m_notes) {
        return;
    }
    m_notes = notes;
    m_tags->setText(joined(notes.tags));
    m_text->setPlainText(QString::fromStdString(notes.text));
}

RunNotes RunPanel::notes() const {
    return {.tags = tagsFrom(m_tags->text().toStdString()),
            .text = m_text->toPlainText().toStdString()};
}

void RunPanel::commitNotes() {
    const auto now = notes();
    if (!m_tags->isReadOnly() && now != m_notes) {
        m_notes = now;
        Q_EMIT notesEdited(now);
    }
}

bool RunPanel::eventFilter(QObject* object, QEvent* event) {
    if (object == m_text && event->type() == QEvent::FocusOut) {
        commitNotes();
    }
    return QWidget::eventFilter(object, event);
}

} // namespace mae::ui
