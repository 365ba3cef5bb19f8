// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/query/query.h"

#include <span>

namespace pushbench::odata {

/// How an Int64 stands in a body.
enum class IntegerForm : quint8 {
    Number,
    Text,    ///< "1101", as IEEE754Compatible=true asks for (O-3).
    Rounded, ///< Gone through a double on purpose: 9007199254740993 becomes …992.
};

struct EntityStyle
{
    Selection select{};
    IntegerForm integers = IntegerForm::Number;
    DataDictionary dictionary = DataDictionary::V20;
};

/// "http://host:1/$metadata#EntityEvent", with the names of a $select in parentheses and
/// "/$entity" for a single one. root ends with "/".
[[nodiscard]] QByteArray contextUrl(QByteArrayView root, const Selection &select, bool single);

/// {"EntityEventSequence":1101,…} without the braces.
void appendMembers(QByteArray &out, const protocol::EntityEventView &event,
                   const EntityStyle &style);

/// A count, or any other Int64, as the form has it.
void appendInteger(QByteArray &out, qint64 number, IntegerForm form);

/// {"error":{"code":"400","message":…,"target":…,"details":[]}} (CORE-17).
[[nodiscard]] QByteArray errorBody(int status, QByteArrayView message, QByteArrayView target = {});
[[nodiscard]] QByteArray errorBody(const Flaw &flaw);

/// The service document (CORE-5), with the sets of the resources behind EntityEvent.
[[nodiscard]] QByteArray serviceDocument(std::span<const QByteArray> resources, bool context);

} // namespace pushbench::odata
