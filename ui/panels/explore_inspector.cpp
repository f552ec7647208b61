// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explore_inspector.h"

#include "ui/models/report_text.h"
#include "ui/panels/gallery_numbers_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/ratio_curve_panel.h"
#include "ui/session/explorer.h"
#include "ui/session/image_convert.h"
#include "ui/session/settings.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"
#include "ui/widgets/frame_picker.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/mask_thumbnail.h"
#include "ui/widgets/numbers_view.h"
#include "ui/widgets/paint_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

QString configText(const char* english) { return QCoreApplication::translate("Config", english); }

/// A label above its control, to be shown and hidden as one.
QWidget* makeLabelled(const QString& text, QWidget* control) {
    auto* row = new QWidget;
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGapTiny);
    auto* label = new QLabel(text);
    label->setBuddy(control);
    column->addWidget(label);
    column->addWidget(control);
    return row;
}

template <class Enum> void addChoices(QComboBox& box) {
    for (const auto& name : EnumNames<Enum>::kNames) {
        box.addItem(configText(name.title));
    }
}

} // namespace

ExploreInspector::ExploreInspector(Explorer& explorer, ModelMenu& models, const PaintActions& paint,
                                   QWidget* parent)
    : QScrollArea(parent), m_explorer(explorer), m_models(models) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(kInspectorMinWidth);
    setMaximumWidth(kInspectorMaxWidth);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(kGap, kGap, kGap, kGap);
    layout->setSpacing(kGapLarge);
    m_sections = {makeModel(models), makeMask(paint), makeDisplay(),
                  makeNumbers(),     makeCurve(),     makeGalleryNumbers()};
    for (auto* section : m_sections) {
        layout->addWidget(section);
    }
    layout->addStretch();
    setWidget(content);
    connectExplorer();
    showDisplay();
    describeModel();
}

QSize ExploreInspector::sizeHint() const { return {320, 600}; }

Section* ExploreInspector::makeModel(ModelMenu& models) {
    auto* section = new Section(QStringLiteral("model"), tr("Model"));
    m_modelButton = new QPushButton;
    m_modelButton->setMenu(&models);
    m_modelButton->setAccessibleName(tr("Model in use"));
    m_modelButton->setToolTip(tr("Choose the model that reconstructs"));
    m_modelFacts = makeCaption();
    m_modelFacts->setTextFormat(Qt::PlainText); // its licence may be a stranger's
    section->body()->addWidget(m_modelButton);
    section->body()->addWidget(m_modelFacts);
    m_target = new QComboBox;
    addChoices<Target>(*m_target);
    m_target->setAccessibleName(tr("What the model predicts"));
    m_target->setToolTip(
        tr("The file does not tell what its model predicts. If reconstructions look "
           "like grey reliefs, choose normalised pixels"));
    m_targetRow = makeLabelled(tr("It pre&dicts (the file does not tell)"), m_target);
    section->body()->addWidget(m_targetRow);
    connect(m_target, &QComboBox::activated, this,
            [this](int index) { m_explorer.session().assumeTarget(static_cast<Target>(index)); });
    return section;
}

Section* ExploreInspector::makeMask(const PaintActions& paint) {
    auto* section = new Section(QStringLiteral("mask"), tr("Mask"));
    m_mask = new MaskForm;
    m_paint = new PaintForm(paint);
    section->body()->addWidget(m_mask);
    section->body()->addWidget(makeCaption(tr("Paint on the masked picture")));
    section->body()->addWidget(m_paint);
    return section;
}

Section* ExploreInspector::makeDisplay() {
    auto* section = new Section(QStringLiteral("display"), tr("Display"));
    m_paste = new QCheckBox(tr("Paste the &visible patches"));
    m_paste->setToolTip(tr("Show the true pixels where patches were visible. Off: everything the "
                           "model puts out, also where it was not asked to guess"));
    m_pasteMeaning = makeCaption();
    m_fit = new QComboBox;
    addChoices<Fit>(*m_fit);
    m_fit->setAccessibleName(tr("Fit to the model"));
    m_fit->setToolTip(
        tr("How a picture of any size meets the model's square: a square of it, all of it "
           "squeezed, its own size with interpolated positions, or cut into squares"));
    m_frame = new FramePicker;
    section->body()->addWidget(m_paste);
    section->body()->addWidget(m_pasteMeaning);
    section->addRow(tr("&Fit to the model"), m_fit);
    section->body()->addWidget(m_frame);
    section->body()->addWidget(makeNormPix());
    connect(m_paste, &QCheckBox::toggled, this, &ExploreInspector::applyDisplay);
    connect(m_fit, &QComboBox::currentIndexChanged, this, &ExploreInspector::applyDisplay);
    connect(m_frame, &FramePicker::frameChanged, this, &ExploreInspector::applyDisplay);
    connect(m_frame, &FramePicker::gestureEnded, &m_explorer, &Explorer::endGesture);
    return section;
}

