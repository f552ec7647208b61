// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/size_bars.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kLeastBar = 40;

QString countText(const SizeBin& bin) { return QLocale().toString(qlonglong{bin.pictures}); }

} // namespace

SizeBars::SizeBars(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Sizes of the pictures"));
    setFont(captionFont());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SizeBars::setBins(const std::vector<SizeBin>& bins) {
    m_bins = bins;
    QStringList lines;
    for (const auto& bin : bins) {
        lines
            << tr("%1: %Ln pictures", nullptr, static_cast<int>(bin.pictures)).arg(rangeText(bin));
    }
    setAccessibleDescription(lines.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QString SizeBars::rangeText(const SizeBin& bin) const {
    return tr("%1 – %2 px").arg(bin.from).arg(bin.to);
}

int SizeBars::lineHeight() const { return fontMetrics().height() + kGapTiny; }

int SizeBars::widest(bool range) const {
    int most = 0;
    for (const auto& bin : m_bins) {
        most = std::max(most,
                        fontMetrics().horizontalAdvance(range ? rangeText(bin) : countText(bin)));
    }
    return most;
}

QSize SizeBars::sizeHint() const {
    return {minimumSizeHint().width() + 2 * kLeastBar, minimumSizeHint().height()};
}

QSize SizeBars::minimumSizeHint() const {
    return {widest(true) + widest(false) + 2 * kGapSmall + kLeastBar,
            static_cast<int>(m_bins.size()) * lineHeight()};
}

void SizeBars::paintEvent(QPaintEvent*) {
    if (m_bins.empty()) {
        return;
    }
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int left = widest(true) + kGapSmall, right = widest(false) + kGapSmall;
    const int room = std::max(1, width() - left - right);
    const auto most = std::ranges::max(m_bins, {}, &SizeBin::pictures).pictures;
    int top = 0;
    const auto place = [&](int x, int wide) {
        return QRect(mirrored ? width() - x - wide : x, top, wide, lineHeight());
    };
    for (const auto& bin : m_bins) {
        painter.setPen(colors().secondaryText);
        painter.drawText(place(0, left - kGapSmall), Qt::AlignRight | Qt::AlignVCenter,
                         rangeText(bin));
        const auto share = static_cast<double>(bin.pictures) / static_cast<double>(most);
        const int bar = std::max(1, static_cast<int>(share * room)); // what is there can be seen
        painter.fillRect(place(left, bar).adjusted(0, 3, 0, -3), dataColor(0));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(place(left + bar + kGapSmall, right), Qt::AlignLeft | Qt::AlignVCenter,
                         countText(bin));
        top += lineHeight();
    }
}

} // namespace mae::ui
