// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/checks/report/report.h"
#include "core/protocol/finding.h"

#include <QObject>

namespace pushbench::ui {

/// What is checked, and how: what `pushbench-cli check` takes.
struct CheckSettings
{
    checks::Suite suite = checks::Suite::Consumer;
    QString url{};                              ///< Consumer, resource: where it is asked.
    QString token{};                            ///< Or @FILE; producer: empty, one is made.
    QString ca{};                               ///< https: PEM; empty: the system's authorities.
    bool insecure = false;                      ///< https: takes any certificate.
    bool consent = false;                       ///< To PUT, PATCH and DELETE.
    QString host = QStringLiteral("127.0.0.1"); ///< Producer: where it is listened for.
    quint16 port = 8029;                        ///< 0 picks one.
    QString path = QStringLiteral("/webhooks");
    QString source{};     ///< Producer: the label that was agreed on.
    double patience = 30; ///< Producer: seconds for each step.
    QString only{};       ///< Beginnings of ids, with blanks or commas between them.
    QString skip{};
    bool strict = false; ///< A warning about a SHOULD is a failure.
};

/// A run that is under way.
struct CheckStart
{
    checks::Suite suite = checks::Suite::Consumer;
    QString target{};                        ///< What is checked; producer: where it is to push to.
    Secret token{};                          ///< Producer: what it has to show.
    Secret nextToken{};                      ///< Producer: what it goes on with after a 401.
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
    /// An exchange of the latest run; answered by evidenceFetched().
    virtual void fetchEvidence(ExchangeNumber number) = 0;
    /// Written as the ending says: .html, .json, .xml (JUnit) or .txt. Answered by reportSaved() or
    /// failed().
    virtual void saveReport(const QString &path) = 0;

Q_SIGNALS:
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
