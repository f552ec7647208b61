// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace mae {

/// TensorBoard's event files: TFRecord framing around the protobuf messages Event and Summary, of
/// which only what a run has to tell is written.

/// A record of an event file: length, masked CRC-32C of the length, @p data, masked CRC-32C of it.
std::string eventRecord(std::string_view data);

/// When something happened. Times are seconds since 1970.
struct EventTime {
    double wall = 0;
    std::int64_t step = 0; ///< TensorBoard's horizontal axis
};

std::string versionEvent(double wall, std::string_view writer); ///< the first of every file
/// What earlier files say of this step and later ones is void: the run was continued.
std::string restartEvent(const EventTime& time);
std::string scalarEvent(const EventTime& time, std::string_view tag, double value);
/// @param png  of a picture of @p width x @p height pixels, RGB
std::string imageEvent(const EventTime& time, std::string_view tag, int width, int height,
                       std::span<const std::uint8_t> png);
/// @param markdown  what is shown under @p tag
std::string textEvent(const EventTime& time, std::string_view tag, std::string_view markdown);

/// The published script's horizontal axis, a thousandth of an epoch, so that curves of runs with
/// different batches compare. @param step  steps done, from 1
std::int64_t epochThousandths(std::int64_t step, std::int64_t stepsPerEpoch);

/// An event file that grows. A full or read-only disk stops nobody: events wait until they can be
/// written, a failure is logged once, and no record is left torn. One thread.
class EventFile {
public:
    /// A new file beside those of earlier sessions; it is made when the first events are written.
    /// @param restart  of a continued run: the step from which on earlier files are void; 0: none
    EventFile(const std::filesystem::path& folder, std::int64_t restart);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    void add(std::string_view event);
    /// Writes what is waiting, or tries again.
    void flush();
    bool isWritten() const { return m_waiting.empty(); }
    const std::filesystem::path& path() const { return m_path; }

    static double now(); ///< EventTime::wall

private:
    bool open();
    bool write();

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::int64_t m_size = 0; ///< bytes of whole records
    std::string m_waiting;
    bool m_told = false; ///< of the failure that lasts
};

} // namespace mae
