// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a consumer makes of EntityEventSource.

#include "core/checks/consumer/consumercheck.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

/// Those that were agreed on come first.
Probes labels(ProbeContext &context)
{
    Probes probes;
    const auto add = [&](const QString &what, const QByteArray &label) {
        probes.push_back({.what = what, .label = label, .body = context.events.single()});
    };
    for (const QByteArray &label : context.profile.labels)
        add(u"“%1”, which was agreed on"_s.arg(QString::fromUtf8(label)), label);
    add(u"a label of one character"_s, "x");
    add(u"with blanks inside"_s, "IDX Feed 123");
    add(u"nobody knows it"_s, "pushbench-check-unknown");
    add(u"in UTF-8"_s,
        "Qu\xc3\xa9"
        "bec");
    return probes;
}

void labelsTaken(const Answers &answers, Judging &judging)
{
    const size_t agreed = judging.profile().labels.size();
    for (size_t i = 0; i < answers.size(); ++i)
        judging.expectAccepted(answers[i], i < agreed ? Status::Fail : Status::Warn);
}

void oneLabelTaken(const Answers &answers, Judging &judging)
{
    judging.expectAccepted(answers.front(), Status::Warn);
}

Probes noLabel(ProbeContext &context)
{
    return {{.what = u"without EntityEventSource"_s, .label = "", .body = context.events.single()}};
}

Probes longLabel(ProbeContext &context)
{
    return {{.what = u"255 characters"_s,
             .label = QByteArray(255, 'L'),
             .body = context.events.single()}};
}

Probes tooLongLabel(ProbeContext &context)
{
    return {{.what = u"256 characters"_s,
             .label = QByteArray(256, 'L'),
             .body = context.events.single()}};
}

void survives(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAnswer(seen, u"any answer but a 5xx"_s);
}

const ConsumerCheck kChecks[] = {
    {{"RCP028-R22.no-label", Level::Must, "takes events without a label", "No EntityEventSource",
      "2xx passes, a 4xx is a warning, a 5xx fails"},
     noLabel,
     oneLabelTaken},
    {{"RCP028-R22.labels", Level::Must, "takes labels that it does not know",
      "Short, unknown and non-ASCII labels",
      "2xx passes, a 4xx is a warning, a 5xx fails; of labels of the profile a 4xx fails, too"},
     labels,
     labelsTaken},
    {{"RCP028-R22.label-255", Level::Must, "takes a label of 255 characters",
      "EntityEventSource with 255 characters", "2xx passes, a 4xx is a warning, a 5xx fails"},
     longLabel,
     oneLabelTaken},
    {{"RCP028-R22.label-256", Level::May, "survives a label that is too long",
      "EntityEventSource with 256 characters", "any answer passes but a 5xx"},
     tooLongLabel,
     survives},
};

} // namespace

std::span<const ConsumerCheck> labelChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
