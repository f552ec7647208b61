// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/explorer.h"
#include "ui/session/study_request.h"
#include "ui/widgets/explore_view.h"

#include <QStackedWidget>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QActionGroup;

namespace mae::ui {

class TriptychView;

/// The views of Explore, one of which is shown. Tells the shown one what there is to look at, and
/// asks the engine for what it needs besides the current reconstruction.
class ViewDeck : public QStackedWidget {
    Q_OBJECT

public:
    /// @param explorer  outlives the deck
    explicit ViewDeck(Explorer& explorer, QWidget* parent = nullptr);

    ExploreView* current() const;
    QString currentId() const; ///< stable, for settings and command lines
    QString currentTitle() const;
    void setCurrent(const QString& id); ///< unknown: stays
    QStringList ids() const;
    const std::vector<QAction*>& actions() const { return m_actions; } ///< one per view, to choose
    TriptychView* triptych() const { return m_triptych; }
    bool isWaiting() const { return m_study.isWaiting(); } ///< for parts of the shown view
    const std::shared_ptr<const Reconstruction>& result() const { return m_result; }
    bool isEmpty() const { return !m_result && !m_look; } ///< nothing was made of a picture yet
    /// The newest reconstruction, or the attention of an encoder alone, whatever view is shown.
    QImage reconstruction() const;

    void setGallery(std::vector<PictureRef> pictures);
    void clear(); ///< there is no picture

Q_SIGNALS:
    void currentViewChanged(mae::ui::ExploreView* view);
    void progressed(int done, int total); ///< of the shown view's parts; 0 of 0: nothing is done
    void contentChanged(); ///< of the shown view: there may be something to export now
    void patchPointedAt(const QString& description);
    void maskAdopted(const mae::MaskConfig& mask);
    void pictureAdopted(quint64 id);
    void dragRequested(const QImage& picture);
    void secondModelRequested();
    void painted();
    void zoomChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    ExploreView* viewAt(int index); ///< made when it is first wanted
    void connectView(ExploreView* view);
    void show(int index);
    void connectExplorer();
    void update(); ///< asks for what the shown view needs, unless it is the same
    void askAgain();
    ViewContext context() const;
    ViewPicture pictureOf(const PictureRef& ref) const;
    void giveCurrentState(ExploreView* view);

    Explorer& m_explorer;
    StudyRequest m_study;
    std::vector<PictureRef> m_gallery;
    std::vector<QAction*> m_actions; ///< owned by Qt, as all below
    std::vector<ExploreView*> m_views;
    TriptychView* m_triptych;
    int m_current = 0;
    std::optional<ViewContext> m_asked; ///< what the shown view's parts were asked for
    std::shared_ptr<const Reconstruction> m_result;
    std::shared_ptr<const EncoderLook> m_look; ///< of an encoder alone, instead of a result
    QString m_note;
    bool m_late = false; ///< what the explorer shows is not what was asked for
};

} // namespace mae::ui
