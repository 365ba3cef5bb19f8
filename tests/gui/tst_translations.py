#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the translations: complete, up to date with the sources, and true to their texts."""

import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from pushbench import PATIENCE, SOURCE, TestCase, environment, main

FOLDER = os.path.join(SOURCE, "resources", "i18n")
TRANSLATE = os.path.join(SOURCE, "packaging", "translate")
WINDOW = os.path.join(os.environ.get("PUSHBENCH_BIN_DIR", "build/dev/bin"), "pushbench")
FILES = ("pushbench_en.ts", "pushbench_fr.ts")


class Message:
    def __init__(self, context, element):
        self.context = context
        self.source = element.findtext("source") or ""
        self.comment = element.findtext("comment") or ""
        self.plural = element.get("numerus") == "yes"
        translation = element.find("translation")
        self.state = translation.get("type", "finished")
        self.forms = ([form.text or "" for form in translation.findall("numerusform")]
                      if self.plural else [translation.text or ""])

    @property
    def key(self):
        return self.context, self.source, self.comment, self.plural


def messages_in(text):
    return [Message(context.findtext("name") or "", element)
            for context in ElementTree.fromstring(text).findall("context")
            for element in context.findall("message")]


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def marks(text):
    """What has to stand in a translation as it stands in its text, in any order."""
    return sorted(re.findall(r"%L?\d|%n|\n|…|\*\.\w+|;;|Ctrl\+\w+|\bF\d+\b|\$\w+|\b[45]\d\d(?=s?\b)"
                             r"|Retry-After|EntityEvents?\b|EntityEventSource", text))


def shortcuts(text):
    return len(re.findall(r"&(?!&)\w", text.replace("&&", "")))


def edges(text):
    return re.match(r"\s*", text).group(), re.search(r"\s*$", text).group()


def faults_of(message):
    """In words, everything that is wrong with a message."""
    if message.state != "finished" or not all(message.forms):
        yield "is not translated"
        return
    for form in message.forms:
        if marks(form) != marks(message.source):
            yield f"has {marks(form)} instead of {marks(message.source)}"
        if shortcuts(form) != shortcuts(message.source):
            yield "has lost its shortcut (&), or won one"
        # A blank at an edge joins texts or units; which kind of blank is up to the language.
        if [bool(edge) for edge in edges(form)] != [bool(edge) for edge in edges(message.source)]:
            yield "differs in the blanks at its edges"
        if re.search(r" [:;!?»]|« ", form):
            yield "lets a line break before : ; ! ? or inside « »; see resources/i18n/README.md"
        if "'" in form:
            yield "has a straight apostrophe"


def all_faults(messages, spoken_french):
    for message in messages:
        for fault in faults_of(message):
            if spoken_french or "apostrophe" not in fault:
                yield f"{message.context}, {message.source!r} {fault}: {message.forms}"


