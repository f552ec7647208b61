// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rail.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kButtonHeight = 60;
constexpr int kMark = 3;

class RailButton : public QToolButton {
public:
    RailButton() {
        setFixedSize(kRailWidth, kButtonHeight);
        setFocusPolicy(Qt::TabFocus);
        setFont(captionFont());
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool current = isChecked();
        if (current || underMouse()) {
            auto face = colors().hover;
            face.setAlpha(face.alpha() * (current ? 2 : 1));
            painter.setPen(Qt::NoPen);
            painter.setBrush(face);
            painter.drawRoundedRect(rect().adjusted(4, 2, -4, -2), kRadius, kRadius);
        }
        if (current) {
            const int x = layoutDirection() == Qt::RightToLeft ? width() - kMark : 0;
            painter.fillRect(QRect(x, 8, kMark, height() - 16), colors().accent);
        }
        if (hasFocus()) {
            painter.setPen(QPen(colors().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rect().adjusted(4, 3, -4, -3), kRadius, kRadius);
        }
        icon().paint(&painter, QRect((width() - kIconSize) / 2, 11, kIconSize, kIconSize));
        auto text = font();
        text.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter.setFont(text);
        painter.setPen(current ? palette().color(QPalette::WindowText) : colors().secondaryText);
        painter.drawText(QRect(0, 34, width(), height() - 36), Qt::AlignHCenter | Qt::AlignTop,
                         QFontMetrics(text).elidedText(property("word").toString(), Qt::ElideRight,
                                                       width() - 4));
    }
};

} // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
    setFixedWidth(kRailWidth + 1);
    m_layout->setContentsMargins(0, kGapSmall, 1, kGapSmall);
    m_layout->setSpacing(kGapTiny);
    m_layout->addStretch();
}

void Rail::add(QAction* action) {
    auto* button = new RailButton;
    button->setDefaultAction(action);
    const auto word = action->text().remove(QLatin1Char('&'));
    button->setProperty("word", word);
    button->setAccessibleName(tr("Workspace %1").arg(word));
    m_layout->insertWidget(m_layout->count() - 1, button);
}

void Rail::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(layoutDirection() == Qt::RightToLeft ? 0 : width() - 1, 0, 1, height(),
                            colors().border);
}

} // namespace mae::ui
