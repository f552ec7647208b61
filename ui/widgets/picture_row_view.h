// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure_row.h"
#include "ui/widgets/explore_view.h"

#include <QTimer>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace mae::ui {

class FlowLayout;
class HeatLegend;
class MarkedView;
class PictureStage;

/// A view of a slim bar of controls, several linked pictures in a row and a sentence below.
///
/// What comes of the picture's own reconstruction is dimmed when the panel says so; what comes of a
/// study is dimmed when a new one was begun and its answer takes longer than kDimAfter.
class PictureRowView : public ExploreView {
    Q_OBJECT

public:
    static constexpr int kDimAfter = 200; ///< milliseconds

    explicit PictureRowView(QWidget* parent = nullptr);

    void showResult(const std::shared_ptr<const Reconstruction>& result,
                    const QString& note) override;
    void showLook(const std::shared_ptr<const EncoderLook>& look) override;
    void clear() override;
    void setDimmed(bool dimmed, bool original) override;
    bool isEmpty() const override { return !m_result && !m_look && !hasPart(); }
    bool sameTasks(const ViewContext&, const ViewContext&) const override { return true; }
    void setContext(const ViewContext& context) override;
    void beginParts(const ViewContext& context, int total) override;
    void takePart(const StudyPartReady& part) override;
    Figure figure() const override;
    LinkedView* link() override;
    double shownZoom() const override;
    void zoomBy(double factor) override;
    void zoomTo(double zoom) override;

    const QString& sentence() const { return m_sentence; }

protected:
    /// What a picture is made of, and so when it is stale.
    enum class Of {
        Result,      ///< the reconstruction
        Original,    ///< the picture alone
        Part,        ///< the answer to a task
        PartOriginal ///< the picture alone, as an answer has it
    };
    struct Staleness {
        bool result = false;
        bool original = false;
        bool part = false;
        bool partOriginal = false;
    };

    // For the constructor
    MarkedView* addPicture(Of of, bool legend = false);
    void addPicture(Of of, MarkedView* view, bool legend = false);
    void finish(); ///< last: texts, the order of Tab, the empty view
    FlowLayout* bar() const { return m_bar; }
    PictureStage* stage() const { return m_stage; }
    QVBoxLayout* column() const { return m_column; } ///< bar, line, stage, sentence

    // What a view does
    virtual void retranslate() = 0;
    virtual void refresh() = 0; ///< shows what there is, also nothing
    virtual bool showsLooks() const { return false; }
    virtual bool hasPart() const { return false; }
    /// Keeps the answer if it is one to this view's task. @return whether it is
    virtual bool keepPart(const StudyPart& part);
    virtual void dropPart() {}
    virtual PatchGrid grid() const; ///< of the patches that are pointed at; by default the result's
    virtual QString
    patchDetail(int patch) const;     ///< after its place; by default: hidden or visible
    virtual void patchPointed(int) {} ///< -1: none
    virtual void applyStaleness(const Staleness& stale);

    // What there is
    const std::shared_ptr<const Reconstruction>& result() const { return m_result; }
    const std::shared_ptr<const EncoderLook>& look() const { return m_look; }
    const QString& note() const { return m_note; }
    const ViewContext& context() const { return m_context; } ///< of the newest tasks
    /// Why there is no part: the problem, that it is being computed, or nothing.
    QString partHint() const;

    void say(const QString& sentence); ///< below the pictures; empty: no line
    void showIn(MarkedView* view, const QImage& picture, PatchGrid grid,
                const std::vector<std::uint8_t>& hatched = {});
    void showScale(const MarkedView* view, const HeatScale& scale);
    HeatLegend* legend(const MarkedView* view) const;
    void keepSentenceInFigure() { m_figureSentence = true; }
    FigurePicture figurePicture(const MarkedView* view) const; ///< as it is shown
    void refreshAll();                                         ///< refresh() and what follows of it
    void pointAgain(); ///< what is said of the patch has changed

    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        Of of = Of::Result;
        MarkedView* view = nullptr;
    };
    void point(int patch);
    void restale();
    bool isOutdated() const; ///< the part, by what there is now
    void sayNoDecoder();

    FlowLayout* m_bar; ///< owned by Qt, as all below
    QVBoxLayout* m_column;
    PictureStage* m_stage;
    QLabel* m_below;
    std::vector<Entry> m_entries;
    std::shared_ptr<const Reconstruction> m_result; ///< one of these two, or none
    std::shared_ptr<const EncoderLook> m_look;
    QString m_note;
    QString m_sentence;
    QString m_problem;
    ViewContext m_context{};
    ViewContext m_shownFor{}; ///< of the part that is shown
    ViewContext m_now{};      ///< maybe not asked for yet
    QTimer m_late;
    bool m_waiting = false; ///< for a part
    bool m_resultStale = false;
    bool m_originalStale = false;
    bool m_partStale = false;
    bool m_unpainted = false;
    bool m_noDecoder = false; ///< why nothing is shown
    bool m_figureSentence = false;
};

} // namespace mae::ui
