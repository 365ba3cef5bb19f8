// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secret.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace pushbench {

Secret::Secret(QByteArray value)
    : m_value(std::move(value))
    , m_fingerprint(m_value.isEmpty() ? QByteArray() : fingerprintOf(m_value))
{
}

Secret Secret::known(QByteArray fingerprint)
{
    Secret secret;
    secret.m_fingerprint = std::move(fingerprint);
    return secret;
}

bool Secret::matches(QByteArrayView candidate) const noexcept
{
    if (m_value.isEmpty() || candidate.size() != m_value.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < candidate.size(); ++i)
        difference |= candidate[i] ^ m_value.at(i);
    return difference == 0;
}

Secret Secret::generate()
{
    std::array<quint32, 6> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const auto bytes = QByteArrayView(reinterpret_cast<const char *>(random.data()), sizeof random);
    return Secret(bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding));
}

QByteArray Secret::fingerprintOf(QByteArrayView value)
{
    const QByteArray digest =
        QCryptographicHash::hash(value.toByteArray(), QCryptographicHash::Sha256);
    return digest.toHex().first(8).prepend("sha256:");
}

} // namespace pushbench
