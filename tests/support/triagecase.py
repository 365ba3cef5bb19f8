# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A consumer that asks a foreign resource about what it misses."""

import json

from foreignresource import ForeignResource
from pushbench import TestCase, multi

QUICK = ("--grace", "0.5", "--settle", "0.5")


def records_for(numbers):
    return {n: ("Property", f"K{n}") for n in numbers}


class TriageCase(TestCase):
    def resource(self, events):
        resource = ForeignResource(events)
        self.addCleanup(resource.close)
        return resource

    def asking(self, resource, *arguments):
        return self.consumer("--resource", resource.url, "--resource-token", resource.token,
                             *(arguments or QUICK))

    def push(self, consumer, events):
        status, _, body = consumer.post(
            multi(*[(n, name, key) for n, (name, key) in events.items()]),
            headers={"EntityEventSource": "IDX"})
        self.assertEqual(status, 200, body)

    def gap(self, consumer, first, state):
        """The next record of that gap in that state."""
        return json.loads(consumer.line_with(
            f'"type":"gap".*"first":{first},"last":[0-9]+,"state":"{state}"'))

    def told(self, records, first):
        return [r["state"] for r in records if r["type"] == "gap" and r["first"] == first]
