// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/producer/producercheck.h"

namespace pushbench::checks {

// How a producer takes an answer that is late, and a token that is refused from now on. The
// standard leaves to it when it gives up (RCP028-R10) and what it makes of a 401 (RCP028-R23), so
// none of that fails.

/// Nothing is sent a second time while its request is under way: a POST is not repeated by someone
/// who cannot know whether the first one did it (RFC 9110 section 9.2.2). Who has given up on it
/// may come again.
void byCopies(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome);

/// Did it wait?
void bySlowness(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome);

/// Did it wait, or come again?
void byComingBack(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome);

/// Did it go on with the token that follows?
void byNextToken(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome);

/// How often did it try with one that is refused?
void byRefusedTries(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome);

} // namespace pushbench::checks
