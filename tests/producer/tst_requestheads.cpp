// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/requestheads.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

Config withToken(const QByteArray &token)
{
    Config config;
    config.target =
        QUrl(u"http://127.0.0.1:8028/webhooks?access_token=%1"_s.arg(QString::fromLatin1(token)));
    config.token = Secret(token);
    return config;
}

} // namespace

class TestRequestHeads final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void likeTheOneThatIsMadeAnew();
    void otherToken();
};

/// Whatever was asked for before: sizes over and over, wrongs and labels in between.
void TestRequestHeads::likeTheOneThatIsMadeAnew()
{
    const Config config = withToken("the-token-of-the-feed");
    const journal::Redactor redactor(config.token);
    RequestHeads heads(config);
    for (int i = 0; i < 2000; ++i) {
        const qsizetype size = i * 7 % 600;
        RequestPlan plan;
        if (i % 5 == 0)
            plan.misdeeds = 1U << unsigned(Misbehaviour::NoToken);
        if (i % 7 == 0)
            plan.fault = wire::RequestFault::WrongLength;
        std::optional<QByteArray> label;
        if (i % 11 == 0)
            label = QByteArray("IDX ").append(QByteArray::number(i));
        const RequestHeads::Head &head = heads.head(config, size, plan, label);
        QCOMPARE(head.sent, requestHead(config, size, plan, label));
        QCOMPARE(head.recorded, redactor.head(head.sent));
    }
    QVERIFY(!heads.target().contains("the-token"));
}

void TestRequestHeads::otherToken()
{
    const Config before = withToken("the-first-token");
    Config config = withToken("the-second-token");
    RequestHeads heads(before);
    QVERIFY(heads.head(before, 10, {}, {}).sent.contains("Bearer the-first-token"));
    heads.tokenChanged(config, before.token);
    const RequestHeads::Head &head = heads.head(config, 10, {}, {});
    QVERIFY(head.sent.contains("Bearer the-second-token"));
    QVERIFY(head.recorded.contains(config.token.fingerprint()));
    // What is under way may still be answered with the one before.
    const QByteArray echoed = heads.redactor().body("no the-first-token here");
    QCOMPARE(echoed, QByteArray("no ").append(before.token.fingerprint()).append(" here"));
}

QTEST_GUILESS_MAIN(TestRequestHeads)
#include "tst_requestheads.moc"
