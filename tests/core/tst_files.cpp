// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <csignal>
#include <thread>

using namespace mae;
namespace fs = std::filesystem;

namespace {

/// The message of the Io error that @p action throws; empty if it throws none.
template <class Action> std::string ioError(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.kind() == ErrorKind::Io ? error.what() : "another kind of error";
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    if (text.find(part) == std::string::npos) {
        qInfo("missing “%s” in “%s”", part.c_str(), text.c_str());
        return false;
    }
    return true;
}

/// Files may not grow beyond some bytes while this lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = m_before.rlim_max};
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

/// A process that holds a lock until it is told to end.
class Holder {
public:
    explicit Holder(const fs::path& path) {
        std::array<int, 2> ready{};
        if (pipe(ready.data()) != 0) {
            return;
        }
        m_process = fork();
        if (m_process == 0) {
            try {
                const FileLock lock(path);
                const ssize_t told = write(ready[1], "x", 1);
                pause(); // until it is killed
                _exit(told == 1 ? 0 : 1);
            } catch (...) {
                _exit(1);
            }
        }
        close(ready[1]);
        char byte = 0;
        m_holds = read(ready[0], &byte, 1) == 1;
        close(ready[0]);
    }
    ~Holder() { kill(); }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;

    bool holds() const { return m_holds; }
    void kill() {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            waitpid(m_process, nullptr, 0);
            m_process = -1;
        }
    }

private:
    pid_t m_process = -1;
    bool m_holds = false;
};

/// Sets variables of the environment and puts them back.
class Environment {
public:
    explicit Environment(std::initializer_list<std::pair<const char*, const char*>> values) {
        for (const char* name :
             {"MAE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"}) {
            m_before.emplace_back(name, qgetenv(name));
            qunsetenv(name);
        }
        for (const auto& [name, value] : values) {
            qputenv(name, value);
        }
    }
    ~Environment() {
        for (const auto& [name, value] : m_before) {
            value.isNull() ? qunsetenv(name) : qputenv(name, value);
        }
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    std::vector<std::pair<const char*, QByteArray>> m_before;
};

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writingReplacesTheFileWhole();
    void partsAreJoined();
    void aFailureLeavesTheOldFileAndNothingElse();
    void aFullDiskLeavesTheOldFileAndNothingElse();
    void readersNeverSeeHalfAFile();
    void onlyRegularFilesAreRead();
    void aFileAboveTheLimitIsNotRead();
    void aLockExcludesOtherProcesses();
    void aLockEndsWithItsProcess();
    void aLockExcludesASecondOneInThisProcess();
    void placesFollowTheEnvironment();

private:
    fs::path root() const { return m_folder.path().toStdString(); }
    std::vector<std::string> names() const {
        std::vector<std::string> result;
        for (const auto& entry : fs::directory_iterator(root())) {
            result.push_back(entry.path().filename().string());
        }
        std::ranges::sort(result);
        return result;
    }
    void clear() const {
        for (const auto& entry : fs::directory_iterator(root())) {
            fs::remove_all(entry);
        }
    }

    QTemporaryDir m_folder;
};

void FilesTest::writingReplacesTheFileWhole() {
    clear();
    const auto path = root() / "a.txt";
    writeFileAtomically(path, "a long first version");
    writeFileAtomically(path, "second");
    QCOMPARE(readText(path), std::string("second"));
    writeFileAtomically(path, "");
    QCOMPARE(readText(path), std::string());
    QCOMPARE(names(), std::vector<std::string>{"a.txt"});
    QCOMPARE(fs::status(path).permissions() & fs::perms::group_read, fs::perms::group_read);
}

