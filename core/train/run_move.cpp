// SPDX-License-Identifier: GPL-3.0-or-later
// A run whose folder is full, read-only, deleted or renamed goes on in another one.
#include "core/base/error.h"
#include "core/io/run_folder.h"
#include "core/train/run_setup.h"
#include "core/train/training_run_state.h"

#include <sys/stat.h>

#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// What other parts of the program, and the user, put into a run's folder; where the old one can't
/// be read there is nothing to copy.
void copyTheRest(const fs::path& from, const fs::path& to) {
    std::error_code code;
    for (fs::directory_iterator i(from, code), end; !code && i != end; i.increment(code)) {
        std::error_code ignored;
        if (i->is_regular_file(ignored) && i->path().filename() != "run.lock") {
            fs::copy_file(i->path(), to / i->path().filename(), fs::copy_options::skip_existing,
                          ignored);
        }
    }
    std::error_code ignored;
    fs::copy(previewsFolder(from), previewsFolder(to), fs::copy_options::skip_existing, ignored);
}

} // namespace

FileId fileIdOf(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return {};
    }
    return {.exists = true, .device = status.st_dev, .number = status.st_ino};
}

/// So that nobody is asked to continue what goes on elsewhere.
void TrainingRun::State::leave(const fs::path& place) const {
    if (fileIdOf(place / "run.lock") != lockFile) {
        return; // another folder by now
    }
    auto left = record;
    left.state = "moved";
    try {
        writeRunConfig(place, config, left);
    } catch (const std::exception&) {
        return; // it is full, read-only or gone, which is why the run moves
    }
}

void TrainingRun::State::settleIn(const fs::path& place) {
    folder = place;
    model.card.name = place.filename().string();
    model.card.source = place.string();
    metrics->moveTo(place);
    journal.moveTo(place);
    openRunLogs();
    saveProblem.clear();
}

void TrainingRun::State::moveTo(const fs::path& place) {
    writer.wait();
    noteSaves();
    if (fileIdOf(place / "run.lock") == lockFile) { // it was only renamed
        makeFolders(place);
        settleIn(place);
        imageStep = checkpointStep = -1;
        checkpoint.clear();
        saveNow();
        return;
    }
    requireNewFolder(place);
    std::error_code ignored;
    const bool existed = fs::exists(place, ignored);
    makeFolders(place);
    FileLock newLock(place / "run.lock");
    requireUnused(place);
    NewFolder created(place, existed);
    const auto taken = image();
    if (!taken) {
        throw Error(ErrorKind::Numerical, "The weights are not finite: they are not saved.");
    }
    writeRunConfig(place, config, record);
    taken->path = checkpointPath(place, counters.step);
    writeImage(*taken);
    metrics->moveTo(place); // the last that may fail
    created.keep();
    copyTheRest(folder, place);
    leave(folder);
    checkpoint = taken->path;
    checkpointStep = imageStep = counters.step;
    lock = std::move(newLock);
    lockFile = fileIdOf(place / "run.lock");
    const auto old = folder;
    settleIn(place);
    note({.kind = "moved",
          .text = "The run goes on in '" + place.string() + "'; what is in '" + old.string()
                  + "' stays there."});
}

} // namespace mae