class Translations(TestCase):
    maxDiff = None

    def test_nothing_is_missing_or_wrong(self):
        for name in FILES:
            with self.subTest(file=name):
                messages = messages_in(read(FOLDER, name))
                self.assertTrue(messages)
                self.assertEqual(list(all_faults(messages, name == "pushbench_fr.ts")), [])

    def test_faults_are_seen(self):
        planted = {
            "is not translated": ("Save", '<translation type="unfinished">Garder</translation>'),
            "has []": ("Save %1", "<translation>Garder</translation>"),
            "shortcut": ("&amp;Save", "<translation>Garder</translation>"),
            "edges": ("Save ", "<translation>Garder</translation>"),
            "line break": ("Save?", "<translation>Garder ?</translation>"),
            "apostrophe": ("Save it", "<translation>L'enregistrer</translation>"),
        }
        for fault, (source, translation) in planted.items():
            with self.subTest(fault=fault):
                text = (f"<TS><context><name>C</name><message><source>{source}</source>{translation}"
                        "</message></context></TS>")
                found = list(all_faults(messages_in(text), True))
                self.assertEqual(len(found), 1)
                self.assertIn(fault, found[0])

    def test_plurals_have_their_forms(self):
        french, english = (messages_in(read(FOLDER, name)) for name in reversed(FILES))
        plurals = [message.key for message in french if message.plural]
        self.assertTrue(plurals)
        self.assertEqual(plurals, [message.key for message in english])
        for message in english:
            self.assertEqual(len(message.forms), 2)
            for form in message.forms:
                self.assertNotIn("(s)", form)

    def test_contexts_are_those_that_the_program_asks_for(self):
        for context in sorted({message.context for message in messages_in(read(FOLDER, FILES[1]))}):
            with self.subTest(context=context):
                self.assertRegex(context, r"\A(\w+::)*[A-Z]\w+\Z|\Amain\Z")

    def test_the_sources_have_nothing_new(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in FILES:
                shutil.copy(os.path.join(FOLDER, name), folder)
            told = subprocess.run([TRANSLATE, folder], capture_output=True, text=True,
                                  timeout=2 * PATIENCE, env=environment())
            self.assertIn(told.returncode, (0, 1), told.stderr)
            for name in FILES:
                before = {message.key for message in messages_in(read(FOLDER, name))}
                after = {message.key for message in messages_in(read(folder, name))}
                self.assertEqual((sorted(after - before), sorted(before - after)), ([], []),
                                 f"{name} is behind the texts in ui/ and app/ (new, gone): "
                                 "run packaging/translate, and fill in what it names")
            self.assertEqual(told.returncode, 0, told.stderr)

    def test_a_new_text_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in FILES:
                text = read(FOLDER, name)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text.replace("<source>Copied</source>", "<source>Gone</source>"))
            told = subprocess.run([TRANSLATE, folder], capture_output=True, text=True,
                                  timeout=2 * PATIENCE, env=environment())
            self.assertEqual(told.returncode, 1)
            self.assertIn("wait for a translation", told.stderr)
            sources = [message.source for message in messages_in(read(folder, FILES[1]))]
            self.assertIn("Copied", sources)
            self.assertNotIn("Gone", sources)


class Start(TestCase):
    """The program itself, by the locale of the system or by what was chosen."""

    def help_of(self, chosen=None, **locale):
        with tempfile.TemporaryDirectory() as folder:
            if chosen is not None:
                os.mkdir(os.path.join(folder, "Pushbench"))
                with open(os.path.join(folder, "Pushbench", "Pushbench.conf"), "w",
                          encoding="utf-8") as file:
                    file.write(f"[window]\nlanguage={chosen}\n")
            env = {key: value for key, value in os.environ.items()
                   if key not in ("LANG", "LANGUAGE") and not key.startswith("LC_")}
            told = subprocess.run([WINDOW, "--help"], capture_output=True, timeout=PATIENCE,
                                  env={**env, **locale, "QT_QPA_PLATFORM": "offscreen",
                                       "XDG_CONFIG_HOME": folder})
            self.assertEqual(told.returncode, 0, told.stderr)
            # Where the machine lacks the locale the bytes of accents are lost, and they alone.
            return told.stdout.decode("ascii", "replace")

    def test_follows_the_system(self):
        for locale, text in (({"LC_ALL": "fr_FR.UTF-8"}, "Session, dossier de preuves"),
                             ({"LANG": "fr_CA.UTF-8"}, "Session, dossier de preuves"),
                             ({"LANG": "en_US.UTF-8"}, "Session, evidence bundle"),
                             ({"LANG": "de_DE.UTF-8"}, "Session, evidence bundle"),
                             ({"LC_ALL": "C.UTF-8"}, "Session, evidence bundle"), ({}, "Session, evidence bundle")):
            with self.subTest(locale=locale):
                self.assertIn(text, self.help_of(**locale))

    def test_follows_the_choice(self):
        self.assertIn("Session, evidence bundle", self.help_of(1, LC_ALL="fr_FR.UTF-8"))
        self.assertIn("Session, dossier de preuves", self.help_of(2, LC_ALL="C.UTF-8"))
        self.assertIn("Session, dossier de preuves", self.help_of(99, LC_ALL="fr_FR.UTF-8"))


if __name__ == "__main__":
    main()
