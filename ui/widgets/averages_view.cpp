// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/averages_view.h"

#include "ui/models/report_text.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/ratio_chart.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <cmath>

namespace mae::ui {

AveragesView::AveragesView(QWidget* parent)
    : QWidget(parent),
      m_error(makeCaption()),
      m_sentence(makeCaption()),
      m_counts(makeCaption()),
      m_failed(makeCaption()),
      m_stale(makeCaption()) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGapTiny);
    grid->setColumnStretch(0, 1);
    addHeads(*grid);
    for (const auto filler : kFillers) {
        m_rows.push_back(addRow(*grid, filler));
    }
    m_error->setToolTip(
        tr("Mean squared error of the hidden patches, as the training measures it"));
    m_failed->setTextFormat(Qt::PlainText);
    for (auto* label : {m_stale, m_error, m_sentence, m_counts, m_failed}) {
        grid->addWidget(label, grid->rowCount(), 0, 1, 3);
    }
    setAccessibleName(tr("Averages over pictures"));
    setAverages({});
    setStale({});
}

void AveragesView::addHeads(QGridLayout& grid) {
    const auto head = [&grid](int column, const QString& text, const QString& help) {
        auto* label = makeCaption(text);
        label->setWordWrap(false);
        label->setAlignment(Qt::AlignRight);
        label->setToolTip(help);
        label->setWhatsThis(help);
        grid.addWidget(label, 0, column);
    };
    auto* means = makeCaption(tr("means, PSNR in dB")); // short heads leave room for names
    means->setAlignment(Qt::AlignLeft);
    grid.addWidget(means, 0, 0);
    head(1, tr("PSNR"),
         tr("Mean of the peak signal-to-noise ratios of the hidden pixels: higher is closer to the "
            "original"));
    head(2, tr("SSIM"),
         tr("Mean structural similarity at the hidden pixels, 1 for equal pictures"));
}

AveragesView::Row AveragesView::addRow(QGridLayout& grid, Filler filler) {
    const int row = grid.rowCount();
    const Row result{new ElidedLabel, makeNumber(), makeNumber()};
    result.name->setText(fillerName(filler), fillerHelp(filler));
    int column = 0;
    for (auto* widget : {static_cast<QWidget*>(result.name), static_cast<QWidget*>(result.psnr),
                         static_cast<QWidget*>(result.ssim)}) {
        if (filler == Filler::Model) {
            auto font = widget->font();
            font.setWeight(QFont::DemiBold);
            widget->setFont(font);
        }
        widget->setToolTip(fillerHelp(filler));
        grid.addWidget(widget, row, column++);
    }
    return result;
}

void AveragesView::setAverages(const Averages& averages) {
    m_averages = averages;
    QStringList words;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].psnr->setText(quantityText(averages.psnr[i].value, RatioQuantity::Psnr));
        m_rows[i].ssim->setText(quantityText(averages.ssim[i].value, RatioQuantity::Ssim));
        words << tr("%1: PSNR %2 dB, SSIM %3")
                     .arg(fillerName(kFillers[i]), m_rows[i].psnr->text(), m_rows[i].ssim->text());
    }
    m_error->setText(tr("Error as in the loss: %1")
                         .arg(quantityText(averages.error.value, RatioQuantity::Error)));
    m_sentence->setText(sentence());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    showCounts();
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

void AveragesView::showCounts() {
    const QLocale locale;
    auto text =
        tr("Pictures measured: %1 of %2.")
            .arg(locale.toString(m_averages.measured), locale.toString(m_averages.pictures));
    if (m_averages.notFinite > 0) {
        text += QLatin1Char(' ')
                + tr("Pictures with an infinite or undefined number, left out of its mean: %1.")
                      .arg(locale.toString(m_averages.notFinite));
    }
    m_counts->setText(text);
    m_failed->setVisible(m_averages.failed > 0);
    m_failed->setText(
        tr("Pictures that could not be measured: %1.").arg(locale.toString(m_averages.failed)));
    auto reasons = m_averages.problems.join(QLatin1Char('\n'));
    if (m_averages.failed > m_averages.problems.size()) {
        reasons += QStringLiteral("\n…");
    }
    m_failed->setToolTip(plainToolTip(reasons));
    m_failed->setAccessibleDescription(reasons);
}

QString AveragesView::sentence() const {
    const auto& gain = m_averages.gain;
    if (gain.count == 0) {
        return {};
    }
    const auto amount = QLocale().toString(std::abs(gain.value), 'f', 1);
    const auto wins =
        tr("It wins on %1 of %2.")
            .arg(QLocale().toString(m_averages.wins), QLocale().toString(m_averages.duels));
    const auto verdict =
        gain.value >= 0
            ? tr("On average the model is %1 dB closer to the original than the better in-painting "
                 "of each picture.")
            : tr("On average the model is %1 dB farther from the original than the better "
                 "in-painting of each picture.");
    return verdict.arg(amount) + QLatin1Char(' ') + wins;
}

void AveragesView::setStale(const QString& why) {
    for (const auto& row : m_rows) {
        row.psnr->setEnabled(why.isEmpty());
        row.ssim->setEnabled(why.isEmpty());
    }
    for (auto* label : {m_error, m_sentence, m_counts}) {
        label->setEnabled(why.isEmpty());
    }
    m_stale->setText(why);
    m_stale->setVisible(!why.isEmpty());
}

} // namespace mae::ui
