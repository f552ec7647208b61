// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_writer.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/torch_values.h"
#include "core/io/zip_archive.h"

#include <limits>
#include <list>
#include <string>

namespace mae {
namespace {

std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
    return text;
}

// The pieces of a pickle of protocol 2; opcodes as in pickle.cpp.
std::string text(const std::string& value) { return "X" + little(value.size(), 4) + value; }

std::string number(std::int64_t value) {
    return value <= std::numeric_limits<std::int32_t>::max()
               ? "J" + little(static_cast<std::uint64_t>(value), 4)
               : "\x8a\x08" + little(static_cast<std::uint64_t>(value), 8);
}

std::string tuple(at::IntArrayRef values) {
    std::string items = "(";
    for (const auto value : values) {
        items += number(value);
    }
    return items + "t";
}

std::string describe(const Tensor& tensor, std::size_t key) {
    const auto* className = torchStorageClass(tensor.scalar_type());
    if (className == nullptr) {
        throw Error(ErrorKind::Internal, "Weights of this type can't be written.");
    }
    const std::string emptyDict = "ccollections\nOrderedDict\n)R";
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\n" + className + "\n"
           + text(std::to_string(key)) + text("cpu") + number(tensor.numel()) + "tQ" + number(0)
           + tuple(tensor.sizes()) + tuple(tensor.strides()) + "\x89" + emptyDict + "tR";
}

/// A zip archive of stored parts, each at a multiple of 64 bytes, as torch.load() may map them.
class Archive {
public:
    void add(const std::string& name, std::span<const std::byte> data) {
        constexpr std::uint64_t kAlignment = 64, kHeader = 30, kExtraHeader = 4;
        const auto crc = zipChecksum(data);
        const auto start = m_size + kHeader + name.size() + kExtraHeader;
        const auto padding = (kAlignment - start % kAlignment) % kAlignment;
        const auto common = little(0, 2) + little(0, 2) + little(0, 4) + little(crc, 4)
                            + little(data.size(), 4) + little(data.size(), 4)
                            + little(name.size(), 2);
        m_directory +=
            "PK\x01\x02" + little(0, 4) + common + std::string(12, '\0') + little(m_size, 4) + name;
        put("PK\x03\x04" + little(0, 2) + common + little(kExtraHeader + padding, 2) + name + "FB"
            + little(padding, 2) + std::string(padding, 'Z'));
        put(data);
        ++m_count;
    }
    void addText(const std::string& name, const std::string& data) {
        m_texts.push_back(data);
        add(name, std::as_bytes(std::span(m_texts.back())));
    }

    bool write(const std::filesystem::path& path, const Progress& progress) {
        const auto begin = m_size;
        put(m_directory);
        put("PK\x05\x06" + little(0, 4) + little(m_count, 2) + little(m_count, 2)
            + little(m_directory.size(), 4) + little(begin, 4) + little(0, 2));
        if (m_size > std::numeric_limits<std::uint32_t>::max() || m_count > 0xFFFE) {
            throw Error(ErrorKind::InvalidConfig, "'" + path.string()
                                                      + "' would be larger than 4 GB. Write it in "
                                                        "half precision: --dtype float16.");
        }
        return writeFileAtomically(path, m_parts, progress);
    }

private:
    void put(std::string part) {
        m_texts.push_back(std::move(part));
        put(std::as_bytes(std::span(m_texts.back())));
    }
    void put(std::span<const std::byte> part) {
        m_parts.push_back(part);
        m_size += part.size();
    }

    std::list<std::string> m_texts{}; ///< what some parts point to
    std::vector<std::span<const std::byte>> m_parts{};
    std::string m_directory{};
    std::uint64_t m_size = 0;
    std::uint64_t m_count = 0;
};

} // namespace

bool writeTorchFile(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                    const Progress& progress) {
    std::vector<Tensor> kept; // contiguous
    std::string pickle = "\x80\x02}" + text("model") + "ccollections\nOrderedDict\n)R(";
    for (const auto& [name, tensor] : tensors) {
        kept.push_back(tensor.detach().contiguous());
        pickle += text(name) + describe(kept.back(), kept.size() - 1);
    }
    pickle += "us.";
    Archive archive;
    archive.addText("archive/data.pkl", pickle);
    archive.addText("archive/byteorder", "little");
    for (std::size_t i = 0; i < kept.size(); ++i) {
        archive.add("archive/data/" + std::to_string(i),
                    {static_cast<const std::byte*>(kept[i].const_data_ptr()), kept[i].nbytes()});
    }
    archive.addText("archive/version", "3\n");
    return archive.write(path, progress);
}

} // namespace mae
