// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"

#include "tests/support/traced.h"
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>

using namespace mae;
namespace fs = std::filesystem;

namespace {

constexpr int kSaved = 0;
constexpr int kRefused = 3; ///< with Error(Io)

/// Saves in a child process; its exit code says how it went.
int saveAndReport(const fs::path& path, const std::string& text) {
    try {
        writeFileAtomically(path, text);
        return kSaved;
    } catch (const Error& error) {
        return error.kind() == ErrorKind::Io ? kRefused : 4;
    } catch (...) {
        return 5;
    }
}

std::string contentOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::ptrdiff_t entriesOf(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), {});
}

test::Outcome saveWith(const test::Fault& fault, const fs::path& path, const std::string& text) {
    return test::withFault(fault, [&] { return saveAndReport(path, text); });
}

} // namespace

class TestFileFaults : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path root() const { return m_folder->path().toStdString(); }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void namesOfAnyLengthAndBytesWork() {
        for (const auto& name : {std::string(255, 'n'), std::string("\xff ü\n"), std::string("-"),
                                 std::string(".hidden")}) {
            writeFileAtomically(root() / name, "x");
            QVERIFY(contentOf(root() / name) == "x");
            fs::remove(root() / name);
        }
    }

    void whatIsNoRegularFileIsNeitherReadNorReplaced() {
        fs::create_directory(root() / "folder");
        QCOMPARE(::mkfifo((root() / "pipe").c_str(), 0600), 0);
        fs::create_symlink("/dev/null", root() / "link");
        for (const auto& path : {root() / "folder", root() / "pipe", root() / "link",
                                 fs::path("/dev/null"), fs::path("/dev/full")}) {
            QVERIFY_EXCEPTION_THROWN(writeFileAtomically(path, "x"), Error);
            QVERIFY_EXCEPTION_THROWN(readFile(path, 100), Error);
        }
        QVERIFY(fs::is_character_file("/dev/null"));
        QVERIFY(fs::is_symlink(root() / "link"));
        QCOMPARE(entriesOf(root()), 3);
        QVERIFY_EXCEPTION_THROWN(writeFileAtomically(root() / "absent/f", "x"), Error);
        QVERIFY_EXCEPTION_THROWN(readFile(root() / "absent", 100), Error);
    }

    void aFileThatShrinksMeanwhileIsAnError() {
        const auto path = root() / "f";
        writeFileAtomically(path, std::string(10000, 'x'));
        const InputFile file(path);
        fs::resize_file(path, 5000);
        std::array<std::byte, 100> part{};
        file.read(4900, part);
        QVERIFY_EXCEPTION_THROWN(file.read(4901, part), Error);
    }

    void aFullDiskAtAnyByteLeavesTheOldFile() {
        const auto path = root() / "f";
        writeFileAtomically(path, "old");
        const std::string text(64, 'n');
        for (rlim_t most = 0; most <= text.size(); ++most) {
            const auto child = ::fork();
            if (child == 0) {
                ::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{.rlim_cur = most, .rlim_max = most};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                ::_exit(saveAndReport(path, text));
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFEXITED(status));
            QCOMPARE(WEXITSTATUS(status), most < text.size() ? kRefused : kSaved);
            QVERIFY(contentOf(path) == (most < text.size() ? "old" : text));
            QCOMPARE(entriesOf(root()), 1);
        }
    }

    void killedAtAnyCallThereIsTheOldOrTheNewFile() {
        const auto path = root() / "f";
        const std::string text(100000, 'n');
        bool sawOld = false, sawNew = false;
        for (int call = 0; call < 200; ++call) {
            writeFileAtomically(path, "old");
            const auto outcome = saveWith({.call = call}, path, text);
            const auto content = contentOf(path);
            QVERIFY2(content == "old" || content == text, std::to_string(call).c_str());
            sawOld = sawOld || content == "old";
            sawNew = sawNew || content == text;
            removeUnfinishedFiles(root());
            QCOMPARE(entriesOf(root()), 1);
            if (outcome.finished) {
                QCOMPARE(outcome.code, kSaved);
                QVERIFY(call > 5 || !sawOld);
                return;
            }
        }
        QVERIFY2(false, "the save makes far too many system calls");
    }

    void anyFileCallMayFail_data() {
        QTest::addColumn<int>("error");
        QTest::newRow("ENOSPC") << ENOSPC;
        QTest::newRow("EIO") << EIO;
        QTest::newRow("EDQUOT") << EDQUOT;
        QTest::newRow("EINTR") << EINTR;
        QTest::newRow("EROFS") << EROFS;
        QTest::newRow("EMFILE") << EMFILE;
    }

    void anyFileCallMayFail() {
        QFETCH(int, error);
        const auto path = root() / "f";
        const std::string text(100000, 'n');
        for (int call = 0; call < 200; ++call) {
            writeFileAtomically(path, "old");
            const auto outcome = saveWith({.call = call, .error = error}, path, text);
            const auto where = std::to_string(call);
            QVERIFY2(outcome.code == kSaved || outcome.code == kRefused, where.c_str());
            const auto content = contentOf(path);
            QVERIFY2(content == text || (content == "old" && outcome.code == kRefused),
                     where.c_str());
            removeUnfinishedFiles(root()); // if it was the removal that failed
            QCOMPARE(entriesOf(root()), 1);
            if (outcome.finished) {
                return;
            }
        }
        QVERIFY2(false, "the save makes far too many system calls");
    }

    void killedAtRandomTimesASaveLoopLosesNothing() {
        const auto path = root() / "f";
        for (int round = 0; round < 60; ++round) {
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const auto child = ::fork();
            if (child == 0) {
                for (int i = 0; i < 100000; ++i) {
                    const std::string text(static_cast<std::size_t>(1000 + i % 7 * 50000),
                                           static_cast<char>('a' + i % 26));
                    if (saveAndReport(path, text) != kSaved || ::write(pipe[1], "x", 1) != 1) {
                        ::_exit(1);
                    }
                }
                ::_exit(0);
            }
            std::array<char, 8> saves{}; // some saves are done, and one is under way
            ::close(pipe[1]);
            const auto count = static_cast<std::size_t>(1 + round % 8);
            QVERIFY(::read(pipe[0], saves.data(), count) > 0);
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            ::close(pipe[0]);
            const auto content = contentOf(path);
            QVERIFY(content.size() >= 1000 && (content.size() - 1000) % 50000 == 0);
            QVERIFY(content.find_first_not_of(content.front()) == std::string::npos);
            removeUnfinishedFiles(root());
            QCOMPARE(entriesOf(root()), 1);
        }
    }

    void onlyUnfinishedFilesAreCleanedUp() {
        for (const char* name :
             {"f", ".hidden", "mae-unfinished-abcdef", ".mae-unfinished-abcdef"}) {
            std::ofstream(root() / name) << "x";
        }
        fs::create_directory(root() / ".mae-unfinished-folder");
        removeUnfinishedFiles(root());
        removeUnfinishedFiles(root() / "absent");
        QCOMPARE(entriesOf(root()), 4);
        QVERIFY(!fs::exists(root() / ".mae-unfinished-abcdef"));
    }

    void ofManyProcessesOneGetsTheLock() {
        const auto path = root() / "lock";
        for (int round = 0; round < 10; ++round) {
            std::array<int, 2> go{};
            std::array<int, 2> told{};
            QVERIFY(::pipe(go.data()) == 0 && ::pipe(told.data()) == 0);
            std::array<pid_t, 8> children{};
            for (auto& child : children) {
                child = ::fork();
                if (child == 0) {
                    ::close(go[1]);
                    char c = 0;
                    if (::read(go[0], &c, 1) != 0) { // all wait for the pipe's end
                        ::_exit(1);
                    }
                    try {
                        const FileLock lock(path);
                        const bool said = ::write(told[1], "y", 1) == 1;
                        ::pause(); // holds it until it is killed
                        ::_exit(said ? 0 : 1);
                    } catch (const Error&) {
                        ::_exit(::write(told[1], "n", 1) == 1 ? 0 : 1);
                    }
                }
            }
            ::close(go[0]);
            ::close(go[1]);
            std::string answers;
            while (answers.size() < children.size()) {
                char c = 0;
                QCOMPARE(::read(told[0], &c, 1), 1);
                answers += c;
            }
            QCOMPARE(std::count(answers.begin(), answers.end(), 'y'), 1);
            QVERIFY(isLocked(path));
            for (const auto child : children) {
                ::kill(child, SIGKILL);
                ::waitpid(child, nullptr, 0);
            }
            QVERIFY(!isLocked(path)); // freed by the kernel at once
            ::close(told[0]);
            ::close(told[1]);
        }
    }

    void lookingAtALockNeverTurnsAWriterAway() {
        const auto path = root() / "lock";
        std::ofstream(path) << "";
        const auto child = ::fork();
        if (child == 0) {
            for (;;) {
                isLocked(path);
            }
        }
        for (int i = 0; i < 300; ++i) {
            const FileLock lock(path); // would throw
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
};

QTEST_GUILESS_MAIN(TestFileFaults)
#include "tst_file_faults.moc"
