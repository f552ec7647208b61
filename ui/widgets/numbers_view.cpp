// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/numbers_view.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <cmath>

namespace mae::ui {
namespace {

QString decibels(double value) {
    return std::isfinite(value) ? QLocale().toString(value, 'f', 1) : QStringLiteral("∞");
}

} // namespace

NumbersView::NumbersView(QWidget* parent)
    : QWidget(parent), m_error(makeCaption()), m_sentence(makeCaption()) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGapLarge);
    grid->setVerticalSpacing(kGapTiny);
    grid->setColumnStretch(0, 1);
    const auto head = [grid](int column, const QString& text, const QString& help) {
        auto* label = makeCaption(text);
        label->setWordWrap(false);
        label->setAlignment(Qt::AlignRight);
        label->setToolTip(help);
        label->setWhatsThis(help);
        grid->addWidget(label, 0, column);
    };
    auto* scope = makeCaption(tr("on hidden patches"));
    grid->addWidget(scope, 0, 0);
    head(1, tr("PSNR, dB"),
         tr("Peak signal-to-noise ratio of the hidden pixels: higher is closer "
            "to the original"));
    head(2, tr("SSIM"), tr("Structural similarity at the hidden pixels, 1 for equal pictures"));
    m_rows = {addRow(tr("This model"), tr("The reconstruction on the hidden patches"), true),
              addRow(tr("Mean colour"),
                     tr("Every hidden pixel is the mean colour of the visible ones"), false),
              addRow(tr("In-painting, Telea"),
                     tr("OpenCV's in-painting after Telea (2004) on the same mask"), false),
              addRow(tr("In-painting, Navier–Stokes"),
                     tr("OpenCV's in-painting after Navier-Stokes on the same mask"), false)};
    m_error->setToolTip(
        tr("Mean squared error of the hidden patches, as the training measures it"));
    grid->setRowMinimumHeight(grid->rowCount(), kGapTiny);
    grid->addWidget(m_error, grid->rowCount() + 1, 0, 1, 3);
    grid->addWidget(m_sentence, grid->rowCount(), 0, 1, 3);
    clear();
}

NumbersView::Row NumbersView::addRow(const QString& name, const QString& help, bool strong) {
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = grid->rowCount();
    const Row result{new QLabel(name), makeNumber(), makeNumber()};
    int column = 0;
    for (auto* label : {result.name, result.psnr, result.ssim}) {
        if (strong) {
            auto font = label->font();
            font.setWeight(QFont::DemiBold);
            label->setFont(font);
        }
        label->setToolTip(help);
        grid->addWidget(label, row, column++);
    }
    return result;
}

void NumbersView::fill(const Row& row, const std::optional<Quality>& quality) {
    const auto dash = QStringLiteral("–");
    row.psnr->setText(quality ? decibels(quality->psnr) : dash);
    row.ssim->setText(quality ? QLocale().toString(quality->ssim, 'f', 2) : dash);
}

void NumbersView::setResult(const Reconstruction& result, Target target) {
    m_model = result.hiddenCount() > 0 ? std::optional(result.quality) : std::nullopt;
    m_stale = m_baselines.has_value(); // kept, greyed, until the new ones come: no flicker
    m_shown = true;
    const auto value = std::isfinite(result.error) ? QLocale().toString(result.error, 'f', 3)
                                                   : QStringLiteral("–");
    m_error->setText(target == Target::Normalised
                         ? tr("Error of normalised pixels (the loss): %1").arg(value)
                         : tr("Error as in the loss: %1").arg(value));
    update();
}

void NumbersView::setBaselines(const Baselines& baselines) {
    m_baselines = baselines;
    m_stale = false;
    update();
}

void NumbersView::clear() {
    m_model.reset();
    m_baselines.reset();
    m_shown = false;
    m_error->clear();
    update();
}

void NumbersView::update() {
    fill(m_rows[0], m_model);
    using Part = Quality Baselines::*;
    constexpr std::array<Part, 3> kParts{&Baselines::mean, &Baselines::telea, &Baselines::ns};
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const auto& row = m_rows[i + 1];
        const auto quality =
            m_model && m_baselines ? std::optional((*m_baselines).*kParts[i]) : std::nullopt;
        fill(row, quality && !std::isnan(quality->psnr) ? quality : std::nullopt);
        row.psnr->setEnabled(!m_stale);
        row.ssim->setEnabled(!m_stale);
    }
    m_sentence->setEnabled(!m_stale);
    if (!m_stale || !m_model) {
        m_sentence->setText(sentence());
    }
}

QString NumbersView::sentence() const {
    if (!m_model) {
        return m_shown ? tr("No patch is hidden, so there is nothing to guess.") : QString();
    }
    if (!m_baselines) {
        return tr("Comparing with what no model at all reaches…");
    }
    const auto& b = *m_baselines;
    if (std::isnan(b.telea.psnr)) {
        return tr("In-painting is left out: with so many pixels it would take too long.");
    }
    const double best = std::max({b.mean.psnr, b.telea.psnr, b.ns.psnr});
    const double gain = m_model->psnr - best;
    const auto amount = QLocale().toString(std::abs(gain), 'f', 1);
    if (gain >= 0.1) {
        return tr("The model is %1 dB closer to the original than filling in without a model: it "
                  "knows more than smoothing.")
            .arg(amount);
    }
    if (gain <= -0.1) {
        return tr("Filling in without a model comes %1 dB closer here: the model knows little "
                  "about this picture under this mask.")
            .arg(amount);
    }
    return tr("The model is as good as filling in without a model on this mask.");
}

} // namespace mae::ui
