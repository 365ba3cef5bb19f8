#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which a payload may be wrong or odd: its status, and findings with id and place."""

import http.client
import json

from pushbench import CONTEXT, PATIENCE, TestCase, flaws, main

HEAD = f'{{"@reso.context":"{CONTEXT}",'
TAIL = '"ResourceName":"Property","ResourceRecordKey":"235021"}'
GOOD = f'{HEAD}"EntityEventSequence":1101,{TAIL}'


def sequence(spelling):
    return f'{HEAD}"EntityEventSequence":{spelling},{TAIL}'


def name(value):
    return GOOD.replace('"Property"', value)


def key(value):
    return GOOD.replace('"235021"', value)


def context(value):
    return GOOD.replace(f'"{CONTEXT}"', value)


def without(member):
    kept = json.loads(GOOD)
    del kept[member]
    return json.dumps(kept)


def value(array):
    return f'{HEAD}"value":{array}}}'


SEQUENCE = "/EntityEventSequence"
NAME = "/ResourceName"
KEY = "/ResourceRecordKey"
PLACE = "/@reso.context"

# Body; status; then findings as "id verdict place", all of them. The empty place is the whole body,
# as in RFC 6901.
ROWS = {
    "good": (GOOD, 200),
    # The sequence
    "sequence as string": (sequence('"1101"'), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence as fraction": (sequence("1.5"), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence with .0": (sequence("1101.0"), 200, f"RCP027-R3 warn {SEQUENCE}"),
    "sequence with exponent": (sequence("1.101e3"), 200, f"RCP027-R3 warn {SEQUENCE}"),
    "sequence 0": (sequence("0"), 200, f"RCP027-R3 warn {SEQUENCE}"),
    "sequence -0": (sequence("-0"), 200, f"RCP027-R3 warn {SEQUENCE}"),
    "sequence negative": (sequence("-1"), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence 2^53-1": (sequence(str(2**53 - 1)), 200),
    "sequence 2^53+1": (sequence(str(2**53 + 1)), 200, f"J-4 info {SEQUENCE}"),
    "sequence 2^63-1": (sequence(str(2**63 - 1)), 200, f"J-4 info {SEQUENCE}"),
    "sequence 2^63": (sequence(str(2**63)), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence of 400 digits": (sequence("9" * 400), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence 1e400": (sequence("1e400"), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence null": (sequence("null"), 400, f"RCP027-R2 fail {SEQUENCE}"),
    "sequence true": (sequence("true"), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence object": (sequence("{}"), 400, f"RCP027-R3 fail {SEQUENCE}"),
    "sequence missing": (without("EntityEventSequence"), 400, f"RCP027-R2 fail {SEQUENCE}"),
    "leading zero": (sequence("01101"), 400, f"J-3 fail {SEQUENCE}"),
    "plus sign": (sequence("+1"), 400, f"J-3 fail {SEQUENCE}"),
    "hexadecimal": (sequence("0x10"), 400, f"J-3 fail {SEQUENCE}"),
    # The other members
    "key as number": (key("235021"), 400, f"RCP027-R5 fail {KEY}"),
    "key null": (key("null"), 400, f"RCP027-R2 fail {KEY}"),
    "key empty": (key('""'), 400, f"RCP027-R2 fail {KEY}"),
    "key missing": (without("ResourceRecordKey"), 400, f"RCP027-R2 fail {KEY}"),
    "key of 256": (key('"' + "k" * 256 + '"'), 200, f"RCP025-R9 warn {KEY}"),
    "key with half a pair": (key('"\\ud800x"'), 200, f"J-6 warn {KEY}"),
    "name as number": (name("1"), 400, f"RCP027-R4 fail {NAME}"),
    "name empty": (name('""'), 400, f"RCP027-R2 fail {NAME}"),
    "name missing": (without("ResourceName"), 400, f"RCP027-R2 fail {NAME}"),
    "name in lower case": (name('"property"'), 200, f"RCP027-R4 warn {NAME}"),
    "name of 256": (name('"' + "N" * 256 + '"'), 200, f"RCP025-R9 warn {NAME}"),
    "unknown member": (GOOD[:-1] + ',"Mine":1}', 200, "RCP027-R19 info /Mine"),
    "duplicate sequence": (GOOD[:-1] + ',"EntityEventSequence":2}', 400, f"J-2 fail {SEQUENCE}"),
    "duplicate key": (GOOD[:-1] + ',"ResourceRecordKey":"1"}', 400, f"J-2 fail {KEY}"),
    "duplicate stranger": (GOOD[:-1] + ',"a":1,"a":2}', 200, "J-2 warn /a",
                           "RCP027-R19 info /a"),
    "legacy names": (GOOD.replace("Sequence", "SequenceNumeric").replace("Key", "KeyNumeric"), 400,
                     "RCP025-R8 fail /EntityEventSequenceNumeric",
                     "RCP025-R8 fail /ResourceRecordKeyNumeric"),
    "misspelt name": (GOOD.replace("EntityEventSequence", "entityEventSequence"), 400,
                      "RCP025-R8 fail /entityEventSequence"),
    "URL that is none": (GOOD[:-1] + ',"ResourceRecordUrl":"javascript:x"}', 200,
                         "RCP027-R20 warn /ResourceRecordUrl"),
    # The context
    "context missing": (without("@reso.context"), 400, f"RCP025-R1 fail {PLACE}"),
    "context as number": (context("1"), 400, f"RCP025-R1 fail {PLACE}"),
    "context of another form": (context('"urn:reso:metadata:2.0:entityevent"'), 400,
                                f"RCP025-R2 fail {PLACE}"),
    "context of another resource": (context('"urn:reso:metadata:2.0:resource:property"'), 400,
                                    f"RCP025-R2 fail {PLACE}"),
    "context of an old version": (context('"urn:reso:metadata:1.7:resource:entityevent"'), 400,
                                  f"RCP028-R26 fail {PLACE}"),
    "context of a new version": (context('"urn:reso:metadata:3.0:resource:entityevent"'), 200,
                                 f"RCP025-R3 warn {PLACE}"),
    "context with more": (context(f'"{CONTEXT}:x:y"'), 200, f"RCP025-R2 info {PLACE}"),
    # The form
    "value empty": (value("[]"), 200, "RCP025-R5 info /value"),
    "value an object": (value("{}"), 400, "RCP025-R4 fail /value"),
    "value null": (value("null"), 400, "RCP025-R4 fail /value"),
    "value a string": (value('"x"'), 400, "RCP025-R4 fail /value"),
    "value of numbers": (value("[1]"), 400, "RCP025-R4 fail /value/0"),
    "second event without key": (value('[{"EntityEventSequence":1,' + TAIL + ',{"EntityEvent'
                                       'Sequence":2,"ResourceName":"Media"}]'), 400,
                                 "RCP027-R2 fail /value/1/ResourceRecordKey"),
    "descending": (value('[{"EntityEventSequence":2,' + TAIL + ',{"EntityEventSequence":1,' + TAIL
                         + "]"), 200, "RCP027-R7 warn /value/1/EntityEventSequence"),
    "both forms": (GOOD[:-1] + ',"value":[{"EntityEventSequence":7,' + TAIL + "]}", 200,
                   f"RCP025-R4 warn {SEQUENCE}", f"RCP025-R4 warn {NAME}",
                   f"RCP025-R4 warn {KEY}"),
    "an array": ("[" + GOOD + "]", 400, "RCP025-R1 fail "),
    "a scalar": ('"x"', 400, "RCP025-R1 fail "),
    "null": ("null", 400, "RCP025-R1 fail "),
    "empty object": ("{}", 400),
    # JSON itself
    "empty body": ("", 400, "RCP028-R4 fail "),
    "blanks": (" \n", 400, "RCP028-R4 fail "),
    "NaN": (sequence("NaN"), 400, f"J-8 fail {SEQUENCE}"),
    "comment": (HEAD + "/* one */" + GOOD[len(HEAD):], 400, "J-8 fail "),
    "trailing comma": (GOOD[:-1] + ",}", 400, "J-8 fail "),
    "trailing comma in value": (value('[{"EntityEventSequence":1,' + TAIL + ",]"), 400,
                                "J-8 fail /value/1"),
    "cut short": (GOOD[:60], 400, f"J-3 fail {PLACE}"),
    "two texts": (GOOD + GOOD, 400, "J-3 fail "),
    "single quotes": (GOOD.replace('"', "'"), 400, "J-3 fail "),
    "line break in a string": (key('"a\nb"'), 400, f"J-3 fail {KEY}"),
    "nested too deep": ("[" * 100_000, 400, None),
    "deep vendor data": (GOOD[:-1] + ',"Data":' + "[" * 50 + "]" * 50 + "}", 200,
                         "V-1 info /Data"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), 200, "J-1 warn "),
    "bad UTF-8": (key('"~"').encode().replace(b"~", b"\xff"), 400, f"J-1 fail {KEY}"),
    "overlong UTF-8": (key('"~"').encode().replace(b"~", b"\xc0\xaf"), 400, f"J-1 fail {KEY}"),
    "UTF-16": (GOOD.encode("utf-16"), 400, "J-1 fail "),
    "XML": ("<x/>", 400, "RCP028-R4 fail "),
    "form data": ("EntityEventSequence=1", 400, "RCP028-R4 fail "),
}


class Payloads(TestCase):
    def test_every_payload(self):
        consumer = self.consumer()
        connection = http.client.HTTPConnection("127.0.0.1", consumer.port, timeout=PATIENCE)
        self.addCleanup(connection.close)
        answers = [consumer.post(body, connection=connection) for body, *_ in ROWS.values()]
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual(len(exchanges), len(ROWS))
        for (row, (_, expected, *places)), answer, exchange in zip(ROWS.items(), answers,
                                                                  exchanges):
            with self.subTest(row):
                self.check(expected, places, answer, exchange)

    def check(self, expected, places, answer, exchange):
        status, fields, content = answer
        self.assertEqual(status, expected, exchange["findings"])
        self.assertEqual(fields["Content-Type"], "application/json")
        self.assertEqual(exchange["status"], expected)
        self.assertEqual(flaws(exchange), [])
        payload = [f for f in exchange["findings"]
                   if f["id"] not in ("RCP028-R28", "RCP028-R29", "RCP027-R6")]
        told = [f"{f['id']} {f['verdict']} {f['where']}" for f in payload]
        if places == [None]:  # the place is as deep as the limit, and no use to repeat
            self.assertEqual([f["id"] for f in payload], ["J-5"])
        elif places or expected == 200:
            self.assertEqual(sorted(told), sorted(places))
        if expected == 400:
            error = json.loads(content)["error"]
            self.assertEqual(error["code"], "400")
            self.assertTrue(any(f["verdict"] == "fail" for f in error["details"]))
            self.assertEqual([f["id"] for f in error["details"]], [f["id"] for f in payload])
        else:
            self.assertIn("accepted", json.loads(content))


if __name__ == "__main__":
    main()
