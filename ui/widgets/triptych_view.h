// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"
#include "ui/widgets/linked_view.h"

#include <QImage>
#include <QWidget>
#include <memory>

namespace mae::ui {

class ImageView;

/// Masked, reconstruction, original, or features, attention, original: three views that zoom and
/// move as one.
class TriptychView : public QWidget {
    Q_OBJECT

public:
    explicit TriptychView(QWidget* parent = nullptr);

    /// @param note  after the title of the reconstruction, e.g. "step 1,200"; may be empty
    void show(std::shared_ptr<const Reconstruction> result, const QString& note = {});
    /// Of an encoder that can't reconstruct.
    void show(std::shared_ptr<const EncoderLook> look);
    void clear();
    bool isEmpty() const { return !m_result && !m_look; }
    /// @param original  dim the original as well
    void setDimmed(bool dimmed, bool original = false);
    bool isDimmed() const { return m_dimmed; }
    const std::shared_ptr<const Reconstruction>& result() const { return m_result; }

    LinkedView& link() { return m_link; }
    double shownZoom() const;
    void zoomBy(double factor);
    void zoomTo(double zoom);

    /// What is shown, at the pictures' own size, side by side with @p gap pixels between.
    QImage composed(int gap = 8) const;
    QImage reconstruction() const;

Q_SIGNALS:
    void patchPointedAt(const QString& description); ///< empty: none
    void dragRequested();
    void painted(); ///< a new result has reached the screen's buffer

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    PatchGrid grid() const;
    void describePatch(int patch);

    LinkedView m_link;
    ImageView* m_masked; ///< owned by Qt, as the two below
    ImageView* m_reconstruction;
    ImageView* m_original;
    std::shared_ptr<const Reconstruction> m_result; ///< one of these two, or none
    std::shared_ptr<const EncoderLook> m_look;
    bool m_dimmed = false;
    bool m_unpainted = false;
};

} // namespace mae::ui
