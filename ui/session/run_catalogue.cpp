// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_catalogue.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/train/run_journal.h"
#include "ui/session/paths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace mae::ui {
namespace {

/// The step in a name such as step-00012345.png; empty if it is another kind of file.
std::optional<std::int64_t> stepOfName(const std::string& name) {
    constexpr std::string_view kStart = "step-", kEnd = ".png";
    if (!name.starts_with(kStart) || !name.ends_with(kEnd)) {
        return {};
    }
    const char* first = name.data() + kStart.size();
    const char* last = name.data() + name.size() - kEnd.size();
    std::int64_t step = 0;
    const auto [end, error] = std::from_chars(first, last, step);
    return error == std::errc() && end == last ? std::optional(step) : std::nullopt;
}

std::shared_ptr<const RunRecord> readRecord(const std::filesystem::path& run) {
    auto record = std::make_shared<RunRecord>();
    record->summary = readRunSummary(run);
    auto tail = readMetricsFrom(run, 0);
    record->metrics = inStepOrder(std::move(tail.steps));
    record->metricsEnd = tail.end;
    record->previews = listPreviews(run);
    record->changes = readChanges(run);
    record->notices = readNotices(run);
    record->references = readReferenceLosses(run);
    if (auto layers = readNewestLayers(run)) {
        record->layers = std::make_shared<const LayerReport>(std::move(*layers));
    }
    return record;
}

/// The runs of a folder and some others, newest first, each once.
std::vector<RunSummary> listAll(const std::filesystem::path& folder,
                                const std::vector<std::filesystem::path>& elsewhere) {
    std::error_code none;
    auto runs =
        std::filesystem::exists(folder, none) ? listRuns(folder) : std::vector<RunSummary>{};
    for (const auto& run : elsewhere) {
        if (std::ranges::find(runs, run, &RunSummary::folder) != runs.end()) {
            continue;
        }
        try {
            runs.push_back(readRunSummary(run));
        } catch (const Error&) {
            continue; // gone, or its disk is not there now
        }
    }
    std::ranges::stable_sort(runs, std::ranges::greater{}, &RunSummary::changed);
    return runs;
}

/// Keeps others from continuing a run. Empty: it has no lock, or none may be taken, as on a disk
/// that is only read. @throws Error if it is being written
std::optional<FileLock> heldBack(const std::filesystem::path& run) {
    const auto file = run / "run.lock";
    std::error_code none;
    if (!std::filesystem::exists(file, none)) {
        return {};
    }
    try {
        return FileLock(file);
    } catch (const Error&) {
        if (isLocked(file)) {
            throw;
        }
        return {};
    }
}

/// Where freedesktop's trash of this user lies.
QString folderOfTrash() {
    const auto data = qEnvironmentVariable("XDG_DATA_HOME");
    return data.isEmpty() ? QDir::home().filePath(QStringLiteral(".local/share")) : data;
}

} // namespace

std::vector<PreviewFile> listPreviews(const std::filesystem::path& run) {
    std::vector<PreviewFile> files;
    std::error_code ignored; // no folder: no previews
    for (std::filesystem::directory_iterator at(previewsFolder(run), ignored), end;
         !ignored && at != end; at.increment(ignored)) {
        if (const auto step = stepOfName(at->path().filename().string())) {
            files.push_back({at->path(), *step});
        }
    }
    std::ranges::sort(files, {}, &PreviewFile::step);
    return files;
}

RunCatalogue::RunCatalogue(std::filesystem::path folder, QObject* parent)
    : QObject(parent),
      m_folder(std::move(folder)),
      m_lister(this),
      m_reader(this),
      m_previewReader(this),
      m_comparer(this),
      m_trasher(this, Background::Order::OneByOne) {}

void RunCatalogue::setFolder(const std::filesystem::path& folder) {
    m_folder = folder;
    refresh();
}

void RunCatalogue::refresh() {
    m_lister.run([this, folder = m_folder,
                  elsewhere = m_elsewhere](const std::stop_token&) -> Background::Answer {
        try {
            auto runs = listAll(folder, elsewhere);
            return [this, found = std::move(runs)] { Q_EMIT listed(found); };
        } catch (...) {
            return [this, message = QString::fromUtf8(currentError().what())] {
                Q_EMIT listFailed(message);
            };
        }
    });
}

