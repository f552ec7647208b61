// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/picture_cell.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace mae::ui {

class CellGrid;

/// Training samples as the model will see them: each as it is cut, and what is not hidden of it.
class SampleView : public QWidget {
    Q_OBJECT

public:
    explicit SampleView(QWidget* parent = nullptr);

    void setSamples(std::vector<PictureCell> samples, const QString& line);
    void setProblem(const QString& problem); ///< in place of samples
    void setStale(bool stale);               ///< others are being made: dims after a moment
    int count() const;
    CellGrid* grid() const { return m_grid; }
    QPushButton* otherButton() const { return m_other; }
    QPushButton* saveButton() const { return m_save; }
    QString line() const;

Q_SIGNALS:
    void otherWanted();
    void saveWanted();

private:
    CellGrid* m_grid; ///< owned by Qt, as the others
    QPushButton* m_other;
    QPushButton* m_save;
    QLabel* m_line;
};

} // namespace mae::ui
