// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/image_folder.h"

#include "tests/support/shared.h"
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <algorithm>
#include <atomic>
#include <cmath>

using namespace mae;
namespace fs = std::filesystem;

namespace {

/// A folder that is filled file by file and vanishes with the test.
class Tree {
public:
    Tree() = default;
    ~Tree() { fs::remove_all(root()); } // Qt can't remove names that are no UTF-8
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    fs::path root() const { return m_folder.path().toStdString(); }

    fs::path picture(const std::string& name, std::uint8_t red = 255, int width = 4,
                     int height = 3) const {
        const auto path = make(name);
        Image image{.width = width, .height = height, .pixels = {}};
        for (int i = 0; i < width * height; ++i) {
            image.pixels.insert(image.pixels.end(), {red, 0, 51});
        }
        writePng(path, image);
        return path;
    }
    fs::path text(const std::string& name, std::string_view content = "words\n") const {
        const auto path = make(name);
        writeFileAtomically(path, content);
        return path;
    }
    void link(const fs::path& target, const std::string& name) const {
        fs::create_symlink(target, make(name));
    }
    void pipe(const std::string& name) const { QCOMPARE(mkfifo(make(name).c_str(), 0600), 0); }
    void folder(const std::string& name) const { fs::create_directories(root() / name); }

    /// "path:label" of every entry.
    std::vector<std::string> listed(const std::string& split = {}) const {
        std::vector<std::string> result;
        for (const auto& entry : listImageFolder(root(), split).entries) {
            result.push_back(entry.path.substr(root().string().size() + 1) + ":"
                             + std::to_string(entry.label));
        }
        return result;
    }

private:
    fs::path make(const std::string& name) const {
        fs::create_directories((root() / name).parent_path());
        return root() / name;
    }
    QTemporaryDir m_folder;
};

using Names = std::vector<std::string>;

struct Refusal {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;

    bool says(const std::string& part) const {
        if (message.find(part) == std::string::npos) {
            qInfo("missing “%s” in “%s”", part.c_str(), message.c_str());
            return false;
        }
        return true;
    }
};

Refusal refusal(const fs::path& root, const std::string& split = {}) {
    try {
        listImageFolder(root, split);
        return {};
    } catch (const Error& error) {
        return {.kind = error.kind(), .message = error.what()};
    }
}

FolderScan scan(const fs::path& root, int threads = 1, const std::stop_token& stop = {}) {
    return scanImageFolder(root, {}, threads, {}, stop);
}

} // namespace

class ImageFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesInTheFolderMakeItFlat();
    void foldersOfPicturesAreClasses();
    void aFolderWithTrainAndValIsAnImageFolder();
    void classNumbersAgreeBetweenTheParts();
    void aClassMayBeCalledTrain();
    void aMissingPartIsNamedWithThoseThatExist();
    void aLoneFolderInsideCountsAsTheFolder();
    void entriesAreSortedByBytes();
    void oddNamesSurvive();
    void loopsAndSpecialFilesAreIgnored();
    void linkedFoldersAreFollowedOnce();
    void hiddenFilesAreIgnored();
    void onePictureIsAFolderOfOne();
    void whatHoldsNoPicturesIsRefusedWithTheReason();
    void stoppingGivesAnEmptyList();
    void aScanMeasuresPictures();
    void aScanReportsBadFilesAndGoesOn();
    void theNumberOfThreadsChangesNothing();
    void progressReachesTheTotal();
    void aScanCanBeStopped();
    void theReferencePicturesAreListedAndScanned();
};

void ImageFolderTest::picturesInTheFolderMakeItFlat() {
    const Tree tree;
    tree.picture("b.png");
    tree.picture("a.png");
    tree.picture("more/deeper/c.png");
    tree.text("notes.txt");
    const auto folder = listImageFolder(tree.root());
    QCOMPARE(folder.layout, FolderLayout::Flat);
    QVERIFY(folder.classes.empty());
    QCOMPARE(tree.listed(), (Names{"a.png:-1", "b.png:-1", "more/deeper/c.png:-1"}));
}

void ImageFolderTest::foldersOfPicturesAreClasses() {
    const Tree tree;
    tree.picture("dog/1.png");
    tree.picture("cat/1.png");
    tree.picture("cat/indoors/2.png");
    tree.text("documents/readme.txt");
    const auto folder = listImageFolder(tree.root());
    QCOMPARE(folder.layout, FolderLayout::Classes);
    QCOMPARE(folder.classes, (Names{"cat", "dog"})); // none for the folder without pictures
    QCOMPARE(tree.listed(), (Names{"cat/1.png:0", "cat/indoors/2.png:0", "dog/1.png:1"}));
}

