// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/endpointoptions.h"

#include "app/options/optionvalues.h"
#include "app/options/rawoptions.h"
#include "app/policywatch.h"
#include "core/consumer/endpointspec.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr const char *kTokenVariable = "PUSHBENCH_AUTH_TOKEN";
const QString kEndpoint = u"--endpoint"_s;

/// The fault with the option in front of what it says of a path.
Fault of(const QString &option, const Fault &fault)
{
    return {fault.kind, option, fault.message()};
}

Result<consumer::Endpoint> makeEndpoint(const consumer::EndpointSpec &spec)
{
    consumer::Endpoint endpoint{.path = spec.path.toUtf8()};
    for (const QString &token : spec.tokens) {
        Result<Secret> secret = readSecret(kEndpoint, token);
        if (!secret)
            return of(kEndpoint, {secret.fault().kind, spec.path, secret.fault().text});
        endpoint.tokens.push_back(std::move(secret).value());
    }
    for (const QString &source : spec.sources)
        endpoint.sources.push_back(source.toUtf8());
    if (!spec.policy.isEmpty()) {
        Result<consumer::Policy> policy = readPolicyFile(spec.policy);
        if (!policy)
            return policy.fault();
        endpoint.policy = std::move(policy).value();
    }
    return endpoint;
}

} // namespace

Result<Secret> readToken(const std::optional<std::string> &argument)
{
    if (argument)
        return readSecret(u"--auth-token"_s, QString::fromStdString(*argument));
    const QByteArray variable = qgetenv(kTokenVariable);
    if (variable.isEmpty())
        return Secret();
    // In the environment a token stands as it is; @FILE is for the command line.
    if (variable.startsWith('@'))
        return usageFault(QString::fromLatin1(kTokenVariable),
                          u"it holds the token itself; give @FILE by --auth-token"_s);
    return readSecret(QString::fromLatin1(kTokenVariable), QString::fromUtf8(variable));
}

Result<ConsumerEndpoints> readEndpoints(const RawOptions &raw)
{
    Result<Secret> token = readToken(raw.token);
    if (!token)
        return token.fault();
    ConsumerEndpoints all{.intake = {.endpoints = {}}};
    std::vector<consumer::Endpoint> &endpoints = all.intake.endpoints;
    if (raw.pathGiven || raw.endpoints.empty()) {
        if (!raw.path.starts_with('/'))
            return usageFault(u"--path"_s, u"a path begins with /, such as /webhooks"_s);
        consumer::Endpoint usual{.path = QByteArray::fromStdString(raw.path)};
        for (const std::string &source : raw.sources)
            usual.sources.push_back(QByteArray::fromStdString(source));
        endpoints.push_back(std::move(usual));
        all.policies.append(QString());
    }
    for (const std::string &text : raw.endpoints) {
        const auto spec = consumer::parseEndpointSpec(QString::fromStdString(text));
        if (!spec)
            return of(kEndpoint, spec.fault());
        Result<consumer::Endpoint> endpoint = makeEndpoint(spec.value());
        if (!endpoint)
            return endpoint.fault();
        endpoints.push_back(std::move(endpoint).value());
        all.policies.append(spec->policy);
    }
    if (endpoints.front().tokens.empty() && !token->isEmpty())
        endpoints.front().tokens.push_back(token.value());
    if (const Result<> sound = consumer::check(all.intake); !sound)
        return of(raw.endpoints.empty() ? u"--path"_s : kEndpoint, sound.fault());
    for (consumer::Endpoint &endpoint : endpoints) {
        all.tokenGenerated.push_back(endpoint.tokens.empty());
        if (endpoint.tokens.empty())
            endpoint.tokens.push_back(Secret::generate());
    }
    return all;
}

} // namespace pushbench::app
