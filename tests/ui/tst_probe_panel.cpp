// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/compose.h"
#include "ui/panels/probe_film_dialog.h"
#include "ui/panels/probe_panel.h"
#include "ui/session/film_export.h"
#include "ui/session/paths.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"
#include "ui/widgets/curtain_view.h"
#include "ui/widgets/probe_strip.h"

#include <QImageReader>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr int kSide = 16;

Image filled(std::uint8_t level) {
    return {kSide, kSide, std::vector<std::uint8_t>(kSide * kSide * 3, level)};
}

/// Two probe pictures whose reconstructions have a grey level.
std::vector<Reconstruction> probes(std::uint8_t level) {
    std::vector<Reconstruction> results(2);
    for (auto& r : results) {
        r.masked = filled(10);
        r.reconstruction = filled(level);
        r.original = filled(250);
    }
    return results;
}

} // namespace

class TestProbePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        loadResources();
        applyTheme(Theme::Light);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_panel = std::make_unique<ProbePanel>();
        m_panel->resize(700, 240);
        connect(m_panel.get(), &ProbePanel::previewsWanted, this,
                [this](const std::vector<std::filesystem::path>& files) {
                    m_asked = files;
                    if (m_answers) {
                        answer();
                    }
                });
        m_answers = true;
    }

    void theSliderGoesBackOverTheWholeRunForAllPictures() {
        m_panel->setRun(run("a", {10, 20, 30}, 100), kSide);
        QCOMPARE(m_panel->shownStep(), 30);
        QCOMPARE(levels(), (QList<int>{130, 130}));
        m_panel->slider()->setValue(0);
        QCOMPARE(m_panel->shownStep(), 10);
        QCOMPARE(levels(), (QList<int>{110, 110}));
        QTest::keyClick(m_panel->slider(), Qt::Key_Right);
        QCOMPARE(m_panel->shownStep(), 20);
        QTest::keyClick(m_panel->slider(), Qt::Key_End);
        QCOMPARE(m_panel->shownStep(), 30);
    }

    void theNewestIsFollowedAndAnEarlierOneStays() {
        m_panel->setRun(run("a", {10, 20}, 100), kSide);
        const auto files = run("a", {10, 20, 30}, 100);
        m_panel->setFiles(files);
        QCOMPARE(m_panel->shownStep(), 30);
        m_panel->slider()->setValue(0);
        m_panel->setFiles(run("a", {10, 20, 30, 40}, 100));
        QCOMPARE(m_panel->shownStep(), 10);
        Probes live{.step = 50, .pictures = probes(77)};
        m_panel->addLive(live, "unwritten.png");
        QCOMPARE(m_panel->shownStep(), 10);
        m_panel->slider()->setValue(m_panel->slider()->maximum());
        QCOMPARE(m_panel->shownStep(), 50);
        QCOMPARE(levels(), (QList<int>{77, 77})); // not from a file
    }

    void isPlayedToTheEndAStepWhenTheLastOneIsThere() {
        m_panel->setRun(run("a", {10, 20, 30}, 100), kSide);
        m_answers = false;
        m_panel->play(true); // from the beginning: it was at the end
        QVERIFY(m_panel->isPlaying());
        QCOMPARE(m_panel->slider()->value(), 0);
        m_answers = true;
        answer();
        QTRY_VERIFY(!m_panel->isPlaying());
        QCOMPARE(m_panel->shownStep(), 30);
        m_panel->slider()->setValue(0);
        m_panel->play(true);
        m_panel->play(false);
        QCOMPARE(m_panel->shownStep(), 10);
    }

    void overtakenAnswersAreDropped() {
        m_panel->setRun(run("a", {10, 20, 30}, 100), kSide);
        m_answers = false;
        m_panel->slider()->setValue(0);
        const auto first = m_asked;
        m_panel->slider()->setValue(1);
        const auto second = std::exchange(m_asked, first);
        answer();
        QCOMPARE(m_panel->shownStep(), 30);
        m_asked = second;
        answer();
        QCOMPARE(m_panel->shownStep(), 20);
    }

    void otherRunsAreBesideAtTheSameStep() {
        m_panel->setRun(run("a", {10, 20, 30}, 100), kSide);
        m_panel->setOthers({{QStringLiteral("other"), run("b", {15, 25}, 200), kSide}});
        QCOMPARE(otherLevels(), (QList<int>{225, 225})); // the last before step 30
        m_panel->slider()->setValue(1);
        QCOMPARE(otherLevels(), (QList<int>{215, 215}));
        QVERIFY(m_panel->strip()->layoutFor({700, 200}).side > 0);
        m_panel->setOthers({});
        QVERIFY(m_panel->strip()->triples().front().others.empty());
    }

    void theCurtainIsBetweenTwoStepsOrTwoRuns() {
        m_panel->setRun(run("a", {10, 20, 30}, 100), kSide);
        m_panel->setOthers({{QStringLiteral("other"), run("b", {15, 25}, 200), kSide}});
        m_panel->setSwiping(true);
        m_panel->setLeft(10);
        const auto* curtain = m_panel->curtain();
        QVERIFY(curtain->isVisibleTo(m_panel.get()));
        QCOMPARE(qRed(curtain->left().picture.pixel(2, 2)), 110);
        QCOMPARE(qRed(curtain->right().picture.pixel(2, 2)), 130);
        QCOMPARE(curtain->left().picture.size(), curtain->right().picture.size());
        m_panel->setLeftRun(0);
        QCOMPARE(curtain->left().title, QStringLiteral("other"));
        QCOMPARE(qRed(curtain->left().picture.pixel(2, 2)), 225);
        m_panel->slider()->setValue(1);
        QCOMPARE(qRed(curtain->left().picture.pixel(2, 2)), 215);
        QCOMPARE(qRed(curtain->right().picture.pixel(2, 2)), 120);
        m_panel->setSwiping(false);
        QVERIFY(m_panel->strip()->isVisibleTo(m_panel.get()));
    }

    void aFilmHasAPictureForEachStepOfItsRange() {
        ProbeFilmDialog dialog(run("a", {10, 20, 30, 40}, 100), kSide);
        QCOMPARE(dialog.film().frames, 4);
        dialog.setRange(1, 2);
        const auto film = dialog.film();
        QCOMPARE(film.frames, 2);
        const auto first = film.frame(0), second = film.frame(1);
        QCOMPARE(first.size(), second.size());
        QVERIFY(first.width() % 2 == 0 && first.height() % 2 == 0); // MP4 wants that
        QVERIFY(first != second);
        const auto has = [](const QImage& frame, int level) {
            for (int x = 0; x < frame.width(); ++x) {
                if (frame.pixel(x, frame.height() / 2) == qRgb(level, level, level)) {
                    return true;
                }
            }
            return false;
        };
        QVERIFY(has(first, 120) && !has(first, 130));
        QVERIFY(has(second, 130));
    }

    void aFilmIsWrittenAsGif() {
        ProbeFilmDialog dialog(run("a", {10, 20, 30}, 100), kSide);
        FilmExport films;
        const auto file = m_folder->filePath(QStringLiteral("film.gif"));
        QSignalSpy finished(&films, &FilmExport::finished);
        films.start(file, dialog.film());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
        QImageReader reader(file);
        QCOMPARE(reader.imageCount(), 3);
    }

