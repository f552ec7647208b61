// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"

#include "tests/support/cli.h"
#include <ATen/ops/equal.h>
#include <signal.h> // NOLINT: kill() is POSIX

#include <QDir>
#include <QTest>

using namespace mae;
using mae::test::keysOf;
using mae::test::words;

namespace {

constexpr const char* kMicro =
    "--data scenes --data.scenes 64 --model.image_size 16 --model.patch_size 4 --model.width 24 "
    "--model.depth 1 --model.heads 2 --model.decoder_width 16 --model.decoder_depth 1 "
    "--model.decoder_heads 2 --batch-size 8 --precision float32 --threads 1 --device cpu "
    "--preview.count 2 --json";

constexpr const char* kStepKeys = "epoch grad_norm images_per_s loss lr memory_mb step time";
constexpr const char* kSummaryKeys =
    "bad_files best_loss checkpoint finished loss parameters pictures "
    "precision probe_knn_top1 run seconds step total_steps val_loss";

bool sameTensors(const std::string& a, const std::string& b) {
    const auto first = readSafetensors(a);
    const auto second = readSafetensors(b);
    if (first.tensors.empty() || first.tensors.size() != second.tensors.size()) {
        return false;
    }
    return std::all_of(first.tensors.begin(), first.tensors.end(), [&](const auto& tensor) {
        const auto* other = second.find(tensor.name);
        return other != nullptr && at::equal(tensor.tensor, *other);
    });
}

} // namespace

/// `mae train`, `resume` and `runs`.
class TestCliTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_run_reports_each_step_and_learns();
    void its_model_reconstructs();
    void what_is_not_json_tells_where_the_model_is();
    void an_interrupted_run_continues_bit_exactly_data();
    void an_interrupted_run_continues_bit_exactly();
    void a_signal_saves_and_stops_data();
    void a_signal_saves_and_stops();
    void a_reader_that_goes_away_saves_and_stops();
    void an_output_on_a_full_disk_loses_no_step();
    void a_folder_with_a_run_is_never_overwritten();
    void a_published_command_pastes();
    void rivals_of_a_preset_win();
    void a_run_can_be_extended();
    void a_crash_is_told_and_settings_change_on_the_way();
    void a_run_cut_off_before_its_first_checkpoint_begins_again();
    void a_run_is_forked();
    void a_lost_folder_is_replaced();
    void a_disk_that_is_full_keeps_the_last_checkpoint();
    void a_loss_that_is_not_finite_says_what_to_try();
    void runs_are_listed_shown_and_compared();
    void the_knn_accuracy_is_told();

private:
    test::CliResult train(const QString& output, const char* more) const {
        return m_cli.run(words("train") + words(kMicro) + words(more)
                         + QStringList{QStringLiteral("--output"), output});
    }
    std::string checkpoint(const char* run, std::int64_t step) const {
        return checkpointPath(m_cli.pathText(QString::fromUtf8(run)), step).string();
    }
    TrainConfig configOf(const char* run) const {
        return readRunConfig(m_cli.pathText(QString::fromUtf8(run)));
    }

    test::Cli m_cli;
};

void TestCliTraining::a_run_reports_each_step_and_learns() {
    const auto result = train(QStringLiteral("whole"), "--steps 12 --lr 5e-3 --warmup-epochs 0");
    QVERIFY2(result.code == 0, result.err.constData());
    auto lines = result.lines();
    QCOMPARE(lines.size(), 13);
    const auto summary = lines.takeLast();
    QCOMPARE(keysOf(summary), kSummaryKeys);
    for (int i = 0; i < lines.size(); ++i) {
        QCOMPARE(keysOf(lines[i]), kStepKeys);
        QCOMPARE(lines[i]["step"].toInt(), i + 1);
    }
    QVERIFY(lines.last()["loss"].toDouble() < 0.95 * lines.first()["loss"].toDouble());
    QVERIFY(summary["finished"].toBool());
    QCOMPARE(summary["step"].toInt(), 12);
    QCOMPARE(summary["precision"].toString(), "float32");
    QVERIFY(QFile::exists(m_cli.path(summary["checkpoint"].toString())));
    QVERIFY(QFile::exists(m_cli.path(QStringLiteral("whole/previews/step-00000012.png"))));
}