void FilesTest::partsAreJoined() {
    clear();
    const std::string first(100'000, 'a'), second, third(3, 'b');
    const std::array parts{std::as_bytes(std::span(first)), std::as_bytes(std::span(second)),
                           std::as_bytes(std::span(third))};
    writeFileAtomically(root() / "a.bin", parts);
    QVERIFY(readText(root() / "a.bin") == first + third);
}

void FilesTest::aFailureLeavesTheOldFileAndNothingElse() {
    clear();
    fs::create_directory(root() / "folder");
    QVERIFY(contains(ioError([&] { writeFileAtomically(root() / "folder", "text"); }), "folder"));
    QVERIFY(contains(ioError([&] { writeFileAtomically(root() / "missing" / "a.txt", "text"); }),
                     "a.txt"));
    QVERIFY(!ioError([&] { writeFileAtomically(root() / std::string(300, 'n'), "x"); }).empty());
    QCOMPARE(names(), std::vector<std::string>{"folder"});
}

void FilesTest::aFullDiskLeavesTheOldFileAndNothingElse() {
    clear();
    const auto path = root() / "a.bin";
    writeFileAtomically(path, "old");
    {
        const FullDisk full(4096);
        const auto message = ioError([&] { writeFileAtomically(path, std::string(10'000, 'x')); });
        QVERIFY(contains(message, "a.bin"));
    }
    QCOMPARE(readText(path), std::string("old"));
    QCOMPARE(names(), std::vector<std::string>{"a.bin"});
    writeFileAtomically(path, std::string(10'000, 'x'));
    QCOMPARE(fs::file_size(path), std::uintmax_t{10'000});
}

void FilesTest::readersNeverSeeHalfAFile() {
    clear();
    const auto path = root() / "a.bin";
    writeFileAtomically(path, std::string(50'000, 'a'));
    {
        const auto writeMany = [&path](char letter) {
            for (int i = 0; i < 20; ++i) {
                writeFileAtomically(path, std::string(50'000, letter));
            }
        };
        const std::jthread one(writeMany, 'a'), other(writeMany, 'b');
        for (int i = 0; i < 100; ++i) {
            const auto text = readText(path);
            QCOMPARE(text.size(), std::size_t{50'000});
            QVERIFY(text.find_first_not_of(text.front()) == std::string::npos);
        }
    }
    QCOMPARE(names(), std::vector<std::string>{"a.bin"});
}

void FilesTest::onlyRegularFilesAreRead() {
    clear();
    QCOMPARE(mkfifo((root() / "pipe").c_str(), 0600), 0);
    for (const auto& path : {root() / "pipe", root(), fs::path("/dev/zero")}) {
        const auto message = ioError([&] { readFile(path, 1000); });
        QVERIFY(contains(message, "'" + path.string() + "' is not a regular file"));
    }
    QVERIFY(contains(ioError([&] { readFile(root() / "none", 1000); }), "none"));
}

void FilesTest::aFileAboveTheLimitIsNotRead() {
    clear();
    const auto path = root() / "a.bin";
    writeFileAtomically(path, std::string(1000, 'x'));
    QCOMPARE(readFile(path, 1000).size(), std::size_t{1000});
    QVERIFY(contains(ioError([&] { readFile(path, 999); }), "has 1000 bytes; at most 999"));
    // A sparse file claims 1 TB; the limit is looked at before memory is taken.
    fs::resize_file(path, 1ull << 40);
    QVERIFY(contains(ioError([&] { readFile(path, 1u << 20); }), "at most 1048576"));
}

void FilesTest::aLockExcludesOtherProcesses() {
    clear();
    const auto path = root() / "run.lock";
    const Holder holder(path);
    QVERIFY(holder.holds());
    QVERIFY(contains(ioError([&] { const FileLock lock(path); }), "another process"));
}

void FilesTest::aLockEndsWithItsProcess() {
    clear();
    const auto path = root() / "run.lock";
    Holder holder(path);
    QVERIFY(holder.holds());
    holder.kill();
    QCOMPARE(ioError([&] { const FileLock lock(path); }), std::string());
}

void FilesTest::aLockExcludesASecondOneInThisProcess() {
    clear();
    const auto path = root() / "run.lock";
    {
        FileLock first(path);
        const FileLock moved = std::move(first);
        QVERIFY(!ioError([&] { const FileLock second(path); }).empty());
    }
    QCOMPARE(ioError([&] { const FileLock again(path); }), std::string());
    QVERIFY(contains(ioError([&] { const FileLock lock(root() / "none" / "run.lock"); }), "none"));
}

void FilesTest::placesFollowTheEnvironment() {
    {
        const Environment environment({{"HOME", "/home/me"}});
        QCOMPARE(configFolder().string(), std::string("/home/me/.config/mae-explorer"));
        QCOMPARE(runsFolder().string(), std::string("/home/me/.local/share/mae-explorer/runs"));
        QCOMPARE(cacheFolder().string(), std::string("/home/me/.cache/mae-explorer"));
    }
    {
        const Environment environment({{"HOME", "/home/me"},
                                       {"XDG_CONFIG_HOME", "/c"},
                                       {"XDG_DATA_HOME", "/d"},
                                       {"XDG_CACHE_HOME", "relative/is/invalid"}});
        QCOMPARE(configFolder().string(), std::string("/c/mae-explorer"));
        QCOMPARE(runsFolder().string(), std::string("/d/mae-explorer/runs"));
        QCOMPARE(cacheFolder().string(), std::string("/home/me/.cache/mae-explorer"));
    }
    {
        const Environment environment({{"MAE_HOME", "/m"}, {"XDG_DATA_HOME", "/d"}});
        for (const auto& folder : {configFolder(), runsFolder(), cacheFolder()}) {
            QVERIFY(folder.string().starts_with("/m/"));
        }
        QVERIFY(configFolder() != runsFolder());
        QVERIFY(configFolder() != cacheFolder());
    }
    const Environment nothing({});
    QVERIFY(runsFolder().is_absolute());
}

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
