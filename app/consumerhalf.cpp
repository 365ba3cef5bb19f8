// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consumerhalf.h"

#include "app/servertls.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

consumer::Reply replyFor(const ui::ForcedAnswer &answer)
{
    using Kind = consumer::RetryAfterSpec::Kind;
    consumer::Reply reply{
        .status = answer.status, .latency = answer.latency, .fault = answer.fault};
    const bool timed = answer.duration.count() > 0;
    switch (answer.retryAfter) {
    case ui::RetryAfterChoice::None:
        break;
    case ui::RetryAfterChoice::Seconds:
        // A timed refusal announces what is left of it; a single one what was asked for.
        reply.retryAfter = timed
            ? consumer::RetryAfterSpec{.kind = Kind::Seconds}
            : consumer::RetryAfterSpec{.literal =
                                           QByteArray::number(qint64(answer.retrySeconds.count()))};
        break;
    case ui::RetryAfterChoice::Date:
        reply.retryAfter =
            consumer::RetryAfterSpec{.kind = Kind::ImfFixdate, .offset = answer.retrySeconds};
        break;
    case ui::RetryAfterChoice::Rfc850:
        reply.retryAfter =
            consumer::RetryAfterSpec{.kind = Kind::Rfc850, .offset = answer.retrySeconds};
        break;
    case ui::RetryAfterChoice::Asctime:
        reply.retryAfter =
            consumer::RetryAfterSpec{.kind = Kind::Asctime, .offset = answer.retrySeconds};
        break;
    case ui::RetryAfterChoice::Text:
        reply.retryAfter = consumer::RetryAfterSpec{.literal = answer.retryText};
        break;
    }
    return reply;
}

consumer::Endpoint endpointFor(const ui::EndpointSettings &settings)
{
    consumer::Endpoint endpoint{.path = settings.path.toUtf8()};
    endpoint.tokens.push_back(settings.token.isEmpty() ? Secret::generate()
                                                       : Secret(settings.token.toUtf8()));
    for (const QString &source : settings.sources)
        endpoint.sources.push_back(source.toUtf8());
    return endpoint;
}

double milliseconds(std::chrono::microseconds value)
{
    return double(value.count()) / 1000;
}

QString describe(const consumer::Reply &reply)
{
    if (reply.fault != wire::AnswerFault::None)
        return ConsumerHalf::tr("with a fault (%1)")
            .arg(QString::fromLatin1(wire::answerFaultName(reply.fault).toByteArray()));
    QString text = reply.overrides() ? QString::number(reply.status) : ConsumerHalf::tr("slowly");
    // A timed one says how long by itself.
    if (reply.retryAfter && reply.retryAfter->kind != consumer::RetryAfterSpec::Kind::Seconds)
        text += u", Retry-After "_s + QString::fromLatin1(reply.retryAfter->text());
    return text;
}

} // namespace

