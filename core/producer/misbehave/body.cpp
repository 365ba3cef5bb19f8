// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/misbehave/body.h"

#include "core/protocol/payload/payloadwriter.h"

namespace pushbench::producer {
namespace {

constexpr QByteArrayView kOtherContext = "urn:reso:metadata:2.0:resource:property";

bool does(const Trait &trait, Misbehaviour kind)
{
    return (trait.misdeeds >> unsigned(kind)) & 1;
}

void appendText(QByteArray &out, QByteArrayView name, const QByteArray &text)
{
    out.append(",\"").append(name).append("\":");
    protocol::appendJsonString(out, text);
}

/// The members without braces; the names of early drafts are those of T1 in the catalogue of
/// requirements.
void appendCrooked(QByteArray &out, const protocol::EntityEvent &event, const Trait &trait)
{
    const bool legacy = does(trait, Misbehaviour::LegacyNames);
    out.append(legacy ? "\"EntityEventSequenceNumeric\":" : "\"EntityEventSequence\":");
    const bool text = does(trait, Misbehaviour::StringSequence);
    out.append(text ? "\"" : "").append(QByteArray::number(event.sequence.value));
    out.append(does(trait, Misbehaviour::FloatSequence) ? ".0" : "").append(text ? "\"" : "");
    appendText(out, "ResourceName", event.resourceName);
    appendText(out, legacy ? "ResourceRecordKeyNumeric" : "ResourceRecordKey",
               event.resourceRecordKey);
    if (!event.resourceRecordUrl.isEmpty())
        appendText(out, legacy ? "ResourceRecordURL" : "ResourceRecordUrl",
                   event.resourceRecordUrl);
}

QByteArray crookedBody(const Batch &batch, bool single, QByteArrayView context)
{
    QByteArray out("{\"@reso.context\":");
    protocol::appendJsonString(out, context);
    out.append(single ? "," : ",\"value\":[");
    for (size_t i = 0; i < batch.events.size(); ++i) {
        if (!single)
            out.append(i == 0 ? "{" : ",{");
        appendCrooked(out, batch.events[i], batch.traits[i]);
        if (!single)
            out.append('}');
    }
    return out.append(single ? "}" : "]}");
}

} // namespace

QByteArray writeBody(const Batch &batch, bool multi, const RequestPlan &plan)
{
    if (batch.body)
        return *batch.body;
    const bool single = batch.events.size() == 1 && !multi;
    const QByteArrayView context =
        plan.does(Misbehaviour::WrongContext) ? kOtherContext : protocol::kEntityEventContext;
    if (plan.does(Misbehaviour::LegacyNames) || plan.does(Misbehaviour::StringSequence)
        || plan.does(Misbehaviour::FloatSequence))
        return crookedBody(batch, single, context);
    return single ? protocol::writeSingle(batch.events.front(), context)
                  : protocol::writeMulti(batch.events, context);
}

} // namespace pushbench::producer
