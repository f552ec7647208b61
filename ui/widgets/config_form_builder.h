// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/config_form.h"

#include <QCoreApplication>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

class QWidget;

namespace mae::ui {

/// Adds a row per field of one section to a ConfigForm. Editors write straight into the form's
/// settings.
class ConfigForm::Builder {
public:
    Builder(ConfigForm& form, std::size_t group, const QStringList& elsewhere)
        : m_form(form), m_group(group), m_elsewhere(elsewhere) {}

    /// A row per field of @p section, shown while the field has an effect.
    template <class Section> void addAll(Section& section) const {
        Section::fields(section, [&](auto& value, const Field& field) {
            auto row = *this;
            row.m_used = [&section, key = std::string_view(field.key)] {
                return isUsed(section, key);
            };
            row(value, field);
        });
    }

    template <class T> void operator()(T& value, const Field& field) const {
        if (m_elsewhere.contains(path(field))) {
            return;
        }
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            addStrategy(value, field);
        } else if constexpr (std::is_enum_v<T>) {
            addEnum(value, field);
        } else if constexpr (std::is_same_v<T, bool>) {
            addSwitch(value, field);
        } else if constexpr (std::is_same_v<T, std::string>) {
            addText(value, field);
        } else if constexpr (std::is_arithmetic_v<T>) {
            addNumber(value, field);
        } else {
            addList(value, field);
        }
    }

    static QString text(const char* english) {
        return QCoreApplication::translate("Config", english);
    }

    /// Whether a field has an effect while the others are as they are.
    template <class Fields> static bool isUsed(const Fields& fields, std::string_view key) {
        bool used = true;
        Fields::fields(fields, [&](const auto&, const Field& field) {
            used = field.key == key ? field.used : used;
        });
        return used;
    }

private:
    /// How a number box talks to a value of another type.
    struct Number {
        std::function<double()> get;
        std::function<void(double)> set;
    };
    struct Choices {
        QStringList titles;
        std::function<int()> get;
        std::function<void(int)> set;
    };

    template <class T> void addNumber(T& value, const Field& field) const {
        addNumberRow({[&value] { return static_cast<double>(value); },
                      [&value](double number) { value = static_cast<T>(number); }},
                     std::integral<T>, field);
    }
    template <class E> void addEnum(E& value, const Field& field) const {
        QStringList titles;
        for (const auto& name : EnumNames<E>::kNames) {
            titles << text(name.title);
        }
        addChoice({titles, [&value] { return static_cast<int>(value); },
                   [&value](int index) { value = static_cast<E>(index); }},
                  field);
    }
    void addStrategy(MaskStrategy& value, const Field& field) const;
    void addSwitch(bool& value, const Field& field) const;
    void addText(std::string& value, const Field& field) const;
    void addFile(std::string& value, const Field& field) const;
    void addList(std::vector<double>& value, const Field& field) const;
    void addList(std::vector<std::string>& value, const Field& field) const;
    void addNumberRow(const Number& number, bool whole, const Field& field) const;
    void addChoice(const Choices& choices, const Field& field) const;
    void addRow(const Field& field, QWidget* editor, std::function<void()> show) const;

    QString path(const Field& field) const;

    ConfigForm& m_form;
    std::size_t m_group;
    const QStringList& m_elsewhere;
    std::function<bool()> m_used{};    ///< a row is shown only then
    std::function<void()> m_written{}; ///< of a strategy's rows: copy it to the settings
};

} // namespace mae::ui
