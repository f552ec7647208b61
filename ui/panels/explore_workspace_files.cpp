// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/decode.h"
#include "ui/panels/explore_workspace.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"
#include "ui/session/settings.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/triptych_view.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <filesystem>

namespace mae::ui {
namespace {

const auto kOpenFolder = QStringLiteral("folders/open");
const auto kSaveFolder = QStringLiteral("folders/save");
constexpr int kDragIcon = 96;

} // namespace

void ExploreWorkspace::askForPictures() {
    const auto paths = QFileDialog::getOpenFileNames(
        window(), tr("Open Pictures"), m_settings.value(kOpenFolder).toString(),
        tr("Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.pbm *.pgm *.ppm *.pnm *.gif)")
            + QStringLiteral(";;") + tr("Models (*.safetensors *.pth *.pt *.bin)")
            + QStringLiteral(";;") + tr("All files (*)"));
    if (!paths.isEmpty()) {
        m_settings.setValue(kOpenFolder, QFileInfo(paths.first()).path());
        openPaths(paths);
    }
}

void ExploreWorkspace::askForFolder() {
    const auto folder = QFileDialog::getExistingDirectory(window(), tr("Open Folder"),
                                                          m_settings.value(kOpenFolder).toString());
    if (!folder.isEmpty()) {
        m_settings.setValue(kOpenFolder, folder);
        openPaths({folder});
    }
}

void ExploreWorkspace::savePicture(const QImage& picture, const QString& suggestion) {
    const QDir folder(m_settings.value(kSaveFolder, QDir::homePath()).toString());
    const auto base = QFileInfo(m_explorer.picture().name).completeBaseName();
    auto path = QFileDialog::getSaveFileName(
        window(), tr("Save Picture"),
        folder.filePath(QStringLiteral("%1-%2.png").arg(base, suggestion)),
        tr("PNG pictures (*.png)") + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty()) {
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += QLatin1String(".png");
    }
    m_settings.setValue(kSaveFolder, QFileInfo(path).path());
    try {
        writePng(toPath(path), toImage(picture));
        m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    } catch (...) {
        m_messages->showMessage(MessageBar::Kind::Error,
                                QString::fromStdString(currentError().what()));
    }
}

void ExploreWorkspace::copy(const QImage& picture) {
    QApplication::clipboard()->setImage(picture);
    Q_EMIT hint(tr("Copied."));
}

void ExploreWorkspace::paste() {
    if (const auto* mime = QApplication::clipboard()->mimeData()) {
        openData(*mime);
    }
}

void ExploreWorkspace::dragOut() {
    const auto picture = m_triptych->reconstruction();
    if (picture.isNull()) {
        return;
    }
    auto* mime = new QMimeData;
    mime->setImageData(picture);
    QByteArray png;
    QBuffer buffer(&png);
    if (buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG")) {
        mime->setData(QStringLiteral("image/png"), png);
    }
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->setPixmap(QPixmap::fromImage(picture.scaled(kDragIcon, kDragIcon, Qt::KeepAspectRatio)));
    drag->exec(Qt::CopyAction);
}

} // namespace mae::ui
