// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/ratio_curve_panel.h"

#include "core/base/files.h"
#include "ui/models/report_text.h"
#include "ui/panels/measurable.h"
#include "ui/panels/save_dialog.h"
#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/ratio_plot.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>
#include <string_view>

namespace mae::ui {
namespace {

/// Percents in the order in which they are measured: the shape of the curve first.
constexpr std::array kOrder{50, 25, 75, 5,  95, 85, 65, 35, 15, 90,
                            80, 60, 40, 20, 10, 70, 55, 45, 30};
constexpr double kExportScale = 3;
constexpr int kSmallestCombo = 64; // rather than a panel that does not fit

QString tableFilter() { return RatioCurvePanel::tr("Table of values (*.csv)"); }

} // namespace

RatioCurvePanel::RatioCurvePanel(Explorer& explorer, QWidget* parent)
    : QWidget(parent),
      m_explorer(explorer),
      m_request(explorer.session(), StudyChannel::Curve),
      m_tools(makeTools()),
      m_plot(new RatioPlot),
      m_note(makeCaption()) {
    m_note->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGapSmall);
    column->addWidget(m_tools);
    column->addWidget(m_plot);
    column->addWidget(m_note);
    connect(m_plot, &RatioPlot::ratioAdopted, this, [this](double ratio) {
        Q_EMIT maskAdopted({.strategy = m_explorer.mask().strategy, .ratio = ratio});
    });
    connect(&m_request, &StudyRequest::partReady, this, &RatioCurvePanel::take);
    for (const auto signal : {&Explorer::changed, &Explorer::cleared}) {
        connect(&explorer, signal, this, &RatioCurvePanel::follow);
    }
    // What is not followed by a request of the explorer: it has no picture, or is reading it.
    connect(&explorer, &Explorer::maskChanged, this, &RatioCurvePanel::follow);
    connect(&explorer, &Explorer::waitingChanged, this, &RatioCurvePanel::follow);
    connect(&explorer, &Explorer::lateChanged, this, &RatioCurvePanel::follow);
    connect(&explorer, &Explorer::paintedChanged, this, &RatioCurvePanel::follow);
    connect(&explorer.session(), &Session::modelOpened, this, &RatioCurvePanel::follow);
    connect(&explorer.session(), &Session::modelSourceChanged, this, &RatioCurvePanel::follow);
    follow();
}

QWidget* RatioCurvePanel::makeTools() {
    auto* tools = new QWidget;
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(kGapSmall);
    m_quantity = new QComboBox;
    for (const auto quantity : {RatioQuantity::Psnr, RatioQuantity::Ssim, RatioQuantity::Error}) {
        m_quantity->addItem(quantityName(quantity));
    }
    m_quantity->setMinimumWidth(kSmallestCombo);
    m_quantity->setAccessibleName(tr("Quantity of the curves"));
    m_quantity->setToolTip(tr("What is drawn against the mask ratio: PSNR and SSIM of the hidden "
                              "pixels, or the error that the training makes small"));
    m_export = makeIconButton("save", tr("Export Curves…"));
    line->addWidget(m_quantity, 1);
    line->addWidget(m_export);
    connect(m_quantity, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_plot->setQuantity(static_cast<RatioQuantity>(index)); });
    connect(m_export, &QToolButton::clicked, this, &RatioCurvePanel::askForExport);
    return tools;
}

bool RatioCurvePanel::isComplete() const { return m_done.size() == kOrder.size(); }

void RatioCurvePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    follow();
}

void RatioCurvePanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_request.cancel(); // what is missing is asked for when the panel is seen again
}

RatioCurvePanel::Subject RatioCurvePanel::subject() const {
    return {.picture = m_explorer.picture().id,
            .pixels = m_explorer.pixels(),
            .strategy = m_explorer.mask().strategy,
            .seed = m_explorer.seed(),
            .display = m_explorer.display(),
            .model = m_explorer.modelVersion()};
}

