// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/film.h"
#include "ui/session/run_catalogue.h"

#include <QDialog>
#include <vector>

class QLabel;
class QSlider;

namespace mae::ui {

class NumberBox;

/// The probe pictures at several steps as pictures that follow each other, each with its step.
Film probeFilm(std::vector<PreviewFile> files, int side, double seconds);

/// From which to which step a film of the reconstructions goes, and how fast. Who opens it asks for
/// the place once it is accepted.
class ProbeFilmDialog : public QDialog {
    Q_OBJECT

public:
    /// @param files  at least one, in step order
    ProbeFilmDialog(std::vector<PreviewFile> files, int side, QWidget* parent = nullptr);

    void setRange(int first, int last); ///< numbers of files
    Film film() const;

private:
    void update();

    const std::vector<PreviewFile> m_files;
    const int m_side;
    QSlider* m_first; ///< owned by Qt, as the others
    QSlider* m_last;
    NumberBox* m_rate;
    QLabel* m_text;
};

} // namespace mae::ui
