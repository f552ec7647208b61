// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settings_table.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <set>
#include <type_traits>

namespace mae::ui {
namespace {

QString text(const char* english) { return QCoreApplication::translate("Config", english); }

QString numberText(double value) {
    return QLocale().toString(value, 'g', QLocale::FloatingPointShortest);
}

/// Adds a line per setting of a section.
struct Describer {
    SettingsGroup& group;

    template <class T> void operator()(const T& value, const Field& field) const {
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            std::visit(
                [&]<class Spec>(const Spec& spec) {
                    add(field, text(Spec::kTitle));
                    Spec::fields(spec, *this);
                },
                value);
        } else if constexpr (std::is_enum_v<T>) {
            add(field, text(EnumNames<T>::kNames[static_cast<std::size_t>(value)].title));
        } else if constexpr (std::is_same_v<T, bool>) {
            add(field, value ? SettingsTable::tr("on") : SettingsTable::tr("off"));
        } else if constexpr (std::is_same_v<T, std::string>) {
            add(field, value.empty() ? QString(QChar(0x2013)) : QString::fromStdString(value));
        } else if constexpr (std::is_integral_v<T>) {
            add(field, QLocale().toString(static_cast<qlonglong>(value)));
        } else if constexpr (std::is_floating_point_v<T>) {
            add(field, numberText(value));
        } else {
            QStringList elements;
            for (const auto& element : value) {
                if constexpr (std::is_same_v<T, std::vector<double>>) {
                    elements << numberText(element);
                } else {
                    elements << QString::fromStdString(element);
                }
            }
            add(field, elements.join(QStringLiteral("; ")));
        }
    }

    void add(const Field& field, QString value) const {
        if (*field.unit != 0) {
            value += QChar(QChar::Nbsp) + text(field.unit);
        }
        group.settings.push_back({group.key + u'.' + QString::fromLatin1(field.key),
                                  text(field.title), std::move(value), text(field.help),
                                  field.advanced});
    }
};

/// Names and empty values, which are added to @p values.
QWidget* makeGrid(const SettingsGroup& group, std::vector<QLabel*>& values) {
    auto* holder = new QWidget;
    auto* grid = new QGridLayout(holder);
    grid->setContentsMargins(kGap, 0, 0, 0);
    grid->setHorizontalSpacing(kGapSmall);
    grid->setVerticalSpacing(kGapTiny);
    grid->setColumnStretch(0, 1);
    for (const auto& setting : group.settings) {
        const int row = grid->rowCount();
        auto* title = makeCaption(setting.title);
        title->setToolTip(setting.help);
        auto* value = new QLabel;
        value->setObjectName(setting.path);
        value->setToolTip(setting.help);
        value->setWordWrap(true);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(title, row, 0);
        grid->addWidget(value, row, 1);
        values.push_back(value);
    }
    return holder;
}

} // namespace

std::vector<SettingsGroup> describeSettings(const TrainConfig& config) {
    std::vector<SettingsGroup> groups;
    TrainConfig::fields(config, [&groups]<class T>(const T& section, const Field& field) {
        groups.push_back({QString::fromLatin1(field.key), text(field.title), {}});
        T::fields(section, Describer{groups.back()});
    });
    return groups;
}

SettingsTable::SettingsTable(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins({});
    m_column->setSpacing(kGap);
    setConfig({}); // now, so that it costs nothing when a run starts
}

void SettingsTable::setConfig(const TrainConfig& config) {
    const auto groups = describeSettings(config);
    QStringList paths, texts;
    for (const auto& group : groups) {
        for (const auto& setting : group.settings) {
            paths << setting.path;
            texts << setting.value;
        }
    }
    if (paths != m_paths) { // another strategy has other settings; else only the values change
        rebuild(groups);
        m_paths = paths;
    }
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        m_values[i]->setText(texts[static_cast<qsizetype>(i)]);
    }
}

void SettingsTable::rebuild(const std::vector<SettingsGroup>& groups) {
    std::set<QString> folded;
    while (auto* item = m_column->takeAt(0)) {
        if (const auto* section = qobject_cast<Section*>(item->widget());
            section != nullptr && !section->isExpanded()) {
            folded.insert(section->objectName());
        }
        delete item->widget();
        delete item;
    }
    m_values.clear();
    for (const auto& group : groups) {
        auto* section = new Section(group.key, group.title);
        section->body()->addWidget(makeGrid(group, m_values));
        section->setExpanded(!folded.contains(group.key));
        m_column->addWidget(section);
    }
    m_column->addStretch();
}

} // namespace mae::ui