void ImageFolderTest::aFolderWithTrainAndValIsAnImageFolder() {
    const Tree tree;
    tree.picture("train/cat/1.png");
    tree.picture("train/dog/2.png");
    tree.picture("val/dog/3.png");
    tree.picture("test/4.png");
    tree.picture("extra/5.png");
    const auto folder = listImageFolder(tree.root());
    QCOMPARE(folder.layout, FolderLayout::ImageFolder);
    QCOMPARE(folder.split, std::string("train"));
    QCOMPARE(folder.splits, (Names{"train", "val", "test"}));
    QCOMPARE(tree.listed(), (Names{"train/cat/1.png:0", "train/dog/2.png:1"}));
    QCOMPARE(tree.listed("val"), (Names{"val/dog/3.png:1"}));
    QCOMPARE(tree.listed("validation"), (Names{"val/dog/3.png:1"}));
    QCOMPARE(tree.listed("test"), (Names{"test/4.png:-1"}));
}

void ImageFolderTest::classNumbersAgreeBetweenTheParts() {
    const Tree tree;
    tree.picture("train/b/1.png");
    tree.picture("train/c/1.png");
    tree.picture("validation/a/1.png");
    tree.picture("validation/c/1.png");
    QCOMPARE(listImageFolder(tree.root()).classes, (Names{"a", "b", "c"}));
    QCOMPARE(listImageFolder(tree.root(), "val").classes, (Names{"a", "b", "c"}));
    QCOMPARE(tree.listed(), (Names{"train/b/1.png:1", "train/c/1.png:2"}));
    QCOMPARE(tree.listed("val"), (Names{"validation/a/1.png:0", "validation/c/1.png:2"}));
}

void ImageFolderTest::aClassMayBeCalledTrain() {
    const Tree tree;
    tree.picture("car/1.png");
    tree.picture("train/1.png");
    QCOMPARE(listImageFolder(tree.root()).layout, FolderLayout::Classes);
    QCOMPARE(tree.listed(), (Names{"car/1.png:0", "train/1.png:1"}));
}

void ImageFolderTest::aMissingPartIsNamedWithThoseThatExist() {
    const Tree tree;
    tree.picture("val/cat/1.png");
    tree.picture("test/cat/1.png");
    auto refused = refusal(tree.root());
    QCOMPARE(refused.kind, ErrorKind::InvalidConfig);
    QVERIFY(refused.says("'train'"));
    QVERIFY(refused.says("val, test"));

    const Tree flat;
    flat.picture("1.png");
    refused = refusal(flat.root(), "val");
    QCOMPARE(refused.kind, ErrorKind::InvalidConfig);
    QVERIFY(refused.says("not divided"));
}

void ImageFolderTest::aLoneFolderInsideCountsAsTheFolder() {
    const Tree classes;
    classes.text("readme.txt");
    classes.picture("dataset/pictures/dog/1.png");
    classes.picture("dataset/pictures/cat/1.png");
    QCOMPARE(classes.listed(),
             (Names{"dataset/pictures/cat/1.png:0", "dataset/pictures/dog/1.png:1"}));
    const Tree flat;
    flat.picture("dataset/1.png");
    QCOMPARE(listImageFolder(flat.root()).layout, FolderLayout::Flat);
    const Tree divided;
    divided.picture("dataset/train/cat/1.png");
    divided.picture("dataset/val/cat/1.png");
    QCOMPARE(listImageFolder(divided.root()).layout, FolderLayout::ImageFolder);
}

void ImageFolderTest::entriesAreSortedByBytes() {
    const Tree tree;
    for (const char* name : {"Z.png", "a.png", "a/1.png", "ä.png", "10.png", "9.png"}) {
        tree.picture(name);
    }
    // Upper case first, "a.png" before "a/…" because '.' is less than '/', bytes above 127 last.
    QCOMPARE(tree.listed(),
             (Names{"10.png:-1", "9.png:-1", "Z.png:-1", "a.png:-1", "a/1.png:-1", "ä.png:-1"}));
}

