// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure.h"

#include <QDialog>
#include <QPixmap>
#include <array>

class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace mae::ui {

/// How a figure shall be written: PNG at a scale, PDF or SVG. Knows no files: who opens it asks for
/// the place once it is accepted.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    enum class Format { Png, Pdf, Svg };
    static constexpr int kMostScale = 4;

    explicit ExportDialog(Figure figure, QWidget* parent = nullptr);

    Format format() const;
    void setFormat(Format format);
    int scale() const; ///< of a PNG
    void setScale(int scale);

    QString suffix() const;     ///< "png", "pdf", "svg"
    QString fileFilter() const; ///< of a file dialog
    QSize pixels() const;       ///< of the PNG
    const Figure& figure() const { return m_figure; }

Q_SIGNALS:
    void exportRequested(); ///< the user has chosen; the dialog closes

private:
    QWidget* makePreview();
    QWidget* makeFormats();
    QWidget* makeScale();
    void update();

    Figure m_figure;
    std::array<QRadioButton*, 3> m_formats{}; ///< owned by Qt, as all below
    QSpinBox* m_scale;
    QWidget* m_scaleRow;
    QLabel* m_size;
    QPushButton* m_export;
};

} // namespace mae::ui
