// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/answer/negotiation.h"
#include "core/odata/answer/writer.h"

namespace pushbench::producer {

inline constexpr std::array kJson{odata::Format::Kind::Json};

[[nodiscard]] inline wire::Response jsonOf(int status, const QByteArray &body)
{
    return {.status = status, .fields = {{"Content-Type", "application/json"}}, .body = body};
}

[[nodiscard]] inline wire::Response errorOf(int status, QByteArrayView message,
                                            QByteArrayView target = {})
{
    return jsonOf(status, odata::errorBody(status, message, target));
}

[[nodiscard]] inline wire::Response errorOf(const odata::Flaw &flaw)
{
    return jsonOf(odata::statusOf(flaw.kind), odata::errorBody(flaw));
}

[[nodiscard]] inline std::span<const QByteArrayView> spanOf(const wire::Head::Values &values)
{
    return {values.constData(), size_t(values.size())};
}

} // namespace pushbench::producer
