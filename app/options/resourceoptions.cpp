// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/resourceoptions.h"

#include "app/options/optionvalues.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// "KIND: compact (…), late:MS (…), …", for --help.
std::string faultHelp()
{
    std::string text = "What the resource does wrong (repeatable)";
    char separator = ':';
    for (const producer::ResourceFaultKind &kind : producer::kResourceFaults) {
        text.append(1, separator).append(" ");
        text.append(kind.name.data(), size_t(kind.name.size()));
        if (!kind.argument.isEmpty())
            text.append(":").append(kind.argument.data(), size_t(kind.argument.size()));
        text.append(", ").append(kind.effect.data(), size_t(kind.effect.size()));
        separator = ';';
    }
    return text;
}

} // namespace

void addHostOptions(CLI::App &verb, RawHostOptions &raw)
{
    auto *listen = verb.add_option("--resource-listen", raw.listen,
                                   "Host the EntityEvent resource, its records and POST /resume "
                                   "at HOST:PORT; port 0 picks one");
    listen->type_name("HOST:PORT");
    verb.add_option("--resource-token", raw.token,
                    "Its bearer token, or @FILE; generated when absent")
        ->type_name("TOKEN")
        ->needs(listen);
    verb.add_option("--resource-page", raw.pageSize, "Its events per page at the most")
        ->type_name("N")
        ->check(CLI::Range(qint64(1), qint64(100'000)))
        ->needs(listen)
        ->capture_default_str();
    verb.add_option("--resource-dictionary", raw.dictionary,
                    "Its Data Dictionary, 2.0 or 2.1 (which adds FeedTypes)")
        ->type_name("VERSION")
        ->check(CLI::IsMember({"2.0", "2.1"}))
        ->needs(listen)
        ->capture_default_str();
    verb.add_option("--resource-fault", raw.faults, faultHelp())
        ->type_name("KIND[:ARG]")
        ->allow_extra_args(false)
        ->needs(listen);
    verb.add_flag("--stay", raw.stay,
                  "Keep the resource up when all is pushed, or the feed is halted, until a signal")
        ->needs(listen);
}

Result<std::optional<HostOptions>> readHostOptions(const RawHostOptions &raw)
{
    if (raw.listen.empty())
        return std::optional<HostOptions>();
    HostOptions options{.stay = raw.stay};
    const Result<Endpoint> listen =
        readEndpoint(u"--resource-listen"_s, QString::fromStdString(raw.listen));
    if (!listen)
        return listen.fault();
    options.config.address = listen->address;
    options.config.port = listen->port;
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
