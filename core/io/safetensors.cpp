// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"

#include "core/base/crc32c.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/read_buffer.h"
#include "core/io/safetensors_format.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <utility>

namespace mae {
namespace {

constexpr std::array kTypes{
    SafetensorsType{"F64", at::kDouble, 8}, SafetensorsType{"F32", at::kFloat, 4},
    SafetensorsType{"F16", at::kHalf, 2},   SafetensorsType{"BF16", at::kBFloat16, 2},
    SafetensorsType{"I64", at::kLong, 8},   SafetensorsType{"I32", at::kInt, 4},
    SafetensorsType{"I16", at::kShort, 2},  SafetensorsType{"I8", at::kChar, 1},
    SafetensorsType{"U8", at::kByte, 1},    SafetensorsType{"BOOL", at::kBool, 1}};

std::span<const std::byte> bytesOf(const Tensor& tensor) {
    return {static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes()};
}

/// A tensor that shares the memory of @p data.
Tensor view(const Tensor& data, const SafetensorsHeader::Entry& entry, const std::string& name) {
    const auto type = safetensorsType(entry.dtype).value(); // the header has been checked
    auto* bytes = static_cast<std::byte*>(data.data_ptr()) + entry.begin;
    const auto count = static_cast<std::size_t>(entry.end - entry.begin);
    if (type.type == at::kBool && !areBooleans({bytes, count})) {
        refuseSafetensors(name, "tensor " + printable(entry.name)
                                    + " holds bytes that are neither true nor false");
    }
    if (count > 0
        && entry.begin % type.bytes != 0) { // allowed by the format, but not readable in place
        auto copy = at::empty(entry.shape, type.type);
        std::memcpy(copy.data_ptr(), bytes, count);
        return copy;
    }
    return at::from_blob(
        bytes, entry.shape, [data](void*) {}, type.type);
}

Safetensors assemble(SafetensorsHeader header, const Tensor& data, const std::string& name) {
    const auto checksum = header.metadata.find(kChecksumKey);
    if (checksum != header.metadata.end() && isChecksum(checksum->second)
        && checksumText(crc32c(bytesOf(data))) != checksum->second) {
        refuseSafetensors(name, "its data do not fit the checksum: the file is damaged");
    }
    Safetensors file{.metadata = std::move(header.metadata)};
    file.tensors.reserve(header.entries.size());
    for (auto& entry : header.entries) {
        auto tensor = view(data, entry, name);
        file.tensors.push_back({std::move(entry.name), std::move(tensor)});
    }
    return file;
}

/// Widest types first, so that every tensor is aligned for its type: the format allows no gaps.
std::vector<NamedTensor> inFileOrder(const std::vector<NamedTensor>& tensors,
                                     const std::string& name) {
    std::set<std::string_view> names;
    std::vector<NamedTensor> ordered;
    ordered.reserve(tensors.size());
    for (const auto& [tensorName, tensor] : tensors) {
        const bool good = tensor.defined() && tensor.is_cpu()
                          && safetensorsType(tensor.scalar_type()) && tensorName != kMetadataKey
                          && names.insert(tensorName).second;
        if (!good) {
            throw Error(ErrorKind::Internal, "Tensor " + printable(tensorName)
                                                 + " can't be written to '" + name
                                                 + "': undefined, not on the CPU, of an "
                                                   "unsupported type, or named twice.");
        }
        ordered.push_back({tensorName, tensor.detach().contiguous()});
    }
    std::ranges::stable_sort(ordered, std::ranges::greater{},
                             [](const NamedTensor& named) { return named.tensor.element_size(); });
    return ordered;
}

/// Length and JSON, padded with spaces so that the data begin at a multiple of 64 bytes.
std::string headerText(const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata) {
    constexpr std::size_t kAlignment = 64;
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    json[kMetadataKey] = metadata;
    std::uint64_t begin = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::uint64_t end = begin + tensor.nbytes();
        json[name] = {{"dtype", safetensorsType(tensor.scalar_type()).value().name},
                      {"shape", tensor.sizes().vec()},
                      {"data_offsets", {begin, end}}};
        begin = end;
    }
    auto text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((kAlignment - (8 + text.size()) % kAlignment) % kAlignment, ' ');
    return text;
}

} // namespace

std::optional<SafetensorsType> safetensorsType(std::string_view name) {
    const auto found =
        std::ranges::find_if(kTypes, [name](const auto& type) { return type.name == name; });
    return found == kTypes.end() ? std::nullopt : std::optional(*found);
}

std::optional<SafetensorsType> safetensorsType(at::ScalarType type) {
    const auto found = std::ranges::find(kTypes, type, &SafetensorsType::type);
    return found == kTypes.end() ? std::nullopt : std::optional(*found);
}

std::string checksumText(std::uint32_t crc) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "crc32c:";
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += kDigits[(crc >> shift) & 0xF];
    }
    return text;
}

bool isChecksum(std::string_view text) {
    return text.size() == 15 && text.starts_with("crc32c:")
           && text.find_first_not_of("0123456789abcdef", 7) == std::string_view::npos;
}

const Tensor* Safetensors::find(std::string_view name) const {
    const auto found = std::ranges::find(tensors, name, &NamedTensor::name);
    return found == tensors.end() ? nullptr : &found->tensor;
}

Safetensors readSafetensors(const std::filesystem::path& path) {
    const InputFile file(path);
    auto header = readSafetensorsHeader(file, path.string());
    const auto data = readBuffer({static_cast<std::int64_t>(file.size() - header.dataBegin)},
                                 at::kByte, path.string());
    file.read(header.dataBegin,
              {static_cast<std::byte*>(data.data_ptr()), static_cast<std::size_t>(data.numel())});
    return assemble(std::move(header), data, path.string());
}

Safetensors parseSafetensors(std::span<const std::uint8_t> bytes, const std::string& name) {
    auto header = parseSafetensorsHeader(bytes, bytes.size(), name);
    const auto data =
        readBuffer({static_cast<std::int64_t>(bytes.size() - header.dataBegin)}, at::kByte, name);
    std::ranges::copy(bytes.subspan(static_cast<std::size_t>(header.dataBegin)),
                      data.data_ptr<std::uint8_t>());
    return assemble(std::move(header), data, name);
}

bool writeSafetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                      std::map<std::string, std::string> metadata, const Progress& progress) {
    const auto ordered = inFileOrder(tensors, path.string());
    std::vector<std::span<const std::byte>> parts(2);
    std::uint32_t crc = 0;
    for (const auto& named : ordered) {
        parts.push_back(bytesOf(named.tensor));
        crc = crc32c(parts.back(), crc);
    }
    metadata[kChecksumKey] = checksumText(crc);
    metadata[kHeaderChecksumKey] = checksumText(0);
    auto header = headerText(ordered, metadata);
    const std::string before = std::string("\"") + kHeaderChecksumKey + "\":\"";
    const auto headerChecksum = checksumText(crc32c(std::as_bytes(std::span(header))));
    header.replace(header.find(before) + before.size(), headerChecksum.size(), headerChecksum);
    const std::uint64_t length = header.size();
    parts[0] = std::as_bytes(std::span(&length, 1));
    parts[1] = std::as_bytes(std::span(header));
    return writeFileAtomically(path, parts, progress);
}

} // namespace mae
