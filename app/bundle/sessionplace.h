// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bundle/manifest.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace pushbench::app {

/// Where the session is that somebody named: in that file itself, or in an evidence bundle. Then
/// every part is compared with its SHA-256, and the session is unpacked for as long as this lives.
class SessionPlace
{
public:
    [[nodiscard]] static Result<SessionPlace> find(const QString &path);

    /// Of the session file.
    [[nodiscard]] const QString &path() const noexcept { return m_path; }
    /// Of a bundle only.
    [[nodiscard]] const std::optional<Manifest> &manifest() const noexcept { return m_manifest; }

private:
    [[nodiscard]] static Result<SessionPlace> unpack(const QString &bundle);

    QString m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Manifest> m_manifest;
};

} // namespace pushbench::app
