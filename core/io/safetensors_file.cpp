// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors_file.h"

#include "core/base/crc32c.h"
#include "core/io/read_buffer.h"
#include "core/io/safetensors_format.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace mae {

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path)
    : m_name(path.string()),
      m_file(std::make_unique<InputFile>(path)),
      m_size(m_file->size()),
      m_header(readSafetensorsHeader(*m_file, m_name)) {}

SafetensorsFile::SafetensorsFile(std::span<const std::uint8_t> bytes, std::string name)
    : m_name(std::move(name)),
      m_bytes(bytes),
      m_size(bytes.size()),
      m_header(parseSafetensorsHeader(bytes, bytes.size(), m_name)) {}

void SafetensorsFile::readAt(std::uint64_t offset, std::span<std::byte> into) const {
    if (m_file) {
        m_file->read(offset, into);
    } else if (!into.empty()) {
        std::memcpy(into.data(), &m_bytes[static_cast<std::size_t>(offset)], into.size());
    }
}

Tensor SafetensorsFile::read(std::size_t entry) const {
    const auto& header = m_header.entries.at(entry);
    const auto type = safetensorsType(header.dtype).value(); // the header has been checked
    auto tensor = readBuffer(header.shape, type.type, m_name);
    const std::span bytes(static_cast<std::byte*>(tensor.data_ptr()), tensor.nbytes());
    readAt(m_header.dataBegin + header.begin, bytes);
    if (type.type == at::kBool && !areBooleans(bytes)) {
        refuseSafetensors(m_name, "tensor " + printable(header.name)
                                      + " holds bytes that are neither true nor false");
    }
    return tensor;
}

Verification SafetensorsFile::verify(const Progress& progress) const {
    constexpr std::uint64_t kAtOnce = 4U << 20;
    const auto checksum = m_header.metadata.find(kChecksumKey);
    if (checksum == m_header.metadata.end() || !isChecksum(checksum->second)) {
        return {.finished = true, .all = static_cast<double>(m_size)};
    }
    std::vector<std::byte> part(static_cast<std::size_t>(std::min(kAtOnce, m_size)));
    std::uint32_t crc = 0;
    for (auto at = m_header.dataBegin; at < m_size;) {
        const auto count = std::min<std::uint64_t>(part.size(), m_size - at);
        const auto bytes = std::span(part).first(static_cast<std::size_t>(count));
        readAt(at, bytes);
        crc = crc32c(bytes, crc);
        at += count;
        if (!progress(static_cast<double>(at) / static_cast<double>(m_size))) {
            return {};
        }
    }
    if (checksumText(crc) != checksum->second) {
        refuseSafetensors(m_name, "its data do not fit the checksum: the file is damaged");
    }
    const auto size = static_cast<double>(m_size);
    return {.finished = true, .compared = size, .all = size};
}

} // namespace mae
