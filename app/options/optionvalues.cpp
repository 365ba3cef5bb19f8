// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// More is no token and no policy, but a file that was named by mistake.
constexpr qint64 kMostFileBytes = 16 * 1024 * 1024;

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(qint64(seconds * 1000));
}

} // namespace

Fault usageFault(const QString &option, const QString &text)
{
    return {.kind = FaultKind::Usage, .where = option, .text = text};
}

Result<Endpoint> readEndpoint(const QString &option, const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const uint port = text.sliced(colon + 1).toUInt(&ok);
    QString host = text.first(qMax(colon, qsizetype(0)));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QHostAddress address(host == u"localhost"_s ? u"127.0.0.1"_s : host);
    if (colon <= 0 || !ok || port > 65535 || address.isNull())
        return usageFault(
            option,
            u"\"%1\" is not HOST:PORT; write 127.0.0.1:8028, or port 0 for any free one"_s.arg(
                text));
    return Endpoint{address, quint16(port)};
}

Result<Backoff> readBackoff(const QString &option, const QString &text)
{
    const QStringList parts = text.split(u':');
    bool baseOk = false, mostOk = false;
    const double base = parts.value(0).toDouble(&baseOk);
    const double most = parts.value(1).toDouble(&mostOk);
    const bool sound =
        parts.size() == 2 && baseOk && mostOk && base > 0 && most >= base && most <= 86'400;
    if (!sound)
        return usageFault(option, u"\"%1\" is not BASE:MAX in seconds; write 0.5:60"_s.arg(text));
    return Backoff{milliseconds(base), milliseconds(most)};
}

Result<Ramp> readRamp(const QString &option, const QString &text)
{
    const QStringList parts = text.split(u':');
    bool rateOk = false, timeOk = false;
    const double rate = parts.value(0).toDouble(&rateOk);
    const double time = parts.value(1).toDouble(&timeOk);
    const bool sound =
        parts.size() == 2 && rateOk && timeOk && rate > 0 && time >= 0.001 && time <= 31'536'000;
    if (!sound)
        return usageFault(option, u"\"%1\" is not RATE:SECONDS; write 1000:60"_s.arg(text));
    return Ramp{rate, milliseconds(time)};
}

Result<wire::Field> readField(const QString &option, const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return usageFault(option, u"\"%1\" is no field; write 'Name: value'"_s.arg(text));
    return wire::Field{text.first(colon).toUtf8(), text.sliced(colon + 1).trimmed().toUtf8()};
}

Result<QByteArray> readFile(const QString &option, const QString &path)
{
    const auto fault = [&option, &path](FaultKind kind, const QString &why) {
        return Fault{kind, option,
                     u"%1 cannot be read (%2); name a file that can"_s.arg(path, why)};
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fault(FaultKind::NotFound, file.errorString());
    const QByteArray content = file.read(kMostFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fault(FaultKind::Broken, file.errorString());
    if (content.size() > kMostFileBytes)
        return fault(FaultKind::Exhausted,
                     u"it has more than %1 MiB"_s.arg(kMostFileBytes / 1024 / 1024));
    return content;
}

Result<Secret> readSecret(const QString &option, const QString &argument)
{
    QByteArray secret = argument.toUtf8();
    if (argument.startsWith(u'@')) {
        Result<QByteArray> text = readFile(option, argument.sliced(1));
        if (!text)
            return text.fault();
        secret = text->trimmed();
    }
    if (secret.isEmpty())
        return usageFault(option,
                          argument.isEmpty()
                              ? u"the token is empty; give one, or @FILE with one in it"_s
                              : u"%1 holds no token; write one into it"_s.arg(argument.sliced(1)));
    // No echo of it: a token with a slip in it is still nearly the token.
    if (!std::all_of(secret.begin(), secret.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return usageFault(option,
                          u"the token holds a blank, a line break or something that is not ASCII, "
                          "which no Authorization field can carry (RFC 6750); give one without"_s);
    return Secret(secret);
}

std::optional<QString> exposureWarning(const QHostAddress &address, quint16 port)
{
    if (address.isLoopback())
        return std::nullopt;
    return u"warning: the mock consumer on port %1 can be reached from other machines (%2); only "
           "its bearer token guards it, and it travels in the clear"_s.arg(port)
               .arg(address.toString());
}

Result<QUrl> readServiceRoot(const QString &option, const QString &text, const QString &tokenOption)
{
    const QUrl root(text, QUrl::StrictMode);
    const auto flaw = [&](const QString &what) {
        return usageFault(option, text + u": "_s + what);
    };
    if (!root.isValid() || root.host().isEmpty()
        || (root.scheme() != u"http"_s && root.scheme() != u"https"_s))
        return flaw(u"this is no http or https URL; write the service root, such as "
                    "http://127.0.0.1:8029/odata"_s);
    if (root.hasQuery() || root.hasFragment())
        return flaw(u"the service root has no query and no fragment; leave it out"_s);
    if (!root.userInfo().isEmpty())
        return flaw(u"credentials do not belong into the URL; give "_s + tokenOption);
    return root;
}

} // namespace pushbench::app
