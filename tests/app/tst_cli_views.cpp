// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "core/masking/mask_file.h"
#include "core/media/camera.h"
#include "core/probe/colour_map.h"
#include "core/probe/compose.h"

#include "tests/support/cli.h"
#include "tests/support/gif_walk.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

using namespace mae;
using mae::test::words;

/// What `mae reconstruct` shows beside the triptych, and how it takes pictures.
class TestCliViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void an_error_figure_shows_where_the_reconstruction_is_off();
    void attention_is_of_the_block_head_and_token_asked_for();
    void what_there_is_not_is_refused_data();
    void what_there_is_not_is_refused();
    void a_patch_can_be_left_out();
    void files_can_be_enlarged();
    void a_frame_chooses_the_square();
    void large_pictures_are_done_in_tiles();
    void a_curve_is_written_with_its_averages();
    void a_sweep_over_the_ratio_becomes_an_animation();
    void animations_that_can_not_be_are_refused();

private:
    test::Cli m_cli;
};

void TestCliViews::initTestCase() {
    const std::filesystem::path folder = m_cli.pathText(QStringLiteral("pictures/flat"));
    std::filesystem::create_directories(folder);
    for (const int i : {0, 1}) {
        writePng(folder / ("scene" + std::to_string(i) + ".png"),
                 drawScene(7, std::uint64_t(i), 120, 100));
    }
}

void TestCliViews::an_error_figure_shows_where_the_reconstruction_is_off() {
    const auto result = m_cli.run(words("reconstruct pictures/flat/scene0.png --view error "
                                        "--save-mask error.json --output error --json"));
    QCOMPARE(result.code, 0);
    const auto figure = readImage(m_cli.pathText(QStringLiteral("error/scene0-error.png")));
    const auto mask = readMasks(m_cli.pathText(QStringLiteral("error.json")), {}).front();
    const int side = figure.height, gap = 4, patch = side / mask.grid.rows;
    QCOMPARE(figure.width, 5 * side + 4 * gap);
    const auto pixel = [&](int part, int x, int y) {
        const auto* p = &figure.pixels[std::size_t(y * figure.width + part * (side + gap) + x) * 3];
        return std::array{p[0], p[1], p[2]};
    };
    const auto black = infernoTable()[0];
    for (const auto id : mask.visibleIds) { // pasted: without error
        const int x = id % mask.grid.columns * patch, y = id / mask.grid.columns * patch;
        QVERIFY(pixel(2, x, y) == black && pixel(3, x, y) == black);
    }
    double squares = 0;
    const int hidden = mask.hiddenIds.front();
    const int left = hidden % mask.grid.columns * patch, top = hidden / mask.grid.columns * patch;
    for (int y = top; y < top + patch; ++y) {
        for (int x = left; x < left + patch; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                squares += std::pow(pixel(1, x, y)[c] - pixel(4, x, y)[c], 2);
            }
        }
    }
    QCOMPARE(squares > 0, pixel(3, left, top) != black);
    QVERIFY(pixel(3, left, top) == pixel(3, left + patch - 1, top + patch - 1));
}

void TestCliViews::attention_is_of_the_block_head_and_token_asked_for() {
    const auto figure = [this](const QString& options) {
        const auto result = m_cli.run(words("reconstruct pictures/flat/scene0.png --view attention "
                                            "--output attention --json --mask-ratio 0.5")
                                      + options.split(u' ', Qt::SkipEmptyParts));
        const auto files = result.json().array().at(0).toObject()["files"].toArray();
        return result.code == 0 ? readImage(m_cli.pathText(files.at(0).toString())) : Image{};
    };
    const auto plain = figure({});
    QCOMPARE(plain.width, 3 * plain.height + 8);
    QVERIFY(plain
            == figure(QStringLiteral("--attention encoder --block rollout --head mean --from "
                                     "class")));
    std::vector<Image> figures{plain};
    for (const char* options : {"--block 1", "--block 1 --head 1", "--block 1 --head 2",
                                "--attention decoder --from 5", "--attention decoder --from 6"}) {
        const auto other = figure(QString::fromUtf8(options));
        QCOMPARE(other.width, plain.width);
        QVERIFY2(std::ranges::find(figures, other) == figures.end(), options);
        figures.push_back(other);
    }
}

void TestCliViews::what_there_is_not_is_refused_data() {
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* options, const char* said) {
        QTest::newRow(options) << QString::fromUtf8(options) << QString::fromUtf8(said);
    };
    row("--view attention --block 99", "99");
    row("--view attention --block 0", "--block");
    row("--view attention --block first", "--block");
    row("--view attention --head 2", "--head");
    row("--view attention --block 1 --head 99", "--head");
    row("--view attention --from 9999 --attention decoder", "9999");
    row("--view attention --from -1", "--from");
    row("--view attention --attention both", "--attention");
    row("--leave-out 9999 --output x", "9999");
    row("--scale 5", "--scale");
    row("--frame 0.5,0.5", "--frame");
    row("--frame 0.5,0.5,0.001", "--frame");
    row("--frame 1.5,0.5,1", "--frame");
    row("--frame 0,0,0.5 --fit native", "--frame");
    row("--curve c.csv --mask m.json", "--mask");
    row("--curve pictures/flat/scene0.png", "scene0.png");
}

