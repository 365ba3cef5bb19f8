// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/checks/report/report.h"
#include "core/protocol/finding.h"

#include <QObject>
#include <QStringList>

namespace pushbench::ui {

/// What is checked, and how: what `pushbench-cli check` takes.
struct CheckSettings
{
    static constexpr double kPatience = 30;
    static constexpr double kSlow = 5;
    static constexpr double kTooSlow = 45;

    checks::Suite suite = checks::Suite::Consumer;
    bool self = false;                          ///< The bench's own checks are proven, all of them.
    QString url{};                              ///< Consumer, resource: where it is asked.
    QString token{};                            ///< Or @FILE; producer: empty, one is made.
    QString ca{};                               ///< https: PEM; empty: the system's authorities.
    bool insecure = false;                      ///< https: takes any certificate.
    bool consent = false;                       ///< To PUT, PATCH and DELETE.
    QString host = QStringLiteral("127.0.0.1"); ///< Producer: where it is listened for.
    quint16 port = 8029;                        ///< 0 picks one.
    QString path = QStringLiteral("/webhooks");
    QString source{};            ///< Producer: the label that was agreed on.
    double patience = kPatience; ///< Producer: seconds for each step, unless a profile has others.
    QString nextToken{};         ///< Producer: or @FILE; that it goes on with after a 401.
    double slow = kSlow;         ///< Producer: seconds that an answer takes, to be borne.
    double tooSlow = kTooSlow;   ///< Producer: seconds on which it may give up.
    QString only{};              ///< Beginnings of ids, with blanks or commas between them.
    QString skip{};
    bool strict = false;     ///< A warning about a SHOULD is a failure.
    QString profile{};       ///< A file; what was agreed on.
    QString expect{};        ///< A file; outcomes that are known.
    QStringList headers{};   ///< Consumer, resource: "Name: value", each.
    double rate = 0;         ///< Consumer, resource: requests per second; 0: the profile's, or 20.
    qint64 mostRequests = 0; ///< Consumer, resource: in all; 0: no limit.
};

/// What is wrong with the files and fields of some settings, in words: what, where, and how to mend
/// it. Empty where nothing is.
struct CheckFaults
{
    QString profile{};
    QString expect{};
    QString headers{};
    QString unknown{}; ///< Ids of the expectations that are no checks; no reason not to run.

    [[nodiscard]] bool isSound() const
    {
        return profile.isEmpty() && expect.isEmpty() && headers.isEmpty();
    }
    friend bool operator==(const CheckFaults &, const CheckFaults &) = default;
};

/// A run that is under way.
struct CheckStart
{
    checks::Suite suite = checks::Suite::Consumer;
    bool proof = false; ///< The checks themselves are proven, by their mutants.
    QString target{};   ///< What is checked; producer: where it is to push to.
    Secret token{};     ///< Producer: what it has to show.
    Secret nextToken{}; ///< Producer: what it goes on with after a 401.
    std::vector<checks::CheckSpec> checks{}; ///< In the order in which they run.
};

/// What goes on before the next check.
struct CheckWait
{
    QString what{}; ///< What the other side has to do now, or what is waited for.
    int step = 0;   ///< From 1; 0: it is no step of many.
    int steps = 0;
    WallTime until{}; ///< When the run goes on in any case.
};

struct CheckEnd
{
    std::optional<Fault> fault{}; ///< It could not run.
    bool cancelled = false;
    QString conditions{}; ///< Of a proof: what was scaled down.
    qint64 requests = 0;
    std::chrono::milliseconds duration{};
};

/// The checks' part of the bench. A run has a thread and a session of its own, so the window's
/// books hold nothing that was sent wrong on purpose. All of it on the window's thread; nothing
/// blocks.
class CheckBench : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answered by began(), or by ended() with the reason. A run that is under way goes on.
    virtual void start(const CheckSettings &) = 0;
    virtual void cancel() = 0;
    /// Looks at files and fields before a run does; answered by examined().
    virtual void examine(const CheckSettings &) = 0;
    /// An exchange of the latest run; answered by evidenceFetched().
    virtual void fetchEvidence(ExchangeNumber number) = 0;
    /// Written as the ending says: .html, .json, .xml (JUnit) or .txt. Answered by reportSaved() or
    /// failed().
    virtual void saveReport(const QString &path) = 0;

Q_SIGNALS:
    void examined(const pushbench::ui::CheckFaults &faults);
    void began(const pushbench::ui::CheckStart &start);
    /// A check may be judged again while its run goes on; the latest holds.
    void judged(const std::vector<pushbench::checks::Entry> &entries);
    void waiting(const pushbench::ui::CheckWait &wait);
    void ended(const pushbench::ui::CheckEnd &end);
    /// found is null when the run has no such exchange.
    void evidenceFetched(const std::shared_ptr<const pushbench::journal::Exchange> &found,
                         const pushbench::protocol::Findings &findings);
    void reportSaved(const QString &path);
    void failed(const pushbench::Fault &fault);
};

} // namespace pushbench::ui
