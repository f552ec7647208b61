// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/animation.h"
#include "ui/session/camera_feed.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <thread>

using namespace mae;
using mae::ui::CameraFeed;

/// CameraFeed with video files that the test writes: picture i has the grey level 8 i.
class TestCameraFeed : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static Image grey(int i) {
        return {32, 32, std::vector<std::uint8_t>(32 * 32 * 3, std::uint8_t(8 * i))};
    }
    static int numberOf(const Image& image) { return (image.pixels.front() + 4) / 8; }

    QString video(const char* name, int pictures, double framesPerSecond) {
        const auto path = m_folder.filePath(QString::fromLatin1(name));
        auto writer = AnimationWriter::open(path.toStdString(), 32, 32, framesPerSecond);
        for (int i = 0; i < pictures; ++i) {
            writer->add(grey(i), 1 / framesPerSecond);
        }
        writer->finish();
        return path;
    }

private Q_SLOTS:
    void pictures_come_in_order_at_the_speed_of_the_file() {
        const auto path = video("slow.mp4", 10, 20);
        CameraFeed feed;
        std::vector<int> seen;
        connect(&feed, &CameraFeed::frame, this, [&](const std::shared_ptr<const Image>& image) {
            QCOMPARE(QThread::currentThread(), thread());
            seen.push_back(numberOf(*image));
        });
        QSignalSpy failed(&feed, &CameraFeed::failed);
        QElapsedTimer timer;
        timer.start();
        feed.start(path);
        QVERIFY(feed.isRunning());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(timer.elapsed() >= 450); // nine intervals of 50 ms
        QTRY_VERIFY(!feed.isRunning());
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("slow.mp4")));
        QVERIFY(!seen.empty() && std::ranges::is_sorted(seen));
        QVERIFY(std::ranges::adjacent_find(seen) == seen.end());
        QCOMPARE(seen.back(), 9);
    }

    void who_looks_late_gets_the_newest_only() {
        CameraFeed feed;
        QSignalSpy frames(&feed, &CameraFeed::frame);
        QSignalSpy failed(&feed, &CameraFeed::failed);
        feed.start(video("late.mp4", 12, 25));
        while (feed.isRunning()) { // without an event loop
            std::this_thread::yield();
        }
        QCOMPARE(frames.size(), 0);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(frames.size(), 1);
        QCOMPARE(numberOf(*frames.first().first().value<std::shared_ptr<const Image>>()), 11);
    }

    void at_most_thirty_pictures_a_second_are_told() {
        CameraFeed feed;
        QSignalSpy frames(&feed, &CameraFeed::frame);
        QSignalSpy failed(&feed, &CameraFeed::failed);
        feed.start(video("fast.mp4", 30, 120)); // 0.25 s
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(frames.size() >= 1 && frames.size() <= 9);
    }

    void after_stop_nothing_comes() {
        CameraFeed feed;
        const auto path = video("long.mp4", 30, 2);
        int seen = 0;
        connect(&feed, &CameraFeed::frame, this, [&] {
            ++seen;
            feed.stop();
        });
        QSignalSpy failed(&feed, &CameraFeed::failed);
        feed.start(path);
        QTRY_COMPARE(seen, 1);
        QTRY_VERIFY(!feed.isRunning()); // it did not wait for the next picture, in half a second
        QCoreApplication::processEvents();
        QCOMPARE(seen, 1);
        QCOMPARE(failed.size(), 0);
        feed.start(path); // and again
        QTRY_COMPARE(seen, 2);
    }

    void another_source_replaces_the_first() {
        CameraFeed feed;
        QSignalSpy failed(&feed, &CameraFeed::failed);
        const auto path = video("first.mp4", 30, 2);
        for (int i = 0; i < 20; ++i) {
            feed.start(path);
        }
        feed.start(m_folder.filePath(QStringLiteral("absent.mp4")));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("absent.mp4")));
        QTRY_VERIFY(!feed.isRunning());
    }

    void it_may_go_at_any_time() {
        const auto path = video("any.mp4", 30, 30);
        for (int i = 0; i < 20; ++i) {
            auto feed = std::make_unique<CameraFeed>();
            feed->start(path);
            if (i % 2 == 0) {
                QSignalSpy frames(feed.get(), &CameraFeed::frame);
                QTRY_VERIFY(!frames.empty());
            }
            feed.reset();
            QCoreApplication::processEvents();
        }
        auto* feed = new CameraFeed; // even while its picture is looked at
        connect(feed, &CameraFeed::frame, this, [&] { delete std::exchange(feed, nullptr); });
        feed->start(path);
        QTRY_VERIFY(feed == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestCameraFeed)
#include "tst_camera_feed.moc"
