// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlsclienttransport.h"

#include "core/wire/tls/certificates.h"
#include "core/wire/tls/libssl.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

QSslCertificate toQt(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = certificate ? i2d_X509(certificate, &der) : 0;
    if (size <= 0)
        return QSslCertificate();
    const QSslCertificate made(QByteArray(reinterpret_cast<const char *>(der), size), QSsl::Der);
    OPENSSL_free(der);
    return made;
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    std::sort(names.begin(), names.end());
    return names.join(u", ");
}

bool cannotBeTls(unsigned long error)
{
    switch (ERR_GET_REASON(error)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_BAD_RECORD_TYPE:
        return true;
    default:
        return false;
    }
}

/// OpenSSL tells a peer's alert as a reason of its own.
std::optional<int> alertIn(unsigned long error)
{
    constexpr int kMostAlerts = 256;
    const int alert = ERR_GET_REASON(error) - SSL_AD_REASON_OFFSET;
    const bool told = ERR_GET_LIB(error) == ERR_LIB_SSL && alert >= 0 && alert < kMostAlerts;
    return told ? std::optional(alert) : std::nullopt;
}

} // namespace

/// What OpenSSL calls. Its bytes come from and go to the transport below, which looks after SIGPIPE
/// and remembers errors.
struct TlsClientCallbacks
{
    static TlsClientTransport &self(BIO *bio)
    {
        return *static_cast<TlsClientTransport *>(BIO_get_data(bio));
    }

    static int write(BIO *bio, const char *data, int size)
    {
        BIO_clear_retry_flags(bio);
        const Transport::Moved moved = self(bio).m_below->write({data, qsizetype(size)});
        self(bio).m_belowWritten = moved;
        if (moved.bytes == 0 && !moved.broken)
            BIO_set_retry_write(bio);
        return moved.bytes > 0 ? int(moved.bytes) : -1;
    }

    static int read(BIO *bio, char *into, int size)
    {
        BIO_clear_retry_flags(bio);
        const Transport::Moved moved = self(bio).m_below->read({into, size_t(size)});
        self(bio).m_belowRead = moved;
        if (moved.bytes == 0 && !moved.broken && !moved.ended)
            BIO_set_retry_read(bio);
        return moved.bytes > 0 || moved.ended ? int(moved.bytes) : -1;
    }

    static long control(BIO *bio, int command, long, void *)
    {
        switch (command) {
        case BIO_CTRL_FLUSH:
            return 1;
        case BIO_CTRL_EOF:
            return self(bio).m_belowRead.ended ? 1 : 0;
        default:
            return 0;
        }
    }

    static int judged(int sound, X509_STORE_CTX *store)
    {
        auto *ssl = static_cast<SSL *>(
            X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
        auto *transport = static_cast<TlsClientTransport *>(SSL_get_app_data(ssl));
        if (sound == 0) {
            const QSslCertificate bad = toQt(X509_STORE_CTX_get_current_cert(store));
            ServerTrouble &trouble = transport->m_trouble;
            trouble.verification = X509_STORE_CTX_get_error(store);
            trouble.certificate = subjectText(bad);
            trouble.names = namesOf(bad);
            trouble.validity = u"%1 to %2"_s.arg(bad.effectiveDate().toUTC().toString(Qt::ISODate),
                                                 bad.expiryDate().toUTC().toString(Qt::ISODate));
        }
        return sound;
    }

    static int certificateAsked(SSL *, void *transport)
    {
        static_cast<TlsClientTransport *>(transport)->m_trouble.certificateAsked = true;
        return 1;
    }

    static const BIO_METHOD *method()
    {
        static const crypto::Method made = [] {
            crypto::Method method(
                BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "pushbench transport"));
            BIO_meth_set_write(method.get(), write);
            BIO_meth_set_read(method.get(), read);
            BIO_meth_set_ctrl(method.get(), control);
            return method;
        }();
        return made.get();
    }
};

void TlsClientTransport::Deleter::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

TlsClientTransport::TlsClientTransport(std::unique_ptr<Transport> below,
                                       std::shared_ptr<const TlsClientContext> context,
                                       const QString &host, TransportUser *user)
    : Transport(user)
    , m_context(std::move(context))
    , m_below(std::move(below))
    , m_ssl(m_context->open(host))
    , m_trouble{.host = host,
                .offered = m_context->offered(),
                .certificateShown = m_context->showsCertificate()}
{
    m_wake.setSingleShot(true);
    m_wake.setInterval(0);
    QObject::connect(&m_wake, &QTimer::timeout, &m_wake, [this] { transportReadable(); });
    BIO *bio = BIO_new(TlsClientCallbacks::method());
    if (!bio)
        qBadAlloc();
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio);
    SSL_set_app_data(m_ssl.get(), this);
    if (!m_context->insecure())
        SSL_set_verify(m_ssl.get(), SSL_VERIFY_PEER, TlsClientCallbacks::judged);
    SSL_set_cert_cb(m_ssl.get(), TlsClientCallbacks::certificateAsked, this);
    m_below->setUser(this);
    m_below->setReading(true);
    m_below->setWriting(true); // The first word is ours.
}

TlsClientTransport::~TlsClientTransport()
{
    sayCloseNotify();
}

void TlsClientTransport::sayCloseNotify()
{
    if (!m_ready || m_recordUnderWay || m_end == End::Broken)
        return;
    const crypto::EmptyErrors guard;
    SSL_shutdown(m_ssl.get());
}

void TlsClientTransport::transportReadable()
{
    if (!m_ready && m_end == End::None)
        shakeHands();
    else if (m_reading || m_end == End::Broken)
        user()->transportReadable();
}

