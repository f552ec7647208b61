// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/read_buffer.h"
#include "core/io/safetensors_format.h"
#include "core/io/torch_values.h"
#include "core/io/zip_archive.h"

#include <ATen/ops/clone.h>
#include <c10/core/ScalarType.h>

#include <algorithm>
#include <array>
#include <limits>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLongestPickle = 64U << 20;
/// What the legacy format begins with: 0x1950a86a20f9469cfc6c, as a pickle stores it.
constexpr std::string_view kLegacyMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

[[noreturn]] void refuse(const std::string& file, const std::string& reason) {
    throw Error(ErrorKind::Format, "'" + file + "' " + reason + ".");
}

std::vector<std::byte> bytesAt(const InputFile& file, std::uint64_t offset, std::uint64_t size,
                               const std::string& name) {
    if (size > kLongestPickle) {
        refuse(name, "can't be read: the description of its tensors is longer than 64 MB");
    }
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    file.read(offset, bytes);
    return bytes;
}

/// Files that hold programs are told apart from checkpoints by what lies beside the data.
void refusePrograms(const std::map<std::string, ZipEntry>& entries, const std::string& name) {
    for (const auto& [entry, _] : entries) {
        if (entry == "constants.pkl" || entry.starts_with("code/")) {
            refuse(name, "is TorchScript, a program that would have to be run. Load it in Python "
                         "with torch.jit.load() and save its weights: "
                         "torch.save(model.state_dict(), 'weights.pth')");
        }
        if (entry == "archive_format" || entry == "serialized_exported_program.json"
            || entry.starts_with("models/")) {
            refuse(name, "is an exported program (.pt2), which would have to be run. Load it in "
                         "Python with torch.export.load() and save its weights: "
                         "torch.save(program.state_dict, 'weights.pth')");
        }
    }
}

} // namespace

TorchFile::TorchFile(const fs::path& path)
    : m_name(path.string()), m_file(std::make_unique<InputFile>(path)) {
    const auto& file = *m_file;
    std::array<std::byte, 4> start{};
    if (file.size() < start.size()) {
        refuse(m_name, "is too short for a checkpoint");
    }
    file.read(0, start);
    if (start[0] == std::byte{'P'} && start[1] == std::byte{'K'}) {
        m_isZip = true;
        openZip(file);
    } else {
        openLegacy(file);
    }
}

void TorchFile::openZip(const InputFile& file) {
    // The folder that everything lies in is called as the file was when it was saved.
    std::map<std::string, ZipEntry> entries;
    for (auto& entry : readZipDirectory(file, m_name)) {
        const auto slash = entry.name.find('/');
        if (slash != std::string::npos) {
            const auto inner = entry.name.substr(slash + 1);
            if (!entries.emplace(inner, std::move(entry)).second) {
                refuse(m_name, "can't be read: two of its folders hold " + printable(inner));
            }
        }
    }
    refusePrograms(entries, m_name);
    const auto contents = [&](const char* inner) {
        const auto& entry = entries.at(inner);
        auto bytes = bytesAt(file, entry.offset, entry.size, m_name);
        if (zipChecksum(bytes) != entry.crc) {
            refuse(m_name,
                   "is damaged: its part " + printable(entry.name) + " does not fit its checksum");
        }
        return bytes;
    };
    if (!entries.contains("data.pkl")) {
        refuse(m_name, "is a zip archive, but none of torch.save(): it has no data.pkl");
    }
    if (entries.contains("byteorder")) {
        const auto order = contents("byteorder");
        if (!std::ranges::equal(order, std::as_bytes(std::span(std::string_view("little"))))) {
            refuse(m_name, "was written by a big-endian machine, which is not supported. Load it "
                           "there and save it as safetensors");
        }
    }
    std::size_t used = 0;
    const auto pickle = parsePickle(contents("data.pkl"), m_name, used);
    auto found = findTensors(pickle, m_name);
    for (const auto& storage : found.storages) {
        const auto entry = entries.find("data/" + storage.key);
        const auto bytes =
            static_cast<std::uint64_t>(storage.count) * at::elementSize(storage.type);
        if (entry == entries.end() || entry->second.size != bytes) {
            refuse(m_name, "is damaged: the data of its storage " + printable(storage.key) + " are "
                               + (entry == entries.end() ? "missing" : "of another size"));
        }
        m_storages.push_back({storage.key, storage.type, storage.count, entry->second.offset, true,
                              entry->second.crc});
    }
    m_entries = std::move(found.entries);
    m_arguments = std::move(found.arguments);
}

