// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/action_maker.h"
#include "ui/widgets/paint_form.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>

namespace mae::ui {
namespace {

/// Texts of the actions; lupdate finds them here.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::PaintActions)
};

void makeTools(PaintActions& a, const ActionMaker& make) {
    a.move = make.toggle(Text::tr("&Move and Zoom"), "hand", Qt::Key_H,
                         Text::tr("The mouse moves and zooms the picture"));
    a.brush = make.toggle(Text::tr("&Brush"), "brush", Qt::Key_B,
                          Text::tr("Paint over patches to hide them; the right button shows them"));
    a.eraser = make.toggle(Text::tr("&Eraser"), "eraser", Qt::Key_E,
                           Text::tr("Paint over hidden patches to show them"));
    a.rectangle = make.toggle(Text::tr("Re&ctangle"), "rectangle", Qt::Key_U,
                              Text::tr("Drag a rectangle whose patches are hidden"));
    a.lasso = make.toggle(Text::tr("&Lasso"), "lasso", Qt::Key_L,
                          Text::tr("Draw round the patches that are to be hidden"));
    a.patch = make.toggle(Text::tr("Single &Patch"), "patch", Qt::Key_P,
                          Text::tr("A click hides a patch, or shows it again"));
}

void makeEdits(PaintActions& a, const ActionMaker& make) {
    a.mirrored = make.toggle(Text::tr("M&irrored"), "mirror", Qt::Key_X,
                             Text::tr("Left and right are painted alike"));
    a.keep = make.toggle(Text::tr("&Keep What I Paint"), "keep", Qt::Key_K,
                         Text::tr("Hide everything, and show only what is painted from now on"));
    a.smaller = make(Text::tr("&Smaller Brush"), nullptr, Qt::Key_BracketLeft,
                     Text::tr("Make the brush smaller"));
    a.larger = make(Text::tr("L&arger Brush"), nullptr, Qt::Key_BracketRight,
                    Text::tr("Make the brush larger"));
    a.invert = make(Text::tr("In&vert Mask"), "invert", Qt::Key_I,
                    Text::tr("Visible patches become hidden, hidden ones visible"));
    a.hideAll = make(Text::tr("&Hide All"), "hide-all", Qt::SHIFT | Qt::Key_A,
                     Text::tr("Hide everything but one patch: the model has to see something"));
    a.showAll = make(Text::tr("Sho&w All"), "show-all", Qt::SHIFT | Qt::Key_N,
                     Text::tr("Hide nothing, to paint on an empty mask"));
    a.strategy = make(Text::tr("Back to the S&trategy"), "dice", Qt::SHIFT | Qt::Key_R,
                      Text::tr("Give up what was painted on this picture"));
}

void makeTransfers(PaintActions& a, const ActionMaker& make) {
    a.toAll = make(Text::tr("Same Mask for All Pict&ures"), nullptr, {},
                   Text::tr("Copy this picture's mask to every picture of the gallery"));
    a.copyMask = make(Text::tr("Cop&y Mask"), nullptr, Qt::CTRL | Qt::ALT | Qt::Key_C,
                      Text::tr("Put the mask on the clipboard"));
    a.pasteMask = make(Text::tr("Paste Mas&k"), nullptr, Qt::CTRL | Qt::ALT | Qt::Key_V,
                       Text::tr("Use the mask on the clipboard for this picture"));
    a.load = make(Text::tr("L&oad Mask…"), "open", {},
                  Text::tr("From a .json file, or a black-and-white picture: black is hidden"));
    a.save = make(Text::tr("Save Mask &As…"), "save", {},
                  Text::tr("As .json, or as a black-and-white PNG: black is hidden"));
}

} // namespace

PaintActions makePaintActions(QWidget& owner) {
    PaintActions actions;
    const ActionMaker make{owner};
    makeTools(actions, make);
    makeEdits(actions, make);
    makeTransfers(actions, make);
    return actions;
}

} // namespace mae::ui
