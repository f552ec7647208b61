// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/picture_cell.h"

#include "ui/session/image_convert.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace mae::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::PictureCell)
};

} // namespace

QImage cellPicture(const Image& image, int most) {
    auto picture = toQImage(image);
    if (picture.width() > most || picture.height() > most) {
        picture = picture.scaled(most, most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return picture;
}

QString psnrText(double psnr) {
    if (std::isnan(psnr)) {
        return QStringLiteral("–");
    }
    return Text::tr("%1 dB").arg(std::isinf(psnr) ? QStringLiteral("∞")
                                                  : QLocale().toString(psnr, 'f', 1));
}

} // namespace mae::ui
