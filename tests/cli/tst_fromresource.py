#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce --from-resource: a server that only lets itself be read becomes a producer."""

import json
import signal
import time

from foreignresource import ForeignResource
from pushbench import CLI, PATIENCE, TOKEN, TestCase, flaws, main, records_of, run

LARGEST = 2**63 - 1


def records_for(numbers):
    return {n: ("Property", f"K{n}") for n in numbers}


class FromResource(TestCase):
    def resource(self, events, **more):
        resource = ForeignResource(events, **more)
        self.addCleanup(resource.close)
        return resource

    def arguments(self, resource, consumer, *more):
        return ("produce", "--url", consumer.url, "--auth-token", TOKEN, "--from-resource",
                resource.url, "--from-token", resource.token, "--output", "json", *more)

    def received(self, records):
        return [r["sequence"] for r in records if r["type"] == "event"]

    def until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, "it takes too long")
            time.sleep(0.02)

    def accepted(self, consumer, number):
        """Waits until the consumer took that number."""
        consumer.line_with(f'"type":"exchange".*"lastSequence":{number},')

    def test_fifty_thousand_events_without_a_hole(self):
        resource = self.resource(records_for(range(1, 50_001)), page=1000)
        consumer = self.consumer()
        pushed = run(*self.arguments(resource, consumer, "--once", "--batch", "500"))
        self.assertEqual(pushed.returncode, 0, pushed.stderr)
        self.assertEqual(records_of(pushed.stdout)[-1]["delivered"], 50_000)
        _, records = consumer.stop()
        summary = records[-1]
        self.assertEqual((summary["accepted"], summary["duplicates"], set(summary["gaps"].values())),
                         (50_000, 0, {0}))
        self.assertTrue(all(token == "Bearer resource-token" for _, _, token in resource.asked))

    def test_it_is_followed_until_a_signal(self):
        resource = self.resource(records_for(range(1, 8)))
        consumer = self.consumer("--events")
        producer = self.process(CLI, *self.arguments(resource, consumer, "--poll", "0.1"))
        self.accepted(consumer, 7)
        resource.events |= records_for((9, 10))
        self.accepted(consumer, 10)
        producer.signal(signal.SIGINT)
        self.assertEqual(producer.wait(), 0, producer.errors)
        summary = json.loads(producer.lines[-1])
        self.assertEqual(summary["delivered"], 9)
        self.assertIn("every event that was read was delivered", summary["outcome"])
        _, records = consumer.stop()
        self.assertEqual(self.received(records), [*range(1, 8), 9, 10])

    def test_killed_it_goes_on_where_it_was(self):
        resource = self.resource(records_for(range(1, 20_001)), page=500)
        consumer = self.consumer()
        checkpoint = self.path("feed.checkpoint")
        more = ("--batch", "20", "--checkpoint", checkpoint, "--poll", "0.1")
        for stop in (2_000, 7_000, 12_000):
            producer = self.process(CLI, *self.arguments(resource, consumer, *more))
            self.accepted(consumer, stop)
            producer.end()
            for n in range(1, 500):  # Which the log is compacted by meanwhile.
                resource.events.pop(n * 3, None)
        pushed = run(*self.arguments(resource, consumer, *more, "--once"))
        self.assertEqual(pushed.returncode, 0, pushed.stderr)
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertEqual(set(records[-1]["gaps"].values()), {0})
        self.assertEqual(records[-1]["accepted"] - records[-1]["duplicates"], 20_000)
        self.assertLess(records[-1]["duplicates"], 100)

    def test_what_becomes_visible_late_is_pushed(self):
        resource = self.resource(records_for((*range(1, 8), 12, 13)))
        consumer = self.consumer("--events")
        producer = self.process(CLI, *self.arguments(resource, consumer, "--poll", "0.1"))
        self.accepted(consumer, 13)
        resource.events |= records_for((9, 14))
        self.accepted(consumer, 14)
        resource.events |= records_for((8, 11))
        self.accepted(consumer, 11)
        self.assertTrue(producer.error_with("8, 11 became visible late, behind 14"))
        producer.signal(signal.SIGINT)
        self.assertEqual(producer.wait(), 0, producer.errors)
        _, records = consumer.stop()
        came = self.received(records)
        self.assertEqual(sorted(came), [*range(1, 10), *range(11, 15)], "each once")
        self.assertEqual(came[-2:], [8, 11])

    def test_it_is_looked_for_no_longer_than_it_may_take(self):
        for settle, late in (("0", ()), ("0.5", ()), ("30", (3,))):
            with self.subTest(settle=settle):
                resource = self.resource(records_for((1, 2, 4)))
                consumer = self.consumer("--events")
                producer = self.process(CLI, *self.arguments(
                    resource, consumer, "--poll", "0.1", "--settle", settle))
                self.accepted(consumer, 4)
                time.sleep(1)  # This is what is tested, no synchronisation.
                asked = len(resource.asked)
                self.until(lambda r=resource, n=asked: len(r.asked) > n + 1)
                before = "gt%202&" if late else "gt%204&"
                self.assertIn(before, resource.asked[-1][1], "nothing is read again without need")
                resource.events |= records_for((3, 5))
                self.accepted(consumer, 5)
                self.until(lambda r=resource, n=len(resource.asked): len(r.asked) > n + 1)
                producer.signal(signal.SIGINT)
                self.assertEqual(producer.wait(), 0, producer.errors)
                _, records = consumer.stop()
                self.assertEqual(sorted(self.received(records)), sorted((1, 2, 4, 5, *late)))

    def test_a_hole_outlives_a_kill(self):
        resource = self.resource(records_for((1, 2, 5, 6)))
        consumer = self.consumer("--events")
        more = ("--poll", "0.1", "--checkpoint", self.path("feed.checkpoint"))
        producer = self.process(CLI, *self.arguments(resource, consumer, *more))
        self.accepted(consumer, 6)
        resource.events |= records_for((7,))  # Once it is on its way, what was before is remembered.
        self.accepted(consumer, 7)
        producer.end()
        resource.events |= records_for((3,))
        producer = self.process(CLI, *self.arguments(resource, consumer, *more))
        self.accepted(consumer, 3)
        resource.events |= records_for((8,))
        self.accepted(consumer, 8)
        producer.end()
        again = run(*self.arguments(resource, consumer, *more, "--once"))
        self.assertEqual(again.returncode, 0, again.stderr)
        _, records = consumer.stop()
        came = self.received(records)
        self.assertEqual(sorted(set(came)), [1, 2, 3, 5, 6, 7, 8])
        self.assertLessEqual(len(came), 7 + 2, "again comes only what was under way")

    def test_a_long_way_back_is_not_read_again(self):
        numbers = [n for n in range(1, 30_001) if n % 7]
        resource = self.resource(records_for(numbers), page=1000)
        consumer = self.consumer()
        producer = self.process(CLI, *self.arguments(resource, consumer, "--poll", "0.1", "--batch",
                                                     "500"))
        self.accepted(consumer, numbers[-1])
        self.until(lambda: len(resource.asked) > 40)
        looks = [int(path.split("gt%20")[1].split("&")[0]) for _, path, _ in resource.asked[30:]
                 if "skiptoken" not in path]
        self.assertTrue(looks and all(look > 30_000 - 500 * 7 - 7 for look in looks), looks)
        producer.signal(signal.SIGINT)
        self.assertEqual(producer.wait(), 0, producer.errors)
        _, records = consumer.stop()
        self.assertEqual((records[-1]["accepted"], records[-1]["duplicates"]), (len(numbers), 0))

    def test_behind_a_sequence_and_exactly(self):
        numbers = (5, 2**53, 2**53 + 1, 2**53 + 2, LARGEST)
        resource = self.resource(records_for(numbers))
        consumer = self.consumer("--events")
        pushed = run(*self.arguments(resource, consumer, "--once", "--after", str(2**53)))
        self.assertEqual(pushed.returncode, 0, pushed.stderr)
        _, records = consumer.stop()
        self.assertEqual(self.received(records), list(numbers[2:]))

    def test_what_passes_is_waited_for(self):
        for ill, words in (("busy", "429"), ("broken", "500")):
            with self.subTest(ill=ill):
                resource = self.resource(records_for(range(1, 5)))
                resource.ill = ill
                consumer = self.consumer()
                producer = self.process(CLI, *self.arguments(resource, consumer, "--poll", "0.1"))
                self.assertTrue(producer.error_with(words))
                resource.ill = None
                self.accepted(consumer, 4)
                producer.signal(signal.SIGINT)
                self.assertEqual(producer.wait(), 0, producer.errors)

    def test_what_does_not_pass_ends_it_in_words(self):
        for ill, words in (("denied", "401"), ("loop", "nextLink"), ("prose", "JSON")):
            with self.subTest(ill=ill):
                resource = self.resource(records_for(range(1, 5)))
                resource.ill = ill
                consumer = self.consumer()
                ended = run(*self.arguments(resource, consumer, "--poll", "0.1"))
                self.assertEqual(ended.returncode, 2, ended)
                self.assertIn(words, ended.stderr)
                self.assertIn(resource.url, ended.stderr)

    def test_a_resource_that_does_not_ascend_cannot_be_followed(self):
        resource = self.resource(records_for(range(1, 200)))
        resource.ill = "shuffled"
        consumer = self.consumer()
        ended = run(*self.arguments(resource, consumer, "--once"))
        self.assertEqual(ended.returncode, 2, ended)
        self.assertIn("RCP027-R7", ended.stderr)

    def test_it_is_hosted_again(self):
        resource = self.resource(records_for(range(1, 31)))
        consumer = self.consumer()
        producer = self.process(CLI, *self.arguments(
            resource, consumer, "--once", "--resource-listen", "127.0.0.1:0", "--resource-token",
            "own", "--stay"))
        hosted = json.loads(producer.line())
        self.assertEqual(flaws(hosted), [])
        self.accepted(consumer, 30)
        other = self.consumer("--events")
        again = run("produce", "--url", other.url, "--auth-token", TOKEN, "--from-resource",
                    hosted["url"], "--from-token", "own", "--once")
        self.assertEqual(again.returncode, 0, again.stderr)
        _, records = other.stop()
        self.assertEqual(self.received(records), list(range(1, 31)))

    def test_options_that_make_no_sense(self):
        consumer = ("produce", "--url", "http://127.0.0.1:9/", "--auth-token", "t")
        for arguments, words in ((("--events", "1", "--after", "5"), ("--after", "--from-resource")),
                                 (("--events", "1", "--once"), ("--once",)),
                                 (("--events", "1", "--settle", "5"), ("--settle", "--from-resource")),
                                 (("--from-resource", "http://h/", "--settle", "-1"), ("--settle",)),
                                 (("--from-resource", "resource"), ("--from-resource", "http")),
                                 (("--from-resource", "http://a:b@h/"), ("--from-token",)),
                                 (("--from-resource", "http://h/", "--poll", "0"), ("--poll",)),
                                 (("--from-resource", "http://h/", "--events", "1"),
                                  ("--from-resource",))):
            with self.subTest(arguments=arguments):
                self.assertUsage(run(*consumer, *arguments), *words)


if __name__ == "__main__":
    main()
