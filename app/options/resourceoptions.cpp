// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/resourceoptions.h"

#include "app/options/optionvalues.h"
#include "core/odata/query/numbers.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr qint64 kLargestPage = 100'000;

/// A line for each kind.
std::string faultHelp()
{
    std::string text = "What the resource does wrong (repeatable):";
    for (const producer::ResourceFaultKind &kind : producer::kResourceFaults) {
        text.append("\n  ").append(kind.name.data(), size_t(kind.name.size()));
        if (!kind.argument.isEmpty())
            text.append(":").append(kind.argument.data(), size_t(kind.argument.size()));
        text.append("  ").append(kind.effect.data(), size_t(kind.effect.size()));
    }
    return text;
}

/// A check with a complaint of its own, and no word in --help.
CLI::Validator complaining(bool (*holds)(const std::string &), const char *complaint)
{
    return CLI::Validator(
        [holds, complaint](std::string &text) {
            return holds(text) ? std::string() : '"' + text + "\" is no " + complaint;
        },
        std::string());
}

bool isPageSize(const std::string &text)
{
    const std::optional<qint64> size =
        odata::integerFrom(QByteArrayView(text.data(), qsizetype(text.size())));
    return size && *size >= 1 && *size <= kLargestPage;
}

bool isDictionary(const std::string &text)
{
    return text == "2.0" || text == "2.1";
}

/// Everything that means nothing without a resource.
const char *needlessOption(const RawHostOptions &raw)
{
    const RawHostOptions untouched;
    return raw.stay                              ? "--stay"
        : raw.token                              ? "--resource-token"
        : !raw.faults.empty()                    ? "--resource-fault"
        : raw.pageSize != untouched.pageSize     ? "--resource-page"
        : raw.dictionary != untouched.dictionary ? "--resource-dictionary"
        : raw.tlsSelfSigned                      ? "--resource-tls-self-signed"
        : !raw.tlsCertificate.empty()            ? "--resource-tls-cert"
        : !raw.tlsKey.empty()                    ? "--resource-tls-key"
                                                 : nullptr;
}

} // namespace

void addHostOptions(CLI::App &verb, RawHostOptions &raw)
{
    verb.add_option("--resource-listen", raw.listen,
                    "Host the EntityEvent resource, its records and POST /resume there; "
                    "port 0 picks one")
        ->type_name("HOST:PORT");
    verb.add_option("--resource-token", raw.token,
                    "Its bearer token, or @FILE; generated when absent")
        ->type_name("TOKEN");
    verb.add_option("--resource-tls-cert", raw.tlsCertificate,
                    "It speaks TLS with this certificate chain, PEM")
        ->type_name("FILE");
    verb.add_option("--resource-tls-key", raw.tlsKey, "Its private key, PEM")->type_name("FILE");
    verb.add_flag("--resource-tls-self-signed", raw.tlsSelfSigned,
                  "It speaks TLS with a certificate made at start; says which file clients have\n"
                  "to trust");
    verb.add_option("--resource-page", raw.pageSize, "Its events per page at the most")
        ->type_name("N")
        ->check(complaining(isPageSize, "whole number from 1 to 100000"))
        ->capture_default_str();
    verb.add_option("--resource-dictionary", raw.dictionary,
                    "Its Data Dictionary, 2.0 or 2.1 (which adds FeedTypes)")
        ->type_name("VERSION")
        ->check(complaining(isDictionary, "version that it speaks; write 2.0 or 2.1"))
        ->capture_default_str();
    verb.add_option("--resource-fault", raw.faults, faultHelp())
        ->type_name("KIND[:ARG]")
        ->allow_extra_args(false);
    verb.add_flag("--stay", raw.stay,
                  "Keep the resource up when all is pushed, or the feed is halted, until a signal");
}

Result<std::optional<HostOptions>> readHostOptions(const RawHostOptions &raw, WallTime now)
{
    if (raw.listen.empty()) {
        if (const char *option = needlessOption(raw))
            return usageFault(QString::fromLatin1(option),
                              u"this is for a hosted resource; give --resource-listen, too"_s);
        return std::optional<HostOptions>();
    }
    HostOptions options{.stay = raw.stay};
    const Result<Endpoint> listen =
        readEndpoint(u"--resource-listen"_s, QString::fromStdString(raw.listen));
    if (!listen)
        return listen.fault();
    options.config.address = listen->address;
    options.config.port = listen->port;
    Result<std::optional<ServerTls>> tls =
        readServerTls({.selfSigned = raw.tlsSelfSigned,
                       .certificate = QString::fromStdString(raw.tlsCertificate),
                       .key = QString::fromStdString(raw.tlsKey),
                       .prefix = u"--resource-tls"_s},
                      listen->address.toString(), now);
    if (!tls)
        return tls.fault();
    options.tls = std::move(tls).value();
    if (options.tls)
        options.config.tls = options.tls->settings;
    options.config.pageSize = raw.pageSize;
    options.config.dictionary =
        raw.dictionary == "2.1" ? odata::DataDictionary::V21 : odata::DataDictionary::V20;
    if (raw.token) {
        const Result<Secret> token =
            readSecret(u"--resource-token"_s, QString::fromStdString(*raw.token));
        if (!token)
            return token.fault();
        options.config.token = token.value();
    } else {
        options.config.token = Secret::generate();
        options.tokenGenerated = true;
    }
    for (const std::string &fault : raw.faults) {
        const Result<> added =
            producer::addResourceFault(options.config.faults, QByteArray::fromStdString(fault));
        if (!added)
            return added.fault();
    }
    return std::optional(std::move(options));
}

} // namespace pushbench::app
