// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/config_form_builder.h"

#include "ui/session/paths.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"
#include "ui/widgets/file_edit.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/paths_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <string_view>
#include <utility>

namespace mae::ui {
namespace {

/// Lets the wheel scroll the form instead of changing a combo box that it happens to pass.
class WheelGuard : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() == QEvent::Wheel && widget != nullptr && !widget->hasFocus()) {
            event->ignore();
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

/// Calls @p f with the index of each alternative and a default value of it.
template <std::size_t... I, class F> void forEachStrategy(F&& f, std::index_sequence<I...>) {
    (f(I, std::variant_alternative_t<I, MaskStrategy>{}), ...);
}

} // namespace

QString ConfigForm::Builder::path(const Field& field) const {
    return m_form.m_groups[m_group].key + u'.' + QString::fromLatin1(field.key);
}

void ConfigForm::Builder::addRow(const Field& field, QWidget* editor,
                                 std::function<void()> show) const {
    const auto& group = m_form.m_groups[m_group];
    auto* row = new FormRow(text(field.title), text(field.help), editor);
    editor->setObjectName(path(field));
    // Titles repeat ("Depth" of two parts): the section makes the name unique for screen readers.
    editor->setAccessibleName(group.title + QStringLiteral(": ") + text(field.title));
    group.section->body()->addWidget(row);
    QObject::connect(row, &FormRow::resetWanted, &m_form,
                     [&form = m_form, at = path(field)] { form.resetToBase(at); });
    Entry entry{.path = path(field),
                .group = m_group,
                .row = row,
                .advanced = field.advanced,
                .show = std::move(show)};
    if (m_used) {
        entry.used = m_used;
    }
    m_form.m_entries.push_back(std::move(entry));
}

void ConfigForm::Builder::addNumberRow(const Number& number, bool whole, const Field& field) const {
    auto* box = new NumberBox(whole ? NumberBox::Kind::Whole : NumberBox::Kind::Real,
                              field.range.min, field.range.max);
    if (*field.unit != 0) {
        box->setSuffix(u' ' + text(field.unit));
    }
    QObject::connect(box, &NumberBox::valueChanged, &m_form,
                     [&form = m_form, set = number.set, written = m_written](double value) {
                         if (!form.m_showing) {
                             set(value);
                             if (written) {
                                 written();
                             }
                             form.edited();
                         }
                     });
    addRow(field, box, [box, get = number.get] { box->setValue(get()); });
}

void ConfigForm::Builder::addChoice(const Choices& choices, const Field& field) const {
    auto* combo = new QComboBox;
    combo->addItems(choices.titles);
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->installEventFilter(new WheelGuard(combo));
    QObject::connect(combo, &QComboBox::currentIndexChanged, &m_form,
                     [&form = m_form, set = choices.set, written = m_written](int index) {
                         if (!form.m_showing && index >= 0) {
                             set(index);
                             if (written) {
                                 written();
                             }
                             form.edited();
                         }
                     });
    addRow(field, combo, [combo, get = choices.get] { combo->setCurrentIndex(get()); });
}

void ConfigForm::Builder::addSwitch(bool& value, const Field& field) const {
    auto* box = new QCheckBox;
    QObject::connect(box, &QCheckBox::toggled, &m_form, [&form = m_form, &value](bool on) {
        if (!form.m_showing) {
            value = on;
            form.edited();
        }
    });
    addRow(field, box, [box, &value] { box->setChecked(value); });
}

void ConfigForm::Builder::addFile(std::string& value, const Field& field) const {
    const auto name = m_form.m_groups[m_group].title + QStringLiteral(": ") + text(field.title);
    auto* edit = new FileEdit(name);
    QObject::connect(edit, &FileEdit::pathEdited, &m_form,
                     [&form = m_form, &value](const QString& path) {
                         if (!form.m_showing) {
                             value = toPath(path).string();
                             form.edited();
                         }
                     });
    addRow(field, edit, [edit, &value] { edit->setPath(toText(value)); });
}

void ConfigForm::Builder::addText(std::string& value, const Field& field) const {
    if (field.file != FieldFile::None) {
        addFile(value, field);
        return;
    }
    auto* edit = new QLineEdit;
    edit->setClearButtonEnabled(true);
    QObject::connect(edit, &QLineEdit::textEdited, &m_form,
                     [&form = m_form, &value](const QString& written) {
                         if (!form.m_showing) {
                             value = written.trimmed().toStdString();
                             form.edited();
                         }
                     });
    addRow(field, edit, [edit, &value] {
        // What is being typed stays as it is, spaces at its end included.
        const auto shown = QString::fromStdString(value);
        if (edit->text().trimmed() != shown) {
            edit->setText(shown);
        }
    });
}

void ConfigForm::Builder::addStrategy(MaskStrategy& value, const Field& field) const {
    constexpr auto kAll = std::make_index_sequence<std::variant_size_v<MaskStrategy>>{};
    auto& pages = m_form.m_strategies;
    QStringList titles;
    forEachStrategy(
        [&]<class Spec>(std::size_t, Spec spec) {
            titles << text(Spec::kTitle);
            pages.emplace_back(spec);
        },
        kAll);
    addChoice({titles, [&value] { return static_cast<int>(value.index()); },
               [&value, &pages](int index) { value = pages[static_cast<std::size_t>(index)]; }},
              field);
    forEachStrategy(
        [&]<class Spec>(std::size_t i, Spec) {
            auto rows = *this;
            rows.m_written = [&value, &pages, i] { value = pages[i]; };
            auto& page = std::get<Spec>(pages[i]);
            Spec::fields(page, [&](auto& setting, const Field& its) {
                rows.m_used = [&value, &page, i, key = std::string_view(its.key)] {
                    return value.index() == i && isUsed(page, key);
                };
                rows(setting, its);
            });
        },
        kAll);
}

void ConfigForm::Builder::addList(std::vector<double>& value, const Field& field) const {
    auto* holder = new QWidget;
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins({});
    layout->setSpacing(kGapTiny);
    // As many boxes as there are values; a file may bring another number of them.
    const auto show = [holder, layout, &value, range = field.range, &form = m_form,
                       name = text(field.title)] {
        while (layout->count() > static_cast<int>(value.size())) {
            delete layout->takeAt(layout->count() - 1)->widget();
        }
        for (int i = layout->count(); i < static_cast<int>(value.size()); ++i) {
            auto* box = new NumberBox(NumberBox::Kind::Real, range.min, range.max, holder);
            box->setButtonSymbols(QAbstractSpinBox::NoButtons);
            box->setMinimumWidth(kControlHeight);
            box->setAccessibleName(QStringLiteral("%1 %2").arg(name).arg(i + 1));
            QObject::connect(box, &NumberBox::valueChanged, &form,
                             [&form, &value, i](double number) {
                                 if (!form.m_showing) {
                                     value[static_cast<std::size_t>(i)] = number;
                                     form.edited();
                                 }
                             });
            layout->addWidget(box);
        }
        for (int i = 0; i < layout->count(); ++i) {
            auto* box = qobject_cast<NumberBox*>(layout->itemAt(i)->widget());
            box->setValue(value[static_cast<std::size_t>(i)]);
        }
    };
    show();
    addRow(field, holder, show);
}

void ConfigForm::Builder::addList(std::vector<std::string>& value, const Field& field) const {
    auto* edit = new PathsEdit;
    QObject::connect(edit, &PathsEdit::pathsChanged, &m_form,
                     [&form = m_form, &value](const std::vector<std::string>& paths) {
                         if (!form.m_showing) {
                             value = paths;
                             form.edited();
                         }
                     });
    addRow(field, edit, [edit, &value] { edit->setPaths(value); });
}

} // namespace mae::ui
