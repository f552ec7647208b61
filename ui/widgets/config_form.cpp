// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/config_form.h"

#include "core/config/config_json.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"
#include "ui/widgets/config_form_builder.h"
#include "ui/widgets/form_row.h"

#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <set>

namespace mae::ui {

ConfigForm::ConfigForm(const QStringList& elsewhere, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGap);
    m_strategies.reserve(std::variant_size_v<MaskStrategy>); // rows hold references to elements
    TrainConfig::fields(m_config, [&]<class T>(T& section, const Field& field) {
        const auto index = m_groups.size();
        const auto key = QString::fromLatin1(field.key);
        const auto title = Builder::text(field.title);
        m_groups.push_back({key, title, new Section(key, title)});
        column->addWidget(m_groups.back().section);
        Builder(*this, index, elsewhere).addAll(section);
        addMoreButton(index);
    });
    column->addStretch();
    showValues();
    refresh();
}

ConfigForm::~ConfigForm() = default;

void ConfigForm::addMoreButton(std::size_t index) {
    const auto isAdvanced = [index](const Entry& e) { return e.group == index && e.advanced; };
    if (std::ranges::none_of(m_entries, isAdvanced)) {
        return;
    }
    auto& group = m_groups[index];
    auto* more = new QToolButton;
    more->setAutoRaise(true);
    more->setCheckable(true);
    more->setFocusPolicy(Qt::TabFocus);
    more->setAccessibleName(tr("%1: advanced settings").arg(group.title));
    group.more = more;
    group.section->body()->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QToolButton::toggled, this, [this, index](bool shown) {
        m_groups[index].showsAdvanced = shown;
        refresh();
    });
}

void ConfigForm::setConfig(const TrainConfig& config) {
    const bool another = !(config == m_config);
    m_config = config;
    m_strategies[config.mask.strategy.index()] = config.mask.strategy;
    showValues();
    refresh();
    if (another) {
        Q_EMIT configChanged(m_config);
    }
}

void ConfigForm::setBase(const TrainConfig& base) {
    m_base = base;
    refresh();
}

void ConfigForm::resetToBase(const QString& path) {
    const auto key = path.toStdString();
    auto config = m_config;
    setSetting(config, key, getSetting(m_base, key));
    setConfig(config);
}

void ConfigForm::edited() {
    refresh();
    Q_EMIT configChanged(m_config);
}

void ConfigForm::showValues() {
    const QScopedValueRollback showing(m_showing, true);
    for (const auto& entry : m_entries) {
        entry.show();
    }
}

void ConfigForm::refresh() {
    m_issues = validate(m_config);
    markRows();
    noteSections();
}

void ConfigForm::markRows() {
    std::map<QString, QString> changed; // path: the base's value
    for (const auto& d : difference(m_base, m_config)) {
        if (!d.a.empty()) { // else of a strategy that the base has not chosen
            changed.emplace(QString::fromStdString(d.path), QString::fromStdString(d.a));
        }
    }
    std::set<QString> unusual; // a preset's own: worth seeing although advanced
    for (const auto& d : difference(TrainConfig{}, m_config)) {
        unusual.insert(QString::fromStdString(d.path));
    }
    for (const auto& entry : m_entries) {
        const auto was = changed.find(entry.path);
        const bool differs = entry.used() && was != changed.end();
        entry.row->setChanged(differs, differs ? was->second : QString());
        QString problem;
        for (const auto& issue : m_issues) {
            if (entry.used() && entry.path == QString::fromStdString(issue.path)) {
                problem = entry.row->title() + u' ' + QString::fromStdString(issue.message) + u'.';
            }
        }
        entry.row->setProblem(problem);
        // What is wrong or was changed is never folded away.
        entry.row->setVisible(entry.used()
                              && (!entry.advanced || m_groups[entry.group].showsAdvanced || differs
                                  || unusual.contains(entry.path) || !problem.isEmpty()));
        if (!problem.isEmpty()) {
            m_groups[entry.group].section->setExpanded(true);
        }
    }
}

void ConfigForm::noteSections() {
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        auto& group = m_groups[i];
        int changed = 0, folded = 0;
        for (const auto& entry : m_entries) {
            if (entry.group == i) {
                changed += entry.row->isChanged() ? 1 : 0;
                folded += entry.advanced && entry.row->isHidden() ? 1 : 0;
            }
        }
        group.section->setTitle(
            changed == 0
                ? group.title
                : tr("%1 · changed: %2", "section of a form").arg(group.title).arg(changed));
        if (group.more != nullptr) {
            auto* more = qobject_cast<QToolButton*>(group.more);
            more->setText(group.showsAdvanced ? tr("Fewer settings")
                                              : tr("More settings (%1)").arg(folded));
            more->setVisible(folded > 0 || group.showsAdvanced);
        }
    }
}

QString ConfigForm::titleOf(const std::string& path) const {
    const auto* found = row(QString::fromStdString(path));
    return found != nullptr ? found->title() : QString::fromStdString(path);
}

FormRow* ConfigForm::row(const QString& path) const {
    const auto found = std::ranges::find_if(
        m_entries, [&path](const Entry& e) { return e.path == path && e.used(); });
    return found != m_entries.end() ? found->row : nullptr;
}

Section* ConfigForm::section(const QString& key) const {
    const auto found = std::ranges::find(m_groups, key, &Group::key);
    return found != m_groups.end() ? found->section : nullptr;
}

} // namespace mae::ui
