// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/train_config.h"
#include "core/io/convert_model.h"
#include "core/probe/display.h"
#include "core/recipes/recipes.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

using namespace mae;

namespace {

/// Texts of core/ that the window shows, in the order in which they are found.
class Texts {
public:
    void add(const char* context, std::string_view text) {
        if (text.empty()) {
            return;
        }
        std::string quoted;
        for (const char c : text) {
            quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
        }
        auto line =
            "    QT_TRANSLATE_NOOP(\"" + std::string(context) + "\", \"" + quoted + "\"),\n";
        if (std::ranges::find(m_lines, line) == m_lines.end()) {
            m_lines.push_back(std::move(line));
        }
    }
    template <class E> void addEnum() {
        for (const auto& name : EnumNames<E>::kNames) {
            add("Config", name.title);
        }
    }
    QByteArray file() const {
        std::string text =
            "// SPDX-License-Identifier: GPL-3.0-or-later\n"
            "// Texts of core/ that the window translates, for lupdate; never compiled. Written "
            "by\n"
            "// MAE_UPDATE_TEXTS=1 tst_core_texts, which otherwise checks that it is complete.\n"
            "// clang-format off\n"
            "static const char* const kTexts[] = {\n";
        for (const auto& line : m_lines) {
            text += line;
        }
        return QByteArray::fromStdString(text + "};\n");
    }

private:
    std::vector<std::string> m_lines;
};

struct Collector {
    Texts& texts;

    template <class T> void operator()(const T& value, const Field& field) const {
        texts.add("Config", field.title);
        texts.add("Config", field.unit);
        texts.add("Config", field.help);
        if constexpr (std::is_enum_v<T>) {
            texts.addEnum<T>();
        } else if constexpr (std::is_same_v<T, MaskStrategy>) {
            addStrategies(std::make_index_sequence<std::variant_size_v<MaskStrategy>>{});
        } else if constexpr (requires { T::fields(value, *this); }) {
            T::fields(value, *this);
        }
    }
    template <std::size_t... I> void addStrategies(std::index_sequence<I...>) const {
        (addStrategy(std::variant_alternative_t<I, MaskStrategy>{}), ...);
    }
    template <class Strategy> void addStrategy(const Strategy& strategy) const {
        texts.add("Config", Strategy::kTitle);
        texts.add("Config", Strategy::kHelp);
        Strategy::fields(strategy, *this);
    }
};

} // namespace

class TestCoreTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextOfCoreIsListedForTranslation() {
        Texts texts;
        const TrainConfig config;
        TrainConfig::fields(config, Collector{texts});
        texts.addEnum<Fit>();
        texts.addEnum<NormPixDisplay>();
        texts.addEnum<ModelFormat>();
        texts.addEnum<WeightType>();
        for (const auto& recipe : recipes()) {
            texts.add("Recipe", recipe.title);
            texts.add("Recipe", recipe.help);
        }

        QFile file(QStringLiteral(MAE_SOURCE_DIR "/translations/core_texts.cpp"));
        if (qEnvironmentVariableIsSet("MAE_UPDATE_TEXTS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(texts.file()), texts.file().size());
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == texts.file(),
                 "Run MAE_UPDATE_TEXTS=1 tst_core_texts, then the target update_translations.");
    }
};

QTEST_GUILESS_MAIN(TestCoreTexts)
#include "tst_core_texts.moc"