QString RatioCurvePanel::whyNothing() const {
    const auto why = whyUnmeasurable(m_explorer.session());
    return why.isEmpty() && m_explorer.picture().id == 0
               ? tr("Open a picture to see how well the model does at every mask ratio.")
               : why;
}

void RatioCurvePanel::follow() {
    const auto now = subject();
    const auto nothing = whyNothing();
    m_plot->setRatio(m_explorer.isPainted() ? std::nullopt
                                            : std::optional(m_explorer.mask().ratio));
    m_plot->setVisible(nothing.isEmpty());
    m_tools->setVisible(nothing.isEmpty());
    const bool other = !nothing.isEmpty() || !now.pixels || m_subject != now;
    if (other) {
        m_subject.reset();
        m_done.clear();
        m_problem.clear();
        nothing.isEmpty() ? m_plot->setStale() : m_plot->clear();
    }
    if (!nothing.isEmpty() || !now.pixels || !isVisible()) {
        m_request.cancel();
    } else if (other || (!isComplete() && !m_request.isWaiting())) {
        m_subject = now;
        ask(); // without cancelling first: a study of as many tasks goes on where the last one was
    }
    describe();
}

void RatioCurvePanel::ask() {
    m_asked.clear();
    std::vector<StudyTask> tasks;
    for (const int percent : kOrder) {
        if (!m_done.contains(percent)) {
            m_asked.push_back(percent);
            tasks.emplace_back(ReconstructTask{
                .picture = [pixels = m_subject->pixels] { return pixels; },
                .mask = {.config = {.strategy = m_subject->strategy, .ratio = percent / 100.0},
                         .seed = m_subject->seed},
                .display = m_subject->display,
                .baselines = true,
                .numbersOnly = true});
        }
    }
    m_request.ask(std::move(tasks));
}

void RatioCurvePanel::take(const StudyPartReady& part) {
    const int percent = m_asked[static_cast<std::size_t>(part.index)];
    Measure measure; // of what failed: a gap in the curves
    if (part.problem.empty()) {
        measure = measureOf(std::get<ReconstructedPart>(part.part));
    } else {
        m_problem = QString::fromStdString(part.problem);
    }
    measure.ratio = percent / 100.0;
    m_plot->setPoint(measure);
    m_done.insert(percent);
    describe();
}

void RatioCurvePanel::describe() {
    m_export->setEnabled(!m_done.empty());
    const auto nothing = whyNothing();
    if (!nothing.isEmpty()) {
        m_note->setText(nothing);
        return;
    }
    QStringList text;
    if (!isComplete()) {
        text << tr("%1 of %2 ratios are measured.")
                    .arg(QLocale().toString(qulonglong{m_done.size()}),
                         QLocale().toString(qulonglong{kOrder.size()}));
    }
    if (m_explorer.isPainted()) {
        text << tr("Of masks by the chosen strategy: a painted mask has one ratio only.");
    }
    if (!m_problem.isEmpty()) {
        text << labelText(m_problem);
    }
    m_note->setText(text.isEmpty() ? tr("Click a ratio to adopt it.")
                                   : text.join(QLatin1Char(' ')));
}

void RatioCurvePanel::askForExport() {
    const auto base = QFileInfo(m_explorer.picture().name).completeBaseName();
    askWhereToSave(
        *this,
        {.title = tr("Export Curves"),
         .name = base + QStringLiteral("-ratios"),
         .filters = {tr("PNG picture (*.png)"), tr("PDF document (*.pdf)"),
                     tr("SVG drawing (*.svg)"), tableFilter()}},
        [this](const QString& path) { exportTo(path); },
        [this](const QString& why) { Q_EMIT failed(why); });
}

void RatioCurvePanel::exportTo(const QString& path) const {
    if (QFileInfo(path).suffix().compare(QLatin1String("csv"), Qt::CaseInsensitive) == 0) {
        const auto text = m_plot->toCsv();
        writeFileAtomically(toPath(path),
                            std::string_view(text.constData(), std::size_t(text.size())));
    } else {
        writeFigure(m_plot->figure(), path, kExportScale);
    }
}

} // namespace mae::ui
