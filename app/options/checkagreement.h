// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/prober.h"
#include "core/checks/expectations.h"
#include "core/checks/profile/profile.h"
#include "core/consumer/config.h"

#include <QStringList>

namespace pushbench::app {

/// What was given for a run of checks beside the profile, and wins over it; as people write it.
struct GivenAgreement
{
    QString profile{}; ///< The file; empty: nothing was agreed on.
    std::vector<QByteArray> labels{};
    QStringList headers{}; ///< "Name: value", each.
    std::optional<double> perSecond{};
    std::optional<std::chrono::milliseconds> timeout{};
    std::optional<std::chrono::milliseconds> patience{};
};

/// How faults name where it was given.
struct AgreementNames
{
    QString profile = QStringLiteral("--profile");
    QString header = QStringLiteral("--header");
    QString expect = QStringLiteral("--expect");
};

/// What holds for a run.
struct Agreement
{
    checks::Profile profile{};
    double perSecond = 20;
    std::chrono::milliseconds timeout{10'000};
    std::chrono::milliseconds patience{30'000}; ///< With a producer that does not come.

    /// For whoever probes. Only consumers are sent a label.
    void applyTo(checks::ProberConfig &prober, bool labelled) const;
    /// For the consumer that leads a producer.
    void applyTo(consumer::Config &trap) const;
};

[[nodiscard]] Result<Agreement> readAgreement(const GivenAgreement &given,
                                              const AgreementNames &names = {});

/// No file: nothing is expected.
[[nodiscard]] Result<checks::Expectations> readExpectations(const QString &path,
                                                            const AgreementNames &names = {});

/// The profile as it stands in its file.
[[nodiscard]] Result<checks::Profile> readProfileFile(const QString &path,
                                                      const AgreementNames &names = {});

/// Fields as they may be sent.
[[nodiscard]] Result<std::vector<checks::AgreedField>> readFields(const QStringList &headers,
                                                                  const AgreementNames &names = {});

} // namespace pushbench::app
