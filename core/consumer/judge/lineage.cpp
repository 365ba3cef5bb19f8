// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/lineage.h"

#include "core/protocol/resourcenames.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

/// A feed that makes up more names than that makes them up for each event.
constexpr size_t kMostNames = 32;

constexpr qsizetype kLongestName = 255;
constexpr qsizetype kLongestShown = 60;

/// Resources that hang on another record, as a rule.
constexpr std::array<QByteArrayView, 8> kChildren{
    "Media",         "OpenHouse",         "PropertyGreenVerification", "PropertyPowerProduction",
    "PropertyRooms", "PropertyUnitTypes", "PropertyPowerStorage",      "SocialMedia"};

QByteArray pointerTo(const journal::Exchange &exchange, size_t index)
{
    if (exchange.payload->form() == protocol::PayloadForm::Single)
        return "/ResourceName"_ba;
    return "/value/"_ba.append(QByteArray::number(qulonglong(index))).append("/ResourceName");
}

} // namespace

void Lineage::apply(const journal::Exchange &exchange, JudgeChanges &changes)
{
    if (!exchange.payload || !exchange.payload->accepted())
        return;
    const auto &events = exchange.payload->events();
    protocol::RecentNames known;
    for (size_t i = 0; i < events.size(); ++i) {
        if (events[i].sequence == protocol::kFirstSequence)
            judgeBeginning(events[i], exchange, i, changes);
        const QByteArrayView name = events[i].resourceName;
        if (known.holds(name))
            continue;
        if (protocol::isKnownResource(name))
            known.add(name);
        else
            judgeUnknown(name, exchange, i, changes);
    }
}

void Lineage::judgeUnknown(QByteArrayView name, const journal::Exchange &exchange, size_t index,
                           JudgeChanges &changes)
{
    // What is too long, or differs in case only, has its finding already.
    if (name == QByteArrayView(m_last) || name.size() > kLongestName
        || !protocol::misspeltResourceName(name).isEmpty())
        return;
    m_last = name.toByteArray();
    if (m_names.size() >= kMostNames || !m_names.insert(m_last).second)
        return;
    changes.findings.push_back({.id = "RCP027-R4",
                                .verdict = protocol::Verdict::Warn,
                                .where = pointerTo(exchange, index),
                                .text = u"ResourceName \"%1\" is none of Data Dictionary 2.0's; a "
                                        u"name of the producer's own is "
                                        "allowed, if its metadata define it"_s.arg(
                                            QString::fromUtf8(name).left(kLongestShown)),
                                .bytes = {}});
}

/// Before number 1 nothing came, and nothing was hidden.
void Lineage::judgeBeginning(const protocol::EntityEventView &event,
                             const journal::Exchange &exchange, size_t index, JudgeChanges &changes)
{
    if (m_beginningTold || std::ranges::find(kChildren, event.resourceName) == kChildren.end())
        return;
    m_beginningTold = true;
    changes.findings.push_back(
        {.id = "RCP027-R11",
         .verdict = protocol::Verdict::Warn,
         .where = pointerTo(exchange, index),
         .text = u"the log begins with %1, whose parent cannot have come before it; parents first "
                 "keeps a replay whole (a guess: the parent may be older than the log)"_s.arg(
                     QString::fromUtf8(event.resourceName)),
         .bytes = {}});
}

} // namespace pushbench::consumer
