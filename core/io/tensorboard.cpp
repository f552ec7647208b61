// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/tensorboard.h"

#include "core/base/crc32c.h"
#include "core/base/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace mae {
namespace {

// Fields of tensorboard/compat/proto/{event,summary,tensor,tensor_shape}.proto.
enum EventField : std::uint32_t { Wall = 1, Step = 2, Version = 3, Summary = 5, Session = 7 };
constexpr std::uint32_t kSourceMetadata = 10;
enum ValueField : std::uint32_t { Tag = 1, Simple = 2, Picture = 4, Tensor = 8, Metadata = 9 };

/// Protobuf's wire format, as far as it is needed here.
class Message {
public:
    Message& number(std::uint32_t field, std::uint64_t value) {
        varint(field << 3u);
        varint(value);
        return *this;
    }
    Message& real(std::uint32_t field, double value) {
        varint(field << 3u | 1u);
        fixed(std::bit_cast<std::uint64_t>(value));
        return *this;
    }
    Message& real(std::uint32_t field, float value) {
        varint(field << 3u | 5u);
        fixed(std::bit_cast<std::uint32_t>(value));
        return *this;
    }
    Message& bytes(std::uint32_t field, std::string_view value) {
        varint(field << 3u | 2u);
        varint(value.size());
        m_bytes += value;
        return *this;
    }
    Message& message(std::uint32_t field, const Message& value) {
        return bytes(field, value.m_bytes);
    }
    std::string text() const { return m_bytes; }

    /// Little endian.
    template <class T> void fixed(T value) {
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            m_bytes += static_cast<char>((value >> (8 * i)) & 0xFFu);
        }
    }

private:
    void varint(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7u) {
            m_bytes += static_cast<char>((value & 0x7Fu) | 0x80u);
        }
        m_bytes += static_cast<char>(value);
    }

    std::string m_bytes;
};

Message at(const EventTime& time) {
    Message event;
    event.real(Wall, time.wall);
    if (time.step != 0) { // protobuf leaves zeros out
        event.number(Step, static_cast<std::uint64_t>(time.step));
    }
    return event;
}

std::string summaryEvent(const EventTime& time, const Message& value) {
    return at(time).message(Summary, Message().message(1, value)).text();
}

std::uint32_t maskedCrc(std::string_view data) {
    const auto crc = crc32c(std::as_bytes(std::span(data)));
    return std::rotr(crc, 15) + 0xA282EAD8u;
}

std::string hostName() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') {
        return "host";
    }
    std::string text = name.data();
    for (auto& c : text) {
        c = c == '/' ? '-' : c;
    }
    return text;
}

/// "events.out.tfevents.1700000000.host.123.0", which does not exist yet.
std::filesystem::path newPath(const std::filesystem::path& folder) {
    const auto stem = "events.out.tfevents." + std::to_string(std::int64_t(EventFile::now())) + "."
                      + hostName() + "." + std::to_string(::getpid()) + ".";
    for (int number = 0;; ++number) {
        auto path = folder / (stem + std::to_string(number));
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored)) {
            return path;
        }
    }
}

} // namespace

std::string eventRecord(std::string_view data) {
    Message length;
    length.fixed(std::uint64_t{data.size()});
    Message record = length;
    record.fixed(maskedCrc(length.text()));
    Message end;
    end.fixed(maskedCrc(data));
    return record.text().append(data).append(end.text());
}

std::string versionEvent(double wall, std::string_view writer) {
    return at({.wall = wall})
        .bytes(Version, "brain.Event:2")
        .message(kSourceMetadata, Message().bytes(1, writer))
        .text();
}

std::string restartEvent(const EventTime& time) {
    constexpr std::uint64_t kStart = 1;
    return at(time).message(Session, Message().number(1, kStart)).text();
}

std::string scalarEvent(const EventTime& time, std::string_view tag, double value) {
    return summaryEvent(time, Message().bytes(Tag, tag).real(Simple, static_cast<float>(value)));
}

std::string imageEvent(const EventTime& time, std::string_view tag, int width, int height,
                       std::span<const std::uint8_t> png) {
    constexpr std::uint64_t kRgb = 3;
    const auto picture = Message()
                             .number(1, static_cast<std::uint64_t>(height))
                             .number(2, static_cast<std::uint64_t>(width))
                             .number(3, kRgb)
                             .bytes(4, {reinterpret_cast<const char*>(png.data()), png.size()});
    return summaryEvent(time, Message().bytes(Tag, tag).message(Picture, picture));
}

std::string textEvent(const EventTime& time, std::string_view tag, std::string_view markdown) {
    constexpr std::uint64_t kString = 7;
    const auto one = Message().message(2, Message().number(1, 1)); // of shape [1]
    const auto tensor = Message().number(1, kString).message(2, one).bytes(8, markdown);
    const auto plugin = Message().message(1, Message().bytes(1, "text"));
    return summaryEvent(
        time, Message().bytes(Tag, tag).message(Tensor, tensor).message(Metadata, plugin));
}

std::int64_t epochThousandths(std::int64_t step, std::int64_t stepsPerEpoch) {
    const auto index = step - 1; // the script's counts from 0
    const auto epoch = static_cast<double>(index / stepsPerEpoch);
    const auto part = static_cast<double>(index % stepsPerEpoch);
    return static_cast<std::int64_t>((part / static_cast<double>(stepsPerEpoch) + epoch) * 1000);
}

EventFile::EventFile(const std::filesystem::path& folder, std::int64_t restart)
    : m_path(newPath(folder)) {
    m_waiting = eventRecord(versionEvent(now(), "mae-explorer"));
    if (restart > 0) {
        m_waiting += eventRecord(restartEvent({.wall = now(), .step = restart}));
    }
}

EventFile::~EventFile() {
    flush();
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

void EventFile::add(std::string_view event) {
    constexpr std::size_t kMost = std::size_t{64} << 20; // a disk that stays full for days
    if (m_waiting.size() + event.size() < kMost) {
        m_waiting += eventRecord(event);
    }
}

void EventFile::flush() {
    if (m_waiting.empty()) {
        return;
    }
    if (open() && write()) {
        m_waiting.clear();
        m_told = false;
    } else if (!m_told) {
        m_told = true;
        log(LogLevel::Warning, "Could not write to '" + m_path.string() + "' ("
                                   + std::strerror(errno)
                                   + "). Training goes on; what TensorBoard shows is kept until "
                                     "it works.");
    }
}

bool EventFile::open() {
    if (m_descriptor < 0) {
        m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    return m_descriptor >= 0;
}

/// All of it, or nothing that stays.
bool EventFile::write() {
    std::size_t done = 0;
    while (done < m_waiting.size()) {
        const auto count = ::pwrite(m_descriptor, m_waiting.data() + done, m_waiting.size() - done,
                                    static_cast<off_t>(m_size) + static_cast<off_t>(done));
        if (count <= 0) {
            if (count < 0 && errno == EINTR) {
                continue;
            }
            const int why = count == 0 ? ENOSPC : errno;
            // A reader stops for ever at a torn record. If even this fails, the next try writes
            // over it.
            [[maybe_unused]] const int cut = ::ftruncate(m_descriptor, static_cast<off_t>(m_size));
            errno = why;
            return false;
        }
        done += static_cast<std::size_t>(count);
    }
    m_size += static_cast<std::int64_t>(done);
    return true;
}

double EventFile::now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(since).count();
}

} // namespace mae
