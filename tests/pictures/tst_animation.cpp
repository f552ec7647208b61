// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"
#include "core/data/transform.h"
#include "core/media/animation.h"
#include "core/media/camera.h"
#include "core/media/palette.h"

#include "tests/support/gif_walk.h"
#include "tests/support/shared.h"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <fstream>
#include <iterator>
#include <memory>

using namespace mae;
namespace fs = std::filesystem;

namespace {

Image flat(int width, int height, Colour colour) {
    Image image{width, height, {}};
    for (int i = 0; i < width * height; ++i) {
        image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
    }
    return image;
}

/// Four squares, one of each colour.
Image squares(int side) {
    auto image = flat(side, side, {250, 20, 30});
    constexpr std::array<Colour, 4> kFour{
        {{250, 20, 30}, {17, 201, 44}, {3, 5, 255}, {129, 130, 131}}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto& colour = kFour[std::size_t(y * 2 / side * 2 + x * 2 / side)];
            std::ranges::copy(colour, image.pixels.begin() + (std::ptrdiff_t(y) * side + x) * 3);
        }
    }
    return image;
}

double psnr(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        sum += std::pow(double(a.pixels[i]) - b.pixels[i], 2);
    }
    return 10 * std::log10(255.0 * 255.0 * double(a.pixels.size()) / sum);
}

/// Largest difference of a grey level.
int farthest(const Image& image, Colour colour) {
    int most = 0;
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        most = std::max(most, std::abs(image.pixels[i] - colour[i % 3]));
    }
    return most;
}

/// What the attempt is refused with; throws if it is no Error.
template <typename Attempt> std::pair<ErrorKind, std::string> refusal(Attempt attempt) {
    try {
        attempt();
    } catch (const Error& error) {
        return {error.kind(), error.what()};
    }
    return {ErrorKind::Internal, ""};
}

} // namespace

