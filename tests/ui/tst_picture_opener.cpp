// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "ui/session/image_convert.h"
#include "ui/session/picture_opener.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace mae;
using namespace mae::ui;

namespace {

void writePicture(const QString& path) {
    writePng(QFile::encodeName(path).toStdString(), drawScene(1, 2, 32, 32));
}

void writeText(const QString& path, const QByteArray& text = "text") {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

struct Watch {
    PictureOpener opener;
    QSignalSpy found{&opener, &PictureOpener::found};
    QSignalSpy models{&opener, &PictureOpener::modelFound};
    QSignalSpy runs{&opener, &PictureOpener::runFound};
    QSignalSpy refused{&opener, &PictureOpener::refused};
    QSignalSpy listing{&opener, &PictureOpener::listingChanged};

    std::vector<PictureRef> pictures() const {
        return found.isEmpty() ? std::vector<PictureRef>()
                               : found.last()[0].value<std::vector<PictureRef>>();
    }
    QString refusal() const { return refused.isEmpty() ? QString() : refused.last()[0].toString(); }
    bool settled() const { return listing.count() == 2; }
};

} // namespace

class TestPictureOpener : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opensFilesAndFolders() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("inner")));
        writePicture(folder.filePath(QStringLiteral("ä b.png")));
        writePicture(folder.filePath(QStringLiteral("inner/2.png")));
        writePicture(folder.filePath(QStringLiteral("inner/1.png")));
        writeText(folder.filePath(QStringLiteral("inner/notes.txt")));
        Watch w;
        w.opener.openPaths(
            {folder.filePath(QStringLiteral("ä b.png")), folder.filePath(QStringLiteral("inner"))});
        QTRY_VERIFY(w.settled());
        QCOMPARE(w.pictures().size(), std::size_t(3));
        QCOMPARE(w.pictures()[0].name, QStringLiteral("ä b.png"));
        QCOMPARE(w.pictures()[1].name, QStringLiteral("1.png"));
        QVERIFY(w.refused.isEmpty());
    }

    void aSecondDropDoesNotDiscardTheFirst() {
        const QTemporaryDir folder;
        for (const auto* name : {"1.png", "2.png", "3.png"}) {
            writePicture(folder.filePath(QString::fromLatin1(name)));
        }
        Watch w;
        w.opener.openPaths({folder.filePath(QStringLiteral("1.png"))});
        w.opener.openPaths({folder.filePath(QStringLiteral("2.png"))});
        w.opener.openPaths({folder.filePath(QStringLiteral("3.png"))});
        QVERIFY(w.opener.isListing());
        QTRY_COMPARE(w.found.count(), 3);
        for (int i = 0; i < 3; ++i) {
            const auto pictures = w.found[i][0].value<std::vector<PictureRef>>();
            QCOMPARE(pictures.at(0).name, QStringLiteral("%1.png").arg(i + 1));
        }
        QVERIFY(!w.opener.isListing());
        QVERIFY(w.settled()); // said to be listing once, not thrice
    }

    void cancellingForgetsEverythingThatWaits() {
        const QTemporaryDir folder;
        writePicture(folder.filePath(QStringLiteral("1.png")));
        Watch w;
        for (int i = 0; i < 5; ++i) {
            w.opener.openPaths({folder.path()});
        }
        w.opener.cancel();
        QVERIFY(!w.opener.isListing());
        w.opener.openPaths({folder.filePath(QStringLiteral("1.png"))});
        QTRY_COMPARE(w.listing.count(), 4);
        QCOMPARE(w.found.count(), 1);
    }

    void refusesWithTheReason() {
        const QTemporaryDir folder;
        const auto text = folder.filePath(QStringLiteral("notes.txt"));
        writeText(text);
        Watch w;
        w.opener.openPaths({text, folder.filePath(QStringLiteral("gone.png"))});
        QTRY_VERIFY(w.settled());
        QVERIFY(w.found.isEmpty());
        QVERIFY2(w.refusal().contains(QLatin1String("notes.txt")), qPrintable(w.refusal()));
        QVERIFY2(w.refusal().contains(QLatin1String("1 more")), qPrintable(w.refusal()));
    }

    void refusesAFolderOfNothingButTextFiles() {
        const QTemporaryDir folder;
        writeText(folder.filePath(QStringLiteral("a.txt")));
        Watch w;
        w.opener.openPaths({folder.path()});
        QTRY_VERIFY(w.settled());
        QVERIFY2(w.refusal().contains(folder.path()), qPrintable(w.refusal()));
    }

    void recognisesModelsAndRuns() {
        const QTemporaryDir folder;
        const auto model = folder.filePath(QStringLiteral("m.safetensors"));
        writeText(model);
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("run/checkpoints")));
        writeText(folder.filePath(QStringLiteral("run/config.json")), "{}");
        Watch w;
        w.opener.openPaths({model, folder.filePath(QStringLiteral("run"))});
        QTRY_VERIFY(w.settled());
        QCOMPARE(w.models.last()[0].toString(), model);
        QCOMPARE(w.runs.last()[0].toString(), folder.filePath(QStringLiteral("run")));
    }

    void webAddressesAreRefusedWithASentence() {
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://example.org/cat.jpg"))});
        QVERIFY(PictureOpener::mayOpen(data)); // taken, to say why
        Watch w;
        w.opener.openData(data);
        QCOMPARE(w.refused.count(), 1);
        QVERIFY(w.refusal().contains(QLatin1String("example.org")));
        QVERIFY(w.refusal().contains(QLatin1String("never uses the network")));
    }

    void theWrongTypeIsNotEvenTaken() {
        const QTemporaryDir folder;
        const auto text = folder.filePath(QStringLiteral("notes.txt"));
        writeText(text);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(text)});
        QVERIFY(!PictureOpener::mayOpen(data));
        QMimeData words;
        words.setText(QStringLiteral("just words"));
        QVERIFY(!PictureOpener::mayOpen(words));
    }

    void pastedPixelsAndPathsOpen() {
        QMimeData pixels;
        QImage image(10, 6, QImage::Format_ARGB32);
        image.fill(QColor(255, 0, 0, 128));
        pixels.setImageData(image);
        Watch w;
        w.opener.openData(pixels);
        QCOMPARE(w.pictures().size(), std::size_t(1));
        const auto& shown = *w.pictures()[0].pixels;
        QCOMPARE(shown.width, 10);
        QVERIFY(std::abs(int(shown.pixels[1]) - 127) <= 1); // over white

        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("p.png"));
        writePicture(path);
        QMimeData text;
        text.setText(path);
        w.opener.openData(text);
        QTRY_COMPARE(w.found.count(), 2);
        QCOMPARE(w.pictures()[0].path, path);
    }

    void tenThousandDroppedAddressesTakeBoundedTime() {
        QList<QUrl> urls;
        for (int i = 0; i < 10'000; ++i) {
            urls.append(QUrl(QStringLiteral("http://example.org/%1.jpg").arg(i)));
        }
        QMimeData data;
        data.setUrls(urls);
        Watch w;
        w.opener.openData(data);
        QCOMPARE(w.refused.count(), 1);
        QMimeData huge;
        huge.setText(QString(5'000'000, QLatin1Char('x')));
        w.opener.openData(huge);
        QCOMPARE(w.refused.count(), 2);
    }

    void imagesSurviveTheWayToQtAndBack() {
        const auto picture = drawScene(3, 4, 37, 21); // rows that Qt pads
        QCOMPARE(toImage(toQImage(picture)), picture);
        QVERIFY(toQImage({}).isNull());
    }
};

QTEST_MAIN(TestPictureOpener)
#include "tst_picture_opener.moc"
