// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/compare_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/image_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mae::ui {

CompareView::CompareView(QWidget* parent)
    : ExploreView(parent),
      m_pages(new QStackedWidget),
      m_emptyLine(nullptr),
      m_choose(new QPushButton),
      m_change(new QPushButton),
      m_names(new ElidedLabel),
      m_firstNumber(new QLabel),
      m_secondNumber(new QLabel) {
    makePictureGround(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    makePrimary(m_choose);
    m_empty = makeEmptyState("models", QStringLiteral(" "), m_choose);
    for (auto* label : m_empty->findChildren<QLabel*>()) {
        if (!label->text().isEmpty()) {
            m_emptyLine = label; // the other one is the picture
        }
    }
    m_pictures = makePictures();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_pictures);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_views[Second]->setDimmed(true);
        m_secondNumber->setEnabled(false);
    });
    connect(m_choose, &QPushButton::clicked, this, &CompareView::secondModelRequested);
    connect(m_change, &QPushButton::clicked, this, &CompareView::secondModelRequested);
    connect(&m_link, &LinkedView::changed, this,
            [this] { follow(m_link, m_secondLink, 1 / sizeRatio()); });
    connect(&m_secondLink, &LinkedView::changed, this,
            [this] { follow(m_secondLink, m_link, sizeRatio()); });
    connect(&m_link, &LinkedView::patchChanged, this, &CompareView::describePatch);
    retranslate();
}

QWidget* CompareView::makePictures() {
    auto* page = new QWidget;
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGap, kGapSmall, kGap, 0);
    bar->setSpacing(kGapSmall);
    bar->addWidget(m_names, 1);
    bar->addWidget(m_change);
    auto* room = new QWidget;
    room->setLayoutDirection(Qt::LeftToRight); // pictures keep their order in every language
    for (std::size_t i = 0; i < kPlaces; ++i) {
        m_views[i] = new ImageView(i == Second ? m_secondLink : m_link, {}, room);
        connect(m_views[i], &ImageView::dragStarted, this,
                [this, i] { Q_EMIT dragRequested(m_views[i]->picture()); });
    }
    for (auto* label : {m_firstNumber, m_secondNumber}) {
        label->setParent(room);
    }
    room->installEventFilter(this);
    m_views[Second]->installEventFilter(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(room, 1);
    return page;
}

void CompareView::retranslate() {
    m_emptyLine->setText(tr("See what two models make of the same mask, side by side."));
    m_choose->setText(tr("Choose a Second Model…"));
    m_change->setText(tr("Change…"));
    m_change->setToolTip(tr("Choose another second model"));
    m_change->setAccessibleName(tr("Change the second model"));
    const auto help = tr("Peak signal-to-noise ratio of the hidden pixels: higher is closer to the "
                         "original. Each model is measured at its own size of pictures.");
    m_firstNumber->setToolTip(help);
    m_secondNumber->setToolTip(help);
    showTitles();
    showNumbers();
}

void CompareView::showTitles() {
    m_names->setText(tr("Second model: %1").arg(m_context.secondName));
    const std::array titles{tr("Masked"), m_context.modelName, m_context.secondName,
                            tr("Original")};
    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    for (std::size_t i = 0; i < kPlaces; ++i) {
        const auto& picture = m_views[i];
        const double room = std::clamp(picture->pictureRect().width(), 80.0,
                                       std::max(80.0, double(picture->width())));
        picture->setTitle(QFontMetricsF(strong).elidedText(titles[i], Qt::ElideMiddle, room));
        picture->setAccessibleName(titles[i]);
        picture->setToolTip(i == First || i == Second ? titles[i] : QString());
    }
}

/// Four in a row, or two rows of two: whatever makes the pictures larger.
void CompareView::arrange() {
    const auto room = m_views[Masked]->parentWidget()->size();
    const int line = fontMetrics().height() + kGapSmall; // of a number; a title has as much
    const auto side = [&](int columns) {
        const int rows = int(kPlaces) / columns;
        return std::min((room.width() - (columns + 1) * kGapLarge) / columns,
                        (room.height() - (rows + 1) * kGapSmall) / rows - 2 * line);
    };
    const int columns = side(4) >= side(2) ? 4 : 2;
    const int rows = int(kPlaces) / columns;
    // In two rows the models are side by side below what they are compared with.
    const std::array order = columns == 4 ? std::array{Masked, First, Second, Original}
                                          : std::array{Masked, Original, First, Second};
    const int width = (room.width() - (columns + 1) * kGapLarge) / columns;
    const int height = (room.height() - (rows + 1) * kGapSmall) / rows - line;
    const int left = (room.width() - columns * width - (columns - 1) * kGapLarge) / 2;
    for (int i = 0; i < int(kPlaces); ++i) {
        m_views[order[std::size_t(i)]]->setGeometry(
            left + i % columns * (width + kGapLarge),
            kGapSmall + i / columns * (height + line + kGapSmall), width, std::max(height, 1));
    }
    showTitles();
    placeNumbers();
}

/// Numbers stand right below the pictures, wherever zoom and place have brought these; why there is
/// no picture stands in its place.
void CompareView::placeNumbers() {
    const auto place = [](QLabel* label, const ImageView* view) {
        const bool none = view->picture().isNull();
        label->setWordWrap(none);
        label->setAlignment(none ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter);
        label->raise();
        if (none) {
            label->setGeometry(view->geometry().adjusted(kGap, kGap, -kGap, -kGap));
            return;
        }
        const auto picture = view->pictureRect();
        const int below = int(std::ceil(picture.bottom())) + kGapTiny;
        const int left = std::max(0, int(picture.left()));
        label->setGeometry(view->x() + left, view->y() + std::min(below, view->height() + kGapTiny),
                           view->width() - left, label->sizeHint().height());
    };
    place(m_firstNumber, m_views[First]);
    place(m_secondNumber, m_views[Second]);
}

bool CompareView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_views[Masked]->parentWidget()) {
        arrange();
    }
    if (event->type() == QEvent::Paint && watched == m_views[Second] && m_unpainted) {
        m_unpainted = false;
        QMetaObject::invokeMethod(this, &CompareView::painted, Qt::QueuedConnection);
    }
    return ExploreView::eventFilter(watched, event);
}

void CompareView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        arrange();
    }
    ExploreView::changeEvent(event);
}

} // namespace mae::ui
