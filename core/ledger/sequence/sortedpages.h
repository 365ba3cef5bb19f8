// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <concepts>
#include <vector>

namespace pushbench::ledger {

template <typename Item>
concept PageItem = std::is_trivially_copyable_v<Item> && requires(const Item &item)
{
    {
        item.key()
        } -> std::same_as<quint64>;
    {
        item.weight()
        } -> std::same_as<quint64>;
};

/// Items sorted by key in pages of a few hundred: appending costs next to nothing, inserting in the
/// middle moves one page, and ten million items need no allocation each. Every page knows the
/// weight of its items, so the weight of a wide range is summed by pages. Keys are unique.
///
/// A Position is good until the next insert or erase.
template <PageItem Item>
class SortedPages
{
public:
    struct Position
    {
        size_t page = 0;
        size_t slot = 0;

        friend bool operator==(const Position &, const Position &) = default;
    };

    [[nodiscard]] bool isEmpty() const noexcept { return m_pages.empty(); }
    [[nodiscard]] size_t size() const noexcept { return m_size; }

    [[nodiscard]] Position begin() const noexcept { return {}; }
    [[nodiscard]] Position end() const noexcept { return {m_pages.size(), 0}; }

    [[nodiscard]] Position next(Position at) const noexcept
    {
        return ++at.slot < m_pages[at.page].items.size() ? at : Position{at.page + 1, 0};
    }

    /// The one before; `at` must not be begin().
    [[nodiscard]] Position previous(Position at) const noexcept
    {
        return at.slot > 0 ? Position{at.page, at.slot - 1}
                           : Position{at.page - 1, m_pages[at.page - 1].items.size() - 1};
    }

    /// Whether a position from before an insert or erase still is one, if of another item.
    [[nodiscard]] bool has(Position at) const noexcept
    {
        return at.page < m_pages.size() && at.slot < m_pages[at.page].items.size();
    }

    [[nodiscard]] const Item &at(Position at) const noexcept
    {
        return m_pages[at.page].items[at.slot];
    }
    [[nodiscard]] const Item &back() const noexcept { return m_pages.back().items.back(); }

    /// The last item whose key is not above this one; end() when there is none.
    [[nodiscard]] Position atOrBelow(quint64 key) const noexcept
    {
        if (m_pages.empty() || key < m_firsts.front())
            return end();
        const size_t page = lastAtOrBelow(
            m_firsts.size(), [&](size_t i) { return m_firsts[i]; }, key);
        const std::vector<Item> &items = m_pages[page].items;
        // Keys of a dense feed are consecutive, and then the place can be computed.
        const quint64 guess = key - m_firsts[page];
        if (guess < items.size() && items[guess].key() == key)
            return {page, static_cast<size_t>(guess)};
        return {page,
                lastAtOrBelow(
                    items.size(), [&](size_t i) { return items[i].key(); }, key)};
    }

    /// The first item whose key is not below this one; end() when there is none.
    [[nodiscard]] Position atOrAbove(quint64 key) const noexcept
    {
        const Position below = atOrBelow(key);
        if (below == end())
            return begin();
        return at(below).key() == key ? below : next(below);
    }

    /// Lets `change` edit an item in place; it must keep the item's key between its neighbours'.
    template <typename Change>
    void update(Position at, Change &&change)
    {
        Page &page = m_pages[at.page];
        Item &item = page.items[at.slot];
        const quint64 before = item.weight();
        change(item);
        page.weight += item.weight() - before;
        if (at.slot == 0)
            m_firsts[at.page] = item.key();
    }

    Position insert(const Item &item)
    {
        Position at = m_pages.empty() ? end() : atOrBelow(item.key());
        if (at == end())
            at = {0, 0};
        else
            ++at.slot;
        if (m_pages.empty() || m_pages[at.page].items.size() == kItemsPerPage)
            at = makeRoom(at);
        Page &page = m_pages[at.page];
        page.items.insert(page.items.begin() + static_cast<qsizetype>(at.slot), item);
        page.weight += item.weight();
        m_firsts[at.page] = page.items.front().key();
        ++m_size;
        return at;
    }

    /// The position of the item that followed.
    Position erase(Position at)
    {
        Page &page = m_pages[at.page];
        page.weight -= page.items[at.slot].weight();
        page.items.erase(page.items.begin() + static_cast<qsizetype>(at.slot));
        --m_size;
        if (page.items.empty()) {
            m_pages.erase(m_pages.begin() + static_cast<qsizetype>(at.page));
            m_firsts.erase(m_firsts.begin() + static_cast<qsizetype>(at.page));
            return {at.page, 0};
        }
        m_firsts[at.page] = page.items.front().key();
        return at.slot < page.items.size() ? at : Position{at.page + 1, 0};
    }

    /// Sum of the weights in [from, to).
    [[nodiscard]] quint64 weightBetween(Position from, Position to) const noexcept
    {
        quint64 sum = 0;
        while (from != to) {
            if (from.slot == 0 && from.page < to.page) {
                sum += m_pages[from.page].weight;
                from = {from.page + 1, 0};
            } else {
                sum += at(from).weight();
                from = next(from);
            }
        }
        return sum;
    }

    [[nodiscard]] size_t memoryBytes() const noexcept
    {
        size_t bytes = m_pages.capacity() * sizeof(Page) + m_firsts.capacity() * sizeof(quint64);
        for (const Page &page : m_pages)
            bytes += page.items.capacity() * sizeof(Item);
        return bytes;
    }

private:
    static constexpr size_t kItemsPerPage = 512;

    struct Page
    {
        std::vector<Item> items;
        quint64 weight = 0;
    };

    /// Without a branch that depends on the data: a mispredicted one costs more than a whole step.
    template <typename KeyAt>
    [[nodiscard]] static size_t lastAtOrBelow(size_t size, KeyAt &&keyAt, quint64 key) noexcept
    {
        size_t base = 0;
        while (size > 1) {
            const size_t half = size / 2;
            base += keyAt(base + half) <= key ? half : 0;
            size -= half;
        }
        return base;
    }

    /// Where an item for `at` goes once its page is not full any more. A full last page is left
    /// full when the item comes behind it, so that ordered traffic packs its pages.
    Position makeRoom(Position at)
    {
        if (m_pages.empty() || (at.page + 1 == m_pages.size() && at.slot == kItemsPerPage)) {
            m_pages.emplace_back();
            m_firsts.push_back(0);
            return {m_pages.size() - 1, 0};
        }
        constexpr size_t kHalf = kItemsPerPage / 2;
        Page upper;
        Page &lower = m_pages[at.page];
        upper.items.assign(lower.items.begin() + kHalf, lower.items.end());
        lower.items.resize(kHalf);
        for (const Item &item : upper.items)
            upper.weight += item.weight();
        lower.weight -= upper.weight;
        const auto behind = static_cast<qsizetype>(at.page + 1);
        m_firsts.insert(m_firsts.begin() + behind, upper.items.front().key());
        m_pages.insert(m_pages.begin() + behind, std::move(upper));
        return at.slot <= kHalf ? at : Position{at.page + 1, at.slot - kHalf};
    }

    std::vector<Page> m_pages;
    std::vector<quint64> m_firsts; ///< Key of each page's first item, side by side for the search.
    size_t m_size = 0;
};

} // namespace pushbench::ledger
