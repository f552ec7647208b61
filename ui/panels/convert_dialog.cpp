// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/convert_dialog.h"

#include "ui/models/report_text.h"
#include "ui/session/model_doctor.h"
#include "ui/session/paths.h"
#include "ui/session/settings.h"
#include "ui/style/metrics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/task_line.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QUrl>
#include <algorithm>
#include <array>

namespace mae::ui {
namespace {

const auto kSaveFolder = QStringLiteral("models/save-folder");

bool isFolderFormat(ModelFormat format) { return format == ModelFormat::HuggingFace; }

/// Whether something would be replaced. A folder is, if a model lies in it.
bool wouldReplace(const QString& path, ModelFormat format) {
    const QFileInfo info(path);
    if (!isFolderFormat(format) || !info.isDir()) {
        return info.exists();
    }
    return std::ranges::any_of(
        std::array{"model.safetensors", "config.json", "preprocessor_config.json"},
        [&path](const char* file) { return QFileInfo::exists(path + u'/' + QLatin1String(file)); });
}

/// What readers expect at the end of a file's name; empty: a folder.
QString suffixOf(ModelFormat format) {
    switch (format) {
    case ModelFormat::Official: return QStringLiteral(".pth");
    case ModelFormat::HuggingFace: return {};
    case ModelFormat::Mae:
    case ModelFormat::Timm: break;
    }
    return QStringLiteral(".safetensors");
}

/// Without a suffix that names a format.
QString withoutSuffix(QString path) {
    for (const char* suffix : {".safetensors", ".pth", ".pt"}) {
        if (path.endsWith(QLatin1String(suffix))) {
            path.chop(static_cast<qsizetype>(qstrlen(suffix)));
            break;
        }
    }
    return path;
}

} // namespace

QString ConvertDialog::suggestedOutput(ModelFormat format) const {
    const bool bundled = m_input == QLatin1String("bundled");
    const QFileInfo input(bundled ? QStringLiteral("mae") : m_input);
    const auto beside = bundled ? QDir::homePath() : input.absolutePath();
    const QDir folder(m_settings.value(kSaveFolder, beside).toString());
    const auto base = input.isDir() ? input.fileName() : input.completeBaseName();
    switch (format) {
    case ModelFormat::Mae: return folder.filePath(base + QStringLiteral("-mae.safetensors"));
    case ModelFormat::Official: return folder.filePath(base + QStringLiteral("-official.pth"));
    case ModelFormat::HuggingFace: return folder.filePath(base + QStringLiteral("-huggingface"));
    case ModelFormat::Timm: return folder.filePath(base + QStringLiteral("-timm.safetensors"));
    }
    return {};
}

ModelFormat ConvertDialog::format() const {
    return static_cast<ModelFormat>(m_format->currentIndex());
}

void ConvertDialog::setFormat(ModelFormat format) {
    m_format->setCurrentIndex(static_cast<int>(format));
}

void ConvertDialog::setOutput(const QString& path) { m_output->setText(path); }

QString ConvertDialog::output() const { return m_output->text().trimmed(); }

void ConvertDialog::formatChanged() {
    const bool untouched = output().isEmpty() || output() == m_suggested;
    m_suggested = suggestedOutput(format());
    m_mayReplace.clear(); // it was asked about another file
    m_message->clear();
    if (untouched) {
        setOutput(m_suggested);
    } else if (const auto base = withoutSuffix(output()); base != output()) {
        setOutput(base + suffixOf(format()));
    }
    switch (format()) {
    case ModelFormat::Mae:
        m_formatHelp->setText(tr("One file that holds everything; opens here and in every reader "
                                 "of safetensors."));
        break;
    case ModelFormat::Official:
        m_formatHelp->setText(tr("For the published code: torch.load(…)['model']. Heads, mean and "
                                 "deviation have no place in it."));
        break;
    case ModelFormat::HuggingFace:
        m_formatHelp->setText(
            tr("A folder for ViTMAEForPreTraining.from_pretrained(…) of transformers."));
        break;
    case ModelFormat::Timm:
        m_formatHelp->setText(tr("The encoder for VisionTransformer of timm; the decoder stays "
                                 "behind."));
        break;
    }
    updateButtons();
}

void ConvertDialog::browse() {
    const auto wanted = output().isEmpty() ? m_suggested : output();
    QString path;
    if (isFolderFormat(format())) {
        path = QFileDialog::getExistingDirectory(this, tr("Folder for the Model"),
                                                 QFileInfo(wanted).absolutePath());
        if (!path.isEmpty() && !QDir(path).isEmpty() && !wouldReplace(path, format())) {
            path = QDir(path).filePath(QFileInfo(m_suggested).fileName()); // a place to keep models
        }
    } else {
        path = QFileDialog::getSaveFileName(this, tr("Convert To"), wanted,
                                            (format() == ModelFormat::Official
                                                 ? tr("PyTorch files (*.pth *.pt *.safetensors)")
                                                 : tr("Safetensors (*.safetensors)"))
                                                + QStringLiteral(";;") + tr("All files (*)"));
        if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty()) {
            path += suffixOf(format()); // about which the file dialog has not asked
        } else {
            m_mayReplace = path;
        }
    }
    if (!path.isEmpty()) {
        setOutput(path);
    }
}

