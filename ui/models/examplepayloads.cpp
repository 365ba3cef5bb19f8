// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/examplepayloads.h"

#include <QCoreApplication>

namespace pushbench::ui {
namespace {

constexpr QByteArrayView kSingle = R"({
  "@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
  "EntityEventSequence": 1101,
  "ResourceName": "Showing",
  "ResourceRecordKey": "235021"
}
)";

constexpr QByteArrayView kBatch = R"({
  "@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
  "value": [{
    "EntityEventSequence": 1101,
    "ResourceName": "Property",
    "ResourceRecordKey": "235021"
  }, {
    "EntityEventSequence": 1111,
    "ResourceName": "Media",
    "ResourceRecordKey": "ABC123"
  }]
}
)";

} // namespace

const std::array<ExamplePayload, 3> &examplePayloads()
{
    static constexpr std::array<ExamplePayload, 3> kExamples{{
        {QT_TRANSLATE_NOOP("Examples", "RCP-028: one event"), kSingle, {}},
        {QT_TRANSLATE_NOOP("Examples", "RCP-028: a batch"), kBatch, {}},
        {QT_TRANSLATE_NOOP("Examples", "RCP-028: a batch with its source"), kBatch, "IDX Feed 123"},
    }};
    return kExamples;
}

} // namespace pushbench::ui
