// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/explore_view.h"
#include "ui/widgets/linked_view.h"

#include <QTimer>
#include <array>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace mae::ui {

class ElidedLabel;
class ImageView;

/// Two models on the same mask: masked | first | second | original, with the PSNR of each.
class CompareView : public ExploreView {
    Q_OBJECT

public:
    explicit CompareView(QWidget* parent = nullptr);

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void clear() override;
    void setDimmed(bool dimmed, bool original) override;
    bool isEmpty() const override;
    void setContext(const ViewContext& context) override;
    std::vector<StudyTask> tasks(const ViewContext& context) const override;
    bool sameTasks(const ViewContext& a, const ViewContext& b) const override;
    void beginParts(const ViewContext& context, int total) override;
    void takePart(const StudyPartReady& part) override;
    Figure figure() const override;
    LinkedView* link() override { return &m_link; }
    double shownZoom() const override;
    void zoomBy(double factor) override;
    void zoomTo(double zoom) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum Place { Masked, First, Second, Original };
    static constexpr std::size_t kPlaces = 4;

    QWidget* makePictures();
    void retranslate();
    void showTitles();
    double ahead() const;
    void showNumbers();
    void arrange();
    void placeNumbers();
    void setSecondStale(bool stale);
    void follow(LinkedView& from, LinkedView& to, double factor);
    double sizeRatio() const; ///< width of the second model's picture over the first one's
    void describePatch(int patch);

    LinkedView m_link;
    LinkedView m_secondLink; ///< its pictures may be of another size; follows m_link and leads it
    QStackedWidget* m_pages; ///< owned by Qt, as all below
    QWidget* m_empty;
    QWidget* m_pictures;
    QLabel* m_emptyLine;
    QPushButton* m_choose;
    QPushButton* m_change;
    ElidedLabel* m_names;
    std::array<ImageView*, kPlaces> m_views;
    QLabel* m_firstNumber;
    QLabel* m_secondNumber;
    QTimer m_patience;     ///< until the second model's stale picture is dimmed
    ViewContext m_context; ///< newest
    ViewContext m_asked;   ///< that the second model's answer belongs to
    std::shared_ptr<const Reconstruction> m_first;
    std::shared_ptr<const Reconstruction> m_second;
    QString m_note;
    QString m_problem;      ///< of the second model
    bool m_arrived = false; ///< the second model's answer
    bool m_secondStale = false;
    bool m_following = false;
    bool m_unpainted = false;
};

} // namespace mae::ui
