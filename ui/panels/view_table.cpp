// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/view_table.h"

#include "ui/widgets/attention_view.h"
#include "ui/widgets/blink_view.h"
#include "ui/widgets/compare_view.h"
#include "ui/widgets/error_view.h"
#include "ui/widgets/leave_one_out_view.h"
#include "ui/widgets/ratio_strip_view.h"
#include "ui/widgets/sheet_view.h"
#include "ui/widgets/steps_view.h"
#include "ui/widgets/strategy_strip_view.h"
#include "ui/widgets/swipe_view.h"
#include "ui/widgets/triptych_view.h"
#include "ui/widgets/whole_view.h"

#include <QCoreApplication>

namespace mae::ui {
namespace {

/// Texts of the views; lupdate finds them here.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ViewTable)
};

template <class View> ExploreView* make() { return new View; }

} // namespace

const std::vector<ViewInfo>& viewTable() {
    static const std::vector<ViewInfo> kViews{
        {"triptych", "view-triptych", Qt::ALT | Qt::Key_1, [] { return Text::tr("&Triptych"); },
         [] { return Text::tr("Masked, reconstruction and original side by side"); },
         make<TriptychView>},
        {"swipe", "view-swipe", Qt::ALT | Qt::Key_2, [] { return Text::tr("S&wipe"); },
         [] { return Text::tr("A curtain between two of the pictures"); }, make<SwipeView>},
        {"blink", "view-blink", Qt::ALT | Qt::Key_3, [] { return Text::tr("&Blink"); },
         [] { return Text::tr("The reconstruction; the original while Space is held"); },
         make<BlinkView>},
        {"error", "view-error", Qt::ALT | Qt::Key_4, [] { return Text::tr("&Error Map"); },
         [] { return Text::tr("How far each pixel and each patch is from the original"); },
         make<ErrorView>},
        {"ratios", "view-ratios", Qt::ALT | Qt::Key_5, [] { return Text::tr("&Ratio Strip"); },
         [] { return Text::tr("The picture at nine mask ratios; a click adopts one"); },
         make<RatioStripView>},
        {"strategies", "view-strategies", Qt::ALT | Qt::Key_6,
         [] { return Text::tr("&Strategy Strip"); },
         [] { return Text::tr("The picture under every strategy; a click adopts one"); },
         make<StrategyStripView>},
        {"sheet", "view-sheet", Qt::ALT | Qt::Key_7, [] { return Text::tr("S&heet"); },
         [] { return Text::tr("All pictures of the gallery, three of each"); }, make<SheetView>},
        {"whole", "view-whole", Qt::ALT | Qt::Key_8, [] { return Text::tr("Wh&ole Picture"); },
         [] {
             return Text::tr("Every patch predicted by complementary masks, and how sure of it the "
                             "model is");
         },
         make<WholeView>},
        {"attention", "view-attention", Qt::ALT | Qt::Key_9, [] { return Text::tr("&Attention"); },
         [] { return Text::tr("Where encoder and decoder look, from the patch pointed at"); },
         make<AttentionView>},
        {"leave-out", "view-leave-out", Qt::ALT | Qt::Key_0,
         [] { return Text::tr("&Leave One Out"); },
         [] { return Text::tr("What a visible patch told the model"); }, make<LeaveOneOutView>},
        // Alt+C opens a menu.
        {"compare", "view-compare", Qt::ALT | Qt::SHIFT | Qt::Key_C,
         [] { return Text::tr("&Compare Models"); },
         [] { return Text::tr("Two models on the same mask"); }, make<CompareView>},
        {"steps", "view-steps", Qt::ALT | Qt::Key_W, [] { return Text::tr("How &It Works"); },
         [] { return Text::tr("The computation step by step, with its real numbers"); },
         make<StepsView>},
    };
    return kViews;
}

} // namespace mae::ui
