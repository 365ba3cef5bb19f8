// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/eventcolumns.h"

#include "core/ledger/fingerprintindex.h"

#include <algorithm>
#include <cstring>

namespace pushbench::ledger {
namespace {

/// A block ends early when its keys or its time would not fit their columns.
constexpr qint64 kMostTextBytes = 0x7fff'ffff;
constexpr std::chrono::milliseconds kLongestBlock{0xffff'ffff};

/// Stands in a text column in front of a name that the table had no room for.
using NameLength = quint32;

} // namespace

quint16 TextTable::intern(QByteArrayView text)
{
    quint16 &recent = m_recent[fingerprint(text, {}) % m_recent.size()];
    if (recent != kFull && m_texts[recent] == text)
        return recent;
    const QByteArray key = QByteArray::fromRawData(text.data(), text.size());
    const auto known = m_numbers.constFind(key);
    if (known != m_numbers.constEnd())
        return recent = known.value();
    if (m_texts.size() >= kFull)
        return kFull;
    recent = static_cast<quint16>(m_texts.size());
    m_texts.push_back(text.toByteArray());
    m_numbers.insert(m_texts.back(), recent);
    return recent;
}

EventColumns::Block &EventColumns::openBlock(const EventRow &row)
{
    if (!m_blocks.empty()) {
        Block &last = *m_blocks.back();
        const qint64 exchange = row.exchange.value - last.firstExchange;
        const auto since = row.at - last.began;
        const bool fits = last.sequences.size() < size_t(kBlockRows) && exchange >= 0
            && exchange <= std::numeric_limits<qint32>::max()
            && since >= std::chrono::microseconds(0) && since <= kLongestBlock
            && last.texts.size() + row.resourceRecordKey.size() + row.resourceName.size()
                < kMostTextBytes;
        if (fits)
            return last;
    }
    auto block = std::make_shared<Block>();
    block->began = row.at;
    block->firstExchange = row.exchange.value;
    block->firstRow = m_size;
    m_blocks.push_back(block);
    return *block;
}

void EventColumns::append(const EventRow &row)
{
    Block &block = openBlock(row);
    const quint16 name = m_texts->intern(row.resourceName);
    block.sequences.push_back(row.sequence.value);
    block.milliseconds.push_back(static_cast<quint32>(
        std::chrono::floor<std::chrono::milliseconds>(row.at - block.began).count()));
    block.exchanges.push_back(static_cast<qint32>(row.exchange.value - block.firstExchange));
    block.names.push_back(name);
    block.sources.push_back(m_texts->intern(row.source));
    block.states.push_back(row.state);
    if (name == TextTable::kFull) {
        const auto length = static_cast<NameLength>(row.resourceName.size());
        block.texts.append(reinterpret_cast<const char *>(&length), sizeof length)
            .append(row.resourceName);
    }
    block.texts.append(row.resourceRecordKey);
    block.keyEnds.push_back(static_cast<quint32>(block.texts.size()));
    ++m_size;
}

const EventColumns::Block &EventColumns::blockOf(qsizetype index) const
{
    // As a rule blocks are full, and the row's number says where it is.
    const auto guess =
        m_blocks.begin() + std::min(index / kBlockRows, qsizetype(m_blocks.size()) - 1);
    if ((*guess)->firstRow <= index
        && (std::next(guess) == m_blocks.end() || index < (*std::next(guess))->firstRow))
        return **guess;
    const auto after =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), index,
                         [](qsizetype i, const auto &block) { return i < block->firstRow; });
    return **std::prev(after);
}

EventRow EventColumns::row(qsizetype index) const
{
    const Block &block = blockOf(index);
    const auto at = static_cast<size_t>(index - block.firstRow);
    const qsizetype begin = at == 0 ? 0 : qsizetype(block.keyEnds[at - 1]);
    QByteArrayView key =
        QByteArrayView(block.texts).sliced(begin, qsizetype(block.keyEnds[at]) - begin);
    EventRow row{.at = block.began + std::chrono::milliseconds(block.milliseconds[at]),
                 .exchange = {block.firstExchange + block.exchanges[at]},
                 .sequence = {block.sequences[at]},
                 .state = block.states[at]};
    if (block.names[at] == TextTable::kFull) {
        NameLength length = 0;
        std::memcpy(&length, key.data(), sizeof length);
        row.resourceName = key.sliced(sizeof length, length);
        key = key.sliced(qsizetype(sizeof length) + length);
    } else {
        row.resourceName = m_texts->text(block.names[at]);
    }
    row.resourceRecordKey = key;
    if (block.sources[at] != TextTable::kFull)
        row.source = m_texts->text(block.sources[at]);
    return row;
}

EventColumns EventColumns::snapshot() const
{
    EventColumns copy = *this;
    if (!m_blocks.empty())
        copy.m_blocks.back() = std::make_shared<Block>(*m_blocks.back());
    copy.m_texts = std::make_shared<TextTable>(*m_texts);
    return copy;
}

size_t EventColumns::Block::memoryBytes() const noexcept
{
    return sizeof *this + sequences.capacity() * 8 + milliseconds.capacity() * 4
        + exchanges.capacity() * 4 + keyEnds.capacity() * 4 + names.capacity() * 2
        + sources.capacity() * 2 + states.capacity() + size_t(texts.capacity());
}

size_t EventColumns::memoryBytes() const noexcept
{
    size_t bytes = sizeof *this;
    for (const auto &block : m_blocks)
        bytes += block->memoryBytes();
    return bytes;
}

} // namespace pushbench::ledger