void RunCatalogue::read(const std::filesystem::path& run) {
    m_reader.run([this, run](const std::stop_token&) -> Background::Answer {
        try {
            return [this, found = readRecord(run)] { Q_EMIT runRead(found); };
        } catch (...) {
            return
                [this, folder = toText(run), message = QString::fromUtf8(currentError().what())] {
                    Q_EMIT readFailed(folder, message);
                };
        }
    });
}

void RunCatalogue::readPreviews(const std::vector<std::filesystem::path>& files) {
    m_previewReader.run([this, files](const std::stop_token& stop) -> Background::Answer {
        std::vector<PreviewSheet> sheets;
        for (const auto& file : files) {
            if (stop.stop_requested()) {
                break; // overtaken
            }
            sheets.push_back({file, QImageReader(toText(file)).read()});
        }
        return [this, sheets] { Q_EMIT previewsRead(sheets); };
    });
}

void RunCatalogue::compare(const std::vector<std::filesystem::path>& runs) {
    m_comparer.run([this, runs](const std::stop_token& stop) -> Background::Answer {
        RunRecords records;
        for (const auto& run : runs) {
            if (stop.stop_requested()) {
                break;
            }
            try {
                records.push_back(readRecord(run));
            } catch (...) {
                continue; // the list says what it is, or it is gone
            }
        }
        return [this, records] { Q_EMIT compared(records); };
    });
}

void RunCatalogue::setElsewhere(const std::vector<std::filesystem::path>& runs) {
    m_elsewhere = runs;
    refresh();
}

void RunCatalogue::writeNotes(const std::filesystem::path& run, const RunNotes& notes) {
    m_trasher.run([this, run, notes](const std::stop_token&) -> Background::Answer {
        try {
            mae::writeNotes(run, notes);
            return [this, run] { Q_EMIT notesWritten(toText(run)); };
        } catch (...) {
            return [this, message = QString::fromUtf8(currentError().what())] {
                Q_EMIT changeFailed(message);
            };
        }
    });
}

void RunCatalogue::trash(const std::filesystem::path& run) {
    m_trasher.run([this, run, name = toText(run)](const std::stop_token&) -> Background::Answer {
        std::optional<FileLock> lock;
        try {
            lock = heldBack(run);
        } catch (...) {
            return [this, name] {
                Q_EMIT trashFailed(name);
                Q_EMIT changeFailed(tr("“%1” is being trained and was not moved to the trash. "
                                       "Stop it first where it runs.")
                                        .arg(name));
            };
        }
        QDir().mkpath(folderOfTrash()); // without it Qt makes a trash in the present folder
        QString inTrash;
        if (QFile::moveToTrash(name, &inTrash)) {
            return [this, name, inTrash] { Q_EMIT trashed(name, inTrash); };
        }
        return [this, name] {
            Q_EMIT trashFailed(name);
            Q_EMIT changeFailed(
                tr("“%1” could not be moved to the trash. Delete the folder in your "
                   "file manager instead.")
                    .arg(name));
        };
    });
}

void RunCatalogue::restore(const QString& run, const QString& inTrash) {
    m_trasher.run([this, run, inTrash](const std::stop_token&) -> Background::Answer {
        if (!inTrash.isEmpty() && !QFile::exists(run) && QFile::rename(inTrash, run)) {
            // freedesktop's trash keeps a note about each thing in it.
            const QFileInfo place(inTrash);
            QFile::remove(place.dir().filePath(QStringLiteral("../info/") + place.fileName()
                                               + QStringLiteral(".trashinfo")));
            return [this, run] { Q_EMIT restored(run); };
        }
        return [this, run, inTrash] {
            Q_EMIT restoreFailed(run, inTrash);
            Q_EMIT changeFailed(
                tr("“%1” could not be taken back. Restore it from the trash of your desktop.")
                    .arg(run));
        };
    });
}

} // namespace mae::ui