void TestCliTraining::its_model_reconstructs() {
    for (const char* model : {"whole", "whole/checkpoints/step-00000012.safetensors"}) {
        const auto result =
            m_cli.run(words("reconstruct --sample --json --model") + QStringList{model});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(result.json().array().at(0).toObject()["hidden"].toInt(), 12);
    }
}

void TestCliTraining::what_is_not_json_tells_where_the_model_is() {
    auto arguments = words("train --output texts --steps 2") + words(kMicro);
    arguments.removeAll(QStringLiteral("--json"));
    const auto result = m_cli.run(arguments);
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("texts/checkpoints/step-00000002.safetensors"));
    QVERIFY(result.out.contains("mae reconstruct --model texts"));
    QVERIFY2(result.says("float32"), result.err.constData());
    QVERIFY(!result.err.contains('\r'));
}

void TestCliTraining::an_interrupted_run_continues_bit_exactly_data() {
    QTest::addColumn<int>("stopAfter");
    for (const int steps : {1, 7, 11}) {
        QTest::addRow("after %d steps", steps) << steps;
    }
}

void TestCliTraining::an_interrupted_run_continues_bit_exactly() {
    QFETCH(const int, stopAfter);
    const auto name = QStringLiteral("stopped%1").arg(stopAfter);
    const auto more =
        QStringLiteral("--steps 12 --lr 5e-3 --warmup-epochs 0 --layer-stats 5 --stop-after %1");
    const auto stopped = train(name, more.arg(stopAfter).toUtf8().constData());
    QCOMPARE(stopped.code, 130);
    QCOMPARE(stopped.lines().size(), stopAfter + 1);
    QVERIFY(!stopped.lines().last()["finished"].toBool());
    const auto resumed = m_cli.run(words("resume --device cpu --threads 1 --layer-stats 5 --json")
                                   + QStringList{name});
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QFile layers(m_cli.path(name + QStringLiteral("/layers.jsonl")));
    QVERIFY(layers.open(QIODevice::ReadOnly));
    const auto lines = layers.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 2); // which changed nothing:
    for (const int i : {0, 1}) {
        const auto line = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(line["step"].toInt(), 5 * (i + 1));
        QCOMPARE(keysOf(line["layers"][0].toObject()),
                 "grad_norm max_abs mean name not_finite parameters std update_ratio weight_norm "
                 "zeros");
    }
    QCOMPARE(resumed.lines().first()["step"].toInt(), stopAfter + 1);
    QVERIFY(sameTensors(checkpoint("whole", 12), checkpoint(name.toUtf8().constData(), 12)));
}

