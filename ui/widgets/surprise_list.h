// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/surprise_model.h"

#include <QListView>

namespace mae::ui {

/// The most surprising patches: rank, place, error, and the patch as it is beside what was
/// predicted. A column, or lines where it is wider than high.
class SurpriseList : public QListView {
    Q_OBJECT

public:
    explicit SurpriseList(QWidget* parent = nullptr);

    SurpriseModel& patches() { return m_model; }
    void setAcross(bool across); ///< in lines
    void choose(int patch);      ///< emits nothing. -1, or one that is not in the list: none
    void setDimmed(bool dimmed);
    bool isDimmed() const { return m_dimmed; }
    static QSize tile(); ///< of one patch

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int patch); ///< by the user

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    SurpriseModel m_model;
    bool m_quiet = false;
    bool m_dimmed = false;
};

} // namespace mae::ui
