// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/decode.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/save_dialog.h"
#include "ui/session/animation_export.h"
#include "ui/session/film_export.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"
#include "ui/session/settings.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <array>
#include <utility>

namespace mae::ui {
namespace {

const auto kOpenFolder = QStringLiteral("folders/open");
const auto kSaveFolder = QStringLiteral("folders/save");
constexpr int kDragIcon = 96;

} // namespace

void ExploreWorkspace::connectFiles() {
    const auto& a = m_actions;
    const auto on = [this](QAction* action, auto&& work) {
        connect(action, &QAction::triggered, this, work);
    };
    on(a.openPictures, &ExploreWorkspace::askForPictures);
    on(a.openFolder, &ExploreWorkspace::askForFolder);
    on(a.samples, [this] { m_gallery->restoreSamples(); });
    on(a.saveReconstruction, &ExploreWorkspace::saveReconstruction);
    on(a.saveParts, &ExploreWorkspace::saveParts);
    on(a.exportView, &ExploreWorkspace::exportView);
    on(a.exportAnimation, &ExploreWorkspace::exportAnimation);
    on(a.saveExperiment, &ExploreWorkspace::saveExperiment);
    on(a.copyReconstruction, [this] { copy(m_deck->reconstruction()); });
    on(a.copyView, [this] { attempt([this] { copy(rendered(m_deck->current()->figure(), 1)); }); });
    on(a.paste, &ExploreWorkspace::paste);
    const auto saved = [this](const QString& path) {
        m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    };
    const auto failed = [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    };
    connect(m_animation, &AnimationExport::finished, this, saved);
    connect(m_animation, &AnimationExport::failed, this, failed);
    connect(m_film, &FilmExport::finished, this, saved);
    connect(m_film, &FilmExport::failed, this, failed);
}

bool ExploreWorkspace::attempt(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (...) {
        m_messages->showMessage(MessageBar::Kind::Error,
                                QString::fromStdString(currentError().what()));
        return false;
    }
}

void ExploreWorkspace::askForPictures() {
    const auto paths = QFileDialog::getOpenFileNames(
        window(), tr("Open Pictures"), m_settings.value(kOpenFolder).toString(),
        tr("Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.pbm *.pgm *.ppm *.pnm *.gif)")
            + QStringLiteral(";;") + tr("Models (*.safetensors *.pth *.pt *.bin)")
            + QStringLiteral(";;") + tr("Experiments (*.mae.json)") + QStringLiteral(";;")
            + tr("All files (*)"));
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

QString ExploreWorkspace::askForSaving(const QString& title, const QString& suggestion,
                                       const QString& filter) {
    const QDir folder(m_settings.value(kSaveFolder, QDir::homePath()).toString());
    const auto base = QFileInfo(m_explorer.picture().name).completeBaseName();
    const auto path = whereToSave(
        *window(), {.title = title,
                    .name = folder.filePath(QStringLiteral("%1-%2").arg(base, suggestion)),
                    .filters = filter.split(QStringLiteral(";;")) << tr("All files (*)")});
    if (!path.isEmpty()) {
        m_settings.setValue(kSaveFolder, QFileInfo(path).path());
    }
    return path;
}

void ExploreWorkspace::saveReconstruction() {
    const auto picture = m_deck->reconstruction(); // a camera goes on while the dialog is open
    const auto path = askForSaving(tr("Save Picture"), QStringLiteral("reconstruction.png"),
                                   tr("PNG pictures (*.png)"));
    if (!path.isEmpty() && attempt([&] { writePng(toPath(path), toImage(picture)); })) {
        m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    }
}

/// The files that `mae reconstruct --view parts` writes.
void ExploreWorkspace::saveParts() {
    const auto result = m_deck->result(); // a camera goes on while the dialog is open
    const auto base = QFileInfo(m_explorer.picture().name).completeBaseName();
    const auto folder = QFileDialog::getExistingDirectory(window(), tr("Save Parts Into"),
                                                          m_settings.value(kSaveFolder).toString());
    if (folder.isEmpty() || !result) {
        return;
    }
    m_settings.setValue(kSaveFolder, folder);
    const std::array parts{std::pair{"masked", &result->masked},
                           std::pair{"reconstruction", &result->reconstruction},
                           std::pair{"original", &result->original}};
    QString name;
    const auto taken = [&] {
        return std::ranges::any_of(parts, [&](const auto& part) {
            return QFileInfo::exists(
                QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(part.first)));
        });
    };
    name = base; // never over what is there
    for (int i = 2; taken(); ++i) {
        name = QStringLiteral("%1-%2").arg(base).arg(i);
    }
    const bool done = attempt([&] {
        for (const auto& [part, image] : parts) {
            writePng(toPath(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(part))),
                     *image);
        }
    });
    if (done) {
        m_messages->showMessage(
            MessageBar::Kind::Info,
            tr("Saved as “%1-masked.png”, “…-reconstruction.png” and “…-original.png”.").arg(name));
    }
}

void ExploreWorkspace::exportView() {
    const auto figure = m_deck->current()->figure();
    if (figure.isEmpty()) {
        return;
    }
    ExportDialog dialog(figure, window());
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const auto path =
        askForSaving(tr("Export View"), m_deck->currentId() + QLatin1Char('.') + dialog.suffix(),
                     dialog.fileFilter());
    if (!path.isEmpty() && attempt([&] { writeFigure(figure, path, dialog.scale()); })) {
        m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    }
}

/// The view as it moves; one that does not: the picture from few to many hidden patches.
void ExploreWorkspace::exportAnimation() {
    const auto pixels = m_explorer.pixels();
    const auto choice = m_explorer.choice();
    const auto display = m_explorer.display();
    const auto film = m_deck->current()->film();
    const auto suggestion =
        film.frames > 0 ? QStringLiteral("how-it-works.mp4") : QStringLiteral("ratios.gif");
    const QStringList formats{tr("GIF animations (*.gif)"), tr("MP4 videos (*.mp4)")};
    const auto path = askForSaving(tr("Export Animation"), suggestion,
                                   film.frames > 0 ? formats[1] + QStringLiteral(";;") + formats[0]
                                                   : formats.join(QStringLiteral(";;")));
    if (path.isEmpty()) {
        return;
    }
    m_animation->cancel();
    m_film->cancel();
    if (film.frames > 0) {
        m_film->start(path, film);
    } else if (pixels) {
        m_animation->start(
            path, [pixels] { return pixels; }, choice, display);
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

void ExploreWorkspace::dragOut(const QImage& picture) {
    if (picture.isNull()) {
        return;
    }
    auto* mime = new QMimeData;
    mime->setImageData(picture); // encoded when somebody takes it
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->setPixmap(QPixmap::fromImage(picture.scaled(kDragIcon, kDragIcon, Qt::KeepAspectRatio)));
    drag->exec(Qt::CopyAction);
}

} // namespace mae::ui
