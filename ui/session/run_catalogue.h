// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/run_folder.h"
#include "ui/session/background.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>
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
};

/// The runs on the disk, read on threads of its own so that a slow disk never stops the window.
/// GUI thread; answers come as signals, of reads that were overtaken by newer ones never. What
/// changes the disk is done one by one, and each is answered.
class RunCatalogue : public QObject {
    Q_OBJECT

public:
    explicit RunCatalogue(std::filesystem::path folder, QObject* parent = nullptr);

    const std::filesystem::path& folder() const { return m_folder; }
    void setFolder(const std::filesystem::path& folder); ///< also lists it

    void refresh();                                      ///< answered by listed() or listFailed()
    void read(const std::filesystem::path& run);         ///< answered by runRead() or readFailed()
    void readPreview(const std::filesystem::path& file); ///< answered by previewRead()
    void trash(const std::filesystem::path& run);        ///< answered by trashed() or trashFailed()
    /// Takes a run back out of the trash. Answered by restored() or trashFailed().
    void restore(const QString& run, const QString& inTrash);

    /// A list, a run or a preview is still being read.
    bool isReading() const {
        return m_lister.isBusy() || m_reader.isBusy() || m_previewReader.isBusy();
    }

Q_SIGNALS:
    void listed(const std::vector<mae::RunSummary>& runs);
    void listFailed(const QString& message);
    void runRead(const std::shared_ptr<const mae::ui::RunRecord>& run);
    void readFailed(const QString& folder, const QString& message);
    void trashed(const QString& run, const QString& inTrash);
    void restored(const QString& run);
    void trashFailed(const QString& message);
    void previewRead(const QString& file, const QImage& picture); ///< null: unreadable

private:
    std::filesystem::path m_folder;
    Background m_lister;
    Background m_reader;
    Background m_previewReader;
    Background m_trasher;
};

} // namespace mae::ui
