// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/background.h"
#include "ui/session/picture_ref.h"

#include <QObject>
#include <QStringList>
#include <vector>

class QMimeData;

namespace mae::ui {

/// Finds out what paths, drops and pastes are: pictures, folders of pictures, models, runs,
/// experiments.
/// Folders are listed on a thread of its own, one call after the other. GUI thread.
class PictureOpener : public QObject {
    Q_OBJECT

public:
    explicit PictureOpener(QObject* parent = nullptr);
    ~PictureOpener() override;

    /// Quick look, for the pointer while dragging: is there anything here to open?
    static bool mayOpen(const QMimeData& data);

    static bool isRunFolder(const QString& folder); ///< looks at names only

    void openPaths(const QStringList& paths);
    void openData(const QMimeData& data); ///< of a drop or of the clipboard
    void cancel();                        ///< what is being listed and what waits for it
    bool isListing() const { return m_thread.isBusy(); }

Q_SIGNALS:
    void found(const std::vector<mae::ui::PictureRef>& pictures, const QStringList& from);
    void modelFound(const QString& path);
    void runFound(const QString& folder);
    void experimentFound(const QString& path); ///< *.mae.json
    void refused(const QString& sentence);     ///< what, why, and what to do
    void listingChanged(bool listing);         ///< folders are being read

private:
    struct Findings;
    static Findings look(const QStringList& paths, const std::stop_token& stop);
    void report(const Findings& findings, const QStringList& from);

    Background m_thread;
};

} // namespace mae::ui