void TorchFile::openLegacy(const InputFile& file) {
    const auto bytes = bytesAt(file, 0, std::min(file.size(), kLongestPickle), m_name);
    std::size_t place = 0;
    const auto next = [&] {
        std::size_t used = 0;
        auto pickle = parsePickle(std::span(bytes).subspan(place), m_name, used);
        place += used;
        return pickle;
    };
    // Each of the pickles is gone before the next is read.
    if (const auto magic = next(); magic[magic.root].text != kLegacyMagic) {
        refuse(m_name, "is a pickle, but none of torch.save(). Load it in Python and save its "
                       "tensors: torch.save(weights, 'weights.pth')");
    }
    next(); // the version of the format
    {
        const auto system = next();
        const auto* little = system.find(system[system.root], "little_endian");
        if (little == nullptr || little->integer != 1) {
            refuse(m_name, "was written by a big-endian machine, which is not supported. Load it "
                           "there and save it as safetensors");
        }
    }
    auto found = findTensors(next(), m_name);
    const auto keys = next();
    if (keys[keys.root].kind != Pickle::Kind::List) {
        refuse(m_name, "is damaged: the list of its storages is missing");
    }
    std::map<std::string_view, const TorchStorage*> described;
    for (const auto& storage : found.storages) {
        described[storage.key] = &storage;
    }
    std::map<std::string, Storage> placed;
    std::uint64_t offset = place;
    for (const auto id : keys[keys.root].items) {
        const auto& key = keys[id].text;
        const auto entry = described.find(key);
        if (entry == described.end() || placed.contains(key)) {
            refuse(m_name, "is damaged: its list of storages does not fit its tensors");
        }
        const auto* known = entry->second;
        std::array<std::byte, 8> length{};
        if (file.size() - offset < length.size()) {
            refuse(m_name, "is cut off");
        }
        file.read(offset, length);
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < length.size(); ++i) {
            count |= std::to_integer<std::uint64_t>(length[i]) << (8 * i);
        }
        offset += length.size();
        const auto size = static_cast<std::uint64_t>(known->count) * at::elementSize(known->type);
        if (count != static_cast<std::uint64_t>(known->count) || size > file.size() - offset) {
            refuse(m_name, "is damaged: the data of its storage " + printable(key)
                               + " are cut off or of another size");
        }
        placed[key] = {key, known->type, known->count, offset, false, 0};
        offset += size;
    }
    for (const auto& storage : found.storages) {
        const auto at = placed.find(storage.key);
        if (at == placed.end()) {
            refuse(m_name, "is damaged: the data of its storage " + printable(storage.key)
                               + " are missing");
        }
        m_storages.push_back(at->second);
    }
    m_entries = std::move(found.entries);
    m_arguments = std::move(found.arguments);
}

/// A storage of which a tensor is only a part, or in another order. Kept until the next is asked
/// for.
const Tensor& TorchFile::storageAt(std::size_t index) const {
    constexpr std::uint64_t kMostTimes = 64; // also of a reader who looks here and there
    if (m_last.defined() && m_lastIndex == index) {
        return m_last;
    }
    const auto& storage = m_storages[index];
    m_last = Tensor(); // never two of them
    m_readAgain += static_cast<std::uint64_t>(storage.count) * at::elementSize(storage.type);
    if (m_readAgain / kMostTimes > m_file->size()) {
        refuse(m_name, "can't be read: its tensors are parts of each other's data");
    }
    m_last = readWhole(index, {storage.count});
    m_lastIndex = index;
    return m_last;
}