void ImageFolderTest::oddNamesSurvive() {
    const Tree tree;
    const std::string latin1 = "caf\xE9"; // no UTF-8
    for (const auto& name :
         {latin1, std::string("a b"), std::string("new\nline"), std::string("%s$(x)`'\"\\")}) {
        tree.picture("class/" + name + ".png");
        tree.picture(name + "/1.PNG");
    }
    const auto result = scan(tree.root());
    QCOMPARE(result.good, 8);
    QVERIFY(result.bad.empty());
    QCOMPARE(result.folder.classes.size(), std::size_t{5});
    QVERIFY(std::ranges::find(result.folder.classes, latin1) != result.folder.classes.end());
}

void ImageFolderTest::loopsAndSpecialFilesAreIgnored() {
    const Tree tree;
    tree.picture("cat/1.png");
    tree.picture("dog/1.png");
    tree.link(tree.root(), "cat/all");
    tree.link("/", "cat/everything");
    tree.link(".", "dog/self");
    tree.link("..", "up");
    tree.link("nowhere.png", "dog/broken.png");
    tree.link("b.png", "dog/a.png"); // each leads to the other
    tree.link("a.png", "dog/b.png");
    tree.pipe("dog/pipe.png");
    tree.link("/dev/zero", "dog/device.png");
    QCOMPARE(tree.listed(), (Names{"cat/1.png:0", "dog/1.png:1"}));
}

void ImageFolderTest::linkedFoldersAreFollowedOnce() {
    const Tree elsewhere;
    elsewhere.picture("1.png");
    const Tree tree;
    tree.picture("0.png");
    tree.link(elsewhere.root(), "one");
    tree.link(elsewhere.root(), "two");
    tree.link(elsewhere.root() / "1.png", "linked.png");
    QCOMPARE(tree.listed(), (Names{"0.png:-1", "linked.png:-1", "one/1.png:-1"}));
}

void ImageFolderTest::hiddenFilesAreIgnored() {
    const Tree tree;
    tree.picture("a.png");
    tree.text("._a.png"); // what macOS leaves in archives
    tree.text("__MACOSX/a.png");
    tree.picture(".thumbnails/a.png");
    QCOMPARE(tree.listed(), (Names{"a.png:-1"}));
}

void ImageFolderTest::onePictureIsAFolderOfOne() {
    const Tree tree;
    const auto path = tree.picture("a.png");
    const auto folder = listImageFolder(path);
    QCOMPARE(folder.layout, FolderLayout::Flat);
    QCOMPARE(folder.entries.size(), std::size_t{1});
    QCOMPARE(folder.entries[0].path, path);
    QCOMPARE(folder.entries[0].label, -1);

    fs::copy_file(path, tree.root() / "without-suffix"); // the contents decide
    QCOMPARE(listImageFolder(tree.root() / "without-suffix").entries.size(), std::size_t{1});
    const auto refused = refusal(tree.text("notes.txt"));
    QCOMPARE(refused.kind, ErrorKind::Format);
    QVERIFY(refused.says("is text"));
}

void ImageFolderTest::whatHoldsNoPicturesIsRefusedWithTheReason() {
    const Tree texts;
    for (int i = 0; i < 12; ++i) {
        texts.text("chapter" + std::to_string(i % 3) + "/" + std::to_string(i) + ".txt");
    }
    auto refused = refusal(texts.root());
    QCOMPARE(refused.kind, ErrorKind::InvalidConfig);
    QVERIFY(refused.says("holds no pictures that can be read: 12 other files, e.g. '0.txt'"));
    QVERIFY(refused.says(texts.root().string()));

    const Tree flat;
    flat.text("one.txt");
    QVERIFY(refusal(flat.root()).says("1 other file, e.g. 'one.txt'"));

    const Tree divided;
    divided.text("train/cat/1.txt");
    divided.folder("val");
    QVERIFY(refusal(divided.root()).says("1 other file"));

    const Tree empty;
    QVERIFY(refusal(empty.root()).says("holds no pictures"));
    refused = refusal(empty.root() / "missing");
    QCOMPARE(refused.kind, ErrorKind::Io);
    QVERIFY(refused.says("does not exist"));
    empty.pipe("pipe");
    refused = refusal(empty.root() / "pipe");
    QCOMPARE(refused.kind, ErrorKind::Io);
    QVERIFY(refused.says("neither a folder nor a picture"));
}

