// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"
#include "ui/widgets/linked_view.h"

#include <QImage>
#include <memory>

namespace mae::ui {

class ImageView;

/// Masked, reconstruction, original, or features, attention, original: three views that zoom and
/// move as one.
class TriptychView : public ExploreView {
    Q_OBJECT

public:
    explicit TriptychView(QWidget* parent = nullptr);

    /// @param note  after the title of the reconstruction, e.g. "step 1,200"; may be empty
    void show(std::shared_ptr<const Reconstruction> result, const QString& note = {});
    /// Of an encoder that can't reconstruct.
    void show(std::shared_ptr<const EncoderLook> look);

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override {
        show(result, note);
    }
    void showLook(const std::shared_ptr<const EncoderLook>& look) override { show(look); }
    void clear() override;
    bool isEmpty() const override { return !m_result && !m_look; }
    void setDimmed(bool dimmed, bool original = false) override;
    bool isDimmed() const { return m_dimmed; }
    const std::shared_ptr<const Reconstruction>& result() const { return m_result; }

    Figure figure() const override;
    LinkedView* link() override { return &m_link; }
    double shownZoom() const override;
    void zoomBy(double factor) override;
    void zoomTo(double zoom) override;

    ImageView* maskedView() const { return m_masked; } ///< on which masks are painted

    /// What is shown, at the pictures' own size, side by side with @p gap pixels between.
    QImage composed(int gap = 8) const;
    QImage reconstruction() const;

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
    QString m_note;
    bool m_dimmed = false;
    bool m_unpainted = false;
};

} // namespace mae::ui
