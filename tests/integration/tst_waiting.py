#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce against a Node server that refuses, fails, or says nothing: who waits, and what is told."""

from foreign import Node
from pushbench import TOKEN, TestCase, flaws, main, needs, records_of, run

# The server's log and its clock have milliseconds.
ROUNDING = 2


@needs("node")
class Waiting(TestCase):
    def push(self, replies, *arguments, events=20, expected=0):
        """Pushes; gives the records and the server's log."""
        node = Node(*replies)
        self.addCleanup(node.end)
        result = run("produce", "--url", node.url, "--auth-token", TOKEN, "--events", str(events),
                     "--first-sequence", "1", "--output", "json", "--backoff", "0.02:0.1",
                     *arguments)
        self.assertEqual((result.returncode, result.stderr), (expected, ""), result.stdout)
        records = records_of(result.stdout)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        return records, node.log()

    def delivered(self, log):
        return [int(s) for request in log if 200 <= request["status"] < 300
                for s in request["sequences"]]

    def test_every_form_of_retry_after_is_waited_for(self):
        for form in ("seconds", "imf", "rfc850", "asctime"):
            for status in (429, 503):
                with self.subTest(form=form, status=status):
                    refusal = {"status": status, "retryAfter": form, "wait": 1}
                    records, log = self.push([{"status": 200}, refusal])
                    waiting = [request for request in log if "notBefore" in request]
                    self.assertEqual(len(waiting), 1)
                    # The feed waits as a whole: nothing came before the time was over.
                    after = log[log.index(waiting[0]) + 1]
                    self.assertGreaterEqual(after["began"] + ROUNDING, waiting[0]["notBefore"])
                    self.assertEqual(after["sequences"], waiting[0]["sequences"])
                    self.assertEqual(self.delivered(log), list(range(1, 21)))
                    held = [r for r in records if r.get("outcome") == "held"]
                    self.assertEqual([(r["status"], r["attempt"]) for r in held], [(status, 1)])
                    hold = records[records.index(held[0]) + 1]
                    self.assertEqual(hold["type"], "hold")
                    self.assertIn(held[0]["retryAfter"], hold["reason"])
                    self.assertGreaterEqual(hold["seconds"], 1 if form == "seconds" else 0.9)

    def test_the_wait_holds_for_every_connection(self):
        # Four requests may be under way when the first refusal comes; those are no fault.
        records, log = self.push([{"status": 429, "retryAfter": "seconds", "wait": 1}],
                                 "--in-flight", "4", events=200)
        refused = next(request for request in log if "notBefore" in request)
        early = [request for request in log if request is not refused
                 and request["began"] + ROUNDING < refused["notBefore"]]
        self.assertLessEqual(len(early), 8, "under way, and what they let go before the answer")
        self.assertEqual(sorted(self.delivered(log)), list(range(1, 201)))
        self.assertEqual(records[-1]["delivered"], 200)

    def test_a_failure_is_tried_again(self):
        for status in (500, 502, 504, 408, 425):
            with self.subTest(status):
                records, log = self.push([{"status": 200}, {"status": status},
                                          {"status": status}])
                self.assertEqual(self.delivered(log), list(range(1, 21)))
                self.assertEqual([r["attempt"] for r in records if r.get("outcome") == "failed"],
                                 [1, 2])
                self.assertEqual((records[-1]["delivered"], records[-1]["failed"]), (20, 0))

    def test_without_an_answer_it_is_unknown_and_sent_again(self):
        for way in ("close", "reset", "middle"):
            with self.subTest(way):
                records, log = self.push([{"status": 200}, {"break": way}], "--batch", "5")
                self.assertEqual(self.delivered(log), list(range(1, 21)))
                came = [request["sequences"] for request in log]
                self.assertEqual(came[1], came[2], "what may have arrived is sent again")
                unknown = [r for r in records if r.get("outcome") == "unknown"]
                self.assertEqual([(r["status"], r["attempt"]) for r in unknown], [(0, 1)])
                self.assertTrue(unknown[0]["fault"])
                after = records[records.index(unknown[0]) + 1]
                self.assertEqual(after["type"], "hold")
                self.assertIn("may have arrived, and is sent again", after["reason"])
                summary = records[-1]
                self.assertEqual((summary["unknown"], summary["delivered"], summary["failed"]),
                                 (1, 20, 0))

    def test_a_refused_body_is_counted_and_the_feed_goes_on(self):
        for status in (400, 409, 414, 422, 431):
            with self.subTest(status):
                records, log = self.push([{"status": 200}, {"status": status}], "--batch", "5",
                                         expected=1)
                self.assertEqual(self.delivered(log), [*range(1, 6), *range(11, 21)])
                self.assertEqual([r["status"] for r in records if r.get("outcome") == "refused"],
                                 [status])
                summary = records[-1]
                self.assertEqual((summary["delivered"], summary["failed"]), (15, 5))
                self.assertIn("5 events were not delivered", summary["outcome"])

    def test_a_body_that_is_too_large_is_halved(self):
        too_large = {"status": 413}
        records, log = self.push([too_large, too_large, {"status": 200}], "--batch", "4", events=6)
        self.assertEqual([" ".join(request["sequences"]) for request in log],
                         ["1 2 3 4", "1 2", "1", "2", "3", "4", "5", "6"])
        self.assertEqual(records[-1]["outcome"], "every event was delivered")

        records, log = self.push([too_large] * 3, "--batch", "4", events=6, expected=1)
        self.assertEqual(self.delivered(log), [2, 3, 4, 5, 6])
        self.assertEqual(records[-1]["outcome"], "1 event was not delivered; "
                         "refused for good: 1 (413: too large even alone)")

    def test_what_speaks_about_the_endpoint_halts(self):
        words = {401: "token", 403: "token", 404: "URL", 405: "URL", 410: "URL", 415: "URL",
                 501: "URL", 505: "URL", 302: "redirect", 308: "redirect"}
        for status, word in words.items():
            with self.subTest(status):
                reply = {"status": status, "location": "http://127.0.0.1:9/elsewhere"}
                records, log = self.push([{"status": 200}, reply], "--batch", "5", expected=1)
                self.assertEqual(len(log), 2, "nothing follows a halt")
                halted = [r for r in records if r["type"] == "halted"]
                self.assertEqual(len(halted), 1)
                self.assertIn(str(status), halted[0]["reason"])
                self.assertIn(word, halted[0]["reason"])
                self.assertTrue(records[-1]["outcome"].startswith("halted"), records[-1])
                self.assertEqual((records[-1]["delivered"], records[-1]["failed"]), (5, 15))

    def test_attempts_come_to_an_end(self):
        records, log = self.push([{"status": 500}] * 9, "--max-attempts", "3", expected=1)
        self.assertEqual(len(log), 3)
        self.assertEqual([r["attempt"] for r in records if r["type"] == "exchange"], [1, 2, 3])
        halted = [r for r in records if r["type"] == "halted"]
        self.assertIn("3 attempts", halted[0]["reason"])
        self.assertIn("500", halted[0]["reason"])

    def test_the_text_says_it_too(self):
        node = Node({"break": "close"}, {"status": 400})
        self.addCleanup(node.end)
        result = run("produce", "--url", node.url, "--auth-token", TOKEN, "--events", "3",
                     "--backoff", "0.02:0.1")
        self.assertEqual(result.returncode, 1)
        for words in ("unknown", "it may have arrived, and is sent again", "refused",
                      "2 delivered, 1 not delivered, 1 attempt of unknown outcome",
                      "Outcome: 1 event was not delivered"):
            self.assertIn(words, result.stdout)
        self.assertEqual(len(node.log()), 4)


if __name__ == "__main__":
    main()