QWidget* ExploreInspector::makeNormPix() {
    m_normPix = new QComboBox;
    addChoices<NormPixDisplay>(*m_normPix);
    m_normPix->setAccessibleName(tr("Mean and contrast of patches"));
    m_normPix->setToolTip(tr("This model predicts normalised pixels: mean and contrast of a patch "
                             "must come from elsewhere. The true statistics give both away"));
    m_normPixMeaning = makeCaption();
    m_normPixRow = makeLabelled(tr("Mean and contrast of &patches"), m_normPix);
    m_normPixRow->layout()->addWidget(m_normPixMeaning);
    connect(m_normPix, &QComboBox::currentIndexChanged, this, &ExploreInspector::applyDisplay);
    return m_normPixRow;
}

/// One sentence where it stands: what is honest about these pixels.
void ExploreInspector::explainDisplay() {
    const auto& display = m_explorer.display();
    m_pasteMeaning->setText(display.pasteVisible
                                ? tr("Visible patches are the picture's own pixels.")
                                : tr("All pixels are the model's; it was trained on hidden ones "
                                     "only, so visible patches may look worse."));
    switch (display.normPix) {
    case NormPixDisplay::Neighbours:
        m_normPixMeaning->setText(tr("Guessed from the visible patches around: nothing is given "
                                     "away."));
        break;
    case NormPixDisplay::True:
        m_normPixMeaning->setText(tr("Gives away the true mean and contrast of hidden patches: "
                                     "better than the model is."));
        break;
    case NormPixDisplay::Raw:
        m_normPixMeaning->setText(tr("What the model puts out, around mid grey: a relief."));
        break;
    }
}

Section* ExploreInspector::makeNumbers() {
    auto* section = new Section(QStringLiteral("numbers"), tr("Numbers"));
    m_numbers = new NumbersView;
    section->body()->addWidget(m_numbers);
    return section;
}

Section* ExploreInspector::makeCurve() {
    auto* section = new Section(QStringLiteral("curve"), tr("Quality and Ratio"));
    m_curve = new RatioCurvePanel(m_explorer);
    section->body()->addWidget(m_curve);
    section->setExpanded(false); // it computes only while it can be seen
    return section;
}

Section* ExploreInspector::makeGalleryNumbers() {
    auto* section = new Section(QStringLiteral("gallery-numbers"), tr("Whole Gallery"));
    m_gallery = new GalleryNumbersPanel(m_explorer);
    section->body()->addWidget(m_gallery);
    section->setExpanded(false);
    return section;
}

void ExploreInspector::connectExplorer() {
    auto* explorer = &m_explorer;
    connect(m_mask, &MaskForm::maskChanged, explorer, &Explorer::setMask);
    connect(m_mask, &MaskForm::seedChanged, explorer, &Explorer::setSeed);
    connect(m_mask, &MaskForm::newMaskRequested, explorer, &Explorer::newMask);
    connect(m_mask, &MaskForm::gestureEnded, explorer, &Explorer::endGesture);
    connect(explorer, &Explorer::maskChanged, m_mask, &MaskForm::setMask);
    connect(explorer, &Explorer::paintedChanged, m_mask, &MaskForm::setPainted);
    connect(explorer, &Explorer::displayChanged, this, &ExploreInspector::showDisplay);
    connect(explorer, &Explorer::changed, this, &ExploreInspector::showPicture);
    connect(explorer, &Explorer::baselinesShown, m_numbers, &NumbersView::setBaselines);
    connect(explorer, &Explorer::shown, this, [this](const ReconstructionReady& answer) {
        const auto& session = m_explorer.session();
        const auto target =
            answer.training ? session.run().config.model.target : session.model().config.target;
        showMask(*answer.result);
        m_numbers->setResult(*answer.result, target);
    });
    connect(explorer, &Explorer::cleared, m_numbers, &NumbersView::clear);
    connect(&m_models, &ModelMenu::currentChanged, this, &ExploreInspector::describeModel);
}

void ExploreInspector::showMask(const Reconstruction& result) {
    m_mask->setShown(result.grid, result.grid.count() - result.hiddenCount());
    if (!(result.original == m_measured)) {
        m_measured = result.original;
        const auto look = thumbnailLook(result.original, result.grid, result.patchSize);
        m_mask->setPicture(look.grid, look.content);
    }
}

