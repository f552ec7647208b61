// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/run_folder.h"
#include "core/train/checkpoint_writer.h"

#include "tests/support/toy_model.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <limits>

using namespace mae;
namespace fs = std::filesystem;

/// Images that are filled beside the training thread.
class TestCheckpointWriter : public QObject {
    Q_OBJECT

    Model m_model = test::toyModel();
    Trainer m_trainer{m_model.config, {}, m_model.weights, at::kFloat, at::kCPU};
    QTemporaryDir m_folder;

    UnfilledImage unfilled(std::int64_t step) const {
        const fs::path run = m_folder.path().toStdString();
        fs::create_directories(checkpointsFolder(run));
        return unfilledImage(checkpointPath(run, step), m_model, m_trainer,
                             {.step = step, .smoothedLoss = 1});
    }

private Q_SLOTS:
    void initTestCase() { m_model.weights = m_trainer.computeWeights(); }

    void isWrittenOnceItIsFilled() {
        CheckpointWriter writer;
        writer.put(unfilled(1), 3);
        QVERIFY(!writer.hasRoom(std::uint64_t{1} << 40));
        writer.waitFilled();
        writer.wait();
        QVERIFY(writer.idle());
        const auto outcomes = writer.takeOutcomes();
        QCOMPARE(outcomes.size(), std::size_t{1});
        QVERIFY(!outcomes[0].failure && !outcomes[0].broken);
        QCOMPARE(readCheckpoint(outcomes[0].path).counters.step, std::int64_t{1});
    }

    void holdsWhatWasThereBeforeTheNextUpdate() {
        CheckpointWriter writer;
        const auto before = m_trainer.masterWeights().maskToken.clone();
        writer.put(unfilled(2), 3);
        writer.waitFilled();
        m_trainer.masterWeights().maskToken.detach().fill_(7);
        writer.wait();
        const auto file = readCheckpoint(writer.takeOutcomes().at(0).path).file;
        QVERIFY(file.find("mask_token")->equal(before));
    }

    void aValueThatIsNotFiniteIsFoundWhereverItIsAndNotWritten_data() {
        QTest::addColumn<float>("value");
        QTest::newRow("not a number") << std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("infinite") << std::numeric_limits<float>::infinity();
        QTest::newRow("minus infinite") << -std::numeric_limits<float>::infinity();
    }
    void aValueThatIsNotFiniteIsFoundWhereverItIsAndNotWritten() {
        QFETCH(float, value);
        auto image = unfilled(5);
        QVERIFY(image.fill());
        for (auto& source : image.sources) {
            for (const std::int64_t at :
                 {std::int64_t{0}, source.numel() / 2, source.numel() - 1}) {
                const auto place = source.view({-1})[at];
                const auto kept = place.clone();
                place.fill_(value);
                QVERIFY(!image.fill());
                place.copy_(kept);
            }
        }
        QVERIFY(image.fill());
        image.sources.back().fill_(value);
        CheckpointWriter writer;
        const auto path = image.image.path;
        writer.put(image, 3);
        writer.wait();
        const auto outcomes = writer.takeOutcomes();
        QVERIFY(outcomes.at(0).broken);
        QVERIFY(!fs::exists(path));
        QVERIFY(writer.hasRoom(std::uint64_t{1} << 40));
        image.sources.back().fill_(0);
    }

    void whatIsPutAsItEndsIsWritten() {
        const auto image = unfilled(9);
        { CheckpointWriter().put(image, 3); }
        QVERIFY(fs::exists(image.image.path));
    }
};

QTEST_GUILESS_MAIN(TestCheckpointWriter)
#include "tst_checkpoint_writer.moc"
