// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "core/io/model_file.h"
#include "core/masking/mask_edit.h"
#include "core/media/animation.h"
#include "core/model/weights.h"
#include "ui/main_window.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/gallery_panel.h"
#include "ui/panels/model_menu.h"
#include "ui/session/paths.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/theme.h"
#include "ui/widgets/message_bar.h"

#include "tests/support/cli.h"

#include <QTest>
#include <memory>

using namespace mae;
using namespace mae::ui;

namespace {

/// A model of normalised pixels whose file tells nothing: published names, no metadata of ours.
void saveToyModel(const std::string& path) {
    Model model;
    model.config = {.imageSize = 32,
                    .patchSize = 4,
                    .width = 48,
                    .depth = 2,
                    .heads = 3,
                    .decoderWidth = 32,
                    .decoderDepth = 1,
                    .decoderHeads = 2,
                    .target = Target::Normalised};
    model.weights = initialWeights(model.config, 5);
    saveModel(path, model, at::kFloat);
}

struct Program {
    explicit Program(const test::Cli& cli)
        : settings(cli.path(QStringLiteral("w.ini"))),
          window(std::make_unique<MainWindow>(session, settings, WindowPolicy{})) {
        window->models()->open(QStringLiteral("bundled"));
        window->explore()->showSamples();
        window->show();
    }
    ExploreWorkspace& explore() const { return *window->explore(); }
    Explorer& explorer() const { return window->explore()->explorer(); }
    bool shows() const { return explore().deck()->result() != nullptr && window->isSettled(); }

    Session session{EngineOptions{.device = "cpu", .threads = 2}};
    Settings settings;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/// What the window saves the command line repeats, byte for byte, and the window opens again.
class TestExperimentWindow : public QObject {
    Q_OBJECT

    test::Cli m_cli;

    /// The parts as the window writes them, and as `mae reconstruct --experiment` does.
    bool isRepeated(const Program& program, const char* name) {
        const auto& result = *program.explore().deck()->result();
        const auto file = QStringLiteral("%1.mae.json").arg(QLatin1String(name));
        writeExperiment(toPath(m_cli.path(file)), program.explore().experiment());
        const auto run = m_cli.run({QStringLiteral("reconstruct"), QStringLiteral("--experiment"),
                                    file, QStringLiteral("--view"), QStringLiteral("parts"),
                                    QStringLiteral("--threads"), QStringLiteral("2"),
                                    QStringLiteral("--output"), QLatin1String(name)});
        if (run.code != 0) {
            qWarning("%s", run.err.constData());
            return false;
        }
        const auto stem = QFileInfo(program.explorer().picture().name).completeBaseName();
        for (const auto& [part, image] : {std::pair{"masked", &result.masked},
                                          std::pair{"reconstruction", &result.reconstruction},
                                          std::pair{"original", &result.original}}) {
            const auto written = m_cli.path(
                QStringLiteral("%1/%2-%3.png").arg(QLatin1String(name), stem, QLatin1String(part)));
            const auto own = m_cli.path(QStringLiteral("own.png"));
            writePng(toPath(own), *image);
            constexpr std::uint64_t kMost = 1U << 24U;
            if (readFile(toPath(written), kMost) != readFile(toPath(own), kMost)) {
                qWarning("%s differs", qPrintable(written));
                return false;
            }
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::Light);
        qputenv("MAE_HOME", m_cli.path(QStringLiteral("home")).toUtf8());
        writePng(toPath(m_cli.path(QStringLiteral("scene.png"))), drawScene(7, 1, 90, 70));
        saveToyModel(m_cli.pathText(QStringLiteral("toy.safetensors")));
    }

    void aSampleUnderAStrategy() {
        Program p(m_cli);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        p.explorer().setMask({.strategy = DetailMask{}, .ratio = 0.6});
        p.explorer().setSeed(11);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QVERIFY(isRepeated(p, "sample"));
    }

