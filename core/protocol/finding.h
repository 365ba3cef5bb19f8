// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace pushbench::protocol {

/// How bad a finding is. Levels of the standard decide: what it leaves open is never a Fail.
enum class Verdict : quint8 {
    Info,
    Warn,
    Fail,
};

/// "info", "warn", "fail": the words of the contract.
[[nodiscard]] QByteArrayView verdictName(Verdict) noexcept;

/// Where in a body something was found, in bytes from its start.
struct ByteRange
{
    qsizetype offset = 0;
    qsizetype length = 0;

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What a peer sent that the standard (or an RFC below it) does not want, or leaves worth a word.
struct Finding
{
    const char *id = ""; ///< From the requirements catalogue, "RCP027-R5"; static storage.
    Verdict verdict = Verdict::Info;
    QByteArray where;                 ///< JSON pointer ("/value/0/ResourceName"), or "header:Name".
    QString text;                     ///< One sentence: what came, what was expected.
    std::optional<ByteRange> bytes{}; ///< The very bytes in the body, where they can be named.
    QString expected{};               ///< What belongs there, where it is a value: "1 to 255".
    QString actual{};                 ///< What came instead.
};

using Findings = std::vector<Finding>;

[[nodiscard]] bool hasFailure(const Findings &) noexcept;

} // namespace pushbench::protocol
