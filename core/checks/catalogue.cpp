// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/catalogue.h"

#include "core/checks/producer/agreement.h"
#include "core/checks/resource/resourcechecks.h"

namespace pushbench::checks {

std::vector<CheckSpec> specsOf(Suite suite, const Selection &selection, Extent extent)
{
    std::vector<CheckSpec> specs;
    const auto add = [&](const auto &list) {
        for (const auto &check : list) {
            if (selection.takes(check.spec.id))
                specs.push_back(check.spec);
        }
    };
    switch (suite) {
    case Suite::Consumer:
        add(consumerChecks());
        break;
    case Suite::Producer:
        add(producerChecks());
        if (extent == Extent::WithAgreement)
            add(agreementChecks());
        break;
    case Suite::Resource:
        add(resourceChecks());
        break;
    }
    return specs;
}

} // namespace pushbench::checks
