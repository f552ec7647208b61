// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crc32c.h"

#include <QTest>
#include <numeric>
#include <string_view>
#include <vector>

using namespace mae;

class TestCrc32c : public QObject {
    Q_OBJECT

    static std::span<const std::byte> bytes(std::string_view text) {
        return std::as_bytes(std::span(text.data(), text.size()));
    }

private Q_SLOTS:
    void knownAnswersOfTheStandard() {
        QCOMPARE(crc32c({}), 0u);
        QCOMPARE(crc32c(bytes("123456789")), 0xE3069283u);
        std::vector<std::byte> block(32);
        QCOMPARE(crc32c(block), 0x8A9136AAu);
        std::ranges::fill(block, std::byte{0xFF});
        QCOMPARE(crc32c(block), 0x62A8AB43u);
        for (std::size_t i = 0; i < block.size(); ++i) {
            block[i] = static_cast<std::byte>(i);
        }
        QCOMPARE(crc32c(block), 0x46DD794Eu);
    }

    void tablesAndInstructionAgreeAtEveryLengthAndAlignment() {
        std::vector<std::byte> data(600);
        for (std::size_t i = 0; i < data.size(); ++i) {
            data[i] = static_cast<std::byte>(i * i * 31 + 7);
        }
        for (std::size_t begin = 0; begin < 9; ++begin) {
            for (std::size_t count = 0; count + begin <= data.size(); count += 1 + count / 50) {
                const auto part = std::span(data).subspan(begin, count);
                QCOMPARE(crc32c(part), crc32cPortable(part));
            }
        }
    }

    void piecesGiveTheChecksumOfTheWhole() {
        const auto whole = bytes("The quick brown fox jumps over the lazy dog");
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            QCOMPARE(crc32c(whole.subspan(cut), crc32c(whole.first(cut))), crc32c(whole));
            QCOMPARE(crc32cPortable(whole.subspan(cut), crc32cPortable(whole.first(cut))),
                     crc32c(whole));
        }
    }
};

QTEST_GUILESS_MAIN(TestCrc32c)
#include "tst_crc32c.moc"
