// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "core/masking/mask_edit.h"

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

namespace mae::ui {

class ImageView;

/// What the mouse does on the masked picture.
enum class MaskTool { Move, Brush, Eraser, Rectangle, Lasso, Patch };

struct PaintOptions {
    MaskTool tool = MaskTool::Move;
    int brush = 1;         ///< diameter in patches, 1 to kLargestBrush
    bool mirrored = false; ///< left and right get the same
    bool keep = false;     ///< hides everything at first; what is painted stays visible
    static constexpr int kLargestBrush = 12;

    bool operator==(const PaintOptions&) const = default;
};

/// A sheet over the masked picture on which the mask is painted. Left button: hide, right button or
/// Shift: show (with the eraser and "keep" the other way round); wheel: size of the brush,
/// Ctrl+wheel: zoom, middle button: move. By keyboard: arrows move a cursor, Space paints there.
///
/// It only knows the mask that is shown and what is painted on it; whoever it tells about a mask
/// shows it.
class MaskCanvas : public QWidget {
    Q_OBJECT

public:
    /// @param view  the masked picture, which the canvas covers; its parent
    explicit MaskCanvas(ImageView& view);

    void setOptions(const PaintOptions& options);
    const PaintOptions& options() const { return m_options; }
    /// The mask as it is shown now. During a stroke the painted one stays.
    void setShownMask(PatchGrid grid, const std::vector<std::uint8_t>& hidden);
    void clear(); ///< there is nothing to paint on
    bool isPainting() const { return m_stroke.has_value(); }

Q_SIGNALS:
    void painted(const std::shared_ptr<const mae::Mask>& mask); ///< also while the stroke goes on
    void strokeEnded();          ///< what comes next is another step of undo
    void brushChanged(int size); ///< by the wheel

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Stroke {
        bool hide = true;
        std::vector<std::uint8_t> undone{}; ///< [N] 1 where hidden: without the stroke
        std::vector<std::uint8_t> before{}; ///< [N] what it is painted on
        PatchPoint from{};
        PatchPoint last{};
        std::vector<PatchPoint> path{}; ///< of a lasso
    };

    PatchPoint patchPoint(QPointF position) const;
    QPointF positionOf(PatchPoint point) const;
    double radius() const; ///< of the brush, in patches
    bool isReady() const;
    void begin(PatchPoint at, bool opposite);
    void moveTo(PatchPoint at);
    void end();
    void change(std::span<const int> patches);
    void paintShape(QPainter& painter) const;
    void moveCursor(int columns, int rows);
    void paintAtCursor(bool opposite);

    ImageView& m_view;
    PaintOptions m_options{};
    PatchGrid m_grid{0, 0};
    std::vector<std::uint8_t> m_shown{};   ///< [N] as the picture shows it
    std::vector<std::uint8_t> m_painted{}; ///< [N] as painted; empty: nothing newer than m_shown
    bool m_everythingHidden = false;       ///< "keep" has yet to show its first patch
    std::optional<Stroke> m_stroke{};
    std::optional<PatchPoint> m_hover{};
    std::optional<PatchPoint> m_keyboard{}; ///< the cursor of the keyboard, a patch's centre
};

} // namespace mae::ui
