// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the cells of the table of runs.
#include "ui/models/duration_text.h"
#include "ui/models/run_table_model.h"
#include "ui/models/search_model.h"
#include "ui/session/paths.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <cmath>

namespace mae::ui {
namespace {

QDateTime toDateTime(std::chrono::system_clock::time_point time) {
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

QString lossText(double loss) {
    return std::isfinite(loss) && loss > 0 ? QLocale().toString(loss, 'f', 4) : QStringLiteral("–");
}

QString shareText(std::optional<double> share) {
    return share ? RunTableModel::tr("%1 %").arg(QLocale().toString(100 * *share, 'f', 1))
                 : QStringLiteral("–");
}

QString stepsText(const RunSummary& run) {
    const QLocale locale;
    return run.totalSteps > 0 && run.step < run.totalSteps ? QStringLiteral("%1 / %2").arg(
               locale.toString(qlonglong{run.step}), locale.toString(qlonglong{run.totalSteps}))
                                                           : locale.toString(qlonglong{run.step});
}

QString dateText(const QDateTime& date) {
    const QLocale locale;
    return date.date() == QDate::currentDate() ? locale.toString(date.time(), QLocale::ShortFormat)
                                               : locale.toString(date.date(), QLocale::ShortFormat);
}

const auto kNone = QStringLiteral("–");
constexpr auto kScenes = "scenes"; ///< among the folders of the settings

/// A folder as a text, or the word for pictures that the program draws.
QString sourceText(const std::string& path) {
    return path == kScenes ? RunTableModel::tr("scenes") : toText(path);
}

/// Names of the folders.
QString dataText(const DataConfig& data) {
    QStringList names;
    for (const auto& path : data.paths) {
        names << QFileInfo(QDir::cleanPath(sourceText(path))).fileName();
    }
    return names.join(QStringLiteral(", "));
}

QString allDataText(const DataConfig& data) {
    QStringList paths;
    for (const auto& path : data.paths) {
        paths << sourceText(path);
    }
    return paths.join(u'\n');
}

/// "64 px / 8, 192 × 12": pictures and patches, width and depth of the encoder.
QString modelText(const ModelConfig& model) {
    return RunTableModel::tr("%1 px / %2, %3 × %4")
        .arg(model.imageSize)
        .arg(model.patchSize)
        .arg(model.width)
        .arg(model.depth);
}

QString tagsText(const RunSummary& run) {
    QStringList tags;
    for (const auto& tag : run.notes.tags) {
        tags << QString::fromStdString(tag);
    }
    return tags.join(QStringLiteral(", "));
}

} // namespace

QString RunTableModel::stateText(int row) const {
    const auto turn = turnOf(row);
    return turn == 0 || phase(row) != RunPhase::Waiting
               ? phaseText(phase(row))
               : (m_queue.held ? tr("held back, turn %1") : tr("waiting, turn %1"))
                     .arg(QLocale().toString(turn));
}

QString RunTableModel::text(int row, int column) const {
    const auto& summary = run(row);
    if (!isOnDisk(row) && column != Name) { // nothing else is known yet
        return column == State ? stateText(row) : QString();
    }
    switch (column) {
    case Name:
        return isOnDisk(row) ? toText(summary.folder.filename())
                             : QString::fromStdString(
                                 m_queue.runs[static_cast<std::size_t>(turnOf(row) - 1)].title);
    case State: return stateText(row);
    case Data: return dataText(summary.config.data);
    case Model: return modelText(summary.config.model);
    case Steps: return stepsText(summary);
    case Loss: return lossText(summary.lastLoss);
    case Best: return lossText(summary.bestLoss);
    case Validation: return lossText(summary.validationLoss.value_or(0));
    case KnnAccuracy: return shareText(summary.knnTop1);
    case Duration: return summary.seconds > 0 ? durationText(summary.seconds) : kNone;
    case Changed: return dateText(toDateTime(summary.changed));
    case Tags: return tagsText(summary);
    case Notes: return QString::fromStdString(summary.notes.text).simplified();
    default: return {};
    }
}

QString RunTableModel::detail(int row) const {
    if (!isOnDisk(row)) {
        return QString(stateText(row) + u'\n' + tr("starts when those before it have ended"));
    }
    const auto& summary = run(row);
    return text(row, State) + QStringLiteral(" · ") + tr("loss %1").arg(text(row, Loss)) + u'\n'
           + tr("%1 steps").arg(text(row, Steps)) + QStringLiteral(" · ") + text(row, Changed)
           + (summary.notes.tags.empty() ? QString() : u'\n' + tagsText(summary));
}

QVariant RunTableModel::sortKey(int row, int column) const {
    const auto& summary = run(row);
    const auto known = [](double value) {
        return std::isfinite(value) && value > 0 ? QVariant(value) : QVariant();
    };
    switch (column) {
    case Model: return double(parameterCount(summary.config.model));
    case Steps: return qlonglong{summary.step};
    case Loss: return known(summary.lastLoss);
    case Best: return known(summary.bestLoss);
    case Validation: return known(summary.validationLoss.value_or(0));
    case KnnAccuracy: return summary.knnTop1 ? QVariant(*summary.knnTop1) : QVariant();
    case Duration: return known(summary.seconds);
    case Changed: return isOnDisk(row) ? QVariant(toDateTime(summary.changed)) : QVariant();
    default: {
        const auto words = text(row, column);
        return words.isEmpty() ? QVariant() : QVariant(words);
    }
    }
}

QString RunTableModel::exactText(int row, int column) const {
    const auto& summary = run(row);
    const auto key = sortKey(row, column);
    switch (column) {
    case Steps: return QString::number(summary.step);
    case Loss:
    case Best:
    case Validation:
    case KnnAccuracy:
    case Duration: return key.isValid() ? QString::number(key.toDouble(), 'g', 9) : QString();
    case Changed: return key.toDateTime().toString(Qt::ISODate);
    default: return text(row, column);
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row(), column = index.column();
    const auto& summary = run(row);
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::EditRole: return column == Tags ? QVariant(tagsText(summary)) : QVariant();
    case Qt::AccessibleTextRole:
        return column == Name ? QString(text(row, Name) + QStringLiteral(", ") + detail(row))
                              : text(row, column);
    case Qt::ToolTipRole:
        return column == Notes && !summary.notes.text.empty()
                   ? QString::fromStdString(summary.notes.text).toHtmlEscaped()
               : column == Data && isOnDisk(row) ? allDataText(summary.config.data)
               : column == Changed && isOnDisk(row)
                   ? QLocale().toString(toDateTime(summary.changed))
               : isOnDisk(row) ? toText(summary.folder)
                               : text(row, Name);
    case Qt::DecorationRole:
        return column == Name ? QVariant(icon(phaseIcon(phase(row)))) : QVariant();
    case Qt::TextAlignmentRole:
        return column >= Steps && column <= Duration ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                     : QVariant();
    case FolderRole: return toText(summary.folder);
    case PhaseRole: return static_cast<int>(phase(row));
    case CompareColorRole: {
        const auto at = m_compared.indexOf(toText(summary.folder));
        return at < 0 ? QVariant() : QVariant(dataColor(static_cast<int>(at) + 1));
    }
    case QueueIdRole: {
        const auto turn = turnOf(row);
        return turn > 0 ? QVariant(quint64{m_queue.runs[static_cast<std::size_t>(turn - 1)].id})
                        : QVariant();
    }
    case Qt::CheckStateRole:
        return column == Name && isOnDisk(row) ? QVariant(
                   m_compared.contains(toText(summary.folder)) ? Qt::Checked : Qt::Unchecked)
                                               : QVariant();
    case SearchModel::SearchRole:
        return QString(text(row, Name) + u' ' + text(row, State) + u' ' + text(row, Data) + u' '
                       + tagsText(summary) + u' ' + QString::fromStdString(summary.notes.text));
    case DetailRole: return detail(row);
    case SearchModel::SortRole: return sortKey(row, column);
    case SearchModel::CopyRole: return exactText(row, column);
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool number = section >= Steps && section <= Duration;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name: return tr("Name");
    case State: return tr("State");
    case Data: return tr("Pictures");
    case Model: return tr("Model");
    case Steps: return tr("Steps");
    case Loss: return tr("Loss");
    case Best: return tr("Best loss");
    case Validation: return tr("Validation");
    case KnnAccuracy: return tr("kNN accuracy");
    case Duration: return tr("Duration");
    case Changed: return tr("Changed");
    case Tags: return tr("Tags");
    case Notes: return tr("Notes");
    default: return {};
    }
}

} // namespace mae::ui
