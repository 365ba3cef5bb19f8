// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/clientoptions.h"

#include <CLI/CLI.hpp>

namespace pushbench::app {

void addClient(CLI::App &verb, ClientRawOptions &raw)
{
    verb.add_option("--http", raw.http,
                    "HTTP version: 1.1, or 2 (by ALPN for https, by prior knowledge for http)")
        ->type_name("VERSION")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return text == "1.1" || text == "2" ? std::string()
                                                    : '"' + text + "\" is neither 1.1 nor 2";
            },
            std::string()))
        ->capture_default_str();
    verb.add_option("--ca", raw.ca,
                    "https: trust these certificates, PEM, instead of the system's authorities")
        ->type_name("FILE");
    verb.add_flag("--insecure", raw.insecure, "https: take any certificate; anybody may listen");
    verb.add_option("--client-cert", raw.certificate,
                    "https: the certificate chain to show when asked, PEM")
        ->type_name("FILE");
    verb.add_option("--client-key", raw.key, "Its private key, PEM")->type_name("FILE");
    verb.add_option("--proxy", raw.proxy,
                    "http://[user:password@]host:port or socks5://…; or @FILE with that in it")
        ->type_name("URL");
    verb.add_option("--token-url", raw.tokenUrl,
                    "Get tokens there, by OAuth 2.0 client credentials, instead of --auth-token")
        ->type_name("URL");
    verb.add_option("--client-id", raw.clientId, "The client that asks for tokens")
        ->type_name("ID");
    verb.add_option("--client-secret", raw.clientSecret,
                    "Its secret, or @FILE; or PUSHBENCH_CLIENT_SECRET in the environment")
        ->type_name("SECRET");
    verb.add_option("--token-scope", raw.tokenScope, "The scope to ask for")->type_name("SCOPE");
}

} // namespace pushbench::app