Tensor TorchFile::readWhole(std::size_t index, const std::vector<std::int64_t>& shape) const {
    const auto& storage = m_storages[index];
    auto data = readBuffer(shape, storage.type, m_name);
    const std::span bytes(static_cast<std::byte*>(data.data_ptr()), data.nbytes());
    m_file->read(storage.offset, bytes);
    if (storage.checked && zipChecksum(bytes) != storage.crc) {
        refuse(m_name, "is damaged: the data of its storage " + printable(storage.key)
                           + " do not fit their checksum");
    }
    if (storage.type == at::kBool && !areBooleans(bytes)) {
        refuse(m_name, "is damaged: its storage " + printable(storage.key)
                           + " holds bytes that are neither true nor false");
    }
    return data;
}

Tensor TorchFile::read(std::size_t index) const {
    const auto& entry = m_entries.at(index);
    std::int64_t count = 1;
    bool inOrder = entry.offset == 0;
    for (auto i = entry.shape.size(); i-- > 0;) {
        inOrder = inOrder && (entry.shape[i] == 1 || entry.strides[i] == count);
        count *= entry.shape[i];
    }
    const bool typed = entry.type == m_storages[entry.storage].type;
    if (typed && inOrder && count == m_storages[entry.storage].count) {
        return readWhole(entry.storage, entry.shape);
    }
    const auto& storage = storageAt(entry.storage);
    const auto size = static_cast<std::int64_t>(at::elementSize(entry.type));
    const auto values =
        typed ? storage : storage.slice(0, 0, storage.numel() / size * size).view(entry.type);
    auto tensor = values.as_strided(entry.shape, entry.strides, entry.offset)
                      .clone(at::MemoryFormat::Contiguous);
    if (!typed && entry.type == at::kBool
        && !areBooleans(
            {static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes()})) {
        refuse(m_name, "is damaged: tensor " + printable(entry.name)
                           + " holds bytes that are neither true nor false");
    }
    return tensor;
}

Verification TorchFile::verify(const Progress& progress) const {
    constexpr std::uint64_t kAtOnce = 4U << 20;
    std::vector<std::byte> part(static_cast<std::size_t>(std::min(kAtOnce, m_file->size())));
    double done = 0, all = 0;
    for (const auto& storage : m_storages) {
        const auto size = static_cast<std::uint64_t>(storage.count) * at::elementSize(storage.type);
        all += static_cast<double>(size);
        std::uint32_t crc = zipChecksum({});
        for (std::uint64_t at = 0; storage.checked && at < size;) {
            const auto bytes = std::span(part).first(
                static_cast<std::size_t>(std::min<std::uint64_t>(part.size(), size - at)));
            m_file->read(storage.offset + at, bytes);
            crc = zipChecksum(bytes, crc);
            at += bytes.size();
            done += static_cast<double>(bytes.size());
            if (!progress(done / static_cast<double>(m_file->size()))) {
                return {};
            }
        }
        if (storage.checked && crc != storage.crc) {
            refuse(m_name, "is damaged: the data of its storage " + printable(storage.key)
                               + " do not fit their checksum");
        }
    }
    return {.finished = true, .compared = done, .all = all};
}

bool isTorchFile(const fs::path& path) {
    const InputFile file(path);
    std::array<std::byte, 9> start{};
    if (file.size() < 4) {
        return false;
    }
    file.read(0, std::span(start).first(
                     static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), start.size()))));
    const bool zip = start[0] == std::byte{'P'} && start[1] == std::byte{'K'}
                     && start[2] == std::byte{3} && start[3] == std::byte{4};
    // The length of a safetensors header may begin like a pickle; its text then follows.
    const bool pickle = start[0] == std::byte{0x80} && start[1] >= std::byte{2}
                        && start[1] <= std::byte{5} && start[8] != std::byte{'{'};
    return zip || pickle;
}

} // namespace mae
