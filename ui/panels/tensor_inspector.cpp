// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tensor_inspector.h"

#include "ui/models/report_text.h"
#include "ui/session/settings.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/section.h"
#include "ui/widgets/crisp_picture.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/histogram_view.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

const auto kLogarithmic = QStringLiteral("models/logarithmic");

QString sectionKey(const Section& section) {
    return QStringLiteral("models/section-%1").arg(section.objectName());
}

} // namespace

TensorInspector::TensorInspector(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(kInspectorMinWidth - kGapLarge * 2);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGapLarge);
    m_sections = {makeTensor(), makeFilters(), makePositions()};
    for (auto* section : m_sections) {
        column->addWidget(section);
    }
    column->addStretch();
    setWidget(content);
    showNoTensor();
    showPictures({}, 0);
}

QSize TensorInspector::sizeHint() const { return {320, 600}; }

Section* TensorInspector::makeTensor() {
    auto* section = new Section(QStringLiteral("tensor"), tr("Selected tensor"));
    m_name = new ElidedLabel;
    m_facts = makeCaption();
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_histogram = new HistogramView;
    m_described = makeCaption();
    for (auto* label : {m_facts, m_described}) {
        label->setTextFormat(Qt::PlainText); // a stranger's file may say anything
    }
    m_logarithmic = new QCheckBox(tr("&Logarithmic counts"));
    m_logarithmic->setToolTip(tr("Shows rare values beside frequent ones"));
    section->body()->addWidget(m_name);
    section->body()->addWidget(m_facts);
    section->body()->addWidget(m_histogram);
    section->body()->addWidget(m_described);
    section->body()->addWidget(m_logarithmic);
    connect(m_logarithmic, &QCheckBox::toggled, m_histogram, &HistogramView::setLogarithmic);
    connect(m_histogram, &HistogramView::described, m_described, &QLabel::setText);
    return section;
}

Section* TensorInspector::makeFilters() {
    auto* section = new Section(QStringLiteral("filters"), tr("Patch-embedding filters"));
    m_filters = new CrispPicture(tr("Patch-embedding filters"));
    m_filtersCaption = makeCaption();
    section->body()->addWidget(m_filters);
    section->body()->addWidget(m_filtersCaption);
    return section;
}

Section* TensorInspector::makePositions() {
    auto* section = new Section(QStringLiteral("positions"), tr("Position embeddings"));
    m_positions = new CrispPicture(tr("Likeness of position embeddings"));
    section->body()->addWidget(m_positions);
    section->body()->addWidget(
        makeCaption(tr("A tile for each place of the picture, bright at all places whose "
                       "embedding is like its own: neighbours should be alike.")));
    return section;
}

void TensorInspector::showTensor(const ModelReport::TensorInfo& tensor) {
    m_name->setText(QString::fromStdString(tensor.name));
    m_facts->setText(QStringLiteral("%1, %2").arg(shapeText(tensor.shape),
                                                  QString::fromStdString(tensor.dtype)));
}

void TensorInspector::showNoTensor() {
    m_name->setText(tr("None"));
    m_facts->clear();
    m_histogram->clear(tr("Select a tensor in the table to see how its values are spread."));
    m_described->clear();
}

void TensorInspector::showStatistics(const TensorStatistics& s) {
    m_histogram->setStatistics(s);
    if (s.notFinite > 0 && s.notFinite < s.count) {
        m_facts->setText(m_facts->text().section(u'\n', 0, 0) + u'\n'
                         + tr("%Ln values are not finite", nullptr, static_cast<int>(s.notFinite)));
    }
}

void TensorInspector::showWaiting() {
    m_histogram->clear(tr("Reading the values…"));
    m_described->clear();
}

void TensorInspector::showFailure(const QString& message) {
    m_histogram->clear(message);
    m_described->clear();
}

void TensorInspector::showPictures(const ModelPictures& pictures, int filterCount) {
    m_filters->setPicture(pictures.filters);
    m_positions->setPicture(pictures.positions);
    m_filtersCaption->setText(
        tr("The %Ln filters that a patch meets first, each stretched to full contrast; long "
           "training turns their noise into edges, stripes and spots.",
           nullptr, filterCount));
    m_sections[1]->setVisible(!pictures.filters.isNull());
    m_sections[2]->setVisible(!pictures.positions.isNull());
}

void TensorInspector::save(Settings& settings) const {
    for (const auto* section : m_sections) {
        settings.setValue(sectionKey(*section), section->isExpanded());
    }
    settings.setValue(kLogarithmic, m_logarithmic->isChecked());
}

void TensorInspector::restore(const Settings& settings) {
    for (auto* section : m_sections) {
        section->setExpanded(settings.value(sectionKey(*section), true).toBool());
    }
    m_logarithmic->setChecked(settings.value(kLogarithmic, false).toBool());
}

} // namespace mae::ui
