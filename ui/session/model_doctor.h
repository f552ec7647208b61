// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/convert_model.h"
#include "core/io/inspection.h"
#include "ui/session/background.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <memory>
#include <stop_token>
#include <vector>

namespace mae::ui {

/// What can be drawn of a checkpoint; null where it has none.
struct ModelPictures {
    QImage filters{};   ///< of the patch embedding, side by side
    QImage positions{}; ///< how alike the position embeddings of all places are
};

/// Looks inside a checkpoint and converts it, on threads of its own: opens it, then draws its
/// pictures and computes the statistics of all its tensors, those in demand first. GUI thread;
/// opening another file drops everything that was under way for the last one.
class ModelDoctor : public QObject {
    Q_OBJECT

public:
    explicit ModelDoctor(QObject* parent = nullptr);
    ~ModelDoctor() override;

    /// @param path  a file, a folder, or "bundled". Answered by ready() or failed()
    void open(const QString& path);
    void close(); ///< nothing is open any more

    const QString& path() const { return m_path; } ///< as it was given; empty: nothing
    /// Null: nothing is open, or not yet.
    const std::shared_ptr<const ModelReport>& report() const { return m_report; }
    bool isOpening() const { return m_opening; }

    /// These tensors first, in this order, also while computing is paused.
    void prefer(const std::vector<int>& tensors);
    void setComputing(bool computing); ///< of all that nobody asked for; on after open()
    bool isComputing() const { return m_computing && m_answered < tensorCount(); }
    int answeredCount() const { return m_answered; } ///< tensors whose statistics are known
    int tensorCount() const { return static_cast<int>(m_answers.size()); }

    /// Compares the checksums that the file carries. Answered by verified() or verifyFailed().
    void verify();
    void cancelVerify(); ///< then verifyCancelled() comes
    bool isVerifying() const { return m_verifying; }

    /// Of any file, not only of the one that is open. Answered by converted() or convertFailed().
    void convert(const ConvertRequest& request);
    void cancelConvert(); ///< then convertCancelled() comes
    bool isConverting() const { return m_converting; }

    bool isBusy() const { return m_reader.isBusy() || m_verifier.isBusy() || m_converter.isBusy(); }

Q_SIGNALS:
    void opening(const QString& path);
    void openProgress(double done); ///< 0 to 1; of files whose checksum is compared first
    void ready();                   ///< report() is there
    void failed(const QString& message);
    void closed();
    void picturesReady(const mae::ui::ModelPictures& pictures);
    void statisticsReady(int tensor, const mae::TensorStatistics& statistics);
    void statisticsFailed(int tensor, const QString& message);
    void computingChanged(); ///< some more are known, or it was paused or resumed

    void verifyProgress(double done); ///< 0 to 1
    /// @param compared, all  bytes: not every file carries checksums, or of all its data
    void verified(double compared, double all);
    void verifyFailed(const QString& message); ///< says what is damaged
    void verifyCancelled();

    void convertProgress(double done); ///< 0 to 1
    void converted(const QString& output, qint64 values);
    void convertFailed(const QString& message);
    void convertCancelled();

private:
    enum class Answer : quint8 { Wanted, Given };
    struct Batch;

    void reset();
    void take(std::shared_ptr<Inspection> inspection);
    void draw();
    void computeNext();
    std::vector<int> nextTensors();
    void takeBatch(const Batch& batch);

    QString m_path;
    std::shared_ptr<Inspection> m_inspection; ///< used on m_reader's thread only
    std::shared_ptr<const ModelReport> m_report;
    std::vector<Answer> m_answers; ///< one per tensor
    std::vector<int> m_preferred;  ///< tensors, the most wanted first
    std::size_t m_nextTensor = 0;  ///< all before are answered
    int m_answered = 0;
    bool m_opening = false;
    bool m_computing = false;
    bool m_batchUnderWay = false;
    bool m_verifying = false;
    bool m_converting = false;
    std::stop_source m_stopVerify;
    std::stop_source m_stopConvert;
    Background m_reader;    ///< of the file that is open: one thing after the other
    Background m_verifier;  ///< of the same file, opened once more: it may take long
    Background m_converter; ///< last: their threads end before anything they can reach
};

} // namespace mae::ui
