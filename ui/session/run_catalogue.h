// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/run_folder.h"
#include "core/io/run_notes.h"
#include "core/train/layer_report.h"
#include "core/train/reference_losses.h"
#include "core/train/run_events.h"
#include "ui/session/background.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace mae::ui {

/// What the probe pictures looked like at a step: a picture file in the run's folder.
struct PreviewFile {
    std::filesystem::path path{};
    std::int64_t step = 0;
};

/// Everything that is shown of a run that lies on the disk.
struct RunRecord {
    RunSummary summary{};
    std::vector<StepMetrics> metrics{};  ///< in step order
    std::vector<PreviewFile> previews{}; ///< in step order
    std::uint64_t metricsEnd = 0;        ///< bytes of metrics.jsonl that were read
    std::vector<RunChanged> changes{};
    std::vector<RunNotice> notices{};
    std::optional<ReferenceLosses> references{};
    std::shared_ptr<const LayerReport> layers{}; ///< the last measured ones; null: none
};
using RunRecords = std::vector<std::shared_ptr<const RunRecord>>;

/// A picture file of previews, read. Null: it can't be.
struct PreviewSheet {
    std::filesystem::path path{};
    QImage picture{};
};

std::vector<PreviewFile> listPreviews(const std::filesystem::path& run); ///< in step order

/// The runs on the disk, read on threads of its own so that a slow disk never stops the window.
/// GUI thread; answers come as signals, of reads that were overtaken by newer ones never. What
/// changes the disk is done one by one, and each is answered.
class RunCatalogue : public QObject {
    Q_OBJECT

public:
    explicit RunCatalogue(std::filesystem::path folder, QObject* parent = nullptr);

    const std::filesystem::path& folder() const { return m_folder; }
    void setFolder(const std::filesystem::path& folder); ///< also lists it

    void refresh();                              ///< answered by listed() or listFailed()
    void read(const std::filesystem::path& run); ///< answered by runRead() or readFailed()
    void readPreviews(const std::vector<std::filesystem::path>& files); ///< by previewsRead()
    /// Other runs, to compare with. Answered by compared(), without those that can't be read.
    void compare(const std::vector<std::filesystem::path>& runs);
    /// Runs outside of the folder that are listed too.
    void setElsewhere(const std::vector<std::filesystem::path>& runs);
    void writeNotes(const std::filesystem::path& run, const RunNotes& notes); ///< or changeFailed()
    void trash(const std::filesystem::path& run); ///< answered by trashed() or changeFailed()
    /// Takes a run back out of the trash. Answered by restored() or changeFailed().
    void restore(const QString& run, const QString& inTrash);

    /// A list, a run or a preview is still being read.
    bool isReading() const {
        return m_lister.isBusy() || m_reader.isBusy() || m_previewReader.isBusy()
               || m_comparer.isBusy();
    }

Q_SIGNALS:
    void listed(const std::vector<mae::RunSummary>& runs);
    void listFailed(const QString& message);
    void runRead(const std::shared_ptr<const mae::ui::RunRecord>& run);
    void readFailed(const QString& folder, const QString& message);
    void trashed(const QString& run, const QString& inTrash);
    void trashFailed(const QString& run); ///< besides changeFailed()
    void restored(const QString& run);
    void restoreFailed(const QString& run, const QString& inTrash); ///< besides changeFailed()
    void changeFailed(const QString& message);
    void notesWritten(const QString& run);
    void compared(const mae::ui::RunRecords& runs);
    void previewsRead(const std::vector<mae::ui::PreviewSheet>& sheets);

private:
    std::filesystem::path m_folder;
    std::vector<std::filesystem::path> m_elsewhere;
    Background m_lister;
    Background m_reader;
    Background m_previewReader;
    Background m_comparer;
    Background m_trasher;
};

} // namespace mae::ui
