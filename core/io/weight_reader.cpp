// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_reader.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/overloaded.h"
#include "core/io/safetensors_file.h"
#include "core/io/safetensors_format.h"
#include "core/io/torch_file.h"

#include <ATen/ops/clone.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace mae {

struct WeightReader::Source {
    std::variant<SafetensorsFile, TorchFile, Safetensors> file;
};

WeightReader::~WeightReader() = default;
WeightReader::WeightReader(WeightReader&&) noexcept = default;
WeightReader& WeightReader::operator=(WeightReader&&) noexcept = default;

std::uint64_t WeightReader::Entry::bytes() const {
    std::uint64_t bytes = at::elementSize(type);
    for (const auto size : shape) { // whose product the readers have checked
        bytes *= static_cast<std::uint64_t>(size);
    }
    return bytes;
}

namespace {

/// Something else altogether is told as such, not by a number that its first bytes happen to be.
void requireSafetensors(const std::filesystem::path& path) {
    const auto refuse = [&path](const std::string& what) {
        throw Error(ErrorKind::Format, "'" + path.string() + "' " + what + ".");
    };
    const InputFile file(path);
    std::array<std::byte, 9> start{};
    const auto size = std::min<std::uint64_t>(file.size(), start.size());
    file.read(0, std::span(start).first(static_cast<std::size_t>(size)));
    const auto begins = [&start](std::initializer_list<int> bytes) {
        return std::equal(bytes.begin(), bytes.end(), start.begin(), [](int wanted, std::byte is) {
            return std::byte{static_cast<unsigned char>(wanted)} == is;
        });
    };
    if (size == 0) {
        refuse("is empty");
    }
    if (begins({0x1F, 0x8B}) || begins({0xFD, '7', 'z'}) || begins({'B', 'Z', 'h'})
        || begins({0x28, 0xB5, 0x2F, 0xFD})) {
        refuse("is compressed. Unpack it first, and open what was in it");
    }
    if (begins({'P', 'K', 5, 6})) {
        refuse("is a zip archive without anything in it");
    }
    const bool sane = std::all_of(start.begin() + 4, start.begin() + 8,
                                  [](std::byte b) { return b == std::byte{0}; });
    if (size == start.size() && !sane && start[8] != std::byte{'{'}) {
        refuse("is no checkpoint: neither a safetensors file nor one that torch.save() has "
               "written");
    }
}

} // namespace

WeightReader::WeightReader(const std::vector<std::filesystem::path>& files) {
    for (const auto& path : files) {
        if (isTorchFile(path)) {
            add({TorchFile(path)}, path.string());
        } else {
            requireSafetensors(path);
            add({SafetensorsFile(path)}, path.string());
        }
    }
}

WeightReader::WeightReader(std::span<const std::uint8_t> bytes, const std::string& name) {
    add({SafetensorsFile(bytes, name)}, name);
}

WeightReader::WeightReader(const Safetensors& tensors, const std::string& name) {
    add({tensors}, name);
}

void WeightReader::add(Source source, const std::string& path) {
    File file{.path = path, .format = "safetensors"};
    const auto index = m_files.size();
    const auto entry = [&](const std::string& name, at::ScalarType type,
                           std::vector<std::int64_t> shape, std::size_t place) {
        m_entries.push_back({name, type, std::move(shape), index});
        m_places.push_back(place);
    };
    const auto metadata = [this](std::map<std::string, std::string> values) {
        m_metadata.merge(values);
    };
    std::visit(Overloaded{[&](const SafetensorsFile& weights) {
                              const auto& entries = weights.header().entries;
                              for (std::size_t i = 0; i < entries.size(); ++i) {
                                  entry(entries[i].name,
                                        safetensorsType(entries[i].dtype).value().type,
                                        entries[i].shape, i);
                              }
                              metadata(weights.header().metadata);
                              file.bytes = weights.size();
                          },
                          [&](const TorchFile& weights) {
                              const auto& entries = weights.entries();
                              for (std::size_t i = 0; i < entries.size(); ++i) {
                                  entry(entries[i].name, entries[i].type, entries[i].shape, i);
                              }
                              metadata(weights.arguments());
                              file.bytes = weights.size();
                              file.format = weights.isZip() ? "torch zip" : "torch legacy";
                          },
                          [&](const Safetensors& weights) {
                              for (std::size_t i = 0; i < weights.tensors.size(); ++i) {
                                  const auto& [name, tensor] = weights.tensors[i];
                                  entry(name, tensor.scalar_type(), tensor.sizes().vec(), i);
                                  file.bytes += tensor.nbytes();
                              }
                              metadata(weights.metadata);
                          }},
               source.file);
    m_files.push_back(std::move(file));
    m_sources.push_back(std::move(source));
}

Tensor WeightReader::read(std::size_t entry) const {
    const auto place = m_places.at(entry);
    return std::visit(Overloaded{[place](const Safetensors& weights) {
                                     return weights.tensors[place].tensor.clone();
                                 },
                                 [place](const auto& weights) { return weights.read(place); }},
                      m_sources[m_entries[entry].file].file);
}

Verification WeightReader::verify(const Progress& progress) const {
    double before = 0, all = 1;
    for (const auto& file : m_files) {
        all += static_cast<double>(file.bytes);
    }
    Verification result{.finished = true};
    for (std::size_t i = 0; i < m_sources.size() && result.finished; ++i) {
        const auto size = static_cast<double>(m_files[i].bytes);
        const Progress part{.stop = progress.stop, .report = [&](double done) {
                                if (progress.report) {
                                    progress.report((before + done * size) / all);
                                }
                            }};
        const auto one =
            std::visit(Overloaded{[](const Safetensors&) { return Verification{.finished = true}; },
                                  [&part](const auto& weights) { return weights.verify(part); }},
                       m_sources[i].file);
        result.finished = one.finished;
        result.compared += one.compared;
        result.all += one.all;
        before += size;
    }
    return result;
}

} // namespace mae