/// AnimationWriter, read back by our reader of pictures, by Camera, and block by block.
class TestAnimation : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path path(const char* name) const {
        return fs::path(m_folder->path().toStdString()) / name;
    }
    std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(m_folder->path().toStdString()), {});
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void theSuffixChoosesTheFormat() {
        QVERIFY(animationFormat("a/b.GIF") == AnimationFormat::Gif);
        QVERIFY(animationFormat("b.c.Mp4") == AnimationFormat::Mp4);
        for (const char* name : {"a.png", "gif", ".gif", "a.gif.txt", ""}) {
            const auto [kind, text] =
                refusal([&] { AnimationWriter::open(path("") / name, 32, 32); });
            QVERIFY2(kind == ErrorKind::InvalidConfig, name);
            QVERIFY(text.find(".gif") != std::string::npos
                    && text.find(".mp4") != std::string::npos);
        }
        QCOMPARE(entries(), 0);
    }

    void aGifHasEveryPictureForItsTimeAndRepeatsForEver() {
        auto writer = AnimationWriter::open(path("a.gif"), 40, 40);
        writer->add(squares(40), 0.5);
        for (int i = 0; i < 3; ++i) {
            writer->add(flat(40, 40, {10, 20, std::uint8_t(50 * i)}), 1.0 / 30);
        }
        writer->add(flat(40, 40, {10, 20, 100}), 0); // the same again, for as short as can be
        QVERIFY(!fs::exists(path("a.gif")));
        writer->finish();
        const auto gif = test::walkGif(readFile(path("a.gif"), 1U << 20U));
        QCOMPARE(gif.width, 40);
        QCOMPARE(gif.height, 40);
        QVERIFY(gif.repeatsForEver && gif.framesLieInside && gif.endsWell);
        QCOMPARE(gif.delays, (std::vector<int>{50, 3, 4, 3, 2})); // 3.33 each: 10 together
        QCOMPARE(entries(), 1);
    }

    void coloursOfAFlatPictureAreExact() {
        auto writer = AnimationWriter::open(path("a.gif"), 30, 30);
        writer->add(squares(30), 1);
        writer->finish();
        QVERIFY(readImage(path("a.gif")) == squares(30));
    }

    void aPhotographKeepsItsLook() {
        MAE_NEEDS_SHARED("data/caltech101");
        int seen = 0;
        for (const auto& entry :
             fs::recursive_directory_iterator(test::shared("data/caltech101"))) {
            if (!entry.is_regular_file() || !hasImageSuffix(entry.path()) || seen == 5) {
                continue;
            }
            ++seen;
            const auto photograph = readImage(entry.path());
            auto writer = AnimationWriter::open(path("a.gif"), photograph.width, photograph.height);
            writer->add(photograph, 1);
            writer->finish();
            const auto decoded = readImage(path("a.gif"));
            const auto exact = psnr(photograph, decoded);
            // Seen from afar the pattern has to vanish.
            const CropBox all{0, 0, photograph.height, photograph.width};
            const auto smaller = [&](const Image& image) {
                return resizeBicubic(image, all, photograph.width / 4, photograph.height / 4);
            };
            const auto afar = psnr(smaller(photograph), smaller(decoded));
            const auto text = std::to_string(exact) + " dB, from afar " + std::to_string(afar);
            QVERIFY2(exact > 30 && afar > 38, text.c_str());
        }
        QCOMPARE(seen, 5);
    }

    void aPaletteHasTheColoursThatOccur() {
        QCOMPARE(medianCut(ColourHistogram(flat(9, 9, {1, 2, 3})), 256),
                 (std::vector<Colour>{{1, 2, 3}}));
        const auto four = medianCut(ColourHistogram(squares(20)), 255);
        QCOMPARE(four.size(), std::size_t(4));
        QCOMPARE(paletteError(ColourHistogram(squares(20)), four), 0.0);
        QCOMPARE(medianCut(ColourHistogram(squares(20)), 3).size(), std::size_t(3));
        QVERIFY(medianCut(ColourHistogram(Image{}), 3).empty());
    }

    void coloursBetweenAreMixedInProportion() {
        PaletteDither dither({{100, 100, 100}, {120, 120, 120}});
        for (const int grey : {100, 105, 110, 115, 120}) {
            const auto level = std::uint8_t(grey);
            const auto indices = dither.indices(flat(64, 64, {level, level, level}));
            const auto light = std::ranges::count(indices, std::uint8_t{1});
            QVERIFY(std::abs(double(light) / 4096 - (grey - 100) / 20.0) < 0.02);
        }
    }

    void anMp4IsReadBackPictureByPicture() {
        constexpr std::array<Colour, 3> kColours{{{200, 40, 40}, {30, 180, 60}, {50, 60, 220}}};
        auto writer = AnimationWriter::open(path("a.mp4"), 64, 48, 20);
        for (const auto& colour : kColours) {
            writer->add(flat(64, 48, colour), 0.225); // 4.5 frames each: 13.5 together
        }
        QVERIFY(!fs::exists(path("a.mp4")));
        writer->finish();
        Camera camera(path("a.mp4").string());
        QCOMPARE(camera.framesPerSecond(), 20.0);
        QVERIFY(camera.isFile());
        constexpr std::array kFrames{5, 4, 5};
        for (std::size_t i = 0; i < kColours.size(); ++i) {
            for (int frame = 0; frame < kFrames[i]; ++frame) {
                const auto image = camera.read();
                QCOMPARE(image.width, 64);
                QCOMPARE(image.height, 48);
                QVERIFY2(farthest(image, kColours[i]) <= 12,
                         std::to_string(farthest(image, kColours[i])).c_str());
            }
        }
        const auto [kind, text] = refusal([&] { camera.read(); });
        QVERIFY(kind == ErrorKind::Io && text.find("a.mp4") != std::string::npos);
        QCOMPARE(entries(), 1);
    }

    void oddSidesOfAnMp4AreFilledUp() {
        auto writer = AnimationWriter::open(path("a.mp4"), 33, 21);
        writer->add(flat(33, 21, {200, 100, 50}), 0.1);
        writer->finish();
        const auto image = Camera(path("a.mp4").string()).read();
        QCOMPARE(image.width, 34);
        QCOMPARE(image.height, 22);
        QVERIFY(farthest(image, {200, 100, 50}) <= 12);
    }

    void picturesOfAnotherSizeAreRefused_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("gif") << QByteArray("a.gif");
        QTest::newRow("mp4") << QByteArray("a.mp4");
    }

    void picturesOfAnotherSizeAreRefused() {
        QFETCH(QByteArray, name);
        const auto file = path(name.constData());
        auto writer = AnimationWriter::open(file, 32, 32);
        writer->add(squares(32), 0.1);
        const auto kind = [&](const Image& image, double seconds) {
            return refusal([&] { writer->add(image, seconds); }).first;
        };
        QVERIFY(kind(squares(34), 1) == ErrorKind::InvalidConfig);
        QVERIFY(kind({32, 32, {}}, 1) == ErrorKind::InvalidConfig);
        QVERIFY(kind(squares(32), std::nan("")) == ErrorKind::InvalidConfig);
        QVERIFY(kind(squares(32), -1) == ErrorKind::InvalidConfig);
        writer->finish(); // those that it took
        QVERIFY(fs::exists(file));
        QVERIFY_EXCEPTION_THROWN(writer->add(squares(32), 1), Error);
        QVERIFY_EXCEPTION_THROWN(writer->finish(), Error);
    }

    void anAbandonedOneLeavesTheOldFile_data() { picturesOfAnotherSizeAreRefused_data(); }

    void anAbandonedOneLeavesTheOldFile() {
        QFETCH(QByteArray, name);
        const auto file = path(name.constData());
        writeFileAtomically(file, "old");
        auto writer = AnimationWriter::open(file, 32, 32);
        writer->add(squares(32), 0.1);
        writer.reset();
        QCOMPARE(entries(), 1);
        QCOMPARE(readText(file), std::string("old"));
        writer = AnimationWriter::open(file, 32, 32);
        QVERIFY(refusal([&] { writer->finish(); }).first == ErrorKind::InvalidConfig); // empty
        writer.reset();
        QCOMPARE(entries(), 1);
    }

    void sidesThatAFormatCanNotHaveAreRefused() {
        for (const auto& [name, side] :
             {std::pair{"a.gif", 65536}, std::pair{"a.gif", 0}, std::pair{"a.mp4", 1 << 20}}) {
            QVERIFY(
                refusal([&, n = name, s = side] { AnimationWriter::open(path(n), s, 32); }).first
                == ErrorKind::InvalidConfig);
        }
        QVERIFY(refusal([&] { AnimationWriter::open(path("a.mp4"), 32, 32, 0); }).first
                == ErrorKind::InvalidConfig);
        QCOMPARE(entries(), 0);
    }

    void whereNothingCanBeWrittenItSaysSo() {
        writeFileAtomically(path("file"), "x");
        for (const char* name : {"absent/a.gif", "absent/a.mp4", "file/a.gif", "file/a.mp4"}) {
            const auto [kind, text] = refusal([&] { AnimationWriter::open(path(name), 32, 32); });
            QVERIFY2(kind == ErrorKind::Io, name);
            QVERIFY(text.find(name) != std::string::npos);
        }
        fs::create_directory(path("folder.gif"));
        QVERIFY(refusal([&] { AnimationWriter::open(path("folder.gif"), 32, 32); }).first
                == ErrorKind::Io);
    }

    void aFullDiskIsNoticed_data() { picturesOfAnotherSizeAreRefused_data(); }

    void aFullDiskIsNoticed() {
        QFETCH(QByteArray, name);
        const auto file = path(name.constData());
        const auto child = ::fork();
        if (child == 0) {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{.rlim_cur = 700, .rlim_max = 700};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto [kind, text] = refusal([&] {
                auto writer = AnimationWriter::open(file, 128, 128);
                for (int i = 0; i < 20; ++i) {
                    writer->add(squares(128), 0.1);
                    writer->add(flat(128, 128, {std::uint8_t(i * 12), 99, 3}), 0.1);
                }
                writer->finish();
            });
            ::_exit(kind == ErrorKind::Io && text.find(file.string()) != std::string::npos ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void camerasAreListedByNumberWithoutTheirMetadata() {
        for (const auto& [node, index, name] :
             {std::tuple{"video10", "0", "Second"}, std::tuple{"video2", "0", "First"},
              std::tuple{"video3", "1", "First"}, std::tuple{"video4", "0", "No device"},
              std::tuple{"radio0", "0", "Radio"}}) {
            fs::create_directories(path("classes") / node);
            std::ofstream(path("classes") / node / "index") << index << '\n';
            std::ofstream(path("classes") / node / "name") << name << '\n';
            fs::create_directories(path("dev"));
            if (std::string(name) != "No device") {
                std::ofstream(path("dev") / node) << 'x';
            }
        }
        QVERIFY(cameras(path("dev"), path("classes"))
                == (std::vector<CameraName>{{path("dev/video2").string(), "First"},
                                            {path("dev/video10").string(), "Second"}}));
        QVERIFY(cameras(path("absent"), path("absent")).empty());
    }

    void whatIsNoVideoIsRefused() {
        writeFileAtomically(path("words.mp4"), "these are words");
        for (const auto& source :
             {path("words.mp4").string(), path("absent.mp4").string(), path("").string(),
              std::string("/dev/null"), std::string("http://127.0.0.1/x.mp4"), std::string()}) {
            const auto [kind, text] = refusal([&] { const Camera camera(source); });
            QVERIFY2(kind == ErrorKind::Io, source.c_str());
            QVERIFY(text.find("'" + source + "'") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestAnimation)
#include "tst_animation.moc"
