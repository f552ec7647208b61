// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace mae::ui {

/// A line that names a checkpoint, a run or another folder of models; chosen in a dialog, dropped
/// or typed.
class FileEdit : public QWidget {
    Q_OBJECT

public:
    /// @param name  for screen readers
    explicit FileEdit(const QString& name, QWidget* parent = nullptr);

    QString path() const; ///< without spaces at its ends
    void setPath(const QString& path);
    QLineEdit* line() const { return m_line; }

Q_SIGNALS:
    void pathEdited(const QString& path); ///< by the user

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void ask(bool folder);
    void choose(const QString& path);

    QLineEdit* m_line; ///< owned by Qt
};

} // namespace mae::ui
