// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/proxydialog.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::wire;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(pushbench::wire::Proxy)

namespace {

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray out;
    for (const int value : values)
        out.append(char(value));
    return out;
}

Proxy http(const QByteArray &user = {})
{
    return {.host = u"p"_s, .port = 3128, .user = user, .password = Secret("pass word")};
}

Proxy socks(const QByteArray &user = {})
{
    return {.kind = Proxy::Kind::Socks5,
            .host = u"p"_s,
            .port = 1080,
            .user = user,
            .password = Secret("pass word")};
}

} // namespace

/// What is said to a proxy, and what is made of its answers.
class TestProxyDialog final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void dialogs_data();
    void dialogs();
    void readsNoMoreThanIsItsOwn();
};

void TestProxyDialog::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &url, const QString &expected) {
        QTest::newRow(name) << url << expected;
    };
    row("HTTP", u"http://p.example:8080"_s, u"http://p.example:8080"_s);
    row("its usual port", u"http://p.example/"_s, u"http://p.example:3128"_s);
    row("SOCKS", u"socks5://p.example"_s, u"socks5://p.example:1080"_s);
    row("SOCKS that looks up", u"socks5h://p.example"_s, u"socks5://p.example:1080"_s);
    row("IPv6", u"http://[::1]:1"_s, u"http://[::1]:1"_s);
    row("credentials", u"http://me:h%40sh@p:1"_s, u"http://p:1 as me with h@sh"_s);
    row("TLS to the proxy", u"https://me:hush@p:1"_s, u"is no proxy that is spoken to"_s);
    row("no scheme", u"p:3128"_s, u"is no proxy that is spoken to"_s);
    row("no host", u"http://"_s, u"is no proxy that is spoken to"_s);
    row("a path", u"http://p:1/x"_s, u"nothing behind them"_s);
    row("a password of nobody", u"http://:hush@p:1"_s, u"a password for http://p:1 and no user"_s);
    row("a colon in the user", u"http://a%3Ab:hush@p:1"_s, u"a character that they cannot"_s);
    row("a line break", u"http://a:hush%0D%0AX@p:1"_s, u"a character that they cannot"_s);
    row("a long password for SOCKS", u"socks5://a:"_s + QString(256, u'h') + u"@p:1"_s,
        u"at most 255 bytes"_s);
}

void TestProxyDialog::urls()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    const Result<Proxy> proxy = readProxy(QUrl(url, QUrl::StrictMode));
    if (!proxy) {
        const QString told = proxy.fault().message();
        QVERIFY2(told.startsWith(u"--proxy: "_s) && told.contains(expected), qPrintable(told));
        QVERIFY(!told.contains(u"hush"_s) && !told.contains(u"hhh"_s));
        return;
    }
    QString text = proxy->name();
    if (!proxy->user.isEmpty())
        text += u" as %1 with %2"_s.arg(QString::fromUtf8(proxy->user),
                                        QString::fromUtf8(proxy->password.reveal()));
    QCOMPARE(text, expected);
}

