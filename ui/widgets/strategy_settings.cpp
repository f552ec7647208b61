// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strategy_settings.h"

#include "ui/style/metrics.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <functional>
#include <type_traits>
#include <utility>

namespace mae::ui {
namespace {

QString configText(const char* english) { return QCoreApplication::translate("Config", english); }

/// Adds a row per field: label on the left, control on the right.
class Rows {
public:
    Rows(QGridLayout& grid, StrategySettings& owner, std::function<void()> edited)
        : m_grid(grid), m_owner(owner), m_edited(std::move(edited)) {}

    void operator()(int& value, const Field& field) {
        auto* box = new QSpinBox;
        box->setRange(static_cast<int>(field.range.min), static_cast<int>(field.range.max));
        add(box, value, field);
    }
    void operator()(double& value, const Field& field) {
        auto* box = new QDoubleSpinBox;
        box->setRange(field.range.min, field.range.max);
        box->setSingleStep((field.range.max - field.range.min) / 50);
        add(box, value, field);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(Enum& value, const Field& field) {
        auto* box = new QComboBox;
        for (const auto& name : EnumNames<Enum>::kNames) {
            box->addItem(configText(name.title));
        }
        box->setCurrentIndex(static_cast<int>(value));
        QObject::connect(box, &QComboBox::currentIndexChanged, box,
                         [&value, edited = m_edited](int index) {
                             value = static_cast<Enum>(index);
                             edited();
                         });
        place(box, field);
    }

private:
    template <class Box, class T> void add(Box* box, T& value, const Field& field) {
        if (*field.unit != '\0') {
            box->setSuffix(QLatin1Char(' ') + configText(field.unit));
        }
        box->setAlignment(Qt::AlignRight);
        box->setValue(value);
        QObject::connect(box, &Box::valueChanged, box, [&value, edited = m_edited](T v) {
            value = v;
            edited();
        });
        QObject::connect(box, &Box::editingFinished, &m_owner, &StrategySettings::gestureEnded);
        place(box, field);
    }

    void place(QWidget* box, const Field& field) {
        box->setObjectName(QString::fromLatin1(field.key));
        box->setToolTip(configText(field.help));
        box->setWhatsThis(configText(field.help));
        box->setAccessibleName(StrategySettings::tr("Mask: %1").arg(configText(field.title)));
        auto* label = new QLabel(configText(field.title));
        label->setBuddy(box);
        label->setToolTip(configText(field.help));
        const int row = m_grid.rowCount();
        m_grid.addWidget(label, row, 0);
        m_grid.addWidget(box, row, 1);
    }

    QGridLayout& m_grid;
    StrategySettings& m_owner;
    std::function<void()> m_edited;
};

template <std::size_t... I> std::vector<MaskStrategy> makeAll(std::index_sequence<I...>) {
    return {MaskStrategy(std::in_place_index<I>)...};
}

/// Writes the values of @p strategy into the boxes made for it.
class Fill {
public:
    explicit Fill(QWidget& rows) : m_rows(rows) {}
    void operator()(const int& value, const Field& field) { fill<QSpinBox>(value, field); }
    void operator()(const double& value, const Field& field) { fill<QDoubleSpinBox>(value, field); }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(const Enum& value, const Field& field) {
        if (auto* box = m_rows.findChild<QComboBox*>(QString::fromLatin1(field.key))) {
            const QSignalBlocker quiet(box);
            box->setCurrentIndex(static_cast<int>(value));
        }
    }

private:
    template <class Box, class T> void fill(T value, const Field& field) {
        if (auto* box = m_rows.findChild<Box*>(QString::fromLatin1(field.key))) {
            const QSignalBlocker quiet(box);
            box->setValue(value);
        }
    }
    QWidget& m_rows;
};

/// Lets only those boxes be edited whose values have an effect.
class Enable {
public:
    explicit Enable(QWidget& rows) : m_rows(rows) {}
    template <class T> void operator()(const T&, const Field& field) {
        if (auto* box = m_rows.findChild<QWidget*>(QString::fromLatin1(field.key))) {
            box->setEnabled(field.used);
        }
    }

private:
    QWidget& m_rows;
};

} // namespace

StrategySettings::StrategySettings(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void StrategySettings::setStrategy(const MaskStrategy& strategy) {
    if (strategy.index() != m_strategy.index()) {
        m_strategy = strategy;
        rebuild();
        return;
    }
    if (!(strategy == m_strategy)) {
        m_strategy = strategy;
        std::visit([this](auto& s) { std::decay_t<decltype(s)>::fields(s, Fill(*m_rows)); },
                   m_strategy);
        enableUsed();
    }
}

void StrategySettings::rebuild() {
    delete m_rows;
    m_rows = new QWidget;
    auto* grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGapSmall);
    grid->setColumnStretch(0, 1);
    const auto edited = [this] {
        enableUsed();
        Q_EMIT strategyChanged(m_strategy);
    };
    std::visit([&](auto& s) { std::decay_t<decltype(s)>::fields(s, Rows(*grid, *this, edited)); },
               m_strategy);
    layout()->addWidget(m_rows);
    enableUsed();
    setVisible(grid->count() > 0);
}

void StrategySettings::enableUsed() {
    std::visit([this](const auto& s) { s.fields(s, Enable(*m_rows)); }, m_strategy);
}

QString strategyTitle(const MaskStrategy& strategy) {
    return std::visit([](const auto& s) { return configText(s.kTitle); }, strategy);
}

QString strategyHelp(const MaskStrategy& strategy) {
    return std::visit([](const auto& s) { return configText(s.kHelp); }, strategy);
}

std::vector<MaskStrategy> allStrategies() {
    return makeAll(std::make_index_sequence<std::variant_size_v<MaskStrategy>>{});
}

} // namespace mae::ui