private:
    /// Writes previews whose reconstructions have the grey level first + step.
    std::vector<PreviewFile> run(const char* name, const std::vector<int>& steps, int first) {
        std::vector<PreviewFile> files;
        for (const int step : steps) {
            const auto composed = sheet(probes(static_cast<std::uint8_t>(first + step)));
            const QImage picture(composed.pixels.data(), composed.width, composed.height,
                                 3 * composed.width, QImage::Format_RGB888);
            const auto path =
                m_folder->filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name)).arg(step));
            [&] { QVERIFY(picture.save(path)); }();
            files.push_back({toPath(path), step});
        }
        return files;
    }
    void answer() {
        std::vector<PreviewSheet> sheets;
        for (const auto& file : m_asked) {
            sheets.push_back({file, QImageReader(toText(file)).read()});
        }
        m_panel->setPreviews(sheets);
    }
    QList<int> levels() const {
        QList<int> list;
        for (const auto& triple : m_panel->strip()->triples()) {
            list << qRed(triple.reconstruction.pixel(3, 3));
        }
        return list;
    }
    QList<int> otherLevels() const {
        QList<int> list;
        for (const auto& triple : m_panel->strip()->triples()) {
            list << qRed(triple.others.at(0).pixel(3, 3));
        }
        return list;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProbePanel> m_panel;
    std::vector<std::filesystem::path> m_asked;
    bool m_answers = true;
};

QTEST_MAIN(TestProbePanel)
#include "tst_probe_panel.moc"