QString ConvertDialog::obstacle() const {
    const QFileInfo info(output());
    if (output().isEmpty()) {
        return tr("Say where the result is to go.");
    }
    if (info.isRelative()) {
        return tr("Give the whole path, from / on.");
    }
    if (!info.absoluteDir().exists()) {
        return tr("There is no folder “%1”.").arg(info.absolutePath());
    }
    if (info.isDir() && !isFolderFormat(format())) {
        return tr("“%1” is a folder. Give the name of a file.").arg(info.fileName());
    }
    const bool torch =
        output().endsWith(QLatin1String(".pth")) || output().endsWith(QLatin1String(".pt"));
    if (torch && suffixOf(format()) == QLatin1String(".safetensors")) {
        return tr("This format is a safetensors file. End its name with .safetensors.");
    }
    if (info.isFile() && isFolderFormat(format())) {
        return tr("“%1” is a file. Give the name of a folder.").arg(info.fileName());
    }
    for (const auto& file : m_report->files) {
        const QFileInfo source(toText(file.path));
        if (info.exists()
            && (info == source || (info.isDir() && source.absoluteDir() == QDir(output())))) {
            return tr("That is the model itself. Choose another place.");
        }
    }
    return {};
}

void ConvertDialog::updateButtons() {
    const bool busy = m_doctor.isConverting();
    const bool done = !m_written.isEmpty();
    const auto why = obstacle();
    m_fields->setEnabled(!busy && !done);
    m_convert->setVisible(!done);
    m_convert->setEnabled(!busy && why.isEmpty());
    m_convert->setToolTip(why);
    m_show->setVisible(done);
    m_look->setVisible(done);
    m_close->setText(done ? tr("Close") : tr("Cancel"));
    m_output->setToolTip(why);
    if (!busy) {
        m_task->hide();
    }
}

ConvertRequest ConvertDialog::request() const {
    // Of a run the checkpoint that is shown, not a newer one.
    return {.input = m_report->source,
            .output = toPath(output()),
            .format = format(),
            .type = static_cast<WeightType>(m_type->currentIndex()),
            .overrides = m_choices->overrides(),
            .trainedOn = m_trainedOn->text().trimmed().toStdString(),
            .licence = m_licence->text().trimmed().toStdString()};
}

void ConvertDialog::start() {
    if (output() != m_mayReplace && wouldReplace(output(), format())) {
        m_message->showMessage(MessageBar::Kind::Warning,
                               tr("“%1” exists already.").arg(QFileInfo(output()).fileName()),
                               tr("Replace"));
        return;
    }
    startForced();
}

void ConvertDialog::startForced() {
    if (!obstacle().isEmpty() || m_doctor.isConverting()) {
        return; // the name has been changed since it was asked
    }
    m_message->clear();
    m_settings.setValue(kSaveFolder, QFileInfo(output()).absolutePath());
    m_doctor.convert(request());
    m_task->showTask(tr("Reading the model…"), 0, tr("Stop"));
    updateButtons();
}

void ConvertDialog::connectDoctor() {
    auto* doctor = &m_doctor;
    connect(doctor, &ModelDoctor::convertProgress, this, [this](double done) {
        m_task->showTask(tr("Converting… %1 %").arg(qRound(done * 100)), done, tr("Stop"));
    });
    connect(doctor, &ModelDoctor::converted, this, &ConvertDialog::finish);
    connect(doctor, &ModelDoctor::convertFailed, this, [this](const QString& message) {
        m_message->showMessage(MessageBar::Kind::Error, message);
        ended();
    });
    connect(doctor, &ModelDoctor::convertCancelled, this, [this] {
        m_message->showMessage(MessageBar::Kind::Info, tr("Stopped. Nothing was written."));
        ended();
    });
    connect(m_task, &TaskLine::buttonClicked, doctor, &ModelDoctor::cancelConvert);
    connect(m_message, &MessageBar::actionTriggered, this, &ConvertDialog::startForced);
    connect(m_convert, &QPushButton::clicked, this, &ConvertDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ConvertDialog::reject);
    connect(m_show, &QPushButton::clicked, this, [this] {
        const QFileInfo info(m_written);
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(info.isDir() ? m_written : info.absolutePath()));
    });
    connect(m_look, &QPushButton::clicked, this, [this] {
        Q_EMIT lookInside(m_written);
        accept();
    });
}

void ConvertDialog::finish(const QString& output, qint64 values) {
    m_written = output;
    m_message->showMessage(
        MessageBar::Kind::Info,
        tr("Written to “%1”: %2 values.").arg(output, QLocale().toString(values)));
    m_close->setFocus();
    ended();
}

void ConvertDialog::ended() {
    updateButtons();
    if (m_closing) {
        QDialog::reject();
    }
}

void ConvertDialog::reject() {
    m_doctor.cancelConvert();
    m_closing = m_doctor.isConverting();
    if (!m_closing) {
        QDialog::reject();
    }
}

} // namespace mae::ui