void TestCliViews::what_there_is_not_is_refused() {
    QFETCH(const QString, options);
    QFETCH(const QString, said);
    const auto result =
        m_cli.run(words("reconstruct pictures/flat/scene0.png") + options.split(u' '));
    QCOMPARE(result.code, 2);
    QVERIFY2(result.says(said.toUtf8().constData()), result.err.constData());
}

void TestCliViews::a_patch_can_be_left_out() {
    QCOMPARE(
        m_cli.run(words("reconstruct pictures/flat/scene0.png --no-files --save-mask out.json"))
            .code,
        0);
    const auto mask = readMasks(m_cli.pathText(QStringLiteral("out.json")), {}).front();
    const auto call = [&](int patch) {
        return m_cli.run(words("reconstruct pictures/flat/scene0.png --output out --leave-out")
                         + QStringList{QString::number(patch)});
    };
    const int visible = mask.visibleIds.front(), hidden = mask.hiddenIds.front();
    QCOMPARE(call(visible).code, 0);
    const auto figure = readImage(m_cli.pathText(
        QStringLiteral("out/scene0-without-") + QString::number(visible) + QStringLiteral(".png")));
    QCOMPARE(figure.width, 3 * figure.height + 8);
    const auto refused = call(hidden);
    QCOMPARE(refused.code, 2);
    QVERIFY(refused.says("not visible"));
}

void TestCliViews::files_can_be_enlarged() {
    const auto file = [this](const char* options) {
        const auto result =
            m_cli.run(words("reconstruct --sample --json --output scaled") + words(options));
        const auto files = result.json().array().at(0).toObject()["files"].toArray();
        return result.code == 0 ? readImage(m_cli.pathText(files.at(0).toString())) : Image{};
    };
    const auto plain = file("--scale 1"), large = file("--scale 3");
    QVERIFY(plain.width > 0 && large == enlarged(plain, 3));
}

void TestCliViews::a_frame_chooses_the_square() {
    const auto original = [this](const char* options) {
        const auto result = m_cli.run(words("reconstruct pictures/flat/scene0.png --view parts "
                                            "--json --output frame")
                                      + words(options));
        const auto files = result.json().array().at(0).toObject()["files"].toArray();
        return result.code == 0 ? readImage(m_cli.pathText(files.at(2).toString())) : Image{};
    };
    const auto middle = original("--fit crop"), left = original("--frame 0,0.5,1"),
               small = original("--frame 1,1,0.3");
    QVERIFY(middle == original("--frame 0.5,0.5,1"));
    QVERIFY(!(left == middle) && !(small == middle) && !(small == left));
    QCOMPARE(small.width, middle.width);
    const auto made = m_cli.run(words("reconstruct pictures/flat --frame 0.2,1,0.7 --seed 3 "
                                      "--save-experiment frame.mae.json --output frame-before"));
    QCOMPARE(made.code, 0);
    QCOMPARE(m_cli.run(words("reconstruct --experiment frame.mae.json --output frame-after")).code,
             0);
    QCOMPARE(readImage(m_cli.pathText(QStringLiteral("frame-after/scene0-mae.png"))),
             readImage(m_cli.pathText(QStringLiteral("frame-before/scene0-mae.png"))));
    QCOMPARE(m_cli.run(words("reconstruct --experiment frame.mae.json --frame 0,0,1")).code, 2);
}

void TestCliViews::large_pictures_are_done_in_tiles() {
    const auto picture = drawScene(7, 5, 290, 180);
    writePng(m_cli.pathText(QStringLiteral("large.png")), picture);
    const auto result = m_cli.run(words("reconstruct large.png --fit tiled --view parts --json "
                                        "--output tiles --save-experiment tiles.mae.json"));
    QVERIFY2(result.code == 0, result.err.constData());
    const auto object = result.json().array().at(0).toObject();
    const auto image = readImage(m_cli.pathText(QStringLiteral("tiles/large-reconstruction.png")));
    QCOMPARE(image.width, 288); // 3 x 2 squares of 96
    QCOMPARE(image.height, 192);
    QCOMPARE(object["hidden"].toInt() + object["visible"].toInt(), 6 * 144);
    QCOMPARE(m_cli
                 .run(words("reconstruct --experiment tiles.mae.json --view parts "
                            "--output tiles-again"))
                 .code,
             0);
    QVERIFY(readImage(m_cli.pathText(QStringLiteral("tiles-again/large-reconstruction.png")))
            == image);
}

