// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"

#include <set>

namespace pushbench::consumer {

/// Which resources the events of one feed are about: names that Data Dictionary 2.0 does not have
/// (RCP027-R4), and a log that begins with a child whose parent cannot have come before it
/// (RCP027-R11). Removals cannot be told from a push, so RCP027-R12 stays open.
class Lineage
{
public:
    void apply(const journal::Exchange &exchange, JudgeChanges &changes);

private:
    void judgeUnknown(QByteArrayView name, const journal::Exchange &exchange, size_t index,
                      JudgeChanges &changes);
    void judgeBeginning(const protocol::EntityEventView &event, const journal::Exchange &exchange,
                        size_t index, JudgeChanges &changes);

    bool m_beginningTold = false;
    QByteArray m_last;            ///< The last one that is not known.
    std::set<QByteArray> m_names; ///< Those that are not known, and were told of.
};

} // namespace pushbench::consumer
