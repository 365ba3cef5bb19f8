// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/policyeditor.h"
#include "ui/views/card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The reply policy in the consumer's dock, edited as a person would.
class TestPolicyEditor final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyEditHoldsAtOnce();
    void aCellIsEditedByKeyboard();
    void aFaultIsChosenFromTheList();
    void whatIsRefusedIsSaidInPlace();
    void rateLimit();
    void whatOnlyAFileCanSayIsKept();
    void anErrorOfTheReaderStandsInPlace();
    void savesWhatIsShown();

private:
    [[nodiscard]] PolicyEditor &editor() const
    {
        return m_fixture->window->consumerPanel().policyEditor();
    }
    [[nodiscard]] QTableView &table() const
    {
        return *m_fixture->find<QTableView>(u"Reply policy"_s);
    }
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] Card &card() const { return *editor().findChild<Card *>(); }
    void click(const QString &name) const
    {
        QTest::mouseClick(m_fixture->find<QToolButton>(name), Qt::LeftButton);
    }
    /// The editor that is open in that cell.
    template <typename Widget>
    [[nodiscard]] Widget *openEditor(int row, int column) const
    {
        table().setCurrentIndex(table().model()->index(row, column));
        table().edit(table().currentIndex());
        return table().viewport()->findChild<Widget *>();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPolicyEditor::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    // The whole panel in sight: what is scrolled away takes no click.
    m_fixture->window->findChild<QDockWidget *>(u"producer"_s)->hide();
    m_fixture->window->resize(1440, 1000);
}

void TestPolicyEditor::cleanup()
{
    m_fixture.reset();
}

void TestPolicyEditor::everyEditHoldsAtOnce()
{
    QVERIFY(!m_fixture->find<QToolButton>(u"Remove the reply"_s)->isEnabled());
    click(u"Add a reply"_s);
    click(u"Add a reply"_s);
    QCOMPARE(bench().calls, (QStringList{u"setPolicy"_s, u"setPolicy"_s}));
    QCOMPARE(bench().policies.back().replies.size(), size_t(2));
    QCOMPARE(bench().policies.back().replies.at(0).reply.status, 429);
    QVERIFY(table().model()->setData(table().model()->index(1, PolicyTableModel::Status), 503));
    click(u"Move the reply up"_s);
    QCOMPARE(bench().policies.back().replies.at(0).reply.status, 503);
    QVERIFY(!m_fixture->find<QToolButton>(u"Move the reply up"_s)->isEnabled());
    click(u"Remove the reply"_s);
    QCOMPARE(bench().policies.back().replies.size(), size_t(1));
    QCOMPARE(bench().policies.back().replies.at(0).reply.status, 429);
}

void TestPolicyEditor::aCellIsEditedByKeyboard()
{
    click(u"Add a reply"_s);
    auto *box = openEditor<QComboBox>(0, PolicyTableModel::RetryAfter);
    QVERIFY(box);
    QVERIFY(box->findText(u"rfc850:+3"_s) >= 0);
    box->setEditText(u"asctime:+9"_s);
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(bench().policies.back().replies.at(0).reply.retryAfter,
                 consumer::RetryAfterSpec::parse("asctime:+9"));
    auto *spin = openEditor<QSpinBox>(0, PolicyTableModel::Latency);
    QVERIFY(spin);
    spin->selectAll();
    QTest::keyClicks(spin, u"250"_s);
    QTest::keyClick(spin, Qt::Key_Return);
    QTRY_COMPARE(bench().policies.back().replies.at(0).reply.latency, 250ms);
}

void TestPolicyEditor::aFaultIsChosenFromTheList()
{
    click(u"Add a reply"_s);
    auto *box = openEditor<QComboBox>(0, PolicyTableModel::Fault);
    QVERIFY(box);
    QCOMPARE(box->count(), int(wire::kAnswerFaultNames.size()));
    box->setCurrentText(u"drip"_s);
    Q_EMIT box->activated(box->currentIndex());
    QCOMPARE(bench().policies.back().replies.at(0).reply.fault, wire::AnswerFault::Drip);
}

