// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/camera.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QMenu>
#include <QSignalBlocker>
#include <utility>
#include <vector>

namespace mae::ui {

void ExploreWorkspace::connectCamera() {
    const auto found = cameras();
    m_actions.camera->setEnabled(!found.empty());
    if (found.empty()) {
        m_actions.camera->setToolTip(tr("There is no camera at this computer"));
    }
    if (found.size() > 1) {
        auto* menu = new QMenu(this);
        for (const auto& camera : found) {
            auto* action = menu->addAction(QString::fromStdString(camera.name));
            connect(action, &QAction::triggered, this,
                    [this, camera] { startCamera(QString::fromStdString(camera.device)); });
        }
        m_actions.camera->setMenu(menu);
    }
    connect(m_actions.camera, &QAction::toggled, this, [this](bool on) {
        const auto now = on ? cameras() : std::vector<CameraName>{};
        if (!on) {
            stopCamera();
        } else if (!now.empty()) {
            startCamera(QString::fromStdString(now.front().device));
        } else { // unplugged since
            const QSignalBlocker quiet(m_actions.camera);
            m_actions.camera->setChecked(false);
            m_messages->showMessage(MessageBar::Kind::Warning,
                                    tr("There is no camera at this computer"));
        }
    });
    connect(&m_camera, &CameraFeed::frame, this, [this](const std::shared_ptr<const Image>& image) {
        if (m_cameraRef.id != 0) {
            m_centre->setCurrentIndex(0);
            m_explorer.setFrameOfCamera(image);
        }
    });
    connect(&m_camera, &CameraFeed::failed, this, [this](const QString& sentence) {
        stopCamera();
        m_messages->showMessage(MessageBar::Kind::Warning, sentence);
    });
}

void ExploreWorkspace::startCamera(const QString& source) {
    m_cameraRef = pixelsRef(tr("Camera"), nullptr);
    m_reader.cancel();
    m_reading = false;
    m_messages->clear();
    m_canvas->clear();
    m_explorer.endGesture();
    m_explorer.expectPicture(m_cameraRef); // it takes a while to open
    Q_EMIT titleChanged(m_cameraRef.name);
    m_camera.start(source);
    const QSignalBlocker quiet(m_actions.camera);
    m_actions.camera->setChecked(true);
}

/// The last picture of the camera gives way to the gallery's.
void ExploreWorkspace::stopCamera() {
    if (std::exchange(m_cameraRef, {}).id == 0) {
        return;
    }
    m_camera.stop();
    const QSignalBlocker quiet(m_actions.camera);
    m_actions.camera->setChecked(false);
    m_gallery->announceAgain();
}

} // namespace mae::ui
