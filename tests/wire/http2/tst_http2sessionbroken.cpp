// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2probes.h"
#include "tests/wire/http2/http2rawclient.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

Fields without(const char *name)
{
    Fields fields = postFields();
    std::erase_if(fields, [name](const Field &field) { return field.name == name; });
    return fields;
}

} // namespace

/// What breaks RFC 9113 or a limit: each ends in the right code or status, and never in a request.
class TestHttp2SessionBroken final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void probes_data() { addHttp2Probes(); }
    void probes();
    void reasons_data();
    void reasons();
    void foreignPreface();
};

/// The same bytes in any slices: what nghttp2 ends is told alike, whenever it learns of it.
void TestHttp2SessionBroken::probes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1), inPiecesOf(2), inPiecesOf(7)}) {
        Http2RawClient client(kProbeLimits);
        client.answers = false;
        client.send(greeting() + bytes, slicer);
        QCOMPARE(client.transcript(), expected);
        QCOMPARE(client.session().isOver(), expected.contains("goaway"));
        if (client.session().isOver())
            continue;
        client.send(headersFrame(101, postFields(), kEndStream), slicer);
        QCOMPARE(client.transcript(), expected + "\n101 request POST /hook");
    }
}

void TestHttp2SessionBroken::reasons_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("secret in a malformed field",
        headersFrame(1, postFields({{"Authorization", "Bearer secret"}}), kEndStream),
        u"the field Authorization is malformed, or not allowed where it stands"_s);
    row("value with a NUL", headersFrame(1, postFields({{"a", QByteArray("b\0c", 3)}}), kEndStream),
        u"the value of the field a holds a forbidden character"_s);
    row("missing pseudo field", headersFrame(1, without(":scheme"), kEndStream),
        u"the pseudo field :scheme is missing"_s);
    row("missing host", headersFrame(1, without(":authority"), kEndStream),
        u"both :authority and host are missing"_s);
    row("wrong length",
        headersFrame(1, postFields({{"content-length", "5"}})) + dataFrame(1, "hi", kEndStream),
        u"the body has not the 5 bytes that content-length announces"_s);
    row("reset", headersFrame(1, postFields()) + resetFrame(1),
        u"the peer reset the stream with CANCEL"_s);
    row("connection error", dataFrame(0, "x"), u"DATA: stream_id == 0"_s);
}

void TestHttp2SessionBroken::reasons()
{
    QFETCH(QByteArray, bytes);
    Http2RawClient client(kProbeLimits);
    client.send(greeting() + bytes);
    QTEST(client.lastReason(), "expected");
}

void TestHttp2SessionBroken::foreignPreface()
{
    Http2RawClient client;
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(client.transcript(), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    QVERIFY(client.session().isOver());
    client.send(greeting());
    QCOMPARE(client.transcript(), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
}

QTEST_GUILESS_MAIN(TestHttp2SessionBroken)
#include "tst_http2sessionbroken.moc"
