// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/ziparchive.h"
#include "app/sessionopening.h"
#include "core/journal/sessionfile.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace pushbench;
using namespace pushbench::app;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kEvent =
    R"({"EntityEventSequence":9223372036854775807,"ResourceName":"Property","ResourceRecordKey":"k"})"
    "\n";

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What the window opens, and what it says of it.
class TestSessionOpening final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSessionAtOnce();
    void aRecordingOfOthersBecomesASessionBesideIt();
    void aBundleIsProvenAndUnpacked();
    void aNewerWishReplacesAnOlderOne();
    void whatCannotBeReadIsToldOf();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString makeSession();
    [[nodiscard]] QString bundle(const QString &session, const QByteArray &sha256) const;
    [[nodiscard]] bool open(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<SessionOpening> m_opening;
    std::vector<OpenedSession> m_opened;
    std::vector<Fault> m_faults;
};

void TestSessionOpening::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_opened.clear();
    m_faults.clear();
    m_opening = std::make_unique<SessionOpening>(m_clock);
    connect(m_opening.get(), &SessionOpening::opened, this,
            [this](const OpenedSession &session) { m_opened.push_back(session); });
    connect(m_opening.get(), &SessionOpening::failed, this,
            [this](const Fault &fault) { m_faults.push_back(fault); });
}

void TestSessionOpening::cleanup()
{
    m_opening.reset();
}

QString TestSessionOpening::write(const QString &name, const QByteArray &content) const
{
    const QString path = m_folder->filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path;
}

bool TestSessionOpening::open(const QString &path)
{
    const size_t before = m_opened.size() + m_faults.size();
    m_opening->begin(path);
    return QTest::qWaitFor([&] { return m_opened.size() + m_faults.size() > before; }, 30'000);
}

QString TestSessionOpening::makeSession()
{
    static_cast<void>(open(write(u"made.ndjson"_s, kEvent)));
    return m_opened.empty() ? QString() : m_opened.back().session;
}

QString TestSessionOpening::bundle(const QString &session, const QByteArray &sha256) const
{
    const QString path = m_folder->filePath(u"e.pushbundle"_s);
    const Manifest manifest{.program = u"the test"_s,
                            .keysHashed = true,
                            .parts = {{.name = kBundledSession.toByteArray(),
                                       .bytes = QFile(session).size(),
                                       .sha256 = sha256}}};
    Result<ZipArchive> archive = ZipArchive::create(path);
    if (!archive || !archive->addFile(kBundledSession.toByteArray(), session, {})
        || !archive->add(kManifestName.toByteArray(), writeManifest(manifest), {})
        || !archive->finish())
        return {};
    return path;
}

void TestSessionOpening::aSessionAtOnce()
{
    const QString path = write(u"s.pushbench"_s, "anything");
    m_opening->begin(path);
    QCOMPARE(m_opened.size(), size_t(1));
    QCOMPARE(m_opened[0].session, path);
    QCOMPARE(m_opened[0].named, path);
    QCOMPARE(m_opened[0].said, QString());
}

void TestSessionOpening::aRecordingOfOthersBecomesASessionBesideIt()
{
    const QString path = write(u"capture.1.ndjson"_s, kEvent);
    for (const QString &name : {u"capture.1.pushbench"_s, u"capture.1-2.pushbench"_s}) {
        QVERIFY(open(path));
        QVERIFY(m_faults.empty());
        QCOMPARE(m_opened.back().session, m_folder->filePath(name));
        QCOMPARE(m_opened.back().named, m_opened.back().session);
        QCOMPARE(m_opened.back().said,
                 QString(name + u": NDJSON became 1 exchanges with 1 events"_s));
        const Result<journal::SessionReader> reader =
            journal::SessionReader::open(m_opened.back().session);
        QVERIFY(reader.ok());
        QCOMPARE(reader->exchangeCount().value(), 1);
    }
}

void TestSessionOpening::aBundleIsProvenAndUnpacked()
{
    const QString session = makeSession();
    const QByteArray sum =
        QCryptographicHash::hash(bytesOf(session), QCryptographicHash::Sha256).toHex();
    const QString path = bundle(session, sum);
    QVERIFY(open(path));
    QVERIFY2(m_faults.empty(), qPrintable(m_faults.empty() ? QString() : m_faults[0].message()));
    OpenedSession opened = std::exchange(m_opened.back(), {});
    QCOMPARE(opened.named, path);
    QCOMPARE(bytesOf(opened.session), bytesOf(session));
    QVERIFY2(opened.said.contains(u"1 parts are unchanged"_s), qPrintable(opened.said));
    QVERIFY2(opened.said.contains(u"keys are hashed"_s), qPrintable(opened.said));
    // It goes with whoever shows it.
    const QString unpacked = opened.session;
    QVERIFY(QFile::exists(unpacked));
    opened = {};
    QVERIFY(!QFile::exists(unpacked));

    QVERIFY(open(bundle(session, QByteArray(64, 'a'))));
    QCOMPARE(m_faults.size(), size_t(1));
    QVERIFY2(m_faults[0].text.startsWith(u"session.pushbench was changed"_s),
             qPrintable(m_faults[0].text));
}

void TestSessionOpening::aNewerWishReplacesAnOlderOne()
{
    const QString import = write(u"long.ndjson"_s, kEvent.repeated(5'000));
    const QString session = write(u"s.pushbench"_s, "anything");
    m_opening->begin(import);
    m_opening->begin(session);
    QCOMPARE(m_opened.size(), size_t(1));
    // Whatever is asked next comes behind it, on the same thread.
    QVERIFY(open(write(u"x.ndjson"_s, kEvent)));
    QVERIFY(m_faults.empty());
    QCOMPARE(m_opened.size(), size_t(2));
    QCOMPARE(m_opened[1].session, m_folder->filePath(u"x.pushbench"_s));
}

void TestSessionOpening::whatCannotBeReadIsToldOf()
{
    QVERIFY(open(write(u"bad.har"_s, "{\"log\":{\n\"entries\":[5]}}")));
    QCOMPARE(m_faults.size(), size_t(1));
    QCOMPARE(m_faults[0].where, QString(m_folder->filePath(u"bad.har"_s) + u":2"_s));
    QVERIFY(!QFile::exists(m_folder->filePath(u"bad.pushbench"_s)));
}

QTEST_GUILESS_MAIN(TestSessionOpening)
#include "tst_sessionopening.moc"
