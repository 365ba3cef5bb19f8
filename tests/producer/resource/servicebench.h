// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/resource/resourceservice.h"
#include "core/wire/http1/http1parser.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace pushbench::producer {

/// A service without a socket, and requests as text.
class ServiceBench
{
public:
    explicit ServiceBench(ResourceConfig config = {})
        : m_service(withToken(std::move(config)), clock,
                    {.resume = [this] { ++resumes; },
                     .notice = [this](const QByteArray &text) { notices.append(text); }})
    {
        m_service.setRoot("http://own:1/");
    }

    void publish(qint64 sequence, const QByteArray &name = "Property", const QByteArray &key = "k1",
                 const QByteArray &url = {})
    {
        m_service.publish({{sequence}, name, key, url});
    }

    /// Events first to last, keys "k<number>".
    void publishRange(qint64 first, qint64 last, const QByteArray &name = "Property")
    {
        for (qint64 sequence = first; sequence <= last; ++sequence)
            publish(sequence, name, "k" + QByteArray::number(sequence));
    }

    /// "GET /EntityEvent" with further lines of the head; "~" is EntityEventSequence, and blanks in
    /// the target are percent-encoded.
    wire::Response ask(const QByteArray &what, const QByteArrayList &lines = {},
                       const QByteArray &token = "secret")
    {
        const qsizetype blank = what.indexOf(' ');
        QByteArray target = what.sliced(blank + 1);
        target.replace(' ', "%20").replace('~', "EntityEventSequence");
        QByteArray bytes = what.first(blank) + ' ' + target + " HTTP/1.1\r\nHost: h\r\n";
        if (!token.isEmpty())
            bytes.append("Authorization: Bearer " + token + "\r\n");
        for (const QByteArray &line : lines)
            bytes.append(line + "\r\n");
        bytes.append("\r\n");
        wire::RequestParser parser{wire::Limits{}};
        QByteArrayView rest(bytes);
        while (true) {
            const wire::Parsed parsed = parser.advance(rest);
            rest = rest.sliced(parsed.consumed);
            if (parsed.event == wire::Parsed::Event::Complete)
                return m_service.answer(parser.take());
            if (parsed.event != wire::Parsed::Event::Head)
                qFatal("the test's request is none: %s", bytes.constData());
        }
    }

    static QByteArray field(const wire::Response &response, QByteArrayView name)
    {
        QByteArrayList values;
        for (const wire::Field &field : response.fields) {
            if (field.name == name)
                values.append(field.value);
        }
        return values.join(" & ");
    }

    static QJsonObject json(const wire::Response &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }

    /// The numbers of a page, "1101 1102".
    static QByteArray numbers(const wire::Response &response)
    {
        QByteArrayList list;
        for (const QJsonValue &value : json(response)[QLatin1String("value")].toArray())
            list.append(QByteArray::number(
                value.toObject()[QLatin1String("EntityEventSequence")].toInteger()));
        return list.join(' ');
    }

    /// The target of a page's link; empty without one.
    static QByteArray link(const wire::Response &response)
    {
        const QString url = json(response)[QLatin1String("@odata.nextLink")].toString();
        return url.isEmpty() ? QByteArray() : url.sliced(qsizetype(strlen("http://h"))).toUtf8();
    }

    /// A walk by links, " | " between its pages.
    QByteArray walk(const QByteArray &target)
    {
        QByteArrayList pages;
        QByteArray next = target;
        while (!next.isEmpty() && pages.size() < 50) {
            const wire::Response response = ask("GET " + next);
            pages.append(response.status == 200 ? numbers(response)
                                                : QByteArray::number(response.status));
            next = link(response);
        }
        return pages.join(" | ");
    }

    ManualClock clock;
    int resumes = 0;
    QByteArrayList notices;

    [[nodiscard]] ResourceService &service() { return m_service; }

private:
    static ResourceConfig withToken(ResourceConfig config)
    {
        config.token = Secret("secret");
        return config;
    }

    ResourceService m_service;
};

} // namespace pushbench::producer
