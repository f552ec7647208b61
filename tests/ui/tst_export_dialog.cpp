// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_figures.h"
#include "ui/widgets/export_dialog.h"

#include "tests/support/hand_made.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace mae;
using namespace mae::ui;
using namespace mae::test;

namespace {

using Format = ExportDialog::Format;

Figure figureOf(QSizeF size) {
    Figure figure(size);
    figure.add(Figure::Text{.place = QRectF({}, size), .text = QStringLiteral("x")});
    return figure;
}

bool says(const QWidget& dialog, const QString& part) {
    const auto labels = dialog.findChildren<QLabel*>();
    return std::ranges::any_of(labels,
                               [&part](const auto* label) { return label->text().contains(part); });
}

QPushButton* exportButton(const QWidget& dialog) {
    for (auto* button : dialog.findChildren<QPushButton*>()) {
        if (button->isDefault()) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestExportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnEveryWarning(); }

    void theSizeFollowsTheScale() {
        ExportDialog dialog(figureOf({1000, 400}));
        QVERIFY(dialog.format() == Format::Png);
        for (int scale = 1; scale <= 4; ++scale) {
            dialog.findChild<QSpinBox*>()->setValue(scale);
            QCOMPARE(dialog.scale(), scale);
            QCOMPARE(dialog.pixels(), QSize(1000, 400) * scale);
            QCOMPARE(rendered(dialog.figure(), scale).size(), dialog.pixels());
            QVERIFY(says(dialog, QLocale().toString(1000 * scale)));
        }
    }

    void paperHasMillimetresAndNoScale() {
        ExportDialog dialog(figureOf({720, 360}));
        for (auto* button : dialog.findChildren<QRadioButton*>()) {
            button->click();
            const bool png = dialog.format() == Format::Png;
            QCOMPARE(dialog.findChild<QSpinBox*>()->isEnabled(), png);
            QCOMPARE(says(dialog, QLocale().toString(254)), !png);
            QVERIFY(dialog.fileFilter().contains(QStringLiteral("*.") + dialog.suffix()));
        }
        QCOMPARE(dialog.suffix(), QStringLiteral("svg"));
        dialog.setFormat(Format::Pdf);
        QCOMPARE(dialog.suffix(), QStringLiteral("pdf"));
    }

    void scalesThatCannotBeWrittenCannotBeChosen() {
        QCOMPARE(ExportDialog(figureOf({20'000, 100})).findChild<QSpinBox*>()->maximum(), 1);
        QCOMPARE(ExportDialog(figureOf({10'000, 100})).findChild<QSpinBox*>()->maximum(), 3);
        QCOMPARE(ExportDialog(figureOf({9'000, 9'000})).findChild<QSpinBox*>()->maximum(), 1);
    }

    void exportTellsOnceAndCloses() {
        ExportDialog dialog(figureOf({100, 100}));
        QSignalSpy requested(&dialog, &ExportDialog::exportRequested);
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(requested.size(), 0);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
        dialog.show();
        exportButton(dialog)->click();
        QCOMPARE(requested.size(), 1);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QVERIFY(!dialog.isVisible());
    }

    void nothingCannotBeExported() {
        ExportDialog dialog{Figure()};
        QVERIFY(!exportButton(dialog)->isEnabled());
        dialog.grab();
    }

    void thePreviewShowsTheFigure() {
        ExportDialog dialog(triptychFigure(*handMade(96, Qt::green, Qt::red, 21.5)));
        dialog.resize(700, 500);
        dialog.show();
        for (auto* child : dialog.findChildren<QWidget*>()) {
            if (child->accessibleName() == QStringLiteral("Preview")) {
                QCOMPARE(child->grab().toImage().pixelColor(child->rect().center()),
                         QColor(Qt::green));
            }
        }
        saveForTheEye(dialog, QStringLiteral("export-dialog"));
    }
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
