// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/argument_table_model.h"
#include "ui/models/report_text.h"
#include "ui/models/search_model.h"
#include "ui/models/tensor_table_model.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QTest>
#include <cmath>
#include <memory>

using namespace mae;
using namespace mae::ui;

namespace {

std::shared_ptr<ModelReport> smallReport() {
    auto report = std::make_shared<ModelReport>();
    report->tensors = {{.name = "vit.norm.bias", .shape = {48}, .dtype = "F32"},
                       {.name = "vit.proj.weight",
                        .shape = {48, 3, 8, 8},
                        .dtype = "BF16",
                        .published = "patch_embed.proj.weight"},
                       {.name = "epoch", .dtype = "I64"}};
    return report;
}

TensorStatistics statistics(double min, double max) {
    return {.count = 10, .min = min, .max = max, .mean = (min + max) / 2, .std = 0.25};
}

QStringList names(const SearchModel& rows) {
    QStringList list;
    for (int row = 0; row < rows.rowCount(); ++row) {
        list << rows.index(row, TensorTableModel::Name).data().toString();
    }
    return list;
}

} // namespace

class TestTensorTableModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void cellsSayWhatIsKnown() {
        TensorTableModel model;
        model.setReport(smallReport());
        const auto cell = [&model](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.hasOtherNames());
        QCOMPARE(model.mostTelling(), 1);
        QCOMPARE(cell(1, TensorTableModel::Shape), QStringLiteral("48 × 3 × 8 × 8"));
        QCOMPARE(cell(2, TensorTableModel::Shape), QStringLiteral("scalar"));
        QCOMPARE(cell(0, TensorTableModel::Published), QString());
        QCOMPARE(cell(1, TensorTableModel::Published), QStringLiteral("patch_embed.proj.weight"));
        QCOMPARE(cell(1, TensorTableModel::Min), QStringLiteral("…"));
        model.setStatistics(1, statistics(-0.123456, 1234.5));
        QCOMPARE(cell(1, TensorTableModel::Min), QStringLiteral("-0.1235"));
        QCOMPARE(cell(1, TensorTableModel::NotFinite), QStringLiteral("0"));
        model.setStatistics(0, {.count = 4, .notFinite = 4});
        QCOMPARE(cell(0, TensorTableModel::Mean), QStringLiteral("–"));
        QCOMPARE(cell(0, TensorTableModel::NotFinite), QStringLiteral("4"));
        model.setFailure(2, QStringLiteral("damaged <b>"));
        QCOMPARE(cell(2, TensorTableModel::Min), QStringLiteral("–"));
        const auto tip = model.index(2, TensorTableModel::Min).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QLatin1String("damaged &lt;b&gt;")));
    }

    void numbersAreRightAlignedAndFollowTheLocale() {
        QLocale::setDefault(QLocale(QLocale::German));
        TensorTableModel model;
        model.setReport(smallReport());
        model.setStatistics(0, {.count = 9999, .notFinite = 1234, .min = -0.5, .max = 4e-7});
        const auto cell = [&model](int column, int role = Qt::DisplayRole) {
            return model.index(0, column).data(role);
        };
        QCOMPARE(cell(TensorTableModel::Min).toString(), QStringLiteral("-0,5"));
        QCOMPARE(cell(TensorTableModel::Max).toString(), QStringLiteral("4,00e-7"));
        QCOMPARE(cell(TensorTableModel::NotFinite).toString(), QStringLiteral("1.234"));
        QVERIFY(cell(TensorTableModel::Min, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QVERIFY(cell(TensorTableModel::Name, Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
        // What is copied is read by programs.
        QCOMPARE(cell(TensorTableModel::Min, SearchModel::CopyRole).toString(),
                 QStringLiteral("-0.5"));
    }

    void valuesAreShort_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("inC");
        QTest::addColumn<QString>("inGerman");
        const auto row = [](double value, const char* inC, const char* inGerman) {
            QTest::newRow(inC) << value << QString::fromLatin1(inC)
                               << QString::fromLatin1(inGerman);
        };
        row(0, "0", "0");
        row(12, "12", "12");
        row(12345, "12345", "12.345");
        row(12345.6, "12346", "12.346");
        row(9999.7, "10000", "10.000");
        row(999999.5, "1000000", "1.000.000");
        row(-5005000, "-5005000", "-5.005.000");
        row(1234567.5, "1.23e6", "1,23e6");
        row(3.4e38, "3.40e38", "3,40e38");
        row(1e-7, "1.00e-7", "1,00e-7");
        row(-0.00123, "-0.00123", "-0,00123");
        row(-0.000999, "-9.99e-4", "-9,99e-4");
        row(std::nan(""), "nan", "nan");
        row(-HUGE_VAL, "-inf", "-inf");
    }
    void valuesAreShort() {
        QFETCH(const double, value);
        QTEST(valueText(value), "inC");
        QLocale::setDefault(QLocale(QLocale::German));
        QTEST(valueText(value), "inGerman");
    }

    void sortsByNumbersAndPutsWhatIsUnknownLast() {
        TensorTableModel model;
        model.setReport(smallReport());
        SearchModel rows(model);
        model.setStatistics(0, statistics(-9, 1));
        model.setStatistics(1, statistics(-10, 2));
        const QString bias = QStringLiteral("vit.norm.bias"), epoch = QStringLiteral("epoch"),
                      weight = QStringLiteral("vit.proj.weight");
        rows.sort(TensorTableModel::Min, Qt::AscendingOrder);
        QCOMPARE(names(rows), (QStringList{weight, bias, epoch}));
        rows.sort(TensorTableModel::Min, Qt::DescendingOrder);
        QCOMPARE(names(rows), (QStringList{bias, weight, epoch}));
        model.setStatistics(2, statistics(5, 6)); // it arrives while it is sorted
        QCOMPARE(names(rows), (QStringList{epoch, bias, weight}));
        rows.sort(TensorTableModel::Shape, Qt::DescendingOrder);
        QCOMPARE(names(rows), (QStringList{weight, bias, epoch}));
        rows.sort(-1);
        QCOMPARE(names(rows), (QStringList{bias, weight, epoch}));
    }

    void textsAreSortedByTheNumbersInThem() {
        TensorTableModel model;
        auto report = smallReport();
        report->tensors[0].name = "blocks.10.x";
        report->tensors[1].name = "Blocks.2.x";
        report->tensors[2].name = "blocks.2.a";
        model.setReport(report);
        SearchModel rows(model);
        rows.sort(TensorTableModel::Name);
        QCOMPARE(names(rows),
                 (QStringList{QStringLiteral("blocks.2.a"), QStringLiteral("Blocks.2.x"),
                              QStringLiteral("blocks.10.x")}));
        ArgumentTableModel arguments;
        arguments.setArguments({{"a", "100"}, {"b", "20"}, {"c", "3"}});
        SearchModel values(arguments);
        values.sort(1);
        QCOMPARE(values.index(0, 1).data().toString(), QStringLiteral("3"));
        QCOMPARE(values.index(2, 1).data().toString(), QStringLiteral("100"));
    }

    void findsAllWordsInNamesShapesAndTypes() {
        TensorTableModel model;
        model.setReport(smallReport());
        SearchModel rows(model);
        const auto found = [&rows](const char* words) {
            rows.setSearch(QString::fromUtf8(words));
            return rows.rowCount();
        };
        QCOMPARE(found("VIT"), 2);
        QCOMPARE(found("weight vit"), 1);
        QCOMPARE(found("patch_embed"), 1); // the published name
        QCOMPARE(found("bf16"), 1);
        QCOMPARE(found("vit nothing"), 0);
        QCOMPARE(found(""), 3);
    }

    void rowsAreCopiedExactlyAsTabSeparatedText() {
        TensorTableModel model;
        auto report = smallReport();
        report->tensors[0].name = "a\tb\nc"; // a stranger's file may say anything
        model.setReport(report);
        model.setStatistics(0, statistics(-0.123456789, 2));
        const SearchModel rows(model);
        QCOMPARE(rows.textOf({0}, {TensorTableModel::Name, TensorTableModel::Min}),
                 QStringLiteral("Name\tMin\na b c\t-0.123456789\n"));
    }

    void thousandsOfRowsStayFast() {
        auto report = std::make_shared<ModelReport>();
        for (int i = 0; i < 20'000; ++i) {
            report->tensors.push_back({.name = "blocks." + std::to_string(i), .shape = {i}});
        }
        TensorTableModel model;
        SearchModel rows(model);
        QElapsedTimer timer;
        timer.start();
        model.setReport(report);
        rows.setSearch(QStringLiteral("99"));
        rows.setSearch({});
        rows.sort(TensorTableModel::Shape, Qt::DescendingOrder);
        for (int i = 0; i < 64; ++i) { // a batch
            model.setStatistics(i, statistics(0, i));
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void argumentsAreShownShortAndCopiedWhole() {
        ArgumentTableModel model;
        model.setArguments({{"config", std::string(1000, 'x')}, {"lr", "1\n2"}});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.index(0, 1).data().toString().size() < 500);
        QCOMPARE(model.index(0, 1).data(SearchModel::CopyRole).toString().size(), 1000);
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("1 2"));
    }

    void longTextsOfAFileAreCutAndCanBreak() {
        const auto plain = [](QString text) { return text.remove(QChar(0x200B)); };
        QCOMPARE(labelText(QStringLiteral("CC-BY 4.0")), QStringLiteral("CC-BY 4.0"));
        const QString word(100, u'x');
        QCOMPARE(plain(labelText(word)), word);
        for (const auto& piece : labelText(word + u' ' + word).split(QChar(0x200B))) {
            QVERIFY(piece.size() <= 41 + 30);
        }
        QCOMPARE(labelText(word).count(QChar(0x200B)), 3);
        const auto cut = plain(labelText(QString(100'000, u'x')));
        QCOMPARE(cut.size(), 401);
        QVERIFY(cut.endsWith(u'…'));
        QVERIFY(labelText(QString(1000, u'\n')).count(u'\n') < 20);
        const auto clefs = QStringLiteral("a") + QString::fromUtf8("\U0001D11E").repeated(500);
        QVERIFY(plain(labelText(clefs)).left(3) == clefs.left(3));
        QVERIFY(labelText(clefs).toUcs4().indexOf(0xFFFD) < 0);
        QVERIFY(plainToolTip(QString(100'000, u'<')).size() < 4000);
        ModelReport report;
        report.licence = std::string(100'000, 'l');
        report.trainedOn = report.licence;
        report.parts = {{.id = "encoder", .tensors = 1, .values = 1, .from = report.licence}};
        for (const auto& fact : reportFacts(report)) {
            QVERIFY2(fact.value.size() < 600, qPrintable(fact.id));
        }
    }

    void sentencesOfTheEngineKeepWhatTheySay() {
        const auto same = [](const char* sentence) {
            return reportSentence(sentence) == QString::fromUtf8(sentence);
        };
        QVERIFY(same("It is not whole: it lacks a, b and 3 more."));
        QVERIFY(same("It does not fit together: x is [3], not [4], and 2 more."));
        QVERIFY(same("There is no model '/tmp/100%1'."));
        QVERIFY(same("Something new."));
        QCOMPARE(reportSentence("A masked autoencoder: a vision transformer 192 x 6, patches of 8 "
                                "px, pictures of 96 px in grey; decoder 128 x 3. With the state of "
                                "its training."),
                 QStringLiteral("A masked autoencoder: a vision transformer 192 × 6, patches of 8 "
                                "px, pictures of 96 px in grey; decoder 128 × 3. With the state of "
                                "its training."));
    }
};

QTEST_GUILESS_MAIN(TestTensorTableModel)
#include "tst_tensor_table_model.moc"
