// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/answer/writer.h"

#include "core/odata/answer/entitymodel.h"
#include "core/protocol/payload/payloadwriter.h"

namespace pushbench::odata {
namespace {

using protocol::appendJsonString;

void appendMember(QByteArray &out, Field field, const protocol::EntityEventView &event,
                  IntegerForm form)
{
    appendJsonString(out, nameOf(field));
    out.append(':');
    switch (field) {
    case Field::Sequence:
        return appendInteger(out, event.sequence.value, form);
    case Field::ResourceName:
        return appendJsonString(out, event.resourceName);
    case Field::ResourceRecordKey:
        return appendJsonString(out, event.resourceRecordKey);
    case Field::ResourceRecordUrl:
        if (event.resourceRecordUrl.isEmpty())
            out.append("null");
        else
            appendJsonString(out, event.resourceRecordUrl);
        return;
    case Field::FeedTypes:
        out.append("[]");
        return;
    }
}

QByteArray entitySet(QByteArrayView name)
{
    const QByteArray text = name.toByteArray();
    return "{\"name\":\"" + text + "\",\"kind\":\"EntitySet\",\"url\":\"" + text + "\"}";
}

} // namespace

QByteArray contextUrl(QByteArrayView root, const Selection &select, bool single)
{
    QByteArray url = root.toByteArray().append("$metadata#").append(kEntityEvent);
    if (!select.isAll()) {
        char separator = '(';
        for (const Field field : select.fields) {
            url.append(separator).append(nameOf(field));
            separator = ',';
        }
        url.append(')');
    }
    return single ? url.append("/$entity") : url;
}

void appendMembers(QByteArray &out, const protocol::EntityEventView &event,
                   const EntityStyle &style)
{
    const size_t count =
        style.select.isAll() ? fieldCount(style.dictionary) : style.select.fields.size();
    for (size_t i = 0; i < count; ++i) {
        if (i > 0)
            out.append(',');
        const Field field = style.select.isAll() ? Field(i) : style.select.fields[i];
        appendMember(out, field, event, style.integers);
    }
}

void appendInteger(QByteArray &out, qint64 number, IntegerForm form)
{
    switch (form) {
    case IntegerForm::Number:
        out.append(QByteArray::number(number));
        return;
    case IntegerForm::Text:
        out.append('"').append(QByteArray::number(number)).append('"');
        return;
    case IntegerForm::Rounded:
        out.append(QByteArray::number(double(number), 'f', 0));
        return;
    }
}

QByteArray errorBody(int status, QByteArrayView message, QByteArrayView target)
{
    QByteArray json = "{\"error\":{\"code\":\"";
    json.append(QByteArray::number(status)).append("\",\"message\":");
    appendJsonString(json, message);
    if (!target.isEmpty()) {
        json.append(",\"target\":");
        appendJsonString(json, target);
    }
    return json.append(",\"details\":[]}}");
}

QByteArray errorBody(const Flaw &flaw)
{
    QByteArray message = flaw.message;
    if (flaw.at >= 0)
        message.append(" (at position ").append(QByteArray::number(flaw.at + 1)).append(')');
    return errorBody(statusOf(flaw.kind), message, flaw.target);
}

QByteArray serviceDocument(std::span<const QByteArray> resources, bool context)
{
    QByteArray json = context ? "{\"@odata.context\":\"$metadata\",\"value\":[" : "{\"value\":[";
    json.append(entitySet(kEntityEvent));
    for (const QByteArray &resource : resources)
        json.append(',').append(entitySet(resource));
    return json.append("]}");
}

} // namespace pushbench::odata
