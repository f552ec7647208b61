// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/image_convert.h"
#include "ui/widgets/picture_row_view.h"

class QPushButton;

namespace mae::ui {

/// The reconstruction, and at the same place the original while it is asked for: by Space, by the
/// mouse on the picture, by a button; or the two in turns.
class BlinkView : public PictureRowView {
    Q_OBJECT

public:
    static constexpr int kEach = 600; ///< milliseconds that each is shown, in turns

    explicit BlinkView(QWidget* parent = nullptr);

    bool isOriginalShown() const;
    MarkedView* view() const { return m_view; }
    QPushButton* showButton() const { return m_show; }
    QPushButton* blinkButton() const { return m_blink; }
    Figure figure() const override; ///< both

public Q_SLOTS:
    void setOriginalShown(bool shown); ///< e.g. while a key is held somewhere else

protected:
    void retranslate() override;
    void refresh() override;
    void applyStaleness(const Staleness& stale) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// Who asks for the original.
    enum Asking { Nobody = 0, Panel = 1, Key = 2, Mouse = 4, Button = 8 };
    void ask(Asking who, bool original);
    void blink();

    MarkedView* m_view; ///< owned by Qt, as all below
    QPushButton* m_show;
    QPushButton* m_blink;
    QTimer m_turns;
    int m_asking = Nobody;
    bool m_turn = false; ///< the original's
    Converted m_converted{};
};

} // namespace mae::ui
