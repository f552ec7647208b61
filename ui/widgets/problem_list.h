// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace mae::ui {

/// What stands in the way of using a checkpoint, and below each what to do about it. Where nothing
/// does it says so.
class ProblemList : public QWidget {
    Q_OBJECT

public:
    explicit ProblemList(QWidget* parent = nullptr);

    void setProblems(const std::vector<ModelProblem>& problems);
    int count() const { return m_count; }

private:
    void add(const char* iconName, const QString& text, const QString& remedy);

    QVBoxLayout* m_column; ///< owned by Qt
    int m_count = 0;
};

} // namespace mae::ui
