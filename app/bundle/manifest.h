// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace pushbench::app {

/// The parts of every bundle that are no parts of the evidence themselves.
inline constexpr QByteArrayView kManifestName = "manifest.json";
inline constexpr QByteArrayView kSumsName = "SHA256SUMS";
inline constexpr QByteArrayView kBundledSession = "session.pushbench";

/// What a bundle says of itself.
struct Manifest
{
    static constexpr int kVersion = 1;

    struct Part
    {
        QByteArray name{};
        qint64 bytes = 0;
        QByteArray sha256{}; ///< Hex.
        QString is{};        ///< For people.
    };

    WallTime made{};
    QString program{};
    bool keysHashed = false;
    QStringList remarks{};     ///< What a reader must know.
    QJsonObject environment{}; ///< Where it was made.
    QJsonObject limits{};      ///< What the bench took at the most, and what the session holds.
    std::vector<Part> parts{};
};

[[nodiscard]] QByteArray writeManifest(const Manifest &manifest);

/// A fault names what is wrong with it.
[[nodiscard]] Result<Manifest> readManifest(const QByteArray &json, const QString &bundle);

/// For `sha256sum -c`.
[[nodiscard]] QByteArray sumsOf(const Manifest &manifest);

} // namespace pushbench::app
