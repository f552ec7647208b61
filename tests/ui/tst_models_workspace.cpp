// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"
#include "core/io/model_file.h"
#include "core/io/safetensors.h"
#include "ui/main_window.h"
#include "ui/models/search_model.h"
#include "ui/panels/checkpoint_list.h"
#include "ui/panels/convert_dialog.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/models_workspace.h"
#include "ui/panels/tensor_inspector.h"
#include "ui/session/paths.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/theme.h"
#include "ui/widgets/crisp_picture.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_card_view.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/problem_list.h"
#include "ui/widgets/search_table.h"

#include "tests/support/shared.h"
#include "tests/support/toy_model.h"
#include <ATen/ops/full.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWheelEvent>
#include <memory>

using namespace mae;
using namespace mae::ui;

namespace {

constexpr int kPatience = 30'000;

void drop(QWidget& target, const QMimeData& data) {
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
}

void dropFile(QWidget& target, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    drop(target, data);
}

} // namespace

class TestModelsWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        applyTheme(Theme::Light);
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("MAE_HOME", QFile::encodeName(file("home")));
        m_settings = std::make_unique<Settings>(file("w.ini"));
        m_model = file("toy.safetensors");
        saveModel(toPath(m_model), test::toyModel(), at::kFloat);
        m_official = file("toy.pth"); // says neither heads nor target
        exportModel(toPath(m_official), test::toyModel(), ModelFormat::Official, at::kFloat);
        makeWorkspace();
    }
    void cleanup() { m_workspace.reset(); }

    void aDroppedFileGetsACardATableAndPictures() {
        dropFile(*m_workspace, m_model);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        QCOMPARE(m_workspace->failure(), QString());
        auto* card = m_workspace->card();
        QCOMPARE(card->problems()->count(), 0);
        QVERIFY(card->summary().contains(QStringLiteral("24 × 2")));
        QVERIFY(card->fact(QStringLiteral("heads")).startsWith(u'3'));
        QVERIFY(card->fact(QStringLiteral("files")).startsWith(QLatin1String("toy.safetensors")));
        QVERIFY(!card->choices()->isVisible());
        const auto& rows = m_workspace->tensors()->rows();
        QCOMPARE(rows.rowCount(), m_workspace->doctor().tensorCount());
        QVERIFY(rows.index(0, TensorTableModel::Min).data().toString() != QStringLiteral("…"));
        auto* inspector = m_workspace->findChild<TensorInspector*>();
        QVERIFY(!inspector->filters()->picture().isNull());
        QVERIFY(!inspector->positions()->picture().isNull());
        QVERIFY(inspector->histogram()->description().contains(QLatin1String("1,152")));
        QCOMPARE(m_settings->recent(Settings::Recent::Models), QStringList{m_model});
        QCOMPARE(m_workspace->findChild<CheckpointList*>()->selected(), m_model);
    }

    void rubbishIsExplainedInPlaceOfTheCard() {
        QFile rubbish(file("rubbish.pth"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("not a checkpoint");
        rubbish.close();
        dropFile(*m_workspace, file("rubbish.pth"));
        QTRY_VERIFY(m_workspace->failure().contains(QLatin1String("rubbish.pth")));
        const auto& a = m_workspace->modelsActions();
        QVERIFY(!a.explore->isEnabled() && !a.convert->isEnabled() && !a.verify->isEnabled());
        QVERIFY(m_settings->recent(Settings::Recent::Models).isEmpty());
        QVERIFY(a.remove->isEnabled()); // it is in the list all the same
        a.remove->trigger();
        QCOMPARE(m_workspace->failure(), QString());
        QCOMPARE(m_workspace->shown(), QString());
        m_workspace->open(file("absent.pth"));
        QTRY_VERIFY(m_workspace->failure().contains(QLatin1String("absent.pth")));
        m_workspace->open(m_model); // and a good one after it
        QTRY_VERIFY_WITH_TIMEOUT(settled() && m_workspace->failure().isEmpty(), kPatience);
    }

    void ofSeveralFilesTheFirstIsOpenedAndTheOthersAreListed() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_official), QUrl::fromLocalFile(m_model)});
        drop(*m_workspace, data);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        QCOMPARE(m_workspace->shown(), m_official);
        auto* list = m_workspace->findChild<CheckpointList*>();
        QCOMPARE(list->view()->model()->rowCount(), 3); // and the bundled one
        list->view()->setFocus();
        QTest::keyClick(list->view(), Qt::Key_Up); // the one in use is a recent one now
        QTRY_VERIFY_WITH_TIMEOUT(settled() && m_workspace->shown() == m_model, kPatience);
        QTest::keyClick(list->view(), Qt::Key_Delete);
        QCOMPARE(list->view()->model()->rowCount(), 2);
        QCOMPARE(m_workspace->shown(), QString());
        QVERIFY(QFile::exists(m_model));
    }

    void onlyAClickEnterOrKeysAtRestOpenAFile() {
        m_workspace->open(m_official);
        QTRY_VERIFY_WITH_TIMEOUT(settled() && m_workspace->shown() == m_official, kPatience);
        auto* list = m_workspace->findChild<CheckpointList*>();
        auto* view = list->view();
        QSignalSpy chosen(list, &CheckpointList::chosen);
        const auto current = [view] { return view->currentIndex().row(); };
        const auto click = [view](int row, Qt::MouseButton button) {
            const auto at = view->visualRect(view->model()->index(row, 0)).center();
            QTest::mouseClick(view->viewport(), button, {}, at);
        };
        QCOMPARE(current(), 1);
        click(0, Qt::RightButton);
        QCOMPARE(current(), 1); // the menu is about what is open
        click(0, Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        click(0, Qt::LeftButton);
        QCOMPARE(chosen.count(), 1); // it is open
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(current(), 1);
        QCOMPARE(list->selected(), QString()); // nothing to remove by mistake
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        QTest::keyClick(view, Qt::Key_Up);
        QCOMPARE(chosen.count(), 2);
        QTRY_COMPARE(chosen.count(), 3);
        QCOMPARE(chosen.last().first().toString(), QStringLiteral("bundled"));
        QTRY_VERIFY_WITH_TIMEOUT(settled() && m_workspace->shown() == QLatin1String("bundled"),
                                 kPatience);
    }

    void addressesOfTheWebAreRefused() {
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://example.org/mae.pth"))});
        drop(*m_workspace, data);
        QVERIFY(m_workspace->messages()->message().contains(QLatin1String("network")));
    }

    void whatTheFileDoesNotSayIsChosenOnTheCard() {
        m_workspace->open(m_official);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* choices = m_workspace->card()->choices();
        QVERIFY(choices->isVisible());
        QVERIFY(m_workspace->card()->problems()->count() > 0);
        auto* heads = choices->findChild<DivisorBox*>();
        QVERIFY(heads != nullptr && heads->isVisible());
        heads->setValue(3);
        heads->stepUp(); // 24 has no divisor between
        QCOMPARE(heads->value(), 4);
        heads->stepUp();
        QCOMPARE(heads->value(), 6);
        heads->setFocus();
        heads->selectAll();
        QTest::keyClicks(heads, QStringLiteral("5"));
        QTest::keyClick(heads, Qt::Key_Return);
        QCOMPARE(heads->value(), 6); // 5 does not divide 24
        QSignalSpy wanted(m_workspace.get(), &ModelsWorkspace::exploreWanted);
        m_workspace->modelsActions().explore->trigger();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), m_official);
        QCOMPARE(wanted[0][1].value<ModelOverrides>(), choices->overrides());
        QCOMPARE(choices->overrides().heads, 6);
    }

    void theWheelScrollsPastWhatIsChosen() {
        m_workspace->open(m_official);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* target = m_workspace->card()->choices()->findChild<QComboBox*>();
        QVERIFY(target != nullptr && !target->hasFocus());
        QWheelEvent wheel({5, 5}, target->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(target, &wheel);
        QCOMPARE(target->currentIndex(), 0);
        QCOMPARE(target->focusPolicy(), Qt::StrongFocus);
    }

    void whatIsNoModelCannotBeUsedAndTheButtonSaysWhy() {
        writeSafetensors(toPath(file("x.safetensors")),
                         {{"<b>x</b>", at::full({3}, 1.0, at::kFloat)}}, {});
        m_workspace->open(file("x.safetensors"));
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        const auto& a = m_workspace->modelsActions();
        QVERIFY(!a.explore->isEnabled() && !a.convert->isEnabled());
        QVERIFY(a.explore->toolTip().contains(QLatin1String("known")));
        QVERIFY(a.verify->isEnabled());
        QVERIFY(m_workspace->convert() == nullptr);
        QVERIFY(m_settings->recent(Settings::Recent::Models).isEmpty());
    }

    void tensorsAreFoundSortedAndCopied() {
        m_workspace->open(m_model);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* table = m_workspace->tensors();
        QTest::keyClicks(table->search(), QStringLiteral("qkv 72"));
        QCOMPARE(table->rows().rowCount(), 4); // two blocks, weight and bias
        QTest::keyClick(table->search(), Qt::Key_Down);
        QVERIFY(table->view()->hasFocus());
        table->view()->selectAll();
        QTest::keyClick(table->view(), Qt::Key_C, Qt::ControlModifier);
        const auto lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[1].startsWith(QStringLiteral("blocks.0.attn.qkv.weight\t72 × 24\tF32\t")));
        QTest::keyClick(table->search(), Qt::Key_Escape);
        QCOMPARE(table->search()->text(), QString());
        table->view()->sortByColumn(TensorTableModel::Shape, Qt::DescendingOrder);
        QCOMPARE(table->rows().index(0, TensorTableModel::Shape).data().toString(),
                 QStringLiteral("96 × 24"));
    }

    void theHistogramFollowsTheSelectionAndTheKeys() {
        m_workspace->open(m_model);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* histogram = m_workspace->findChild<HistogramView*>();
        QTest::keyClick(histogram, Qt::Key_Home);
        const auto first = histogram->description();
        QTest::keyClick(histogram, Qt::Key_Right);
        QVERIFY(histogram->description() != first);
        m_workspace->tensors()->select(0);
        QVERIFY(histogram->description() != first);
    }

    void theFileIsChecked() {
        m_workspace->open(m_official);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        m_workspace->modelsActions().verify->trigger();
        QTRY_VERIFY(m_workspace->messages()->message().contains(QLatin1String("whole")));
        QVERIFY(m_workspace->modelsActions().verify->isEnabled());
    }

    void aModelIsConvertedAndTheResultOpened() {
        m_workspace->open(m_model);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* dialog = m_workspace->convert();
        QVERIFY(dialog != nullptr);
        dialog->setFormat(ModelFormat::Official);
        QVERIFY(dialog->output().endsWith(QLatin1String("toy-official.pth")));
        dialog->setOutput(file("nowhere/out.pth"));
        QVERIFY(!dialog->convertButton()->isEnabled());
        QVERIFY(dialog->convertButton()->toolTip().contains(QLatin1String("nowhere")));
        dialog->setOutput(m_model);
        QVERIFY(!dialog->convertButton()->isEnabled()); // the model itself

        dialog->setOutput(m_official); // exists: it asks
        QTest::mouseClick(dialog->convertButton(), Qt::LeftButton);
        QVERIFY(dialog->message()->message().contains(QLatin1String("exists")));
        QVERIFY(!m_workspace->doctor().isConverting());
        dialog->setOutput(file("out.pth"));
        QTest::mouseClick(dialog->convertButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->message()->message().contains(file("out.pth")));
        QSignalSpy look(dialog, &ConvertDialog::lookInside);
        for (auto* button : dialog->findChildren<QPushButton*>()) {
            if (button->text().contains(QLatin1String("Inside"))) {
                button->click();
            }
        }
        QCOMPARE(look.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(settled() && m_workspace->shown() == file("out.pth"), kPatience);
        QVERIFY(m_workspace->doctor().report()->reconstructs);
    }

    void whatAFormatCannotHoldIsSaidInTheDialog() {
        MAE_NEEDS_SHARED("reference/official/micro_finetuned.pth")
        m_workspace->open(toText(mae::test::shared("reference/official/micro_finetuned.pth")));
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* dialog = m_workspace->convert();
        dialog->setFormat(ModelFormat::HuggingFace);
        dialog->setOutput(file("hf"));
        QTest::mouseClick(dialog->convertButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->message()->message().contains(QLatin1String("classifier")));
        QVERIFY(!QFile::exists(file("hf")));
        dialog->setFormat(ModelFormat::Timm); // and goes on from there
        dialog->setOutput(file("timm.safetensors"));
        QTest::mouseClick(dialog->convertButton(), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(file("timm.safetensors")));
        dialog->reject();
    }

    void aConversionThatFailsSaysSoInTheDialog() {
        m_workspace->open(m_official);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        auto* dialog = m_workspace->convert();
        dialog->setFormat(ModelFormat::HuggingFace);
        QVERIFY(QFile::copy(m_official, file("blocked"))); // a file where the folder should be
        dialog->setOutput(file("blocked"));
        QVERIFY(!dialog->convertButton()->isEnabled());
        dialog->setOutput(file("hf"));
        QVERIFY(QFile::remove(m_official)); // meanwhile
        QTest::mouseClick(dialog->convertButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->message()->message().contains(QLatin1String("toy.pth")));
        QVERIFY(dialog->isVisible());
        dialog->reject();
    }

    void theWindowLooksInsideAndExplores() {
        Session session{EngineOptions{.device = "cpu", .threads = 1}};
        MainWindow window(session, *m_settings);
        window.models()->open(m_model);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(session.hasModel(), kPatience);
        Q_EMIT window.models()->aboutToShow(); // fills it
        QAction* look = nullptr;
        for (auto* action : window.models()->actions()) {
            look = action->text().contains(QLatin1String("Inside")) ? action : look;
        }
        QVERIFY(look != nullptr && look->isEnabled());
        look->trigger();
        QCOMPARE(window.workspace(), Workspace::Models);
        auto* workspace = window.modelsWorkspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace->isSettled(), kPatience);
        QCOMPARE(workspace->shown(), m_model);
        QVERIFY(window.windowTitle().startsWith(QLatin1String("toy.safetensors")));
        dropFile(window, m_official); // anywhere on the window
        QTRY_VERIFY_WITH_TIMEOUT(workspace->isSettled() && workspace->shown() == m_official,
                                 kPatience);
        QCOMPARE(window.workspace(), Workspace::Models);
        workspace->modelsActions().explore->trigger();
        QCOMPARE(window.workspace(), Workspace::Explore);
        QTRY_COMPARE_WITH_TIMEOUT(toText(session.model().source), m_official, kPatience);
        const auto encoder = file("encoder.safetensors");
        exportModel(toPath(encoder), test::toyModel(), ModelFormat::Timm, at::kFloat);
        window.lookInside(encoder);
        QTRY_VERIFY_WITH_TIMEOUT(workspace->isSettled() && workspace->doctor().report(), kPatience);
        QVERIFY(!workspace->doctor().report()->reconstructs);
        workspace->modelsActions().explore->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(toText(session.model().source), encoder, kPatience);
    }

    void theWindowClosesAtOnceWhileEverythingRuns() {
        Session session{EngineOptions{.device = "cpu", .threads = 1}};
        {
            MainWindow window(session, *m_settings);
            window.show();
            window.lookInside(QStringLiteral("bundled"));
            window.modelsWorkspace()->doctor().convert(
                {.input = "bundled", .output = toPath(file("copy.safetensors"))});
            QTRY_VERIFY(window.modelsWorkspace()->doctor().report());
            window.modelsWorkspace()->modelsActions().verify->trigger();
            window.close();
        }
        QCOMPARE(m_settings->value(QStringLiteral("window/workspace")).toString(),
                 QStringLiteral("models"));
    }

    void everythingThatTakesTheFocusHasAName() {
        for (const auto theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            makeWorkspace();
            m_workspace->open(m_official);
            QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
            QVERIFY(!m_workspace->grab().isNull());
            QSet<QString> names;
            for (const auto* widget : m_workspace->findChildren<QWidget*>()) {
                if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                    || widget->focusProxy() != nullptr
                    || widget->objectName().startsWith(QLatin1String("qt_"))
                    || widget->inherits("QHeaderView") || widget->inherits("QLabel")) {
                    continue;
                }
                auto name = widget->accessibleName();
                if (name.isEmpty()) {
                    name = widget->property("text").toString();
                }
                QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
                QVERIFY2(!names.contains(name), qPrintable(name));
                names.insert(name);
            }
            QVERIFY(names.size() > 8);
            // In the order of the eye.
            QStringList wanted{QStringLiteral("Checkpoints"),
                               QStringLiteral("Use in Explore"),
                               QStringLiteral("Heads of the encoder"),
                               QStringLiteral("Search tensors"),
                               QStringLiteral("Tensors"),
                               QStringLiteral("Histogram of the selected tensor")};
            const auto* widget =
                m_workspace->findChild<CheckpointList*>()->view()->previousInFocusChain();
            for (int i = 0; i < 500 && !wanted.isEmpty(); ++i) {
                widget = widget->nextInFocusChain();
                if (widget->focusPolicy() & Qt::TabFocus
                    && (widget->accessibleName() == wanted.first()
                        || widget->property("text").toString() == wanted.first())) {
                    wanted.removeFirst();
                }
                if (wanted.size() < 6 && widget->accessibleName() == QLatin1String("Checkpoints")
                    && i > 0) {
                    break; // once around
                }
            }
            QCOMPARE(wanted, QStringList());
        }
    }

private:
    void makeWorkspace() {
        m_workspace = std::make_unique<ModelsWorkspace>(*m_settings);
        m_workspace->resize(1200, 740);
        m_workspace->show();
    }
    bool settled() const { return m_workspace->doctor().report() && m_workspace->isSettled(); }
    QString file(const char* name) const { return m_folder->filePath(QString::fromUtf8(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ModelsWorkspace> m_workspace;
    QString m_model;
    QString m_official;
};

QTEST_MAIN(TestModelsWorkspace)
#include "tst_models_workspace.moc"
