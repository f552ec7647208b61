// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/model_doctor.h"

#include "core/base/error.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace mae::ui {
namespace {

/// What is computed between two looks at what is wanted most.
constexpr std::size_t kMostInBatch = 64;
constexpr auto kBatchTime = std::chrono::milliseconds(25);

QString messageNow() { return QString::fromStdString(currentError().what()); }

/// Stops with either token, and tells the owner of each percent, on the owner's thread.
Progress tellOwner(QObject* owner, const std::stop_token& stop, std::function<void(double)> tell) {
    return {.stop = stop,
            .report = [owner, tell = std::move(tell), last = -1](double done) mutable {
                if (const int percent = static_cast<int>(done * 100); percent != last) {
                    last = percent;
                    QMetaObject::invokeMethod(
                        owner, [tell, done] { tell(done); }, Qt::QueuedConnection);
                }
            }};
}

} // namespace

struct ModelDoctor::Batch {
    struct Failure {
        int tensor = 0;
        QString message;
    };
    std::vector<std::pair<int, TensorStatistics>> statistics{};
    std::vector<Failure> failures{};
};

ModelDoctor::ModelDoctor(QObject* parent)
    : QObject(parent),
      m_reader(this, Background::Order::OneByOne),
      m_verifier(this, Background::Order::OneByOne),
      m_converter(this, Background::Order::OneByOne) {}

ModelDoctor::~ModelDoctor() {
    m_stopVerify.request_stop();
    m_stopConvert.request_stop();
    m_reader.cancel();
    m_verifier.cancel();
    m_converter.cancel();
}

void ModelDoctor::reset() {
    m_stopVerify.request_stop();
    m_reader.cancel();
    m_verifier.cancel();
    m_report.reset();
    m_inspection.reset();
    m_answers.clear();
    m_preferred.clear();
    m_nextTensor = 0;
    m_answered = 0;
    m_opening = false;
    m_computing = false;
    m_batchUnderWay = false;
    m_verifying = false;
}

void ModelDoctor::open(const QString& path) {
    reset();
    m_path = path;
    m_opening = true;
    m_reader.run([this, path,
                  file = toPath(path).string()](const std::stop_token& stop) -> Background::Answer {
        const auto tell = tellOwner(this, stop, [this, path](double done) {
            if (m_opening && m_path == path) {
                Q_EMIT openProgress(done);
            }
        });
        try {
            return
                [this, inspection = std::make_shared<Inspection>(file, tell)] { take(inspection); };
        } catch (...) {
            return [this, message = messageNow()] {
                m_opening = false;
                Q_EMIT failed(message);
            };
        }
    });
    Q_EMIT opening(path);
}

void ModelDoctor::close() {
    reset();
    m_path.clear();
    Q_EMIT closed();
}

void ModelDoctor::take(std::shared_ptr<Inspection> inspection) {
    m_opening = false;
    m_inspection = std::move(inspection);
    m_report = std::make_shared<const ModelReport>(m_inspection->report());
    m_answers.assign(m_report->tensors.size(), Answer::Wanted);
    m_computing = true;
    Q_EMIT ready(); // which says what is wanted first
    if (m_report) { // still
        computeNext();
        draw();
    }
}

void ModelDoctor::draw() {
    m_reader.run([this, inspection = m_inspection](const std::stop_token&) -> Background::Answer {
        ModelPictures pictures;
        try {
            pictures.filters = toQImage(inspection->filters());
            pictures.positions = toQImage(inspection->positions());
        } catch (...) {
            // Damaged values: the statistics of the tensor say so, where it can be seen which.
        }
        return [this, pictures] { Q_EMIT picturesReady(pictures); };
    });
}

void ModelDoctor::prefer(const std::vector<int>& tensors) {
    m_preferred = tensors;
    computeNext();
}

void ModelDoctor::setComputing(bool computing) {
    m_computing = computing && m_report != nullptr;
    computeNext();
    Q_EMIT computingChanged();
}