void ImageFolderTest::stoppingGivesAnEmptyList() {
    const Tree tree;
    tree.picture("a.png");
    std::stop_source source;
    source.request_stop();
    QVERIFY(listImageFolder(tree.root(), {}, source.get_token()).entries.empty());
}

void ImageFolderTest::aScanMeasuresPictures() {
    const Tree tree;
    tree.picture("a/1.png", 255, 4, 3);
    tree.picture("a/2.png", 255, 100, 1); // as heavy as the others, though it has more pixels
    tree.picture("b/3.png", 0, 2, 9);
    const auto result = scan(tree.root());
    QCOMPARE(result.good, 3);
    QCOMPARE(result.perClass, (std::vector<std::int64_t>{2, 1}));
    QCOMPARE(result.minWidth, 2);
    QCOMPARE(result.maxWidth, 100);
    QCOMPARE(result.minHeight, 1);
    QCOMPARE(result.maxHeight, 9);
    QVERIFY(result.bytes > 100);
    QVERIFY(std::abs(result.mean[0] - 2.0 / 3) < 1e-12);
    QVERIFY(std::abs(result.std[0] - std::sqrt(2.0) / 3) < 1e-12);
    QVERIFY(std::abs(result.mean[2] - 0.2) < 1e-12);
    QVERIFY(result.std[2] < 1e-7);
}

void ImageFolderTest::aScanReportsBadFilesAndGoesOn() {
    const Tree tree;
    tree.picture("a/1.png");
    tree.text("a/2.png", "no picture");
    tree.text("b/3.jpg", "");
    fs::permissions(tree.picture("b/4.png"), fs::perms::none);
    const auto result = scan(tree.root(), 3);
    const bool mayReadAll = getuid() == 0;
    QCOMPARE(result.good, mayReadAll ? 2 : 1);
    QCOMPARE(result.bad.size(), std::size_t{mayReadAll ? 2u : 3u});
    QCOMPARE(result.bad[0].path.filename().string(), std::string("2.png"));
    QVERIFY(result.bad[0].reason.find("is text") != std::string::npos);
    QVERIFY(result.bad[1].reason.find("is empty") != std::string::npos);
}

void ImageFolderTest::theNumberOfThreadsChangesNothing() {
    const Tree tree;
    for (int i = 0; i < 40; ++i) {
        tree.picture("class" + std::to_string(i % 3) + "/" + std::to_string(i) + ".png",
                     static_cast<std::uint8_t>(i * 6), 3 + i % 5, 4);
    }
    tree.text("class0/bad.png");
    const auto one = scan(tree.root(), 1);
    for (const int threads : {2, 7, 0}) {
        const auto many = scan(tree.root(), threads);
        QCOMPARE(many.mean, one.mean); // to the last bit
        QCOMPARE(many.std, one.std);
        QCOMPARE(many.perClass, one.perClass);
        QCOMPARE(many.bytes, one.bytes);
        QCOMPARE(many.bad.size(), one.bad.size());
    }
}

void ImageFolderTest::progressReachesTheTotal() {
    const Tree tree;
    for (int i = 0; i < 20; ++i) {
        tree.picture(std::to_string(i) + ".png");
    }
    std::int64_t last = 0; // progress is never called at once, so no lock
    bool rises = true;
    const auto progress = [&](std::int64_t done, std::int64_t total) {
        rises = rises && done > last && total == 20;
        last = done;
    };
    scanImageFolder(tree.root(), {}, 4, progress, {});
    QVERIFY(rises);
    QCOMPARE(last, 20);
}

void ImageFolderTest::aScanCanBeStopped() {
    const Tree tree;
    for (int i = 0; i < 3; ++i) {
        tree.picture(std::to_string(i) + ".png");
    }
    std::stop_source source;
    source.request_stop();
    QCOMPARE(scan(tree.root(), 2, source.get_token()).good, 0);
}

void ImageFolderTest::theReferencePicturesAreListedAndScanned() {
    MAE_NEEDS_SHARED("reference/cases/decode/manifest.json");
    const auto result = scan(test::shared("reference/cases/decode"), 2);
    QVERIFY(result.good > 60);
    const auto isTruncated = [](const BadFile& file) {
        return file.path.filename().string().starts_with("truncated_");
    };
    QCOMPARE(std::ranges::count_if(result.bad, isTruncated), 7);
}

QTEST_GUILESS_MAIN(ImageFolderTest)
#include "tst_image_folder.moc"
