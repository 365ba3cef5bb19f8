// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/catalogue.h"
#include "core/checks/producer/producercheck.h"

namespace pushbench::checks {

// What a profile adds to the producer's checks.

/// Agreed header fields that did not come, and payloads in the form that was not agreed on, as
/// warnings.
void judgeAgreedFields(const ProducerSeen &seen, Outcome &outcome);
void judgeAgreedForms(const ProducerSeen &seen, Outcome &outcome);

/// Is it about a member or a header field that was agreed on?
[[nodiscard]] bool isAgreedName(const Profile &profile, const protocol::Finding &finding);

/// Checks of what only a profile says: members and header fields that neither the standard nor the
/// profile names (RCP027-R19), and the resume call (RCP028-R18). They run beside producerChecks()
/// when there is a profile.
[[nodiscard]] std::span<const ProducerCheck> agreementChecks();

/// The selected ones of producerChecks(), and with an agreement of agreementChecks(), judged.
[[nodiscard]] std::vector<std::pair<CheckSpec, Outcome>>
judgeAll(const ProducerSeen &seen, const Selection &selection, Extent extent);

} // namespace pushbench::checks
