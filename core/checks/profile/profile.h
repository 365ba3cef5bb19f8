// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"
#include "core/wire/message.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace pushbench::checks {

enum class Suite : quint8;

/// Which of the two shapes of a payload the two sides agreed on (RCP028-R8).
enum class Forms : quint8 {
    Any,
    SingleOnly,
    BatchOnly, ///< A list, be it of one event.
};

/// A header field that was agreed on beside the token. One of value and secret is set.
struct AgreedField
{
    QByteArray name{};
    QByteArray value{};
    Secret secret{};

    /// The very bytes, for the wire only.
    [[nodiscard]] QByteArray reveal() const { return secret.isEmpty() ? value : secret.reveal(); }
    /// What may be written: a secret by its fingerprint.
    [[nodiscard]] QByteArray shown() const
    {
        return secret.isEmpty() ? value : secret.fingerprint();
    }
};

/// Where the catalogue has a number of its own because the standard has none.
struct Thresholds
{
    std::chrono::milliseconds answer{5'000}; ///< Within which a consumer answers (RCP028-R19).
    double perEvent = 5; ///< Milliseconds that each further event of a body may take (RCP028-R19).
    std::optional<qint64> body{};      ///< Bytes that a consumer must take (H-413).
    std::optional<double> perSecond{}; ///< Requests that it is sent at the most.
    std::optional<std::chrono::milliseconds> timeout{}; ///< For one answer.
    std::optional<std::chrono::milliseconds> step{};    ///< That a producer has for each step.
    std::chrono::milliseconds early{1'000}; ///< Before Retry-After, and still on time (RCP028-R15).
    int storm = 20; ///< Requests between an error and the return (RCP028-R16).
};

/// How a producer whose feed has stopped is told to go on (RCP028-R18).
struct ResumeCall
{
    QUrl url{};
    QByteArray method = "POST";
    std::vector<AgreedField> fields{};
    QByteArray body{};
    std::optional<int> haltStatus{}; ///< The answer that makes the feed stop; absent: none known.
    std::chrono::milliseconds within{10'000}; ///< Events come again after the call.
};

/// What the two sides agreed on where the standard leaves it to them. As it stands here, nothing
/// was, and the catalogue's numbers hold.
struct Profile
{
    QString name{};
    std::vector<QByteArray> labels{}; ///< EntityEventSource.
    std::vector<AgreedField> fields{};
    Forms forms = Forms::Any;
    std::map<QByteArray, QByteArray>
        extensions{}; ///< Members of events, each with a value as JSON.
    Thresholds thresholds{};
    std::optional<ResumeCall> resume{};

    /// All that must not be written anywhere.
    [[nodiscard]] std::vector<Secret> secrets() const;
    [[nodiscard]] bool hasExtension(const QByteArray &member) const
    {
        return extensions.contains(member);
    }
    [[nodiscard]] bool hasField(QByteArrayView fieldName) const;
};

/// Name and value, for people.
using Statement = std::pair<QString, QString>;

/// What of a profile bears on a suite, the catalogue's numbers included; secrets by their
/// fingerprints.
[[nodiscard]] std::vector<Statement> statements(const Profile &profile, Suite suite);

} // namespace pushbench::checks