ConsumerHalf::ConsumerHalf(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void ConsumerHalf::start(const ui::ConsumerSettings &settings, journal::Journal &journal)
{
    if (m_engine)
        return;
    Result<consumer::Config> config = configFor(settings);
    if (!config) {
        refuse(config.fault());
        return;
    }
    auto engine = std::make_unique<EngineThread<consumer::Consumer>>(
        u"consumer"_s, std::make_unique<consumer::Consumer>(config.value(), m_clock, journal));
    const Result<> started = engine->call([&engine] { return engine->engine()->start(); });
    if (!started) {
        refuse(started.fault());
        return;
    }
    m_engine = std::move(engine);
    consumer::Consumer *running = m_engine->engine();
    connect(running, &consumer::Consumer::stopped, this, [this] { shutDown(); });
    const std::vector<QUrl> urls = m_engine->call([running] { return running->urls(); });
    m_state.listening = true;
    m_state.endpoints.clear();
    for (size_t i = 0; i < urls.size(); ++i)
        m_state.endpoints.push_back({.url = urls[i],
                                     .token = config->intake.endpoints[i].tokens.front(),
                                     .sources = settings.endpoints[i].sources});
    Q_EMIT changed(m_state);
}

void ConsumerHalf::refuse(const Fault &fault)
{
    m_state = {};
    m_state.fault = fault.message();
    Q_EMIT failed(fault);
    Q_EMIT changed(m_state);
}

/// Says what is wrong in the window's own words before a file or a port can say it in others.
Result<consumer::Config> ConsumerHalf::configFor(const ui::ConsumerSettings &settings)
{
    m_state = {};
    m_authority.reset();
    consumer::Config config;
    config.address = QHostAddress(settings.host == u"localhost"_s ? u"127.0.0.1"_s : settings.host);
    config.port = settings.port;
    config.policy = m_policy;
    if (config.address.isNull())
        return Fault{FaultKind::Usage, settings.host,
                     tr("this is no address to listen on; write 127.0.0.1")};
    config.intake.endpoints.clear();
    for (const ui::EndpointSettings &endpoint : settings.endpoints)
        config.intake.endpoints.push_back(endpointFor(endpoint));
    if (const Result<> sound = consumer::check(config.intake); !sound)
        return sound.fault();
    if (settings.tls == ui::TlsChoice::None)
        return config;
    if (settings.tls == ui::TlsChoice::Files
        && (settings.certificate.isEmpty() || settings.key.isEmpty()))
        return Fault{FaultKind::Usage, tr("Security"),
                     tr("a certificate of your own needs its file and that of its key; choose "
                        "both, or TLS, self-signed")};
    const bool made = settings.tls == ui::TlsChoice::SelfSigned;
    const Result<std::optional<ServerTls>> tls =
        readServerTls({.selfSigned = made,
                       .certificate = made ? QString() : settings.certificate,
                       .key = made ? QString() : settings.key,
                       .clientCa = settings.clientCa},
                      config.address.toString(), m_clock.now().wall);
    if (!tls)
        return tls.fault();
    config.tls = tls.value()->settings;
    m_state.fingerprint = tls.value()->fingerprint;
    if (made) {
        m_authority =
            std::make_unique<QTemporaryFile>(QDir::temp().filePath(u"pushbench-XXXXXX.pem"_s));
        if (!m_authority->open())
            return Fault{FaultKind::Denied, QDir::tempPath(), m_authority->errorString()};
        m_authority->write(tls.value()->selfSignedPem);
        m_authority->flush();
        m_state.caFile = m_authority->fileName();
    }
    return config;
}

void ConsumerHalf::stop()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->stop(); });
}

void ConsumerHalf::shutDown()
{
    if (!m_engine)
        return;
    m_engine.reset();
    m_state.listening = false;
    m_state.connections = 0;
    m_state.waiting = 0;
    m_state.forcedAnswer.clear();
    m_state.endpoints.clear();
    m_state.fingerprint.clear();
    m_state.caFile.clear();
    m_authority.reset();
    Q_EMIT changed(m_state);
}

void ConsumerHalf::force(const ui::ForcedAnswer &answer)
{
    if (!m_engine)
        return;
    m_engine->post([running = m_engine->engine(), answer] {
        if (answer.duration.count() > 0)
            running->forceFor(replyFor(answer), answer.duration);
        else
            running->forceNext(replyFor(answer), answer.times);
    });
    poll();
}

void ConsumerHalf::answerHonestly()
{
    if (!m_engine)
        return;
    m_engine->post([running = m_engine->engine()] { running->clearForced(); });
    poll();
}

void ConsumerHalf::setPolicy(const consumer::Policy &policy)
{
    m_policy = policy;
    if (m_engine)
        m_engine->post([running = m_engine->engine(), policy] { running->setPolicy(policy); });
}

void ConsumerHalf::poll()
{
    if (!m_engine)
        return;
    m_engine->post([this, running = m_engine->engine()] {
        const consumer::Vitals vitals = running->takeVitals();
        const consumer::Load whole = running->load();
        QMetaObject::invokeMethod(
            this, [this, vitals, whole] { take(vitals, whole); }, Qt::QueuedConnection);
    });
}

void ConsumerHalf::take(const consumer::Vitals &vitals, const consumer::Load &whole)
{
    if (!m_engine)
        return;
    m_state.connections = vitals.connections;
    m_state.waiting = vitals.waiting;
    if (vitals.load.acks.count > 0) {
        m_state.ackP50Ms = milliseconds(vitals.load.acks.median);
        m_state.ackP99Ms = milliseconds(vitals.load.acks.p99);
    }
    m_state.ackMaxMs = milliseconds(whole.acks.max);
    m_state.queueMost = whole.queueMost;
    m_state.forcedAnswer.clear();
    m_state.forcedUntil = {};
    if (vitals.forced && vitals.forced->times > 0) {
        m_state.forcedAnswer = describe(vitals.forced->reply)
            + (vitals.forced->times == 1
                   ? tr(", for the next request")
                   : tr(", for the next %1 requests").arg(vitals.forced->times));
    } else if (vitals.forced) {
        const Moment now = m_clock.now();
        m_state.forcedAnswer = describe(vitals.forced->reply);
        m_state.forcedUntil = now.wall
            + std::chrono::duration_cast<std::chrono::microseconds>(vitals.forced->until
                                                                    - now.steady);
    }
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
