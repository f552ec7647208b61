// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"
#include "core/io/model_file.h"
#include "core/io/safetensors.h"
#include "ui/session/model_doctor.h"
#include "ui/session/paths.h"

#include "tests/support/toy_model.h"
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>
#include <memory>

using namespace mae;
using namespace mae::ui;

class TestModelDoctor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aFileIsReportedDrawnAndMeasured() {
        saveModel(toPath(file("m.safetensors")), test::toyModel(), at::kFloat);
        ModelDoctor doctor;
        QSignalSpy ready(&doctor, &ModelDoctor::ready);
        QSignalSpy pictures(&doctor, &ModelDoctor::picturesReady);
        QSignalSpy statistics(&doctor, &ModelDoctor::statisticsReady);
        doctor.open(file("m.safetensors"));
        QVERIFY(doctor.isOpening());
        QVERIFY(!doctor.report());
        QTRY_COMPARE(ready.count(), 1);
        QVERIFY(!doctor.isOpening());
        QVERIFY(doctor.report()->reconstructs);
        QCOMPARE(doctor.report()->config, test::toyConfig());
        QTRY_VERIFY(!doctor.isBusy() && !doctor.isComputing());
        QCOMPARE(statistics.count(), doctor.tensorCount());
        QCOMPARE(doctor.answeredCount(), doctor.tensorCount());
        QCOMPARE(pictures.count(), 1);
        const auto drawn = pictures[0][0].value<ModelPictures>();
        QVERIFY(!drawn.filters.isNull());
        QVERIFY(!drawn.positions.isNull());
    }

    void statisticsAreThoseComputedByHand() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        writeSafetensors(toPath(file("t.safetensors")),
                         {{"values", at::tensor({1.0, 2.0, 3.0, 6.0, nan}, at::kFloat)}}, {});
        ModelDoctor doctor;
        std::vector<TensorStatistics> got;
        connect(&doctor, &ModelDoctor::statisticsReady, this,
                [&got](int, const TensorStatistics& s) { got.push_back(s); });
        doctor.open(file("t.safetensors"));
        QTRY_COMPARE(got.size(), std::size_t{1});
        QCOMPARE(got[0].count, std::int64_t{5});
        QCOMPARE(got[0].notFinite, std::int64_t{1});
        QCOMPARE(got[0].min, 1.0);
        QCOMPARE(got[0].max, 6.0);
        QCOMPARE(got[0].mean, 3.0);
        QCOMPARE(got[0].std, std::sqrt(3.5)); // (4 + 1 + 0 + 9) / 4
        QCOMPARE(got[0].histogram.front(), std::int64_t{1});
        QCOMPARE(got[0].histogram.back(), std::int64_t{1});
    }

    void whatIsWantedComesFirst() {
        std::vector<NamedTensor> tensors;
        for (int i = 0; i < 300; ++i) {
            tensors.push_back({"t" + std::to_string(i), at::full({64}, double(i), at::kFloat)});
        }
        writeSafetensors(toPath(file("many.safetensors")), tensors, {});
        ModelDoctor doctor;
        std::vector<int> order;
        connect(&doctor, &ModelDoctor::ready, this, [&doctor] { doctor.prefer({250, 7}); });
        connect(&doctor, &ModelDoctor::statisticsReady, this,
                [&order](int tensor, const TensorStatistics&) { order.push_back(tensor); });
        doctor.open(file("many.safetensors"));
        QTRY_COMPARE(order.size(), std::size_t{300});
        QCOMPARE(order[0], 250);
        QCOMPARE(order[1], 7);
        QCOMPARE(order[2], 0);
    }

    void pausedOnlyWhatIsAskedForIsComputed() {
        std::vector<NamedTensor> tensors;
        for (int i = 0; i < 200; ++i) {
            tensors.push_back({"t" + std::to_string(i), at::full({8}, double(i), at::kFloat)});
        }
        writeSafetensors(toPath(file("many.safetensors")), tensors, {});
        ModelDoctor doctor;
        QSignalSpy statistics(&doctor, &ModelDoctor::statisticsReady);
        connect(&doctor, &ModelDoctor::ready, this, [&doctor] { doctor.setComputing(false); });
        doctor.open(file("many.safetensors"));
        QTRY_VERIFY(doctor.report() && !doctor.isBusy());
        QCOMPARE(statistics.count(), 0);
        doctor.prefer({150});
        QTRY_COMPARE(statistics.count(), 1);
        QCOMPARE(statistics[0][0].toInt(), 150);
        doctor.setComputing(true);
        QTRY_COMPARE(statistics.count(), 200);
        QVERIFY(!doctor.isComputing());
    }

    void whatIsNoCheckpointIsRefusedWithASentence() {
        QFile rubbish(file("rubbish.pth"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("this is no checkpoint at all");
        rubbish.close();
        ModelDoctor doctor;
        QSignalSpy failed(&doctor, &ModelDoctor::failed);
        for (const auto& path : {file("rubbish.pth"), file("absent.pth"), m_folder->path()}) {
            failed.clear();
            doctor.open(path);
            QTRY_COMPARE(failed.count(), 1);
            QVERIFY(failed[0][0].toString().contains(path));
            QVERIFY(!doctor.report());
            QVERIFY(!doctor.isBusy());
        }
    }

    void onlyTheNewestFileIsAnswered() {
        saveModel(toPath(file("a.safetensors")), test::toyModel(), at::kFloat);
        saveModel(toPath(file("b.safetensors")), test::toyModel(), at::kHalf);
        ModelDoctor doctor;
        QSignalSpy ready(&doctor, &ModelDoctor::ready);
        doctor.open(file("a.safetensors"));
        doctor.open(file("b.safetensors"));
        QTRY_VERIFY(doctor.report() && !doctor.isBusy());
        QCOMPARE(ready.count(), 1);
        QCOMPARE(doctor.report()->tensors.front().dtype, std::string("F16"));
    }

    void checksumsAreCompared() {
        const auto path = file("m.pth");
        exportModel(toPath(path), test::toyModel(), ModelFormat::Official, at::kFloat);
        ModelDoctor doctor;
        QSignalSpy verified(&doctor, &ModelDoctor::verified);
        QSignalSpy bad(&doctor, &ModelDoctor::verifyFailed);
        doctor.open(path);
        QTRY_VERIFY(doctor.report());
        doctor.verify();
        QVERIFY(doctor.isVerifying());
        QTRY_COMPARE(verified.count(), 1);
        QVERIFY(!doctor.isVerifying());

        QFile damaged(path); // a bit of a value
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        QVERIFY(damaged.seek(damaged.size() / 2));
        const char byte = damaged.read(1)[0];
        QVERIFY(damaged.seek(damaged.size() / 2));
        damaged.putChar(static_cast<char>(byte ^ 1));
        damaged.close();
        doctor.open(path);
        QTRY_VERIFY(doctor.report());
        doctor.verify();
        QTRY_COMPARE(bad.count(), 1);
        QVERIFY(bad[0][0].toString().contains(QLatin1String("m.pth")));
        QCOMPARE(verified.count(), 1);
    }

    void aStoppedCheckSaysSo() {
        saveModel(toPath(file("m.safetensors")), test::toyModel(), at::kFloat);
        ModelDoctor doctor;
        QSignalSpy cancelled(&doctor, &ModelDoctor::verifyCancelled);
        QSignalSpy statistics(&doctor, &ModelDoctor::statisticsReady);
        connect(&doctor, &ModelDoctor::ready, this, [&doctor] {
            doctor.verify();
            doctor.cancelVerify(); // it has not begun
        });
        doctor.open(file("m.safetensors"));
        QTRY_COMPARE(cancelled.count(), 1);
        QTRY_COMPARE(statistics.count(), doctor.tensorCount()); // which go on
    }

    void aModelIsConverted() {
        saveModel(toPath(file("m.safetensors")), test::toyModel(), at::kFloat);
        ModelDoctor doctor;
        QSignalSpy converted(&doctor, &ModelDoctor::converted);
        QSignalSpy progress(&doctor, &ModelDoctor::convertProgress);
        doctor.convert({.input = file("m.safetensors").toStdString(),
                        .output = toPath(file("out.pth")),
                        .format = ModelFormat::Official});
        QVERIFY(doctor.isConverting());
        QTRY_COMPARE(converted.count(), 1);
        QCOMPARE(converted[0][0].toString(), file("out.pth"));
        QCOMPARE(converted[0][1].toLongLong(), parameterCount(test::toyConfig()));
        QVERIFY(progress.count() > 1);
        QVERIFY(!doctor.isConverting());
        doctor.open(file("out.pth"));
        QTRY_VERIFY(doctor.report());
        QCOMPARE(doctor.report()->scheme, std::string("published"));
    }

    void aConversionThatCannotBeSaysWhy() {
        saveModel(toPath(file("m.safetensors")), test::toyModel(), at::kFloat);
        ModelDoctor doctor;
        QSignalSpy failed(&doctor, &ModelDoctor::convertFailed);
        QSignalSpy cancelled(&doctor, &ModelDoctor::convertCancelled);
        ConvertRequest request{.input = file("m.safetensors").toStdString(),
                               .output = toPath(file("nowhere/out.pth")),
                               .format = ModelFormat::Official};
        doctor.convert(request);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
        request.output = toPath(file("out.pth"));
        doctor.convert(request);
        doctor.cancelConvert();
        QTRY_VERIFY(!doctor.isConverting());
        QCOMPARE(cancelled.count() + int(QFileInfo::exists(file("out.pth"))), 1);
    }

    void itMayGoWhileEverythingRuns() {
        saveModel(toPath(file("m.safetensors")), test::toyModel(), at::kFloat);
        for (int i = 0; i < 10; ++i) {
            ModelDoctor doctor;
            QSignalSpy ready(&doctor, &ModelDoctor::ready);
            doctor.open(file("m.safetensors"));
            doctor.convert({.input = file("m.safetensors").toStdString(),
                            .output = toPath(file("out.safetensors"))});
            if (i % 2 == 0) {
                QTRY_COMPARE(ready.count(), 1);
                doctor.verify();
            }
        }
    }

private:
    QString file(const char* name) const { return m_folder->filePath(QString::fromUtf8(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestModelDoctor)
#include "tst_model_doctor.moc"
