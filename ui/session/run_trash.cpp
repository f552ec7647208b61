// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_trash.h"

#include "ui/session/paths.h"

namespace mae::ui {
namespace {

template <class Runs> QStringList foldersOf(const Runs& runs) {
    QStringList folders;
    for (const auto& moved : runs) {
        folders << moved.run;
    }
    return folders;
}

} // namespace

RunTrash::RunTrash(RunCatalogue& catalogue, QObject* parent)
    : QObject(parent), m_catalogue(catalogue) {
    connect(&catalogue, &RunCatalogue::trashed, this, &RunTrash::onTrashed);
    connect(&catalogue, &RunCatalogue::trashFailed, this,
            [this](const QString& run) { onTrashed(run, {}); });
    connect(&catalogue, &RunCatalogue::restored, this,
            [this](const QString& run) { onRestored(run, {}, true); });
    connect(
        &catalogue, &RunCatalogue::restoreFailed, this,
        [this](const QString& run, const QString& inTrash) { onRestored(run, inTrash, false); });
}

void RunTrash::trash(const QStringList& runs) {
    if (runs.isEmpty()) {
        return;
    }
    m_going.push_back({.runs = {}, .waiting = runs.size()});
    for (const auto& run : runs) {
        m_catalogue.trash(toPath(run));
    }
}

void RunTrash::onTrashed(const QString& run, const QString& inTrash) {
    if (m_going.isEmpty()) {
        return; // somebody else's
    }
    auto& batch = m_going.front();
    if (!inTrash.isEmpty()) {
        batch.runs.push_back({run, inTrash});
    }
    if (--batch.waiting > 0) {
        return;
    }
    const auto done = m_going.takeFirst();
    if (!done.runs.isEmpty()) {
        m_trashed.push_back(done);
        Q_EMIT changed();
        Q_EMIT trashed(foldersOf(done.runs));
    }
}

void RunTrash::putBack() {
    if (m_trashed.isEmpty()) {
        return;
    }
    const auto batch = m_trashed.takeLast();
    m_coming.push_back({.runs = {}, .waiting = batch.runs.size()});
    for (const auto& [run, inTrash] : batch.runs) {
        m_catalogue.restore(run, inTrash);
    }
    Q_EMIT changed();
}

void RunTrash::onRestored(const QString& run, const QString& inTrash, bool done) {
    if (m_coming.isEmpty()) {
        return;
    }
    auto& batch = m_coming.front();
    (done ? batch.runs : batch.failed).push_back({run, inTrash});
    if (--batch.waiting == 0) {
        const auto whole = m_coming.takeFirst();
        if (!whole.failed.isEmpty()) { // it may go another time
            m_trashed.push_back({.runs = whole.failed});
            Q_EMIT changed();
        }
        if (!whole.runs.isEmpty()) {
            Q_EMIT restored(foldersOf(whole.runs));
        }
    }
}

QStringList RunTrash::last() const {
    return m_trashed.isEmpty() ? QStringList() : foldersOf(m_trashed.last().runs);
}

} // namespace mae::ui