std::vector<int> ModelDoctor::nextTensors() {
    std::vector<int> next;
    const auto add = [&](int tensor) {
        const auto at = static_cast<std::size_t>(tensor);
        if (at < m_answers.size() && m_answers[at] == Answer::Wanted
            && std::find(next.begin(), next.end(), tensor) == next.end()) {
            next.push_back(tensor);
        }
    };
    for (const int tensor : m_preferred) {
        add(tensor);
    }
    if (!m_computing) {
        return next;
    }
    while (m_nextTensor < m_answers.size() && m_answers[m_nextTensor] == Answer::Given) {
        ++m_nextTensor;
    }
    for (std::size_t i = m_nextTensor; i < m_answers.size() && next.size() < kMostInBatch; ++i) {
        add(static_cast<int>(i));
    }
    return next;
}

void ModelDoctor::computeNext() {
    if (!m_inspection || m_batchUnderWay) {
        return; // after the batch it is called again
    }
    const auto tensors = nextTensors();
    if (tensors.empty()) {
        return;
    }
    m_batchUnderWay = true;
    m_reader.run([this, tensors, inspection = m_inspection](const std::stop_token& stop) mutable {
        Batch batch;
        const auto start = std::chrono::steady_clock::now();
        for (const int tensor : tensors) {
            try {
                batch.statistics.emplace_back(
                    tensor, inspection->statistics(static_cast<std::size_t>(tensor)));
            } catch (...) {
                batch.failures.push_back({tensor, messageNow()});
            }
            if (stop.stop_requested() || std::chrono::steady_clock::now() - start > kBatchTime) {
                break;
            }
        }
        return [this, batch = std::move(batch)] { takeBatch(batch); };
    });
}

void ModelDoctor::takeBatch(const Batch& batch) {
    m_batchUnderWay = false;
    const auto given = [this](int tensor) {
        m_answers[static_cast<std::size_t>(tensor)] = Answer::Given;
        ++m_answered;
    };
    const auto report = m_report; // a slot may open something else
    for (const auto& [tensor, statistics] : batch.statistics) {
        if (m_report == report) {
            given(tensor);
            Q_EMIT statisticsReady(tensor, statistics);
        }
    }
    for (const auto& [tensor, message] : batch.failures) {
        if (m_report == report) {
            given(tensor);
            Q_EMIT statisticsFailed(tensor, message);
        }
    }
    if (m_report == report) {
        computeNext();
        Q_EMIT computingChanged();
    }
}

void ModelDoctor::verify() {
    if (!m_inspection || m_verifying) {
        return;
    }
    m_verifying = true;
    m_stopVerify = std::stop_source();
    const auto tell = tellOwner(this, m_stopVerify.get_token(), [this](double done) {
        if (m_verifying) {
            Q_EMIT verifyProgress(done);
        }
    });
    m_verifier.run(
        [this, source = m_report->source, tell](const std::stop_token&) -> Background::Answer {
            try {
                const auto result = Inspection(source, tell).verify(tell);
                return [this, result] {
                    m_verifying = false;
                    result.finished ? Q_EMIT verified(result.compared, result.all)
                                    : Q_EMIT
                                    verifyCancelled();
                };
            } catch (...) {
                return [this, message = messageNow()] {
                    m_verifying = false;
                    Q_EMIT verifyFailed(message);
                };
            }
        });
}

void ModelDoctor::cancelVerify() { m_stopVerify.request_stop(); }

void ModelDoctor::convert(const ConvertRequest& request) {
    if (m_converting) {
        return;
    }
    m_converting = true;
    m_stopConvert = std::stop_source();
    const auto stop = m_stopConvert.get_token();
    const auto tell = tellOwner(this, stop, [this](double done) {
        if (m_converting) {
            Q_EMIT convertProgress(done);
        }
    });
    m_converter.run([this, request, tell, stop](const std::stop_token&) -> Background::Answer {
        try {
            const auto values = convertModel(request, tell);
            return [this, values, output = toText(request.output)] {
                m_converting = false;
                values > 0 ? Q_EMIT converted(output, values) : Q_EMIT convertCancelled();
            };
        } catch (...) {
            return [this, message = messageNow(), stopped = stop.stop_requested()] {
                m_converting = false;
                stopped ? Q_EMIT convertCancelled() : Q_EMIT convertFailed(message);
            };
        }
    });
}

void ModelDoctor::cancelConvert() { m_stopConvert.request_stop(); }

} // namespace mae::ui
