// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/decode.h"
#include "core/data/scenes.h"
#include "core/io/bundled.h"
#include "ui/models/gallery_model.h"
#include "ui/widgets/gallery_view.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using namespace mae::ui;

namespace {

PictureRef scene(std::uint64_t index) {
    return pixelsRef(QStringLiteral("scene %1").arg(index),
                     std::make_shared<const Image>(drawScene(1, index, 40, 30)));
}

} // namespace

class TestGalleryModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isAValidModelWhileItChanges() {
        GalleryModel model;
        const QAbstractItemModelTester tester(&model);
        model.setPictures({scene(0), scene(1), scene(2)});
        model.insertPictures(1, {scene(3)});
        model.removeRow(0);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("scene 3"));
        QCOMPARE(model.rowOf(model.pictures()[2].id), 2);
        QCOMPARE(model.rowOf(0), -1);
    }

    void thumbnailsArriveAndAreSquare() {
        GalleryModel model;
        model.setPictures(
            {scene(0), sampleRef(QStringLiteral("sample"), samplePictures()[0].bytes)});
        for (int row = 0; row < 2; ++row) {
            QVERIFY(model.index(row).data(Qt::DecorationRole).value<QImage>().isNull());
        }
        QTRY_VERIFY(!model.index(1).data(Qt::DecorationRole).value<QImage>().isNull());
        QTRY_VERIFY(!model.index(0).data(Qt::DecorationRole).value<QImage>().isNull());
        QCOMPARE(model.index(0).data(Qt::DecorationRole).value<QImage>().size(),
                 QSize(GalleryModel::kThumbnailSide, GalleryModel::kThumbnailSide));
    }

    void aBadFileSaysWhatIsWrong() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("broken.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture at all");
        file.close();
        GalleryModel model;
        model.setPictures({fileRef(path)});
        model.index(0).data(Qt::DecorationRole);
        QTRY_VERIFY(!model.index(0).data(GalleryModel::ProblemRole).toString().isEmpty());
        QVERIFY(
            model.index(0).data(Qt::ToolTipRole).toString().contains(QLatin1String("broken.png")));
    }

    void thousandsOfPicturesOpenAtOnce() {
        std::vector<PictureRef> many;
        for (int i = 0; i < 5000; ++i) {
            many.push_back(fileRef(QStringLiteral("/nowhere/%1.jpg").arg(i)));
        }
        GalleryModel model;
        GalleryView view;
        view.setModel(&model);
        view.resize(800, 100);
        view.show();
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setPictures(std::move(many));
        view.grab();
        // Only what is on screen was asked for.
        QTRY_VERIFY(changed.count() >= 5);
        QVERIFY(changed.count() < 100);
    }

    void isDestroyedWhileThumbnailsAreMade() {
        for (int i = 0; i < 20; ++i) {
            GalleryModel model;
            model.setPictures({scene(0), scene(1)});
            model.index(0).data(Qt::DecorationRole);
            model.index(1).data(Qt::DecorationRole);
        }
    }
};

QTEST_MAIN(TestGalleryModel)
#include "tst_gallery_model.moc"
