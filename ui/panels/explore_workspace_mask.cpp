// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/mask_edit.h"
#include "core/masking/mask_file.h"
#include "ui/models/gallery_model.h"
#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/session/paths.h"
#include "ui/session/settings.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/mask_canvas.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/triptych_view.h"
#include "ui/widgets/window_canvas.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>

namespace mae::ui {
namespace {

const auto kMaskFolder = QStringLiteral("folders/mask");
constexpr qsizetype kLongestMask = 4 << 20; ///< characters of a mask on the clipboard

} // namespace

void ExploreWorkspace::connectPainting() {
    connect(m_inspector->paintForm(), &PaintForm::optionsChanged, this,
            [this](const PaintOptions& options) {
                if (options.tool != MaskTool::Move) {
                    m_deck->setCurrent(QStringLiteral("triptych")); // where one paints
                }
                m_canvas->setOptions(options);
                updateCanvas();
            });
    connect(m_canvas, &MaskCanvas::brushChanged, m_inspector->paintForm(), &PaintForm::setBrush);
    connect(m_canvas, &MaskCanvas::painted, &m_explorer,
            [this](const std::shared_ptr<const Mask>& mask) { m_explorer.paint(mask); });
    connect(m_canvas, &MaskCanvas::strokeEnded, &m_explorer, &Explorer::endGesture);
    connect(m_window, &WindowCanvas::windowChanged, &m_explorer, &Explorer::setMask);
    connect(m_window, &WindowCanvas::gestureEnded, &m_explorer, &Explorer::endGesture);
    connect(&m_explorer, &Explorer::maskChanged, this, &ExploreWorkspace::updateCanvas);
    connect(&m_explorer, &Explorer::paintedChanged, this, &ExploreWorkspace::updateActions);
    connectMaskActions();
}

void ExploreWorkspace::connectMaskActions() {
    const auto on = [this](QAction* action, auto&& work) {
        connect(action, &QAction::triggered, this, work);
    };
    on(m_paint.invert, [this] { paintEdited(&inverted); });
    on(m_paint.hideAll,
       [this] { paintEdited([](const Mask& mask) { return allHidden(mask.grid); }); });
    on(m_paint.showAll,
       [this] { paintEdited([](const Mask& mask) { return allVisible(mask.grid); }); });
    on(m_paint.strategy, [this] {
        m_explorer.endGesture();
        m_explorer.setMask(m_explorer.mask());
        m_explorer.endGesture();
    });
    on(m_paint.toAll, [this] {
        if (const auto mask = shownMask()) {
            std::vector<quint64> ids;
            for (const auto& picture : m_gallery->pictures()) {
                ids.push_back(picture.id);
            }
            m_explorer.paint(ids, std::make_shared<const Mask>(*mask));
            Q_EMIT hint(
                tr("All %n pictures have this mask now.", nullptr, static_cast<int>(ids.size())));
        }
    });
    on(m_paint.copyMask, &ExploreWorkspace::copyMask);
    on(m_paint.pasteMask, &ExploreWorkspace::pasteMask);
    on(m_paint.load, &ExploreWorkspace::loadMask);
    on(m_paint.save, &ExploreWorkspace::saveMask);
}

std::optional<Mask> ExploreWorkspace::shownMask() const {
    const auto& result = m_deck->result();
    if (!result || m_maskedPicture != m_explorer.picture().id) {
        return {}; // or still the mask of another picture
    }
    const auto painted = m_explorer.choice().painted; // it may not have been computed yet
    return painted ? resampledMask(*painted, result->grid)
                   : maskFromHidden(result->grid, result->hidden);
}

void ExploreWorkspace::paintEdited(Mask (*edit)(const Mask&)) {
    if (const auto mask = shownMask()) {
        m_explorer.endGesture();
        m_explorer.paint(std::make_shared<const Mask>(edit(*mask)));
        m_explorer.endGesture();
    }
}

void ExploreWorkspace::showMaskOnCanvas() {
    const auto& result = m_deck->result();
    if (result) {
        m_canvas->setShownMask(result->grid, result->hidden);
        m_window->setShownMask(result->grid, result->hidden, m_explorer.mask());
    } else {
        m_canvas->clear();
        m_window->setShownMask({0, 0}, {}, {});
    }
    updateCanvas();
}

/// The window of the crop strategy can be dragged while the mouse has nothing else to do.
void ExploreWorkspace::updateCanvas() {
    m_window->setOn(m_deck->result() != nullptr && !m_explorer.isPainted()
                    && std::holds_alternative<CropMask>(m_explorer.mask().strategy)
                    && m_canvas->options().tool == MaskTool::Move);
}

void ExploreWorkspace::copyMask() {
    if (const auto mask = shownMask()) {
        QApplication::clipboard()->setText(QString::fromStdString(masksToJson({&*mask, 1})));
        Q_EMIT hint(tr("Mask copied."));
    }
}

void ExploreWorkspace::pasteMask() {
    const auto text = QApplication::clipboard()->text();
    attempt([&] {
        if (text.isEmpty() || text.size() > kLongestMask) {
            throw Error(ErrorKind::InvalidConfig,
                        "There is no mask on the clipboard. Copy one with Copy Mask first.");
        }
        const auto masks = masksFromJson(text.toStdString(), "The clipboard");
        m_explorer.endGesture();
        m_explorer.paint(std::make_shared<const Mask>(masks.front()));
        m_explorer.endGesture();
    });
}

void ExploreWorkspace::loadMask() {
    const auto path = QFileDialog::getOpenFileName(
        window(), tr("Load Mask"), m_settings.value(kMaskFolder).toString(),
        tr("Masks (*.json *.png)") + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty()) {
        return;
    }
    m_settings.setValue(kMaskFolder, QFileInfo(path).path());
    const auto& result = m_deck->result();
    attempt([&] {
        const auto masks = readMasks(toPath(path), result ? result->grid : PatchGrid{});
        m_explorer.endGesture();
        m_explorer.paint(std::make_shared<const Mask>(masks.front()));
        m_explorer.endGesture();
    });
}

void ExploreWorkspace::saveMask() {
    const auto mask = shownMask();
    if (!mask) {
        return;
    }
    const auto path = askForSaving(tr("Save Mask"), QStringLiteral("mask.json"),
                                   tr("Masks (*.json)") + QStringLiteral(";;")
                                       + tr("Black-and-white pictures (*.png)"));
    if (!path.isEmpty() && attempt([&] { writeMasks(toPath(path), {&*mask, 1}); })) {
        m_messages->showMessage(MessageBar::Kind::Info, tr("Saved as “%1”.").arg(path));
    }
}

} // namespace mae::ui
