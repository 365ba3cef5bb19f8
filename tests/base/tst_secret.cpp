// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secret.h"
#include "tests/support/testcase.h"

#include <QSet>

using namespace pushbench;

class TestSecret final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void fingerprintIsTheContracts()
    {
        // printf %s abc | sha256sum
        QCOMPARE(Secret("abc").fingerprint(), QByteArray("sha256:ba7816bf"));
        QVERIFY(Secret().fingerprint().isEmpty());
    }

    void matchesTheSameBytesOnly()
    {
        const Secret secret("long-lived-token");
        QVERIFY(secret.matches("long-lived-token"));
        QVERIFY(!secret.matches("long-lived-tokem"));
        QVERIFY(!secret.matches("Long-lived-token"));
        QVERIFY(!secret.matches("long-lived-toke"));
        QVERIFY(!secret.matches("long-lived-token "));
        QVERIFY(!secret.matches(""));
    }

    void generatedTokensAreDistinctB64Tokens()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 100; ++i) {
            const Secret secret = Secret::generate();
            QCOMPARE(secret.reveal().size(), 32);
            for (const char c : secret.reveal())
                QVERIFY2(QByteArrayView("-_").contains(c) || (c >= '0' && c <= '9')
                             || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'),
                         secret.reveal().constData());
            seen.insert(secret.reveal());
        }
        QCOMPARE(seen.size(), 100);
    }
};

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
