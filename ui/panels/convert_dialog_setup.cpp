// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialog that converts is put together.
#include "ui/models/report_text.h"
#include "ui/panels/convert_dialog.h"
#include "ui/session/model_doctor.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/task_line.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

namespace mae::ui {
namespace {

template <class Enum> void addChoices(QComboBox& box) {
    for (const auto& name : EnumNames<Enum>::kNames) {
        box.addItem(QCoreApplication::translate("Config", name.title));
    }
}

/// For what the input may say itself: empty means as it says.
QLineEdit* makeNote(const std::string& said, const QString& name) {
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(said.empty()
                                 ? QCoreApplication::translate("mae::ui::ConvertDialog", "not said")
                                 : reportSentence(said));
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

ConvertDialog::ConvertDialog(const QString& input, std::shared_ptr<const ModelReport> report,
                             const ModelOverrides& overrides, ModelDoctor& doctor,
                             Settings& settings, QWidget* parent)
    : QDialog(parent),
      m_input(input),
      m_report(std::move(report)),
      m_doctor(doctor),
      m_settings(settings),
      m_format(new QComboBox),
      m_formatHelp(makeCaption()),
      m_type(new QComboBox),
      m_output(new QLineEdit),
      m_browse(new QPushButton(tr("&Browse…"))),
      m_trainedOn(makeNote(m_report->trainedOn, tr("Trained on"))),
      m_licence(makeNote(m_report->licence, tr("Licence"))),
      m_choices(new ModelChoices),
      m_fields(new QWidget),
      m_message(new MessageBar),
      m_task(new TaskLine(tr("Conversion"))),
      m_convert(new QPushButton(icon("convert"), tr("&Convert"))),
      m_close(new QPushButton),
      m_show(new QPushButton(icon("folder"), tr("&Show in Folder"))),
      m_look(new QPushButton(tr("&Look Inside"))) {
    setWindowTitle(tr("Convert Model"));
    addChoices<ModelFormat>(*m_format);
    addChoices<WeightType>(*m_type);
    m_type->setToolTip(tr("float16 and bfloat16 halve the file; float32 keeps every bit."));
    m_choices->setReport(*m_report);
    m_choices->setOverrides(overrides);
    layOut();
    connectDoctor();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ConvertDialog::formatChanged);
    connect(m_output, &QLineEdit::textChanged, this, [this] {
        m_message->clear(); // it was about another place
        updateButtons();
    });
    connect(m_browse, &QPushButton::clicked, this, &ConvertDialog::browse);
    const bool reconstructs = m_report->config.decoderDepth > 0;
    setFormat(reconstructs ? ModelFormat::Mae : ModelFormat::Timm);
    formatChanged();
}

void ConvertDialog::layOut() {
    auto* where = new QHBoxLayout;
    where->setSpacing(kGapSmall);
    where->addWidget(m_output, 1);
    where->addWidget(m_browse);
    m_format->setAccessibleName(tr("Format"));
    m_type->setAccessibleName(tr("Type of the weights"));
    m_output->setAccessibleName(tr("Where to"));
    m_convert->setMinimumHeight(kControlHeight);
    auto* rows = new QGridLayout(m_fields);
    rows->setContentsMargins({});
    rows->setHorizontalSpacing(kGapLarge);
    rows->setVerticalSpacing(kGapSmall);
    rows->setColumnStretch(1, 1);
    const auto add = [rows](const QString& text, QWidget* buddy) {
        auto* label = new QLabel(text);
        label->setBuddy(buddy);
        label->setMinimumWidth(label->fontMetrics().horizontalAdvance(text)); // with its &: room
        rows->addWidget(label, rows->rowCount(), 0);
        return rows->rowCount() - 1;
    };
    rows->addWidget(m_format, add(tr("&Format"), m_format), 1);
    rows->addWidget(m_formatHelp, rows->rowCount(), 1);
    rows->addWidget(m_type, add(tr("T&ype of the weights"), m_type), 1);
    rows->addLayout(where, add(tr("&Where to"), m_output), 1);
    rows->addWidget(m_trainedOn, add(tr("&Trained on"), m_trainedOn), 1);
    rows->addWidget(m_licence, add(tr("L&icence"), m_licence), 1);
    rows->addWidget(m_choices, rows->rowCount(), 1);
    m_choices->setVisible(ModelChoices::areNeeded(*m_report));
    makePrimary(m_convert);
    m_convert->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGapSmall);
    buttons->addWidget(m_show);
    buttons->addWidget(m_look);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_convert);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    column->setSpacing(kGap);
    column->addWidget(m_fields);
    column->addWidget(m_message);
    column->addWidget(m_task);
    column->addLayout(buttons);
    setMinimumWidth(560);
}

} // namespace mae::ui
