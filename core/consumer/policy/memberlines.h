// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace pushbench::consumer {

/// Where each member of a JSON text stands, "rules[0].reply.status" in line 3; QJsonDocument does
/// not remember it.
class MemberLines
{
public:
    /// Notes every member; the fault is what no reader of settings may pass over: no JSON, or a
    /// member that stands twice. name is the file's, for messages.
    [[nodiscard]] Result<> read(QByteArrayView json, const QString &name);

    /// Of a member that is missing, the line of what it is missing from.
    [[nodiscard]] qsizetype lineOf(QString path) const;

private:
    QHash<QString, qsizetype> m_lines;
};

/// "rules[0]" and "reply" are "rules[0].reply".
[[nodiscard]] QString joinPath(const QString &path, const QString &member);

} // namespace pushbench::consumer
