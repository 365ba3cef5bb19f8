// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/probes.h"

#include <QTest>

namespace pushbench::wire {
namespace {

void row(const char *name, int status, const QByteArray &bytes)
{
    QTest::newRow(name) << status << bytes;
}

/// Takes the size from the literal, so that it may hold a NUL.
template <size_t Size>
void row(const char *name, int status, const char (&bytes)[Size])
{
    row(name, status, QByteArray(bytes, Size - 1));
}

void line(const char *name, int status, const char *startLine)
{
    row(name, status, QByteArray(startLine).append("\r\nHost: h\r\n\r\n"));
}

template <size_t Size>
void field(const char *name, int status, const char (&fieldLine)[Size])
{
    row(name, status,
        QByteArray("GET / HTTP/1.1\r\nHost: h\r\n")
            .append(fieldLine, Size - 1)
            .append("\r\nVia: x\r\n\r\n"));
}

void host(const char *name, const char *hostLines)
{
    row(name, 400, QByteArray("GET / HTTP/1.1\r\n").append(hostLines).append("\r\n"));
}

/// With a body of five bytes, so that a gate which believes the length would read on.
void length(const char *name, int status, const char *lengthLines)
{
    row(name, status,
        QByteArray("POST / HTTP/1.1\r\nHost: h\r\n").append(lengthLines).append("\r\n\r\nhello"));
}

void coding(const char *name, int status, const char *codingLines)
{
    row(name, status,
        QByteArray("POST / HTTP/1.1\r\nHost: h\r\n")
            .append(codingLines)
            .append("\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
}

void chunked(const char *name, int status, const QByteArray &chunks)
{
    row(name, status,
        QByteArray("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            .append(chunks));
}

void startLines()
{
    line("no version", 400, "GET /");
    line("no target", 400, "GET HTTP/1.1");
    line("two blanks before the target", 400, "GET  / HTTP/1.1");
    line("two blanks before the version", 400, "GET /  HTTP/1.1");
    line("a tab for a blank", 400, "GET\t/ HTTP/1.1");
    line("a blank in the target", 400, "GET /a b HTTP/1.1");
    line("a blank behind the version", 400, "GET / HTTP/1.1 ");
    line("a blank first", 400, " GET / HTTP/1.1");
    line("a method that is no token", 400, "G(T / HTTP/1.1");
    line("version in lower case", 400, "GET / http/1.1");
    line("version without a minor", 400, "GET / HTTP/1");
    line("version of two digits", 400, "GET / HTTP/1.10");
    line("version with a comma", 400, "GET / HTTP/1,1");
    line("version of another protocol", 400, "GET / ICAP/1.0");
    line("version 0.9", 505, "GET / HTTP/0.9");
    line("version 2.0", 505, "GET / HTTP/2.0");
    line("version 3.0", 505, "GET / HTTP/3.0");
    row("HTTP/0.9 without a version", 400, "GET /\r\n");
    line("a fragment in the target", 400, "GET /#x HTTP/1.1");
    line("a target beside the root", 400, "GET x HTTP/1.1");
    line("a target in UTF-8", 400, "GET /\xC3\xA4 HTTP/1.1");
    line("an absolute target without a host", 400, "GET http:///x HTTP/1.1");
    line("an absolute target of another scheme", 400, "GET ftp://h/x HTTP/1.1");
    line("an asterisk for GET", 400, "GET * HTTP/1.1");
    line("CONNECT with a path", 400, "CONNECT / HTTP/1.1");
    line("CONNECT without a port", 400, "CONNECT h HTTP/1.1");
    row("NUL in the target", 400, "GET /\0x HTTP/1.1\r\nHost: h\r\n\r\n");
    row("NUL in the method", 400, "G\0T / HTTP/1.1\r\nHost: h\r\n\r\n");
    row("a control character in the target", 400, "GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n");
    row("bare CR in the start line", 400, "GET / HTTP/1.1\rHost: h\r\n\r\n");
    row("bare LF behind the start line", 400, "GET / HTTP/1.1\nHost: h\r\n\r\n");
    row("two empty lines first", 400, "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
    row("a bare LF first", 400, "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
    row("a NUL first", 400, "\0GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    row("a byte order mark first", 400, "\xEF\xBB\xBFGET / HTTP/1.1\r\nHost: h\r\n\r\n");
}

void fields()
{
    field("bare LF behind a field", 400, "A: b\nC: d");
    field("a bare CR in a value", 400, "A: b\rC: d");
    field("NUL in a value", 400, "A: b\0c");
    field("NUL in a name", 400, "A\0B: c");
    field("a control character in a value", 400, "A: b\x01");
    field("DEL in a value", 400, "A: b\x7f");
    field("a field folded with a blank", 400, "A: b\r\n c");
    field("a field folded with a tab", 400, "A: b\r\n\tc");
    field("a blank before the colon", 400, "A : b");
    field("a tab before the colon", 400, "A\t: b");
    field("Content-Length with a blank before the colon", 400, "Content-Length : 5");
    field("no colon", 400, "A");
    field("no name", 400, ": b");
    field("a name with a blank", 400, "A B: c");
    field("a name in UTF-8", 400, "\xC3\xA4: b");
    field("a name in parentheses", 400, "(A): b");
    row("the first field begins with a blank", 400, "GET / HTTP/1.1\r\n Host: h\r\n\r\n");
    row("the head ends in a bare LF", 400, "GET / HTTP/1.1\r\nHost: h\r\n\n");
    field("an unknown expectation", 417, "Expect: wonders");
    field("a list of expectations", 417, "Expect: 100-continue, wonders");
    field("two expectations", 417, "Expect: 100-continue\r\nExpect: wonders");
}

void hosts()
{
    host("no Host", "");
    host("two Hosts", "Host: h\r\nHost: h\r\n");
    host("two Hosts of different case", "Host: h\r\nhOST: i\r\n");
    host("a list of Hosts", "Host: h, i\r\n");
    host("a Host with a blank", "Host: h i\r\n");
    host("a Host with a user", "Host: u@h\r\n");
    host("a Host with a path", "Host: h/x\r\n");
    host("a Host with a port in words", "Host: h:http\r\n");
    host("a Host with half an IPv6 address", "Host: [::1\r\n");
    row("no Host in HTTP/1.9", 400, "GET / HTTP/1.9\r\n\r\n");
    row("two Hosts in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n");
    row("no Host beside an absolute target", 400, "GET http://h/ HTTP/1.1\r\n\r\n");
}

void lengths()
{
    length("a negative length", 400, "Content-Length: -5");
    length("a length with a plus", 400, "Content-Length: +5");
    length("a length in words", 400, "Content-Length: five");
    length("a length in hexadecimal", 400, "Content-Length: 0x5");
    length("a length with a fraction", 400, "Content-Length: 5.0");
    length("a length with a blank inside", 400, "Content-Length: 5 5");
    length("an empty length", 400, "Content-Length:");
    length("a list of equal lengths", 400, "Content-Length: 5, 5");
    length("a list of different lengths", 400, "Content-Length: 5, 6");
    length("two equal lengths", 400, "Content-Length: 5\r\nContent-Length: 5");
    length("two different lengths", 400, "Content-Length: 5\r\ncontent-length: 0");
    length("a length above the limit", 413, "Content-Length: 16777217");
    length("a length beyond 64 bits", 413, "Content-Length: 18446744073709551621");
    length("a length above the limit that waits for 100", 413,
           "Content-Length: 16777217\r\nExpect: 100-continue");
}

void codings()
{
    coding("length, then coding", 400, "Content-Length: 5\r\nTransfer-Encoding: chunked");
    coding("coding, then length", 400, "Transfer-Encoding: chunked\r\nContent-Length: 5");
    coding("an unknown coding", 501, "Transfer-Encoding: rot13");
    coding("gzip alone", 501, "Transfer-Encoding: gzip");
    coding("identity", 501, "Transfer-Encoding: identity");
    coding("a coding before chunked", 501, "Transfer-Encoding: gzip, chunked");
    coding("a coding behind chunked", 400, "Transfer-Encoding: chunked, gzip");
    coding("chunked twice", 400, "Transfer-Encoding: chunked, chunked");
    coding("two fields of codings", 400,
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
    coding("an unknown coding beside a length", 400,
           "Content-Length: 5\r\nTransfer-Encoding: xchunked");
    coding("chunked with a vertical tab", 400,
           "Transfer-Encoding: \x0b"
           "chunked");
    coding("chunked in quotes", 400, "Transfer-Encoding: \"chunked\"");
    coding("chunked with a parameter", 400, "Transfer-Encoding: chunked;x=y");
    coding("an empty coding", 400, "Transfer-Encoding:");
    row("a coding in HTTP/1.0", 400,
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

void chunks()
{
    chunked("a chunk size in words", 400, "five\r\nhello\r\n0\r\n\r\n");
    chunked("an empty chunk size", 400, "\r\nhello\r\n0\r\n\r\n");
    chunked("a negative chunk size", 400, "-5\r\nhello\r\n0\r\n\r\n");
    chunked("a chunk size with 0x", 400, "0x5\r\nhello\r\n0\r\n\r\n");
    chunked("a blank before a chunk size", 400, " 5\r\nhello\r\n0\r\n\r\n");
    chunked("a chunk size beyond 64 bits", 413, "10000000000000005\r\nhello\r\n0\r\n\r\n");
    chunked("a chunk size above the limit", 413, "1000001\r\nhello\r\n0\r\n\r\n");
    chunked("a chunk longer than its size", 400, "4\r\nhello\r\n0\r\n\r\n");
    chunked("a chunk shorter than its size", 400, "6\r\nhello\r\n0\r\n\r\n");
    chunked("bare LF behind a chunk size", 400, "5\nhello\r\n0\r\n\r\n");
    chunked("bare LF behind a chunk", 400, "5\r\nhello\n0\r\n\r\n");
    chunked("bare CR behind a chunk size", 400, "5\rhello\r\n0\r\n\r\n");
    chunked("an extension without a semicolon", 400, "5 x=y\r\nhello\r\n0\r\n\r\n");
    chunked("a control character in an extension", 400, "5;x=\x01\r\nhello\r\n0\r\n\r\n");
    chunked("an extension without end", 400,
            QByteArray("5;x=").append(5000, 'y').append("\r\nhello\r\n0\r\n\r\n"));
    chunked("a broken trailer", 400, "0\r\nA : b\r\n\r\n");
    chunked("a folded trailer", 400, "0\r\nA: b\r\n c\r\n\r\n");
    chunked("a length for a trailer", 400, "0\r\nContent-Length: 5\r\n\r\n");
    chunked("a coding for a trailer", 400, "0\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunked("a request for a trailer", 400, "0\r\n");
}

void sizes()
{
    const QByteArray start("GET / HTTP/1.1\r\nHost: h\r\n");
    row("a hundred and one fields", 431,
        QByteArray(start).append(QByteArray("A: b\r\n").repeated(100)).append("\r\n"));
    row("a head of 64 KiB", 431,
        QByteArray(start).append("A: ").append(64 * 1024, 'b').append("\r\n\r\n"));
    row("a head without end", 431,
        QByteArray(start)
            .append(QByteArray("A: bbbbbbbbbbbbb\r\n").repeated(90))
            .append(70'000, 'c'));
    row("a target above 16 KiB", 414,
        QByteArray("GET /").append(16 * 1024, 'x').append(" HTTP/1.1\r\nHost: h\r\n\r\n"));
    row("a start line without end", 414, QByteArray("GET /").append(70'000, 'x'));
    row("a method without end", 414, QByteArray(70'000, 'G'));
    chunked("a hundred and one trailers", 431,
            QByteArray("0\r\n").append(QByteArray("A: b\r\n").repeated(101)).append("\r\n"));
}

void otherProtocols()
{
    row("an HTTP/2 preface with a fault", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\n");
    row("a TLS handshake", 400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
    row("an SSH greeting", 400, "SSH-2.0-OpenSSH_9.2\r\n");
    row("SMTP", 400, "EHLO mail.example\r\n");
    row("Redis", 400, "*1\r\n$4\r\nPING\r\n");
    row("binary garbage", 400, "\x80\xff\x00\x01\x02\xfe");
    row("a proxy's greeting", 400, "PROXY TCP4 192.0.2.1 192.0.2.2 4711 80\r\n");
    row("a response", 400, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

} // namespace

void addProbes()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("bytes");
    startLines();
    fields();
    hosts();
    lengths();
    codings();
    chunks();
    sizes();
    otherProtocols();
}

} // namespace pushbench::wire