void TestCliTraining::a_signal_saves_and_stops_data() {
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCliTraining::a_signal_saves_and_stops() {
    QFETCH(const int, number);
    const auto name = QStringLiteral("signal%1").arg(number);
    QProcess process;
    m_cli.start(process, QStringLiteral(MAE_PROGRAM),
                words("train --steps 1000000 --output") + QStringList{name} + words(kMicro));
    QVERIFY(process.waitForReadyRead(60'000)); // the first step
    QCOMPARE(::kill(pid_t(process.processId()), number), 0);
    const auto result = test::Cli::finish(process);
    QVERIFY2(result.code == 130, result.err.constData());
    const auto summary = result.lines().last();
    QCOMPARE(keysOf(summary), kSummaryKeys);
    QVERIFY(QFile::exists(m_cli.path(summary["checkpoint"].toString())));
    const auto resumed = m_cli.run(words("resume --stop-after 2 --json") + QStringList{name});
    QCOMPARE(resumed.code, 130);
    QCOMPARE(resumed.lines().last()["step"].toInt(), summary["step"].toInt() + 2);
}

void TestCliTraining::a_reader_that_goes_away_saves_and_stops() {
    const auto result = m_cli.shell(
        QStringLiteral("\"$MAE\" train --steps 1000000 --output piped ") + QString::fromUtf8(kMicro)
        + QStringLiteral(" | head -n 2 > /dev/null; exit ${PIPESTATUS[0]}"));
    QVERIFY2(result.code == 130, result.err.constData());
    QVERIFY(!listCheckpoints(m_cli.pathText(QStringLiteral("piped"))).empty());
}

void TestCliTraining::an_output_on_a_full_disk_loses_no_step() {
    const auto result = m_cli.shell(QStringLiteral("\"$MAE\" train --steps 1000 --output unsaid ")
                                    + QString::fromUtf8(kMicro) + QStringLiteral(" > /dev/full"));
    QCOMPARE(result.code, 1);
    QVERIFY2(result.says("Saved at step") && result.says("mae resume unsaid"),
             result.err.constData());
    QVERIFY(!listCheckpoints(m_cli.pathText(QStringLiteral("unsaid"))).empty());
}

void TestCliTraining::a_folder_with_a_run_is_never_overwritten() {
    const auto result = train(QStringLiteral("whole"), "--steps 1");
    QCOMPARE(result.code, 2);
    QVERIFY2(result.says("mae resume whole"), result.err.constData());
    QCOMPARE(listCheckpoints(m_cli.pathText(QStringLiteral("whole"))).back().step, 12);
}

void TestCliTraining::a_published_command_pastes() {
    const auto result = m_cli.run(
        words("train --data_path scenes --data.scenes 32 --output_dir pasted --batch_size 4 "
              "--epochs 3 --accum_iter 2 --input_size 32 --mask_ratio 0.6 --norm_pix_loss "
              "--weight_decay 0.04 --blr 2e-4 --min_lr 1e-6 --warmup_epochs 1 --seed 5 "
              "--num_workers 1 --model.width 24 --model.depth 1 --model.decoder-depth 1 "
              "--preset tiny --stop_after 1"));
    QVERIFY2(result.code == 130, result.err.constData());
    const auto config = configOf("pasted");
    QCOMPARE(config.model.imageSize, 32);
    QCOMPARE(config.model.target, Target::Normalised);
    QCOMPARE(config.mask.ratio, 0.6);
    QCOMPARE(config.train.batchSize, 4);
    QCOMPARE(config.train.accumulate, 2);
    QCOMPARE(config.train.epochs, 3.0);
    QCOMPARE(config.train.weightDecay, 0.04);
    QCOMPARE(config.train.baseLr, 2e-4);
    QCOMPARE(config.train.minLr, 1e-6);
    QCOMPARE(config.train.warmupEpochs, 1.0);
    QCOMPARE(config.train.seed, std::uint64_t{5});
    QCOMPARE(config.data.workers, 1);
    const auto resumed = m_cli.run(words("train --resume pasted --stop-after 1"));
    QCOMPARE(resumed.code, 130);
    QCOMPARE(listCheckpoints(m_cli.pathText(QStringLiteral("pasted"))).back().step, 2);
}

void TestCliTraining::rivals_of_a_preset_win() {
    const auto result =
        m_cli.run(words("train --preset default --blr 1e-4 --epochs 1 --output rivals "
                        "--stop-after 1 --seed 3")
                  + words(kMicro));
    QVERIFY2(result.code == 130, result.err.constData());
    const auto config = configOf("rivals");
    QCOMPARE(config.train.lr, 0.0);
    QCOMPARE(config.train.baseLr, 1e-4);
    QVERIFY(config.train.warmupEpochs <= 0.5);
    QVERIFY2(result.says("--warmup-epochs"), result.err.constData());
}

void TestCliTraining::a_run_can_be_extended() {
    const auto again = m_cli.run(words("resume whole --json"));
    QCOMPARE(again.code, 0);
    QCOMPARE(again.lines().size(), 1);
    QVERIFY2(again.says("--epochs"), again.err.constData());
    const auto extended = m_cli.run(words("resume whole --epochs 2 --json")); // 8 steps an epoch
    QVERIFY2(extended.code == 0, extended.err.constData());
    QCOMPARE(extended.lines().last()["step"].toInt(), 16);
    QCOMPARE(configOf("whole").train.epochs, 2.0);
}

void TestCliTraining::a_crash_is_told_and_settings_change_on_the_way() {
    QProcess process;
    m_cli.start(process, QStringLiteral(MAE_PROGRAM),
                words("train --steps 1000000 --output crashed --checkpoint.every_steps 50")
                    + words(kMicro));
    QByteArray out;
    while (!out.contains("\"step\":120,")) {
        QVERIFY(process.waitForReadyRead(60'000));
        out += process.readAllStandardOutput();
    }
    process.kill(); // as the kernel does it
    test::Cli::finish(process);
    const auto listed = m_cli.run(words("runs show crashed --json"));
    QCOMPARE(listed.json().object()["state"].toString(), "interrupted");
    const auto resumed = m_cli.run(words("resume crashed --stop-after 2 --set train.lr=0.004 --set "
                                         "mask.ratio=0.5 --steps 5000 --json"));
    QVERIFY2(resumed.code == 130, resumed.err.constData());
    QVERIFY2(resumed.says("it continues at step ") && resumed.says("done again"),
             resumed.err.constData());
    QCOMPARE(resumed.lines().last()["total_steps"].toInt(), 5000);
    QVERIFY(resumed.lines().first()["lr"].toDouble() > 1e-3);
    QCOMPARE(configOf("crashed").mask.ratio, 0.5);
    for (const char* wrong : {"train.lr", "=1", "train.lr=x", "model.width=8", "train.steps=1"}) {
        const auto refused = m_cli.run(words("resume crashed --set") + words(wrong));
        QVERIFY2(refused.code == 2 || QByteArray(wrong) == "train.steps=1",
                 refused.err.constData());
    }
}

void TestCliTraining::a_run_cut_off_before_its_first_checkpoint_begins_again() {
    QProcess process;
    m_cli.start(process, QStringLiteral(MAE_PROGRAM),
                words("train --steps 1000000 --output early") + words(kMicro));
    QVERIFY(process.waitForReadyRead(60'000));
    process.kill();
    test::Cli::finish(process);
    const auto resumed =
        m_cli.run(words("resume early --device cpu --threads 1 --json --steps 12"));
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QVERIFY2(resumed.says("it begins again"), resumed.err.constData());
    QCOMPARE(resumed.lines().first()["step"].toInt(), 1);
    QCOMPARE(train(QStringLiteral("uncut"), "--steps 12").code, 0);
    QVERIFY(sameTensors(checkpoint("early", 12), checkpoint("uncut", 12)));
}

void TestCliTraining::a_run_is_forked() {
    const auto from = QStringLiteral("whole/checkpoints/step-00000012.safetensors");
    const auto fork = m_cli.run(words("train --output forked --steps 20 --lr 1e-4 --json --from")
                                + QStringList{from});
    QVERIFY2(fork.code == 0, fork.err.constData());
    QCOMPARE(fork.lines().first()["step"].toInt(), 13);
    QCOMPARE(fork.lines().last()["step"].toInt(), 20);
    QCOMPARE(configOf("forked").train.lr, 1e-4);
    QCOMPARE(readMetrics(m_cli.pathText(QStringLiteral("forked"))).size(), std::size_t{20});
    QCOMPARE(m_cli.run(words("train --output no --model.width 48 --from whole")).code, 2);
    QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("no"))));
}

void TestCliTraining::a_lost_folder_is_replaced() {
    QProcess process;
    m_cli.start(process, QStringLiteral(MAE_PROGRAM),
                words("train --steps 1000000 --output lost") + words(kMicro));
    QVERIFY(process.waitForReadyRead(60'000));
    QVERIFY(QDir(m_cli.path(QStringLiteral("lost"))).removeRecursively());
    QCOMPARE(::kill(pid_t(process.processId()), SIGTERM), 0);
    const auto result = test::Cli::finish(process);
    QVERIFY2(result.code == 130 && result.says("instead"), result.err.constData());
    const auto summary = result.lines().last();
    QVERIFY(QFile::exists(summary["checkpoint"].toString()));
    QCOMPARE(std::int64_t(readMetrics(summary["run"].toString().toStdString()).size()),
             summary["step"].toInteger());
}

void TestCliTraining::a_disk_that_is_full_keeps_the_last_checkpoint() {
    QCOMPARE(train(QStringLiteral("full"), "--steps 8 --stop-after 3").code, 130);
    // A limit of 4 kB for a file stands in for the full disk: the log fits, a checkpoint does not.
    const auto result = m_cli.shell(
        QStringLiteral("ulimit -f 4; exec \"$MAE\" resume full --device cpu --threads 1 --json"));
    QVERIFY2(result.code == 1, result.err.constData());
    QVERIFY2(result.says("File too large"), result.err.constData());
    QVERIFY2(result.says("step-00000003.safetensors"), result.err.constData());
    const auto left = listCheckpoints(m_cli.pathText(QStringLiteral("full")));
    QCOMPARE(left.size(), std::size_t{1});
    QCOMPARE(QDir(m_cli.path(QStringLiteral("full/checkpoints"))).entryList(QDir::Files).size(), 1);
    QCOMPARE(m_cli.run(words("resume full --json")).code, 0);
}

void TestCliTraining::a_loss_that_is_not_finite_says_what_to_try() {
    const auto result = train(QStringLiteral("diverged"),
                              "--steps 200 --lr 10 --train.weight_decay 10 --warmup-epochs 0 "
                              "--train.beta2 0 --train.beta1 0 --checkpoint.every_steps 1");
    QCOMPARE(result.code, 1);
    QVERIFY2(result.says("no longer finite at step"), result.err.constData());
    QVERIFY2(result.says("--lr"), result.err.constData());
}

void TestCliTraining::the_knn_accuracy_is_told() {
    const auto result = train(QStringLiteral("probed"), "--steps 10 --probe.every_epochs 1");
    QVERIFY2(result.code == 0, result.err.constData());
    auto lines = result.lines();
    const auto summary = lines.takeLast();
    QCOMPARE(lines.size(), 10);
    for (const auto& line : lines) { // eight steps an epoch
        QCOMPARE(line.contains("probe_knn_top1"), line["step"] == 8 || line["step"] == 10);
    }
    const auto last = lines.last()["probe_knn_top1"].toDouble();
    QCOMPARE(summary["probe_knn_top1"].toDouble(), last);
    const auto shown = m_cli.run(words("runs show probed --json")).json().object();
    QCOMPARE(shown["probe_knn_top1"].toDouble(), last);
    const auto text = QByteArray::number(100 * last, 'f', 1) + " %";
    QVERIFY(m_cli.run(words("runs show probed")).out.contains("kNN          " + text));
    QVERIFY(m_cli.run(words("runs .")).out.contains(text));
    QVERIFY(m_cli.run(words("runs diff probed whole")).out.contains("probe_knn_top1"));

    const auto alone = train(QStringLiteral("refused"), "--steps 1 --probe.pictures 5");
    QCOMPARE(alone.code, 2);
    QVERIFY2(alone.says("--probe.pictures has no effect"), alone.err.constData());
    const auto wrong = train(QStringLiteral("refused"), "--steps 1 --probe.every_epochs -1");
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.says("--probe.every_epochs"), wrong.err.constData());
}

void TestCliTraining::runs_are_listed_shown_and_compared() {
    const auto list = m_cli.run(words("runs . --json"));
    QCOMPARE(list.code, 0);
    QVERIFY(list.json().array().size() >= 5);
    QCOMPARE(keysOf(list.json().array().at(0).toObject()),
             "best_loss changed data loss probe_knn_top1 run state step total_steps val_loss");
    const auto shown = m_cli.run(words("runs show whole --json"));
    QCOMPARE(shown.code, 0);
    QCOMPARE(keysOf(shown.json().object()),
             "best_loss changed checkpoints config data loss probe_knn_top1 reference_losses run "
             "seconds state step total_steps val_loss");
    QCOMPARE(shown.json().object()["state"].toString(), "finished");
    const auto difference = m_cli.run(words("runs diff whole rivals --json"));
    QCOMPARE(difference.code, 0);
    QStringList settings;
    for (const auto& entry : difference.json().object()["settings"].toArray()) {
        QCOMPARE(keysOf(entry.toObject()), "a b setting");
        settings += entry.toObject()["setting"].toString();
    }
    QCOMPARE(keysOf(difference.json().object()), "last settings");
    QCOMPARE(keysOf(difference.json().object()["last"].toArray().at(0).toObject()), "a b value");
    QVERIFY(settings.contains(QStringLiteral("train.seed")));
    QVERIFY(!settings.contains(QStringLiteral("model.width")));
    for (const char* text : {"runs .", "runs show whole", "runs diff whole rivals"}) {
        const auto table = m_cli.run(words(text));
        QCOMPARE(table.code, 0);
        QVERIFY(!table.out.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCliTraining)
#include "tst_cli_training.moc"