void TestProxyDialog::dialogs_data()
{
    QTest::addColumn<Proxy>("proxy");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArrayList>("talk"); ///< We, it, we, it, …
    QTest::addColumn<QString>("refusal");
    const auto row = [](const char *name, const Proxy &proxy, const QString &host,
                        const QByteArrayList &talk, const QString &refusal = {}) {
        QTest::newRow(name) << proxy << host << talk << refusal;
    };
    const QString name = u"feed.example"_s;
    const QByteArray connect = "CONNECT feed.example:443 HTTP/1.1\r\nHost: feed.example:443\r\n";
    const QByteArray plain = connect + "\r\n";
    row("HTTP", http(), name, {plain, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"});
    row("HTTP that is busy first", http(), name,
        {plain, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.0 200 OK\r\n\r\n"});
    row("HTTP to IPv6", http(), u"::1"_s,
        {"CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"});
    row("HTTP with credentials", http("me"), name,
        {connect + "Proxy-Authorization: Basic bWU6cGFzcyB3b3Jk\r\n\r\n",
         "HTTP/1.1 200 OK\r\n\r\n"});
    row("HTTP that wants them", http(), name,
        {plain, "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"},
        u"the proxy http://p:3128 gives no connection to feed.example:443: it wants credentials "
        "(407); write user:password@ before its host"_s);
    row("HTTP that does not like them", http("me"), name,
        {connect + "Proxy-Authorization: Basic bWU6cGFzcyB3b3Jk\r\n\r\n",
         "HTTP/1.1 407 No\r\n\r\n"},
        u"it does not take the user and password (407)"_s);
    row("HTTP that cannot", http(), name, {plain, "HTTP/1.1 502 Oh\r\n\r\n"},
        u"it answered 502 Bad Gateway to CONNECT feed.example:443"_s);
    row("no HTTP", http(), name, {plain, "220 mail\r\n"}, u"is not HTTP: "_s);
    const QByteArray asked = bytes({5, 1, 0, 3, 12}) + "feed.example" + bytes({1, 187});
    row("SOCKS", socks(), name,
        {bytes({5, 1, 0}), bytes({5, 0}), asked, bytes({5, 0, 0, 1, 127, 0, 0, 1, 0, 1})});
    row("SOCKS bound to a name", socks(), name,
        {bytes({5, 1, 0}), bytes({5, 0}), asked, bytes({5, 0, 0, 3, 2, 'a', 'b', 0, 1})});
    row("SOCKS bound to IPv6", socks(), name,
        {bytes({5, 1, 0}), bytes({5, 0}), asked, bytes({5, 0, 0, 4}) + QByteArray(18, 'x')});
    row("SOCKS to an address", socks(), u"10.1.2.3"_s,
        {bytes({5, 1, 0}), bytes({5, 0}), bytes({5, 1, 0, 1, 10, 1, 2, 3, 1, 187}),
         bytes({5, 0, 0, 1, 0, 0, 0, 0, 0, 0})});
    row("SOCKS to IPv6", socks(), u"::1"_s,
        {bytes({5, 1, 0}), bytes({5, 0}),
         bytes({5, 1, 0, 4}) + QByteArray(15, '\0') + bytes({1, 1, 187}),
         bytes({5, 0, 0, 1, 0, 0, 0, 0, 0, 0})});
    const QByteArray password = bytes({1, 2}) + "me" + bytes({9}) + "pass word";
    row("SOCKS with credentials", socks("me"), name,
        {bytes({5, 2, 0, 2}), bytes({5, 2}), password, bytes({1, 0}), asked,
         bytes({5, 0, 0, 1, 0, 0, 0, 0, 0, 0})});
    row("SOCKS that takes anybody", socks("me"), name,
        {bytes({5, 2, 0, 2}), bytes({5, 0}), asked, bytes({5, 0, 0, 1, 0, 0, 0, 0, 0, 0})});
    row("SOCKS that does not like them", socks("me"), name,
        {bytes({5, 2, 0, 2}), bytes({5, 2}), password, bytes({1, 1})},
        u"it does not take the user and password"_s);
    row("SOCKS that wants them", socks(), name, {bytes({5, 1, 0}), bytes({5, 255})},
        u"it wants credentials"_s);
    row("SOCKS that wants something else", socks("me"), name, {bytes({5, 2, 0, 2}), bytes({5, 1})},
        u"it takes neither"_s);
    row("SOCKS that finds nobody", socks(), name,
        {bytes({5, 1, 0}), bytes({5, 0}), asked, bytes({5, 5, 0, 1, 0})},
        u"the proxy socks5://p:1080 gives no connection to feed.example:443: the connection was "
        "refused"_s);
    row("SOCKS that says what nobody knows", socks(), name,
        {bytes({5, 1, 0}), bytes({5, 0}), asked, bytes({5, 99, 0, 1, 0})}, u"reply 99"_s);
    row("no SOCKS", socks(), name, {bytes({5, 1, 0}), "HT"}, u"it does not speak SOCKS5"_s);
}

void TestProxyDialog::dialogs()
{
    QFETCH(Proxy, proxy);
    QFETCH(QString, host);
    QFETCH(QByteArrayList, talk);
    QFETCH(QString, refusal);
    for (const bool slowly : {false, true}) {
        ProxyDialog dialog(proxy, host, 443, {});
        auto step = ProxyDialog::Step::Talking;
        for (qsizetype i = 0; i < talk.size(); i += 2) {
            QCOMPARE(dialog.takeOutput(), talk[i]);
            QByteArrayView left = talk[i + 1];
            while (!left.isEmpty()) {
                QCOMPARE(step, ProxyDialog::Step::Talking);
                QVERIFY(dialog.wanted() > 0 && dialog.wanted() <= left.size());
                const qsizetype size = slowly ? 1 : dialog.wanted();
                step = dialog.receive(left.first(size));
                left = left.sliced(size);
            }
        }
        QCOMPARE(step, refusal.isEmpty() ? ProxyDialog::Step::Open : ProxyDialog::Step::Refused);
        QVERIFY2(dialog.refusal().contains(refusal), qPrintable(dialog.refusal()));
        QVERIFY(!dialog.refusal().contains(u"pass word"_s));
        QVERIFY(dialog.takeOutput().isEmpty());
    }
}

/// The byte behind the proxy's answer is the peer's.
void TestProxyDialog::readsNoMoreThanIsItsOwn()
{
    ProxyDialog dialog(http(), u"h"_s, 1, {});
    QByteArrayView stream = "HTTP/1.1 200 OK\r\n\r\nPRI";
    while (dialog.receive(stream.first(dialog.wanted())) == ProxyDialog::Step::Talking)
        stream = stream.sliced(dialog.wanted());
    QCOMPARE(stream.sliced(dialog.wanted()), QByteArrayView("PRI"));
}

QTEST_GUILESS_MAIN(TestProxyDialog)
#include "tst_proxydialog.moc"
