// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/membernames.h"

#include "core/protocol/json/unicode.h"

#include <QHashFunctions>

#include <algorithm>

namespace pushbench::protocol {
namespace {

/// Up to here comparing each with each beats sorting.
constexpr std::ptrdiff_t kFewNames = 16;

QByteArray unescaped(const MemberNames::Name &name)
{
    QByteArray text;
    appendUnescaped(text, name.text);
    return text;
}

bool sameName(const MemberNames::Name &a, const MemberNames::Name &b)
{
    if (!a.escaped && !b.escaped)
        return a.text == b.text;
    return unescaped(a) == unescaped(b);
}

} // namespace

void MemberNames::add(const Name &name)
{
    const size_t hash = name.escaped ? qHash(QByteArrayView(unescaped(name))) : qHash(name.text);
    m_names.push_back({name, hash});
}

std::vector<MemberNames::Name> MemberNames::close()
{
    const auto first = m_names.begin() + std::ptrdiff_t(m_starts.back());
    const auto last = m_names.end();
    std::vector<Name> repeated;
    if (last - first <= kFewNames) {
        for (auto later = first; later != last; ++later) {
            if (std::any_of(first, later, [&later](const Entry &entry) {
                    return entry.hash == later->hash && sameName(entry.name, later->name);
                }))
                repeated.push_back(later->name);
        }
    } else {
        std::sort(first, last, [](const Entry &a, const Entry &b) {
            return a.hash != b.hash ? a.hash < b.hash : a.name.bytes.offset < b.name.bytes.offset;
        });
        for (auto group = first; group != last;) {
            auto other = group + 1;
            for (; other != last && other->hash == group->hash; ++other) {
                if (sameName(group->name, other->name))
                    repeated.push_back(other->name);
            }
            group = other;
        }
        std::sort(repeated.begin(), repeated.end(),
                  [](const Name &a, const Name &b) { return a.bytes.offset < b.bytes.offset; });
    }
    m_names.erase(first, last);
    m_starts.pop_back();
    return repeated;
}

} // namespace pushbench::protocol
