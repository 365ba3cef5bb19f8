// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/redactor.h"
#include "core/producer/config.h"

#include <QHash>

namespace pushbench::producer {

/// The heads of a feed's requests, as they are sent and as they are recorded. One looks like
/// another but for its Content-Length, so what was made once is kept, until the token changes.
class RequestHeads
{
public:
    explicit RequestHeads(const Config &config);

    struct Head
    {
        QByteArray sent;
        QByteArray recorded; ///< Secrets taken out.
    };

    /// Of a body of that size. Valid until the next call. The arguments are those of requestHead().
    [[nodiscard]] const Head &head(const Config &config, qsizetype bodySize,
                                   const RequestPlan &plan,
                                   const std::optional<QByteArray> &source);

    /// The request target as it is recorded.
    [[nodiscard]] const QByteArray &target() const noexcept { return m_target; }
    [[nodiscard]] const journal::Redactor &redactor() const noexcept { return m_redactor; }

    /// From now on requests carry the token of `config`; the one before may still be echoed.
    void tokenChanged(const Config &config, const Secret &before);

private:
    void forget(const Config &config);
    [[nodiscard]] Head make(const Config &config, qsizetype bodySize, const RequestPlan &plan,
                            const std::optional<QByteArray> &source) const;

    journal::Redactor m_redactor;
    QByteArray m_target;
    QHash<qsizetype, Head> m_plain; ///< By the size of the body.
    Head m_other;                   ///< The last one that is unlike the others.
};

} // namespace pushbench::producer