    void aFileUnderAPaintedMaskInAFrameOfItsOwn() {
        Program p(m_cli);
        p.explore().openPaths({m_cli.path(QStringLiteral("scene.png"))});
        p.window->models()->open(m_cli.path(QStringLiteral("toy.safetensors")));
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.session.model().config.imageSize == 32, 60'000);
        p.explorer().paint(std::make_shared<const Mask>(allHidden({8, 8})));
        auto display = p.explorer().display();
        display.frame = {0.9, 0.2, 0.6};
        display.normPix = NormPixDisplay::True;
        display.pasteVisible = false;
        p.explorer().setDisplay(display);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QCOMPARE(p.explore().deck()->result()->hiddenCount(), 63);
        QVERIFY(isRepeated(p, "painted"));
    }

    void aPictureInTiles() {
        Program p(m_cli);
        p.explore().openPaths({m_cli.path(QStringLiteral("scene.png"))});
        p.window->models()->open(m_cli.path(QStringLiteral("toy.safetensors")));
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.session.model().config.imageSize == 32, 60'000);
        auto display = p.explorer().display();
        display.fit = Fit::Tiled;
        p.explorer().setDisplay(display);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QVERIFY(p.explore().deck()->result()->grid.columns > 8);
        QVERIFY(isRepeated(p, "tiles"));
    }

    void theWindowOpensItAgain() {
        Program p(m_cli);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto state = p.explorer().state();
        const auto count = p.explore().gallery()->count();
        p.explore().openPaths({m_cli.path(QStringLiteral("painted.mae.json"))});
        QTRY_COMPARE_WITH_TIMEOUT(p.explorer().picture().name, QStringLiteral("scene.png"), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        QVERIFY(p.explorer().isPainted());
        QCOMPARE(p.explore().deck()->result()->hiddenCount(), 63);
        QVERIFY(isRepeated(p, "again"));
        p.explore().undoStack().undo(); // one step
        QVERIFY(p.explorer().state() == state);
        QCOMPARE(p.explore().gallery()->count(), count);
    }

    void whatIsNoExperimentIsRefusedWithAReason() {
        Program p(m_cli);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto shown = p.explorer().picture().id;
        writeFileAtomically(toPath(m_cli.path(QStringLiteral("bad.mae.json"))), "{\"format\": 1}");
        p.explore().openPaths({m_cli.path(QStringLiteral("bad.mae.json"))});
        QTRY_VERIFY(p.explore().messages()->isVisible());
        QCOMPARE(p.explorer().picture().id, shown);
    }

    void aPastedPictureIsInNoFile() {
        Program p(m_cli);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        p.explore().gallery()->add({pixelsRef(
            QStringLiteral("Pasted"), std::make_shared<const Image>(drawScene(3, 1, 40, 40)))});
        QTRY_VERIFY_WITH_TIMEOUT(p.shows() && p.explorer().picture().path.isEmpty(), 60'000);
        QVERIFY_EXCEPTION_THROWN(p.explore().experiment(), Error);
    }

    void aMovingSourceIsFollowedUntilItEnds() {
        const auto video = m_cli.path(QStringLiteral("scenes.mp4"));
        auto writer = AnimationWriter::open(toPath(video), 96, 96, 25);
        for (int i = 0; i < 25; ++i) {
            writer->add(drawScene(5, std::uint64_t(i), 96, 96), 0.04);
        }
        writer->finish();
        Program p(m_cli);
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
        const auto before = p.explorer().picture().id;
        const auto frames = p.explorer().frame();
        p.explore().startCamera(video);
        QTRY_VERIFY_WITH_TIMEOUT(p.explorer().frame() > frames, 60'000);
        QVERIFY(p.explorer().picture().id != before);
        // At its end the gallery's picture comes back, and a sentence says why.
        QTRY_COMPARE_WITH_TIMEOUT(p.explorer().picture().id, before, 60'000);
        QVERIFY(p.explore().messages()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(p.shows(), 60'000);
    }
};

QTEST_MAIN(TestExperimentWindow)
#include "tst_experiment_window.moc"