void TlsClientTransport::transportWritable()
{
    if (!m_ready && m_end == End::None) {
        shakeHands();
        return;
    }
    if (std::exchange(m_readNeedsWrite, false)) {
        applyInterest();
        m_wake.start();
    }
    if (m_writing)
        user()->transportWritable(); // May delete this.
}

void TlsClientTransport::shakeHands()
{
    const crypto::EmptyErrors guard;
    const int result = SSL_do_handshake(m_ssl.get());
    if (result == 1) {
        m_ready = true;
        m_trouble.established = true;
        noteFacts();
        applyInterest();
        user()->transportReady();
        return;
    }
    const int error = SSL_get_error(m_ssl.get(), result);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
        m_below->setWriting(error == SSL_ERROR_WANT_WRITE);
        return;
    }
    noteEnd(error);
    m_end = End::Broken; // An orderly end is none in the middle of a handshake.
    applyInterest();
    user()->transportReadable();
}

void TlsClientTransport::noteFacts()
{
    m_facts.version = QByteArray(SSL_get_version(m_ssl.get())).replace("TLSv", "TLS ");
    m_facts.cipher = SSL_get_cipher_name(m_ssl.get());
    const unsigned char *protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &protocol, &size);
    m_facts.protocol = QByteArray(reinterpret_cast<const char *>(protocol), size);
    const QSslCertificate peer = toQt(SSL_get0_peer_certificate(m_ssl.get()));
    m_facts.peerSubject = subjectText(peer);
    m_facts.peerFingerprint = fingerprint(peer);
    m_facts.unverified = m_context->insecure();
}

/// How it ended, from what OpenSSL and the transport below say of the last call.
void TlsClientTransport::noteEnd(int sslError)
{
    if (sslError == SSL_ERROR_ZERO_RETURN) {
        m_end = End::Orderly;
        return;
    }
    if (m_ready && m_belowRead.ended) {
        m_end = End::Truncated;
        return;
    }
    m_end = End::Broken;
    const unsigned long error = ERR_peek_last_error();
    m_trouble.left = m_belowRead.broken || m_belowRead.ended || m_belowWritten.broken;
    m_trouble.alert = alertIn(error);
    m_trouble.notTls = !m_ready && cannotBeTls(error);
    m_trouble.libraryText = QString::fromLatin1(ERR_reason_error_string(error));
    m_failure = describe(m_trouble);
    m_refusedUnread = !m_dataCame && m_trouble.alert && refusesHandshake(*m_trouble.alert);
}

Transport::Moved TlsClientTransport::atEnd() const
{
    switch (m_end) {
    case End::None:
        return {};
    case End::Orderly:
        return {.ended = true};
    case End::Truncated:
        return {.ended = true, .truncated = true};
    case End::Broken:
        return {.broken = true};
    }
    Q_UNREACHABLE();
}

Transport::Moved TlsClientTransport::read(std::span<char> into)
{
    if (!m_ready || m_end != End::None)
        return atEnd();
    const crypto::EmptyErrors guard;
    size_t filled = 0;
    while (filled < into.size()) {
        size_t got = 0;
        const int result =
            SSL_read_ex(m_ssl.get(), into.data() + filled, into.size() - filled, &got);
        if (result != 1) {
            const int error = SSL_get_error(m_ssl.get(), result);
            m_readNeedsWrite = error == SSL_ERROR_WANT_WRITE;
            if (m_readNeedsWrite)
                applyInterest();
            else if (error != SSL_ERROR_WANT_READ)
                noteEnd(error);
            break;
        }
        filled += got;
        m_dataCame = true;
        if (SSL_has_pending(m_ssl.get()) == 0)
            return {.bytes = qint64(filled)};
    }
    if (filled == 0)
        return atEnd();
    // Perhaps no notifier will fire for what is left: it may be in here already.
    m_wake.start();
    return {.bytes = qint64(filled)};
}

Transport::Moved TlsClientTransport::write(QByteArrayView data)
{
    if (m_end == End::Broken)
        return {.broken = true};
    if (!m_ready || data.isEmpty())
        return {};
    const crypto::EmptyErrors guard;
    size_t put = 0;
    const int result = SSL_write_ex(m_ssl.get(), data.data(), size_t(data.size()), &put);
    m_recordUnderWay = result != 1;
    if (result == 1)
        return {.bytes = qint64(put)};
    const int error = SSL_get_error(m_ssl.get(), result);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return {};
    if (!m_belowWritten.broken)
        noteEnd(error);
    return {.broken = true}; // What had come before can still be read.
}

void TlsClientTransport::setReading(bool on)
{
    m_reading = on;
    applyInterest();
    if (on && m_ready && (m_end != End::None || SSL_has_pending(m_ssl.get()) != 0))
        m_wake.start();
}

void TlsClientTransport::setWriting(bool on)
{
    m_writing = on;
    applyInterest();
}

/// During the handshake the transport wants what the handshake wants.
void TlsClientTransport::applyInterest()
{
    if (!m_ready && m_end == End::None)
        return;
    m_below->setReading(m_reading && m_end != End::Broken);
    m_below->setWriting((m_writing || m_readNeedsWrite) && m_end != End::Broken);
}

void TlsClientTransport::shutdownSending()
{
    sayCloseNotify();
    m_below->shutdownSending();
}

void TlsClientTransport::reset()
{
    m_end = End::Broken;
    m_failure = u"the connection was reset on purpose"_s;
    m_wake.stop();
    m_below->reset();
}

} // namespace pushbench::wire
