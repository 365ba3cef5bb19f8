#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce with tokens by OAuth 2.0 client credentials (RFC 6749 sections 4.4 and 5)."""

import os

from foreign import free_port
from gobetween import HttpProxy, TokenConsumer, TokenEndpoint
from pushbench import TestCase, flaws, main, records_of, run

SECRET = "s3cret of the client"


class OAuth(TestCase):
    def served(self, thing):
        self.addCleanup(thing.end)
        return thing

    def push(self, consumer, endpoint, *arguments, events=4, env=None, secret=True):
        """Exit status, stderr and the records; neither secret nor token may stand anywhere."""
        session = self.path("session.pushbench")
        given = ("--client-secret", f"@{self.path('secret', SECRET)}") if secret else ()
        result = run("produce", "--url", consumer.url, "--token-url", endpoint.url, "--client-id",
                     "bench", *given, "--events", str(events), "--output", "json", "--session",
                     session, "--backoff", "0.01:0.02", *arguments, env=env)
        records = records_of(result.stdout)
        self.assertEqual([flaws(r) for r in records if flaws(r)], [])
        everything = (result.stdout + result.stderr).encode()
        if os.path.exists(session):
            with open(session, "rb") as file:
                everything += file.read()
        for hidden in (SECRET, "s3cret+of+the+client", *endpoint.given):
            self.assertNotIn(hidden.encode(), everything)
        return result.returncode, result.stderr, records

    def test_one_token_for_the_run(self):
        endpoint = self.served(TokenEndpoint())
        consumer = self.served(TokenConsumer(lambda token, _: token in endpoint.given))
        status, errors, records = self.push(consumer, endpoint, "--token-scope", "api reso")
        self.assertEqual((status, errors, records[-1]["delivered"]), (0, "", 4))
        self.assertEqual(endpoint.requests, [
            {"type": "application/x-www-form-urlencoded", "scheme": "Basic",
             "who": "bench:s3cret+of+the+client",
             "form": {"grant_type": ["client_credentials"], "scope": ["api reso"]}}])
        self.assertEqual(consumer.tokens, [(endpoint.given[0], 200)] * 4)

    def test_the_secret_from_the_environment_and_the_way_through_a_proxy(self):
        endpoint = self.served(TokenEndpoint())
        consumer = self.served(TokenConsumer(lambda token, _: token in endpoint.given))
        proxy = self.served(HttpProxy("user:pass"))
        status, _, records = self.push(consumer, endpoint, "--proxy", proxy.url, secret=False,
                                       env={"PUSHBENCH_CLIENT_SECRET": SECRET,
                                            "PUSHBENCH_AUTH_TOKEN": "of-another-run"})
        self.assertEqual((status, records[-1]["delivered"]), (0, 4))
        self.assertEqual(proxy.asked[0], f"POST {endpoint.url} HTTP/1.1")

    def test_renewed_before_it_expires(self):
        endpoint = self.served(TokenEndpoint(lifetime=2))
        consumer = self.served(TokenConsumer(lambda token, _: token in endpoint.given))
        status, _, records = self.push(consumer, endpoint, "--rate", "4", events=16)
        self.assertEqual((status, records[-1]["delivered"]), (0, 16))
        self.assertGreaterEqual(len(endpoint.given), 2)
        self.assertEqual([status for _, status in consumer.tokens], [200] * 16, "none came too late")

    def test_renewed_once_after_a_401(self):
        endpoint = self.served(TokenEndpoint())
        revoked = lambda token, before: token in endpoint.given and (before < 2 or token != endpoint.given[0])
        consumer = self.served(TokenConsumer(revoked))
        status, errors, records = self.push(consumer, endpoint)
        self.assertEqual((status, errors, records[-1]["delivered"]), (0, "", 4))
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual([(e["status"], e["outcome"], e["attempt"]) for e in exchanges],
                         [(200, "delivered", 1), (200, "delivered", 1), (401, "refused", 1),
                          (200, "delivered", 2), (200, "delivered", 1)])
        self.assertEqual(len(endpoint.given), 2)

    def test_many_401_at_once_ask_once(self):
        endpoint = self.served(TokenEndpoint())
        consumer = self.served(TokenConsumer(lambda token, _: token in endpoint.given[1:]))
        status, _, records = self.push(consumer, endpoint, "--in-flight", "8", events=40)
        self.assertEqual((status, records[-1]["delivered"]), (0, 40))
        self.assertEqual(len(endpoint.given), 2)

    def test_a_consumer_that_takes_no_token(self):
        endpoint = self.served(TokenEndpoint())
        consumer = self.served(TokenConsumer(lambda *_: False))
        status, _, records = self.push(consumer, endpoint)
        self.assertEqual((status, records[-1]["delivered"]), (1, 0))
        self.assertEqual([s for _, s in consumer.tokens], [401, 401])
        self.assertEqual(len(endpoint.given), 2, "no more than one fresh one")
        self.assertIn("401", records[-1]["outcome"])

    def test_what_the_endpoint_answered_is_told(self):
        for name, (script, words, asked) in {
            "an error": ([(400, {"error": "invalid_scope", "error_description": "no such scope"})],
                         ["answered 400 invalid_scope: no such scope"], 1),
            "a page": ([(403, "<h1>Keep   out</h1>")], ["answered 403 <h1>Keep out</h1>"], 1),
            "the secret echoed": ([(401, {"error": "invalid_client", "error_description": SECRET})],
                                  ["answered 401 invalid_client: sha256:"], 1),
            "a redirect": ([(307, "http://127.0.0.1:1/token")], ["redirects are not followed"], 1),
            "no JSON": ([(200, "granted")], ["a JSON object is expected"], 1),
            "no token": ([(200, {"token_type": "bearer"})], ["no access_token"], 1),
            "a token with a blank": ([(200, {"access_token": "a b", "token_type": "bearer"})],
                                     ["no access_token that"], 1),
            "another type": ([(200, {"access_token": "abc", "token_type": "mac"})],
                             ['token_type is "mac"'], 1),
            "out of order for long": ([(503, "later")] * 3, ["answered 503 later"], 3),
        }.items():
            with self.subTest(name):
                endpoint = self.served(TokenEndpoint(script=script))
                consumer = self.served(TokenConsumer(lambda *_: True))
                status, _, records = self.push(consumer, endpoint, "--max-attempts", "3")
                self.assertEqual((status, consumer.tokens), (1, []))
                self.assertEqual(len(endpoint.requests), asked)
                for word in [endpoint.url, *words]:
                    self.assertIn(word, records[-1]["outcome"])
                self.assertEqual(records[-2]["type"], "halted")

    def test_out_of_order_for_a_while(self):
        endpoint = self.served(TokenEndpoint(script=[(503, "later"), (429, "not yet")]))
        consumer = self.served(TokenConsumer(lambda token, _: token in endpoint.given))
        status, _, records = self.push(consumer, endpoint)
        self.assertEqual((status, records[-1]["delivered"]), (0, 4))
        holds = [r["reason"] for r in records if r["type"] == "hold"]
        self.assertEqual(len(holds), 2)
        self.assertIn("answered 503 later", holds[0])

    def test_nobody_answers(self):
        consumer = self.served(TokenConsumer(lambda *_: True))
        endpoint = self.served(TokenEndpoint())
        endpoint.url = f"http://127.0.0.1:{free_port()}/token"
        status, _, records = self.push(consumer, endpoint, "--max-attempts", "2")
        self.assertEqual((status, consumer.tokens), (1, []))
        self.assertIn(f"no answer from the token endpoint {endpoint.url}: the connection was refused",
                      records[-1]["outcome"])

    def test_wrong_use_is_told(self):
        push = ("produce", "--url", "http://127.0.0.1:1/", "--events", "1")
        ask = ("--token-url", "http://127.0.0.1:1/token")
        for arguments, words in (
                ((*ask, "--client-id", "a"), ["--client-secret"]),
                ((*ask, "--client-secret", "hush"), ["--client-id"]),
                ((*ask, "--client-id", "a", "--client-secret", ""), ["--client-secret"]),
                ((*ask, "--client-id", "a", "--client-secret", "@/no/such"), ["/no/such"]),
                (("--client-id", "a", "--client-secret", "hush"), ["--token-url"]),
                ((*ask, "--client-id", "a", "--client-secret", "hush", "--auth-token", "t"),
                 ["--token-url", "--auth-token"]),
                (("--token-url", "http://me:hush@h/", "--client-id", "a", "--client-secret", "b"),
                 ["credentials"])):
            with self.subTest(arguments):
                result = run(*push, *arguments)
                self.assertUsage(result, *words)
                self.assertNotIn("hush", result.stderr)

    def test_in_the_clear_is_warned_of(self):
        result = run("produce", "--url", "http://127.0.0.1:1/", "--events", "1", "--max-attempts", "1",
                     "--timeout", "0.2", "--token-url", "http://192.0.2.1/", "--client-id", "a",
                     "--client-secret", "b")
        self.assertEqual(result.returncode, 1)
        self.assertIn("in the clear", result.stderr)


if __name__ == "__main__":
    main()
