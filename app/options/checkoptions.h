// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/checkagreement.h"
#include "app/options/commonoptions.h"
#include "core/base/result.h"
#include "core/checks/catalogue.h"
#include "core/checks/consumer/consumerrunner.h"
#include "core/checks/producer/phases.h"
#include "core/consumer/config.h"

#include <QStringList>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What `check` is to check.
enum class CheckTarget : quint8 {
    Consumer,
    Producer,
    Resource,
    Self,
};

struct CheckOptions
{
    CommonOptions common{};
    CheckTarget target = CheckTarget::Consumer;
    checks::ConsumerRunConfig consumer{};
    consumer::Config trap{}; ///< The consumer that a producer is led by.
    bool tokenGenerated = false;
    Secret nextToken{};                         ///< That the producer goes on with after a 401.
    std::chrono::milliseconds patience{30'000}; ///< With a producer that does not come.
    std::chrono::milliseconds slow = checks::kSlow;
    std::chrono::milliseconds tooSlow = checks::kTooSlow;
    QString profile{}; ///< The file; what it says stands in the members above.
    Agreement agreement{};
    checks::Expectations expectations{};
    QStringList reports{}; ///< Files; their endings say how they are written.
    QStringList warnings{};
    std::vector<checks::Suite> suites{}; ///< That `self` proves; none: all.
    bool list = false;                   ///< Ids, levels and titles; nothing runs.
    bool strict = false;                 ///< A warning about a SHOULD is a failure.

    /// Is it about this suite?
    [[nodiscard]] bool takes(checks::Suite suite) const
    {
        switch (target) {
        case CheckTarget::Consumer:
            return suite == checks::Suite::Consumer;
        case CheckTarget::Producer:
            return suite == checks::Suite::Producer;
        case CheckTarget::Resource:
            return suite == checks::Suite::Resource;
        case CheckTarget::Self:
            return suites.empty() || std::ranges::find(suites, suite) != suites.end();
        }
        Q_UNREACHABLE();
    }

    /// What a profile says of a producer is no concern of the mocks.
    [[nodiscard]] checks::Extent extent() const
    {
        return target == CheckTarget::Self ? checks::Extent::Suite : checks::Extent::WithAgreement;
    }
};

/// What CLI11 fills.
struct RawCheckOptions
{
    std::string url;
    std::string listen = "127.0.0.1:8028";
    std::string path = "/webhooks";
    std::vector<std::string> sources;
    double patience = 30;
    std::string nextToken;
    double slow = std::chrono::duration<double>(checks::kSlow).count();
    double tooSlow = std::chrono::duration<double>(checks::kTooSlow).count();
    std::optional<std::string> token;
    std::vector<std::string> only;
    std::vector<std::string> skip;
    std::vector<std::string> suites;
    bool strict = false;
    bool list = false;
    bool consent = false;
    bool insecure = false;
    std::string ca;
    std::string expect;
    std::string profile;
    std::vector<std::string> headers;
    std::vector<std::string> reports;
    double timeLimit = 300;
    double timeout = 10;
    double rate = 20;
    qint64 mostRequests = 0;
};

/// `check` and its suites. `common` adds what every verb takes.
CLI::App *addCheck(CLI::App &app, RawCheckOptions &raw,
                   const std::function<void(CLI::App &)> &common);

/// `token` reads a token as every verb does, with the environment's behind it.
[[nodiscard]] Result<CheckOptions>
readCheckOptions(const RawCheckOptions &raw, const CLI::App &check,
                 const std::function<Result<Secret>(const std::optional<std::string> &)> &token);

} // namespace pushbench::app
