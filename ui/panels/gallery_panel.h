// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/picture_ref.h"

#include <QUndoStack>
#include <QWidget>
#include <vector>

class QLabel;

namespace mae::ui {

class GalleryModel;
class GalleryView;

/// The strip of loaded pictures; changes can be undone.
class GalleryPanel : public QWidget {
    Q_OBJECT

public:
    explicit GalleryPanel(QUndoStack& undo, QWidget* parent = nullptr);

    void showSamples(); ///< as at start: no step of undo
    /// Adds behind the last picture, instead of the samples if only they are there; the first
    /// added picture becomes the current one. Files that are there already aren't added again.
    void add(const std::vector<PictureRef>& pictures);
    void restoreSamples(); ///< replaces all by the samples; can be undone
    void removeCurrent();
    void removeAll();
    void step(int by);       ///< next (1) or previous (-1) picture
    void select(quint64 id); ///< makes it the current one, if it is there
    const std::vector<PictureRef>& pictures() const;
    void announceAgain(); ///< the current picture, although it has not changed
    void replaceAll(std::vector<PictureRef> pictures, const QString& text); ///< can be undone

    int count() const;
    int current() const;        ///< row; -1: none
    void setBusy(bool listing); ///< folders are being read
    GalleryView* view() const { return m_view; }

    /// For the commands.
    void put(std::vector<PictureRef> pictures, int current);
    void insertAt(int row, const PictureRef& picture);
    void takeFrom(int row);

Q_SIGNALS:
    void currentChanged(const mae::ui::PictureRef& picture); ///< id 0: none
    void contentsChanged();
    void addRequested();
    void cancelRequested();

private:
    void announce();
    void updateTitle();
    void replace(std::vector<PictureRef> pictures, int current, const QString& text);

    QUndoStack& m_undo;
    GalleryModel* m_model; ///< owned by Qt, as all below
    GalleryView* m_view;
    QLabel* m_title;
    QWidget* m_cancel;
    quint64 m_announced = 0;
    bool m_busy = false;
};

} // namespace mae::ui