void TestCliViews::a_curve_is_written_with_its_averages() {
    const auto result = m_cli.run(words("reconstruct pictures/flat --curve curve.csv --json"));
    QCOMPARE(result.code, 0);
    QVERIFY(result.json().array().at(0).toObject()["files"].toArray().isEmpty());
    QFile file(m_cli.path(QStringLiteral("curve.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 1 + 3 * 19 + 1); // header, two pictures, averages, the end
    QCOMPARE(lines[0], QByteArray("image,ratio,hidden,visible,error,psnr,ssim,mean_psnr,mean_ssim,"
                                  "telea_psnr,telea_ssim,ns_psnr,ns_ssim"));
    const auto cell = [&](int line, int column) { return lines[line].split(',')[column]; };
    for (int i = 0; i < 19; ++i) {
        const int first = 1 + i, second = 20 + i, average = 39 + i;
        QVERIFY(cell(first, 0).endsWith("scene0.png") && cell(second, 0).endsWith("scene1.png"));
        QCOMPARE(cell(average, 0), QByteArray("average"));
        for (const int line : {first, second, average}) {
            QVERIFY(std::abs(cell(line, 1).toDouble() - 0.05 * (i + 1)) < 1e-12);
        }
        for (int column = 4; column < 13; ++column) {
            const double mean =
                (cell(first, column).toDouble() + cell(second, column).toDouble()) / 2;
            QVERIFY(std::abs(cell(average, column).toDouble() - mean) < 1e-9);
        }
    }
    // At the ratio of the call the numbers are those of the call.
    const auto number = [&](int picture) {
        return result.json().array().at(picture).toObject()["error"].toDouble();
    };
    QVERIFY(std::abs(cell(15, 4).toDouble() - number(0)) < 1e-9);
    QVERIFY(std::abs(cell(34, 4).toDouble() - number(1)) < 1e-9);
    QVERIFY(cell(19, 4).toDouble() > cell(1, 4).toDouble()); // 95 % is harder than 5 %
}

void TestCliViews::a_sweep_over_the_ratio_becomes_an_animation() {
    const auto call = [this](const char* file) {
        return m_cli.run(words("reconstruct pictures/flat/scene0.png --json --animate-seconds 2 "
                               "--animate")
                         + words(file));
    };
    const auto result = call("sweep.gif");
    QCOMPARE(result.code, 0);
    QCOMPARE(result.json().array().first()["files"].toArray(), QJsonArray{"sweep.gif"});
    const auto gif = test::walkGif(readFile(m_cli.pathText("sweep.gif"), 1U << 24U));
    QVERIFY(gif.width >= 720 && gif.width < 1440 && gif.endsWell);
    QCOMPARE(gif.delays, std::vector<int>(40, 5));

    QCOMPARE(call("sweep.mp4").code, 0);
    Camera video(m_cli.pathText("sweep.mp4"));
    std::vector<double> hidden; // how grey the left picture of a frame is
    for (int frame = 0; frame < 50; ++frame) {
        const auto image = video.read();
        QCOMPARE(image.width, gif.width);
        QCOMPARE(image.height, gif.height);
        int grey = 0;
        for (int i = 0; i < image.height; ++i) { // its diagonal
            const auto* pixel = &image.pixels[std::size_t(i * image.width + i) * 3];
            grey += std::abs(pixel[0] - 128) < 12 && std::abs(pixel[2] - 128) < 12 ? 1 : 0;
        }
        hidden.push_back(double(grey) / image.height);
    }
    QVERIFY_EXCEPTION_THROWN(video.read(), Error);
    QVERIFY(hidden.front() < 0.5 && hidden[25] > 0.75 && hidden.back() < 0.5);
    QCOMPARE(QDir(m_cli.path(".")).entryList({"*unfinished*"}, QDir::Files | QDir::Hidden).size(),
             0);
}

void TestCliViews::animations_that_can_not_be_are_refused() {
    const auto refused = [this](const char* call, int code, const char* why) {
        const auto result = m_cli.run(words("reconstruct --no-files") + words(call));
        return result.code == code && result.says(why);
    };
    QVERIFY(refused("pictures/flat --animate a.gif", 2, "one picture"));
    QVERIFY(refused("--sample --animate a.avi", 2, ".mp4"));
    QVERIFY(refused("--sample --animate a.gif --mask m.json", 2, "--mask"));
    QVERIFY(refused("--sample --animate-seconds 3", 2, "--animate"));
    const auto lost = m_cli.run(words("reconstruct --sample --json --animate absent/a.gif"));
    QCOMPARE(lost.code, 1);
    QVERIFY(lost.says("absent/a.gif"));
    QCOMPARE(lost.json().array().size(), 1); // the numbers are not lost with it
}

QTEST_GUILESS_MAIN(TestCliViews)
#include "tst_cli_views.moc"
