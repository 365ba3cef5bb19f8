// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/endpointspec.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

const QString kForm = u"PATH[,token=TOKEN|@FILE][,source=LABEL][,policy=FILE]"_s;

QString escaped(const QString &text)
{
    return QString(text).replace(u'\\', u"\\\\"_s).replace(u',', u"\\,"_s);
}

} // namespace

QStringList splitList(const QString &text)
{
    QStringList parts;
    QString part;
    qsizetype kept = 0; ///< An escaped blank at the end is meant.
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c == u'\\' && at + 1 < text.size()) {
            part += text[++at];
            kept = part.size();
        } else if (c == u',') {
            parts.append(part);
            part.clear();
            kept = 0;
        } else if (!part.isEmpty() || !c.isSpace()) {
            part += c;
            if (!c.isSpace())
                kept = part.size();
        }
        // Blanks before a comma or the end go.
        if ((at + 1 == text.size() || text[at + 1] == u',') && kept < part.size())
            part.truncate(kept);
    }
    parts.append(part);
    return parts;
}

QString joinList(const QStringList &parts)
{
    QStringList written;
    for (const QString &part : parts)
        written.append(escaped(part));
    return written.join(u", "_s);
}

Result<EndpointSpec> parseEndpointSpec(const QString &text)
{
    const QStringList parts = splitList(text);
    EndpointSpec spec{.path = parts.front()};
    const auto complaint = [&spec](const QString &what) {
        return Fault{FaultKind::Usage, spec.path, QString(what % u"; write " % kForm)};
    };
    if (!spec.path.startsWith(u'/'))
        return Fault{
            FaultKind::Usage,
            {},
            QString(u"an endpoint begins with its path, such as /webhooks; write " % kForm)};
    for (const QString &part : parts.mid(1)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.first(qMax(qsizetype(0), equals)).trimmed();
        const QString value = part.sliced(equals + 1);
        if (equals < 0 || (name != u"token" && name != u"source" && name != u"policy"))
            return complaint(name.isEmpty()
                                 ? u"a part is neither token=, source= nor policy="_s
                                 : u"\"%1=\" is neither token=, source= nor policy="_s.arg(name));
        if (value.isEmpty())
            return complaint(u"%1= has no value"_s.arg(name));
        if (name == u"token") {
            spec.tokens.append(value);
        } else if (name == u"source") {
            spec.sources.append(value);
        } else {
            if (!spec.policy.isEmpty())
                return complaint(u"policy= comes twice"_s);
            spec.policy = value;
        }
    }
    return spec;
}

QString writeEndpointSpec(const EndpointSpec &spec)
{
    QString text = escaped(spec.path);
    for (const QString &token : spec.tokens)
        text += u",token=" % escaped(token);
    for (const QString &source : spec.sources)
        text += u",source=" % escaped(source);
    if (!spec.policy.isEmpty())
        text += u",policy=" % escaped(spec.policy);
    return text;
}

} // namespace pushbench::consumer