void TestPolicyEditor::whatIsRefusedIsSaidInPlace()
{
    click(u"Add a reply"_s);
    const size_t before = bench().policies.size();
    QVERIFY(!card().isVisible());
    table().model()->setData(table().model()->index(0, PolicyTableModel::RetryAfter),
                             u"date:soon"_s);
    QVERIFY(card().isVisible());
    QVERIFY(card().sentence().contains(u"date:+3"_s));
    QCOMPARE(bench().policies.size(), before);
    click(u"Add a reply"_s);
    QVERIFY2(!card().isVisible(), "it is over with the next edit");
}

void TestPolicyEditor::rateLimit()
{
    auto *amount = m_fixture->find<QSpinBox>(u"Rate limit"_s);
    QVERIFY(!amount->isEnabled());
    m_fixture->find<QCheckBox>(u"Limit the rate"_s)->click();
    amount->setValue(20);
    m_fixture->find<QComboBox>(u"What is limited"_s)->setCurrentIndex(1);
    m_fixture->find<QSpinBox>(u"Seconds of the rate limit"_s)->setValue(10);
    m_fixture->find<QSpinBox>(u"Burst of the rate limit"_s)->setValue(5);
    const auto rule = bench().policies.back().rateLimit;
    QVERIFY(rule);
    QCOMPARE(
        rule->limit,
        (consumer::RateLimit{
            .unit = consumer::RateLimit::Unit::Requests, .amount = 20, .window = 10s, .burst = 5}));
    QCOMPARE(rule->retryAfter.kind, consumer::RetryAfterSpec::Kind::Seconds);
    m_fixture->find<QCheckBox>(u"Limit the rate"_s)->click();
    QVERIFY(!bench().policies.back().rateLimit);
}

void TestPolicyEditor::whatOnlyAFileCanSayIsKept()
{
    consumer::Policy loaded;
    loaded.rules = {{.when = {.resource = "Media"}, .reply = {.status = 503}}};
    loaded.replies = {
        {.times = 2, .reply = {.status = 429, .fields = {{"Location", "/elsewhere"}}}}};
    loaded.rateLimit = consumer::RateLimitRule{.limit = {.amount = 9}};
    loaded.latency = 20ms;
    Q_EMIT bench().policyLoaded(loaded);
    QCOMPARE(bench().policies.size(), size_t(1));
    QCOMPARE(bench().policies.back(), loaded);
    QCOMPARE(table().model()->rowCount(), 1);
    click(u"Add a reply"_s);
    consumer::Policy expected = loaded;
    expected.replies.push_back(bench().policies.back().replies.back());
    QCOMPARE(bench().policies.back(), expected);
}

void TestPolicyEditor::anErrorOfTheReaderStandsInPlace()
{
    editor().load(u"/tmp/wrong.json"_s);
    QCOMPARE(bench().calls.back(), u"loadPolicy /tmp/wrong.json"_s);
    Q_EMIT bench().policyRefused({FaultKind::Malformed, u"wrong.json"_s,
                                  u"line 3: member replies[0].status must be a whole number"_s});
    QVERIFY(card().isVisible());
    QCOMPARE(card().tone(), Tone::Bad);
    QVERIFY(card().sentence().contains(u"wrong.json"_s));
    QVERIFY(card().sentence().contains(u"line 3"_s));
    QVERIFY2(bench().policies.empty(), "what was in force stays in force");
}

void TestPolicyEditor::savesWhatIsShown()
{
    click(u"Add a reply"_s);
    editor().save(u"/tmp/kept.json"_s);
    QCOMPARE(bench().calls.back(), u"savePolicy /tmp/kept.json"_s);
    QCOMPARE(bench().policies.back(), editor().policy());
}

QTEST_MAIN(TestPolicyEditor)
#include "tst_policyeditor.moc"
