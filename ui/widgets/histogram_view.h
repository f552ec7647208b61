// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"

#include <QWidget>
#include <optional>

namespace mae::ui {

/// How the values of a tensor are spread: a bar per bin from min to max. The pointer or the arrow
/// keys choose a bar, whose range and count are told.
class HistogramView : public QWidget {
    Q_OBJECT

public:
    explicit HistogramView(QWidget* parent = nullptr);

    void setStatistics(const TensorStatistics& statistics);
    void clear(const QString& why);        ///< a line in place of the bars; may be empty
    void setLogarithmic(bool logarithmic); ///< the counts
    bool isLogarithmic() const { return m_logarithmic; }
    QString description() const; ///< of the chosen bar, or of the whole

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void described(const QString& description);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    int binCount() const;
    QRectF plot() const;                     ///< where the bars stand
    double height(std::int64_t count) const; ///< 0 to 1
    void choose(int bin);

    std::optional<TensorStatistics> m_statistics;
    QString m_why;
    std::int64_t m_most = 0;
    bool m_logarithmic = false;
    int m_chosen = -1;
};

} // namespace mae::ui
