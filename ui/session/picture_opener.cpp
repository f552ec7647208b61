// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/picture_opener.h"

#include "core/base/error.h"
#include "core/data/image_folder.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"

#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QUrl>
#include <array>

namespace mae::ui {
namespace {

constexpr int kLookedAtWhileDragging = 20;
constexpr qsizetype kLongestPath = 4096;

bool isModel(const QString& path) {
    static constexpr std::array kSuffixes{".safetensors", ".pth", ".pt", ".bin"};
    static constexpr std::array kInside{"model.safetensors", "model.safetensors.index.json",
                                        "pytorch_model.bin", "pytorch_model.bin.index.json"};
    const auto endsSo = [&path](const char* suffix) {
        return path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive);
    };
    const auto holds = [&path](const char* name) {
        return QFileInfo::exists(path + QLatin1Char('/') + QLatin1String(name));
    };
    return std::ranges::any_of(kSuffixes, endsSo) || std::ranges::any_of(kInside, holds);
}

bool isExperiment(const QString& path) {
    return path.endsWith(QLatin1String(".mae.json"), Qt::CaseInsensitive);
}

bool isWeb(const QUrl& url) { return !url.isLocalFile() && !url.scheme().isEmpty(); }

/// What a text on the clipboard names: a file URL or an absolute path; else empty.
QString pathInText(const QString& text) {
    const auto line = text.trimmed();
    if (line.isEmpty() || line.size() > kLongestPath || line.contains(QLatin1Char('\n'))) {
        return {};
    }
    const QUrl url(line);
    return url.isLocalFile()                   ? url.toLocalFile()
           : line.startsWith(QLatin1Char('/')) ? line
                                               : QString();
}

} // namespace

struct PictureOpener::Findings {
    std::vector<PictureRef> pictures{};
    QStringList models{};
    QStringList runs{};
    QStringList experiments{};
    QString refusal{};
    int refusals = 0;
};

bool PictureOpener::isRunFolder(const QString& folder) {
    return QFileInfo::exists(folder + QLatin1String("/config.json"))
           && (QFileInfo(folder + QLatin1String("/checkpoints")).isDir()
               || QFileInfo::exists(folder + QLatin1String("/metrics.jsonl")));
}

PictureOpener::PictureOpener(QObject* parent)
    : QObject(parent), m_thread(this, Background::Order::OneByOne) {}

PictureOpener::~PictureOpener() { m_thread.cancel(); }

bool PictureOpener::mayOpen(const QMimeData& data) {
    if (data.hasImage()) {
        return true;
    }
    const auto urls = data.urls();
    for (const auto& url : urls.mid(0, kLookedAtWhileDragging)) {
        const auto path = url.toLocalFile();
        if (isWeb(url) // taken, to say why it can't be opened
            || hasImageSuffix(toPath(path)) || isModel(path) || isExperiment(path)
            || QFileInfo(path).isDir()) {
            return true;
        }
    }
    return urls.isEmpty() && !pathInText(data.text()).isEmpty();
}

void PictureOpener::openData(const QMimeData& data) {
    const auto urls = data.urls();
    QStringList paths;
    for (const auto& url : urls) {
        if (url.isLocalFile()) {
            paths.append(url.toLocalFile());
        }
    }
    if (!paths.isEmpty()) {
        openPaths(paths);
    } else if (const auto image =
                   data.hasImage() ? qvariant_cast<QImage>(data.imageData()) : QImage();
               !image.isNull()) {
        Q_EMIT found(
            {pixelsRef(tr("Pasted picture"), std::make_shared<const Image>(toImage(image)))}, {});
    } else if (!urls.isEmpty() && isWeb(urls.first())) {
        Q_EMIT refused(tr("“%1” is an address on the web, and this program never uses the network. "
                          "Save the picture to a file and open that, or copy the picture itself "
                          "and paste it.")
                           .arg(urls.first().host().isEmpty() ? urls.first().toString()
                                                              : urls.first().host()));
    } else if (const auto path = pathInText(data.text()); !path.isEmpty()) {
        openPaths({path});
    } else {
        Q_EMIT refused(
            tr("There is no picture here. Copy a picture, picture files or a path first."));
    }
}

void PictureOpener::openPaths(const QStringList& paths) {
    const bool first = !isListing();
    m_thread.run([this, paths](const std::stop_token& stop) -> Background::Answer {
        auto findings = std::make_shared<Findings>();
        try {
            *findings = look(paths, stop);
        } catch (...) {
            findings->refusal = QString::fromStdString(currentError().what());
        }
        return [this, findings, paths] {
            if (!isListing()) {
                Q_EMIT listingChanged(false);
            }
            report(*findings, paths);
        };
    });
    if (first) {
        Q_EMIT listingChanged(true);
    }
}

void PictureOpener::cancel() {
    const bool listing = isListing();
    m_thread.cancel();
    if (listing) {
        Q_EMIT listingChanged(false);
    }
}

PictureOpener::Findings PictureOpener::look(const QStringList& paths, const std::stop_token& stop) {
    Findings findings;
    const auto refuse = [&findings](const QString& sentence) {
        if (findings.refusals++ == 0) {
            findings.refusal = sentence;
        }
    };
    for (const auto& path : paths) {
        if (stop.stop_requested()) {
            break;
        }
        const QFileInfo info(path);
        if (!info.exists()) {
            refuse(tr("“%1” is not there. It may have been moved, renamed or deleted.").arg(path));
        } else if (info.isDir() && isRunFolder(path)) {
            findings.runs.append(path);
        } else if (info.isDir() && isModel(path)) { // a Hugging Face folder
            findings.models.append(path);
        } else if (info.isDir()) {
            try {
                for (const auto& entry : listImageFolder(toPath(path), {}, stop).entries) {
                    findings.pictures.push_back(fileRef(toText(entry.path)));
                }
            } catch (...) {
                refuse(QString::fromStdString(currentError().what()));
            }
        } else if (!info.isFile()) {
            refuse(tr("“%1” is not a regular file.").arg(path));
        } else if (isModel(path)) {
            findings.models.append(path);
        } else if (isExperiment(path)) {
            findings.experiments.append(path);
        } else if (hasImageSuffix(toPath(path))) {
            findings.pictures.push_back(fileRef(path));
        } else {
            refuse(tr("“%1” is neither a picture this program reads (JPEG, PNG, WebP, TIFF, BMP, "
                      "PNM, GIF) nor a model (.safetensors, .pth) nor an experiment "
                      "(.mae.json).")
                       .arg(info.fileName()));
        }
    }
    return findings;
}

void PictureOpener::report(const Findings& findings, const QStringList& from) {
    if (!findings.pictures.empty()) {
        Q_EMIT found(findings.pictures, from);
    }
    if (!findings.models.isEmpty()) {
        Q_EMIT modelFound(findings.models.first());
    }
    if (!findings.runs.isEmpty()) {
        Q_EMIT runFound(findings.runs.first());
    }
    if (!findings.experiments.isEmpty()) {
        Q_EMIT experimentFound(findings.experiments.first());
    }
    if (!findings.refusal.isEmpty()) {
        Q_EMIT refused(findings.refusals > 1
                           ? tr("%1 %n more could not be opened.", nullptr, findings.refusals - 1)
                                 .arg(findings.refusal)
                           : findings.refusal);
    }
}

} // namespace mae::ui
