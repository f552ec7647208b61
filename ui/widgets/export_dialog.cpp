// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/export_dialog.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

constexpr double kMostSide = 32'767;       ///< pixels
constexpr double kMostPixels = 250e6;      ///< of which a picture is made in memory
constexpr double kMillimetres = 25.4 / 72; ///< per point
constexpr std::array kSuffixes{"png", "pdf", "svg"};

/// The figure as large as there is room.
class Preview : public QWidget {
public:
    explicit Preview(const Figure& figure) : m_figure(figure) {
        makePictureGround(this);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        setMinimumSize(320, 160);
    }
    QSize sizeHint() const override { return {520, 300}; }

protected:
    void paintEvent(QPaintEvent*) override {
        if (m_figure.isEmpty()) {
            return;
        }
        const auto room = QRectF(rect()).adjusted(kGap, kGap, -kGap, -kGap);
        const double zoom = std::min({room.width() / m_figure.size().width(),
                                      room.height() / m_figure.size().height(), 2.0});
        const auto size = m_figure.size() * zoom;
        const double scale = devicePixelRatioF();
        const auto pixels = (size * scale).toSize().expandedTo({1, 1});
        if (m_shown.size() != pixels) { // painted once, smoothly: it is mostly made smaller
            m_shown = QPixmap(pixels);
            m_shown.fill(Qt::white);
            const auto whole = rendered(m_figure, std::min(1.0, kMostSide / longer()));
            QPainter painter(&m_shown);
            painter.drawImage(
                0, 0, whole.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
            painter.end();
            m_shown.setDevicePixelRatio(scale);
        }
        QPainter(this).drawPixmap(room.center() - QPointF(size.width(), size.height()) / 2,
                                  m_shown);
    }

private:
    double longer() const { return std::max(m_figure.size().width(), m_figure.size().height()); }

    const Figure& m_figure;
    QPixmap m_shown;
};

int mostScale(const Figure& figure) {
    const double longer = std::max({figure.size().width(), figure.size().height(), 1.0});
    const double area = std::max(1.0, figure.size().width() * figure.size().height());
    int scale = 1;
    while (scale < ExportDialog::kMostScale && longer * (scale + 1) <= kMostSide
           && area * (scale + 1) * (scale + 1) <= kMostPixels) {
        ++scale;
    }
    return scale;
}

} // namespace

ExportDialog::ExportDialog(Figure figure, QWidget* parent)
    : QDialog(parent),
      m_figure(std::move(figure)),
      m_scale(new QSpinBox),
      m_scaleRow(makeScale()),
      m_size(makeCaption()),
      m_export(nullptr) {
    setWindowTitle(tr("Export View"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    makePrimary(m_export);
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT exportRequested();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    column->setSpacing(kGap);
    column->addWidget(makePreview(), 1);
    column->addWidget(makeFormats());
    column->addWidget(m_scaleRow);
    column->addWidget(m_size);
    column->addWidget(buttons);
    setFormat(Format::Png);
    setScale(2);
    update();
}

QWidget* ExportDialog::makePreview() {
    auto* preview = new Preview(m_figure);
    preview->setAccessibleName(tr("Preview"));
    return preview;
}

QWidget* ExportDialog::makeFormats() {
    const std::array names{tr("PNG"), tr("PDF"), tr("SVG")};
    const std::array helps{tr("Pixels, exactly as they are, for screens and web pages"),
                           tr("For printing and for papers: texts stay sharp at any size"),
                           tr("For drawing programs: texts and shapes can be edited")};
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGapLarge);
    row->addWidget(new QLabel(tr("Format")));
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_formats[i] = new QRadioButton(names[i]);
        m_formats[i]->setToolTip(helps[i]);
        m_formats[i]->setWhatsThis(helps[i]);
        m_formats[i]->setAccessibleDescription(helps[i]);
        row->addWidget(m_formats[i]);
        connect(m_formats[i], &QRadioButton::toggled, this, &ExportDialog::update);
    }
    row->addStretch();
    return box;
}

QWidget* ExportDialog::makeScale() {
    m_scale->setRange(1, mostScale(m_figure));
    m_scale->setSuffix(tr(" ×"));
    m_scale->setAccessibleName(tr("Scale of the PNG"));
    m_scale->setToolTip(
        tr("How many pixels of the file a unit of the picture gets along each side"));
    connect(m_scale, &QSpinBox::valueChanged, this, &ExportDialog::update);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGapLarge);
    auto* label = new QLabel(tr("Scale"));
    label->setBuddy(m_scale);
    row->addWidget(label);
    row->addWidget(m_scale);
    row->addStretch();
    return box;
}

ExportDialog::Format ExportDialog::format() const {
    for (std::size_t i = 0; i < m_formats.size(); ++i) {
        if (m_formats[i]->isChecked()) {
            return Format(i);
        }
    }
    return Format::Png;
}

void ExportDialog::setFormat(Format format) { m_formats[std::size_t(format)]->setChecked(true); }

int ExportDialog::scale() const { return m_scale->value(); }

void ExportDialog::setScale(int scale) { m_scale->setValue(scale); }

QString ExportDialog::suffix() const {
    return QString::fromLatin1(kSuffixes[std::size_t(format())]);
}

QString ExportDialog::fileFilter() const {
    switch (format()) {
    case Format::Pdf: return tr("PDF documents (*.pdf)");
    case Format::Svg: return tr("SVG drawings (*.svg)");
    case Format::Png: break;
    }
    return tr("PNG pictures (*.png)");
}

QSize ExportDialog::pixels() const { return (m_figure.size() * scale()).toSize(); }

void ExportDialog::update() {
    const QLocale locale;
    const bool png = format() == Format::Png;
    m_scaleRow->setEnabled(png);
    m_export->setEnabled(!m_figure.isEmpty());
    if (m_figure.isEmpty()) {
        m_size->setText(tr("There is nothing to export yet."));
    } else if (png) {
        m_size->setText(
            tr("%1 × %2 pixels")
                .arg(locale.toString(pixels().width()), locale.toString(pixels().height())));
    } else {
        m_size->setText(tr("%1 × %2 mm")
                            .arg(locale.toString(m_figure.size().width() * kMillimetres, 'f', 0),
                                 locale.toString(m_figure.size().height() * kMillimetres, 'f', 0)));
    }
}

} // namespace mae::ui
