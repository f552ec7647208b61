// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/config/validate.h"

#include <QStringList>
#include <QWidget>
#include <functional>
#include <vector>

class QVBoxLayout;

namespace mae::ui {

class FormRow;
class Section;

/// Edits a TrainConfig. Built from its fields: a new setting or mask strategy needs no code here.
///
/// Sections fold; advanced settings show on demand. What validate() finds is marked at the row it
/// belongs to; values that differ from the base (a preset) are marked and can be taken back.
class ConfigForm : public QWidget {
    Q_OBJECT

public:
    /// @param elsewhere  paths of settings that are edited by other widgets, e.g. "data.paths"
    explicit ConfigForm(const QStringList& elsewhere = {}, QWidget* parent = nullptr);
    ~ConfigForm() override;

    const TrainConfig& config() const { return m_config; }
    void setConfig(const TrainConfig& config); ///< shows it; says configChanged() if it is another
    void setBase(const TrainConfig& base);     ///< what "changed" is measured against

    const std::vector<ConfigIssue>& issues() const { return m_issues; } ///< empty: all is well
    /// The label of the setting with this path as the form shows it; the path if there is none.
    QString titleOf(const std::string& path) const;
    /// The row of a setting; null if it is elsewhere, or of a strategy that is not chosen.
    FormRow* row(const QString& path) const;
    Section* section(const QString& key) const; ///< e.g. "train"; null: none

Q_SIGNALS:
    void configChanged(const mae::TrainConfig& config);

private:
    class Builder;
    struct Entry {
        QString path;
        std::size_t group = 0;
        FormRow* row = nullptr;
        bool advanced = false;
        std::function<void()> show;                       ///< puts the value into the editor
        std::function<bool()> used = [] { return true; }; ///< false: of no effect now
    };
    struct Group {
        QString key;
        QString title;
        Section* section = nullptr;
        QWidget* more = nullptr; ///< the button that shows the advanced settings
        bool showsAdvanced = false;
    };

    void edited();  ///< an editor wrote to m_config
    void refresh(); ///< marks, counts, visibility
    void showValues();
    void markRows();
    void noteSections();
    void addMoreButton(std::size_t index);
    void resetToBase(const QString& path);

    TrainConfig m_config;
    TrainConfig m_base;
    std::vector<MaskStrategy> m_strategies; ///< what each strategy's page edits
    std::vector<ConfigIssue> m_issues;
    std::vector<Entry> m_entries;
    std::vector<Group> m_groups;
    bool m_showing = false; ///< editors are being filled: their signals mean nothing
};

} // namespace mae::ui