void ExploreInspector::showPicture() {
    if (m_explorer.pixels() != m_framed) {
        m_framed = m_explorer.pixels();
        m_frame->setPicture(m_framed ? smallCopy(*m_framed, 2 * kInspectorMaxWidth) : QImage());
    }
}

void ExploreInspector::describeModel() {
    const auto& session = m_explorer.session();
    const bool training = session.usesTrainingModel();
    m_modelButton->setText(m_models.currentTitle());
    const auto& config = training ? session.run().config.model : session.model().config;
    const bool known = training || session.hasModel();
    const bool reconstructs = training || session.model().reconstructs;
    m_normPixRow->setVisible(known && reconstructs && config.target == Target::Normalised);
    m_targetRow->setVisible(known && !training && reconstructs && !session.model().targetKnown);
    m_target->setCurrentIndex(static_cast<int>(config.target));
    // An encoder alone sees the whole picture: there is nothing to mask, paste or measure.
    m_paste->setVisible(reconstructs);
    m_pasteMeaning->setVisible(reconstructs);
    for (auto* section : m_sections) {
        section->setVisible(reconstructs || section->objectName() == QLatin1String("model")
                            || section->objectName() == QLatin1String("display"));
    }
    if (!training && !session.hasModel()) {
        m_modelFacts->clear();
        return;
    }
    const auto parameters = training ? parameterCount(config) : session.model().parameters;
    QString text = modelFacts(config, parameters, reconstructs);
    QStringList more;
    if (!training && !session.model().trainedOn.empty()) {
        more << tr("Trained on %1.")
                    .arg(labelText(QString::fromStdString(session.model().trainedOn).simplified()));
    }
    if (!training && !session.model().licence.empty()) {
        const auto licence =
            tr("Licence: %1.")
                .arg(labelText(QString::fromStdString(session.model().licence).simplified()));
        more << licence;
        if (session.model().source != "bundled") { // a stranger's licence must not hide
            text += QLatin1Char(' ') + licence;
        }
    }
    m_modelFacts->setText(text);
    const auto tip = more.join(QLatin1Char(' '));
    m_modelFacts->setToolTip(plainToolTip(tip));
    m_modelFacts->setAccessibleDescription(tip);
}

QString ExploreInspector::modelFacts(const ModelConfig& config, std::int64_t parameters,
                                     bool reconstructs) const {
    const auto millions = QLocale().toString(double(parameters) / 1e6, 'f', 1);
    if (!reconstructs) {
        return tr("%1 px, patch %2, %3 million parameters. An encoder without a decoder: it can't "
                  "reconstruct. Features: patches that it finds alike have like colours. "
                  "Attention: "
                  "bright where its class token looks.")
            .arg(config.imageSize)
            .arg(config.patchSize)
            .arg(millions);
    }
    return tr("%1 px, patch %2, %3 million parameters. Predicts %4.")
        .arg(config.imageSize)
        .arg(config.patchSize)
        .arg(millions, config.target == Target::Pixels ? tr("pixels") : tr("normalised pixels"));
}

void ExploreInspector::showDisplay() {
    const auto& display = m_explorer.display();
    const QSignalBlocker quietPaste(m_paste);
    const QSignalBlocker quietFit(m_fit);
    const QSignalBlocker quietNormPix(m_normPix);
    m_paste->setChecked(display.pasteVisible);
    m_fit->setCurrentIndex(static_cast<int>(display.fit));
    m_frame->setFrame(display.frame);
    m_frame->setVisible(display.fit == Fit::Crop);
    m_normPix->setCurrentIndex(static_cast<int>(display.normPix));
    m_mask->setMask(m_explorer.mask(), m_explorer.seed());
    explainDisplay();
}

void ExploreInspector::applyDisplay() {
    m_explorer.setDisplay({.pasteVisible = m_paste->isChecked(),
                           .normPix = static_cast<NormPixDisplay>(m_normPix->currentIndex()),
                           .fit = static_cast<Fit>(m_fit->currentIndex()),
                           .frame = m_frame->frame()});
}

void ExploreInspector::save(Settings& settings) const {
    for (const auto* section : m_sections) {
        settings.setValue(QStringLiteral("explore/section-%1").arg(section->objectName()),
                          section->isExpanded());
    }
}

void ExploreInspector::restore(const Settings& settings) {
    for (auto* section : m_sections) {
        section->setExpanded(
            settings
                .value(QStringLiteral("explore/section-%1").arg(section->objectName()),
                       section->isExpanded())
                .toBool());
    }
}

} // namespace mae::ui
